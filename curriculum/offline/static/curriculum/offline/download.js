// Fetching a pack: file by file, checked against the list, never twice, in the place of the old one only when whole.
const download = (() => {
  const LANES = 3;
  const SILENCE = 20000; // a slow line may take as long as it likes, one that says nothing may not
  const HEADERS = ["Content-Type", "Content-Language", "Content-Security-Policy", "Referrer-Policy",
    "Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Content-Type-Options", "X-Frame-Options"];
  let latest; // the signal of the download that began last

  // An answer to its last byte. A line from which nothing comes for too long counts as lost.
  async function whole(address, signal) {
    const control = new AbortController();
    const stop = () => control.abort();
    let timer, isSilent = false;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => { isSilent = true; stop(); }, SILENCE);
    };
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    try {
      wait();
      const answer = await fetch(address, { credentials: "omit", cache: "no-store", signal: control.signal });
      const parts = [];
      const reader = answer.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader.read()) {
        wait();
        parts.push(part.value);
      }
      return { answer, blob: new Blob(parts) };
    } catch (error) {
      throw isSilent ? new Error("line") : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }

  // Fails with "gone" where the site itself says that the programme is no longer published; a mere 404 may be anybody's.
  async function list(address, signal) {
    const { answer, blob } = await whole(address, signal);
    if (!answer.ok && answer.status !== 410) throw new Error("list");
    const told = await new Response(blob).json();
    if (!answer.ok) throw Object.assign(new Error(told.gone ? "gone" : "list"), { strip: told.gone });
    return told;
  }

  // Asked after each wait, so that nothing is made again behind the back of somebody who removes or leaves.
  // As a phone of some years ago understands it, whose signals cannot throw by themselves.
  function check(signal) {
    if (signal.aborted) throw new DOMException("stopped", "AbortError");
  }

  // The worker's own script comes over the same line. One that comes too late goes again.
  function register() {
    const asked = navigator.serviceWorker.register(document.querySelector("[data-worker]").dataset.worker);
    asked.then(() => latest.aborted && store.tidy()).catch(() => {});
    return Promise.race([asked, new Promise((_, reject) => { setTimeout(reject, SILENCE, new Error("line")); })]);
  }

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
  async function here(pack, signal) {
    const found = new Map();
    for (const name of (await store.cachesOf(pack.code)).reverse()) {
      check(signal);
      const cache = await caches.open(name);
      for (const file of pack.files) {
        if (!found.has(file.address) && await holds(cache, file)) found.set(file.address, name);
      }
    }
    return found;
  }

  async function get(cache, file, signal) {
    const { answer, blob } = await whole(file.source, signal);
    if (!answer.ok) throw new Error(answer.status < 500 ? "changed" : "line");
    const bytes = await new Response(blob).arrayBuffer();
    if (await digest(bytes) !== file.sha256) throw new Error("changed");
    check(signal);
    const headers = HEADERS.flatMap((name) => (answer.headers.has(name) ? [[name, answer.headers.get(name)]] : []));
    await cache.put(file.address, new Response(bytes, { headers: [...headers, ["Content-Length", bytes.byteLength]] }));
  }

  // From the version that is kept.
  async function take(cache, file, name, signal) {
    const found = await (await caches.open(name)).match(file.address);
    check(signal);
    await cache.put(file.address, found);
  }

  // Resolves with what is kept now. Rejects with "changed", a QuotaExceededError, an AbortError, or the line's own error.
  async function run(pack, { audio, signal, tell }) {
    check(latest = signal);
    await register();
    const files = wanted(pack, audio);
    const found = await here(pack, signal);
    check(signal);
    const cache = await caches.open(store.nameOf(pack));
    const done = [];
    const queue = [...files];
    const lane = async () => {
      for (let file = queue.shift(); file; file = queue.shift()) {
        check(signal);
        const name = found.get(file.address);
        if (!name) await get(cache, file, signal);
        else if (name !== store.nameOf(pack)) await take(cache, file, name, signal);
        done.push(file);
        tell(done.length, files.length, sum(done), sum(files));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    check(signal);
    return store.settle(pack, files, () => check(signal));
  }

  return { list, run, here, wanted, sum };
})();
