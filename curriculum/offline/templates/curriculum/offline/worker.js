// Answers only for what somebody asked to keep; all else goes its own way, as if this were not here.
// Network first, and the copy on the phone when that is silent.
const UNTOUCHED = {{ untouched|safe }};
const NOTES = "kept";
const PATIENCE = 4000;
const DAY = 86400000;
let packs = null; // read once after each start, and when a page says that something changed
const fromCopy = new Set(); // windows whose page came from the phone: so does what the page loads

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", () => { packs = null; });

// Opening it would make one, and leave it behind on a phone that keeps nothing any more.
const notebook = async () => ((await caches.has(NOTES)) ? caches.open(NOTES) : null);

async function read() {
  const notes = await notebook();
  const keys = notes ? await notes.keys() : [];
  const told = await Promise.all(keys.map(async (key) => (await notes.match(key)).json()));
  const seen = Object.fromEntries(told.filter((one) => one.seen).map((one) => [one.code, one]));
  packs = told.filter((one) => one.files).map((pack) => ({
    ...pack, seen: seen[pack.code], at: new Map(pack.files.map((file) => [file.address, file])), keptOn: pack.at,
  }));
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  const isPage = request.mode === "navigate";
  if (request.method !== "GET" || origin !== location.origin || request.cache === "no-store") return;
  if (UNTOUCHED.some((prefix) => pathname.startsWith(prefix))) return;
  if (packs && !isPage && !packs.some((pack) => pack.at.has(pathname))) return;
  event.respondWith(answer(event, search ? "" : pathname, isPage));
});

async function answer(event, path, isPage) {
  const { request } = event;
  if (!packs) await read();
  const pack = packs.find((one) => one.at.has(path));
  if (!pack && !isPage) return fetch(request);
  if (pack && path === pack.notes) return await stored(pack, path) ?? fetch(request); // the way out waits for no line
  if (!isPage) return fromCopy.has(event.clientId) ? copy(pack, request, path) : fetch(request).catch(() => copy(pack, request, path));
  const line = fetch(request);
  try {
    const live = await (pack ? within(line) : line);
    if (live.status >= 500 && pack) throw new Error(live.status);
    if (pack) event.waitUntil(look(pack, live.status));
    return live;
  } catch (error) {
    fromCopy.add(event.resultingClientId);
    line.catch(() => {});
    return page(pack, path, error);
  }
}

const within = (promise) => Promise.race([
  promise, new Promise((_, reject) => { setTimeout(reject, PATIENCE, new Error("slow")); }),
]);

async function stored(pack, path) {
  return (await caches.open(pack.cache)).match(path);
}

// A recording is asked for in pieces.
async function copy(pack, request, path) {
  const whole = await stored(pack, path);
  const piece = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  if (!whole || !piece) return whole ?? fetch(request);
  const body = await whole.blob();
  const [from, to] = [Number(piece[1]), Math.min(Number(piece[2] || Infinity), body.size - 1)];
  const headers = new Headers(whole.headers);
  headers.set("Content-Range", `bytes ${from}-${to}/${body.size}`);
  return new Response(body.slice(from, to + 1), { status: 206, headers });
}

async function page(pack, path, error) {
  const found = pack && await stored(pack, path);
  if (found) return withStrips(found, strips(pack, path));
  // In the language of the address, as near as one is kept.
  const near = [...packs].sort((a, b) => b.kept.length - a.kept.length);
  const other = near.find((one) => path.startsWith(one.kept.replace(/[^/]+\/$/, ""))) ?? packs[0];
  const list = other && await stored(other, other.kept);
  if (!list) throw error;
  return withStrips(list, [other.strips.missing]);
}

function strips(pack, path) {
  const law = pack.seen?.laws[path];
  const told = [pack.strips.kept.replace("[[age]]", age(pack)).replace("[[date]]", day(pack, pack.keptOn))];
  if (pack.seen?.gone) told.push(pack.seen.gone);
  if (law && law !== pack.at.get(path).law) {
    const noon = `${law}T12:00`;
    const strip = new Date(noon) > new Date() ? pack.strips.law_ahead : pack.strips.law;
    told.push(strip.replace("[[date]]", day(pack, noon)));
  }
  return told;
}

const day = (pack, date) => new Date(date).toLocaleDateString(pack.language, { dateStyle: "long" });

function age(pack) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(pack.keptOn).setHours(0, 0, 0, 0)) / DAY);
  const words = new Intl.RelativeTimeFormat(pack.language, { numeric: "auto" });
  if (days < 14) return words.format(-days, "day");
  return days < 60 ? words.format(-Math.floor(days / 7), "week") : words.format(-Math.floor(days / 30), "month");
}

async function withStrips(found, told) {
  const html = (await found.text()).replace(/<main([^>]*)>/, (_main, rest) => `<main data-copy${rest}>${told.join("")}`);
  return new Response(html, { headers: found.headers });
}

// Once a day, while there is a line, and where a kept page is missing: has the law of what is kept changed, or is it gone?
async function look(pack, status) {
  if (status < 400 && Date.now() - (pack.seen?.seen ?? 0) < DAY) return;
  const answer = await fetch(pack.list, { credentials: "omit", cache: "no-store" });
  if (!answer.ok && answer.status !== 410) return;
  const note = { ...heard(pack, await answer.json()), seen: Date.now(), code: pack.code };
  await (await notebook())?.put(`/-/seen/${pack.code}`, new Response(JSON.stringify(note)));
  packs = null;
}

function heard(pack, { gone, version, files }) {
  if (gone) return { laws: {}, ...pack.seen, gone };
  return { version, laws: Object.fromEntries(files.filter((file) => file.law).map((file) => [file.address, file.law])) };
}
