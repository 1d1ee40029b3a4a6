// Fetching a pack: file by file, checked against the list, never twice, in the place of the old one only when whole.
const download = (() => {
  const LANES = 3;
  const HEADERS = ["Content-Type", "Content-Language", "Content-Security-Policy", "Referrer-Policy",
    "Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Content-Type-Options", "X-Frame-Options"];

  const list = async (address) => {
    const answer = await fetch(address, { credentials: "omit", cache: "no-store" });
    if (!answer.ok) throw new Error("list");
    return answer.json();
  };

  async function digest(bytes) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function holds(cache, file) {
    const found = await cache.match(file.address);
    return Boolean(found) && (await digest(await found.arrayBuffer())) === file.sha256;
  }

  const wanted = (pack, audio) => pack.files.filter((file) => file.kind !== "audio" || audio);
  const sum = (files) => files.reduce((total, file) => total + file.bytes, 0);

  // Which files of a pack are here already: from a download that stopped, or in the version that is kept.
  async function here(pack) {
    const found = new Map();
    for (const name of (await store.cachesOf(pack.code)).reverse()) {
      const cache = await caches.open(name);
      for (const file of pack.files) {
        if (!found.has(file.address) && await holds(cache, file)) found.set(file.address, name);
      }
    }
    return found;
  }

  async function get(cache, file, signal) {
    const answer = await fetch(file.source, { credentials: "omit", cache: "no-store", signal });
    if (!answer.ok) throw new Error(answer.status < 500 ? "changed" : "line");
    const bytes = await answer.arrayBuffer();
    if (await digest(bytes) !== file.sha256) throw new Error("changed");
    const headers = HEADERS.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : []));
    await cache.put(file.address, new Response(bytes, { headers: [...headers, ["Content-Length", bytes.byteLength]] }));
  }

  // Resolves with what is kept now. Rejects with "changed", a QuotaExceededError, an AbortError, or the line's own error.
  async function run(pack, { audio, signal, tell }) {
    await navigator.serviceWorker.register(document.querySelector("[data-worker]").dataset.worker);
    const files = wanted(pack, audio);
    const found = await here(pack);
    const cache = await caches.open(store.nameOf(pack));
    const done = [];
    const queue = [...files];
    const lane = async () => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        if (signal.aborted) throw new DOMException("paused", "AbortError");
        const name = found.get(file.address);
        if (!name) await get(cache, file, signal);
        else if (name !== store.nameOf(pack)) await cache.put(file.address, await (await caches.open(name)).match(file.address));
        done.push(file);
        tell(done.length, files.length, sum(done), sum(files));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return store.settle(pack, files);
  }

  return { list, run, here, wanted, sum };
})();
