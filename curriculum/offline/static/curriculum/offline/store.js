// What this phone keeps: a list in one cache, and a cache for the files of each version.
const store = (() => {
  const NOTES = "kept";
  const FILES = "kept-";
  const noteOf = (code) => `/-/kept/${code}`;
  const seenOf = (code) => `/-/seen/${code}`;
  const prefixOf = (code) => `${FILES}${code}-`;
  const nameOf = (pack) => prefixOf(pack.code) + pack.version;
  let isLeft = false; // then whatever is kept may be erased this moment
  addEventListener("leave", () => { isLeft = true; });
  // Other pages of this phone: the code that is removed, or "" when all is erased, and when.
  const others = globalThis.BroadcastChannel && new BroadcastChannel("kept");
  const isAble = Boolean(navigator.serviceWorker && globalThis.caches && globalThis.crypto?.subtle);

  // As a phone of some years ago understands it, which has no Response.json.
  const written = (note) => new Response(JSON.stringify(note));

  // Looking must not leave anything behind: opening a cache would make one.
  async function notes() {
    return (await caches.has(NOTES)) ? caches.open(NOTES) : null;
  }

  // With what was last heard: is it still published?
  async function kept(code) {
    const found = await (await notes())?.match(noteOf(code));
    return found ? { ...await found.json(), isGone: Boolean((await seen(code)).gone) } : null;
  }

  async function seen(code) {
    const found = await (await notes())?.match(seenOf(code));
    return found ? found.json() : { laws: {} };
  }

  async function all() {
    const cache = await notes();
    const keys = cache ? await cache.keys() : [];
    const wanted = keys.filter((key) => new URL(key.url).pathname.startsWith(noteOf("")));
    return Promise.all(wanted.map(async (key) => (await cache.match(key)).json()));
  }

  const cachesOf = async (code) => (await caches.keys()).filter((name) => name.startsWith(prefixOf(code)));

  // Codes of what has arrived by half, and never was whole.
  async function halves() {
    const whole = (await all()).map((pack) => pack.code);
    const names = (await caches.keys()).filter((name) => name.startsWith(FILES));
    const codes = names.map((name) => name.split("-")[1]);
    return [...new Set(codes)].filter((code) => !whole.includes(code));
  }

  async function tellWorker() {
    const registration = await navigator.serviceWorker.getRegistration();
    (registration?.active ?? registration?.waiting ?? registration?.installing)?.postMessage("changed");
  }

  // What the latest list says of the law, for the worker's strips. Nothing of it where nothing is kept.
  async function hear({ code, version, files }) {
    const laws = Object.fromEntries(files.filter((file) => file.law).map((file) => [file.address, file.law]));
    await write(code, { version, laws });
  }

  // That it is no longer published, in the sentence that goes above its pages. What was heard of the law stays.
  async function hearGone(code, strip) {
    await write(code, { ...await seen(code), gone: strip });
  }

  async function write(code, heard) {
    const cache = (await kept(code)) && await notes();
    if (cache && !isLeft) await cache.put(seenOf(code), written({ ...heard, seen: Date.now(), code }));
    await tellWorker();
  }

  // Which files of a kept pack rest on a law that changed since: address and day.
  async function changed(pack) {
    const { laws } = await seen(pack.code);
    return new Map(pack.files.flatMap(({ address, law }) => (laws[address] && laws[address] !== law ? [[address, laws[address]]] : [])));
  }

  // One write puts the new version in the place of the old one; only then the old files go.
  // check throws once it is not wanted any more.
  async function settle(pack, files, check) {
    const note = { ...pack, files, cache: nameOf(pack), at: new Date().toISOString() };
    const cache = await caches.open(NOTES);
    check();
    await cache.put(noteOf(pack.code), written(note));
    for (const name of await cachesOf(pack.code)) if (name !== note.cache) await caches.delete(name);
    check();
    await hear(pack);
    return note;
  }

  function remove(code) {
    others?.postMessage({ code, at: Date.now() });
    return drop(code);
  }

  async function drop(code) {
    const cache = await notes();
    await cache?.delete(noteOf(code));
    await cache?.delete(seenOf(code));
    for (const name of await cachesOf(code)) await caches.delete(name);
    await tellWorker();
    if (!(await all()).length) await caches.delete(NOTES);
    await tidy();
  }

  // Where nothing is kept, and nothing half, the worker does not stay either.
  async function tidy() {
    const isNeeded = (await caches.keys()).some((name) => name === NOTES || name.startsWith(FILES));
    if (!isNeeded) await (await navigator.serviceWorker.getRegistration())?.unregister();
  }

  return { isAble, others, all, kept, halves, hear, hearGone, changed, settle, remove, drop, tidy, cachesOf, nameOf };
})();
