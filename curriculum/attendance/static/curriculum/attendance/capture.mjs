// Counting. The screen shows what the server holds plus what it has not confirmed yet.
// Nothing stays on the phone: what is not confirmed lives in this page alone, and it says so.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");
let held = read("standing");
let csrf = held.csrf;
const address = held.entries;
const undoable = held.undoable; // arrivals that this person counted last
let waiting = []; // sent or not, but not confirmed
let refused = [];
let sending = false;
let failures = 0;
let trouble = "";
let slow = false;
let timer;

const BATCH = 100;
const LOOK_AFTER = 20000;
const LONGEST_WAIT = 60000;

const find = (selector) => document.querySelector(selector);
const put = (name, text) => {
  const element = find(`[data-out="${name}"]`);
  if (element.textContent !== String(text)) element.textContent = text;
};
const several = ([one, many], n) => (n === 1 ? one : many).replace("{n}", n);
const sum = (values) => Object.values(values).reduce((total, n) => total + n, 0);

// crypto.randomUUID exists only on secure addresses; a network without one must count too.
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function counts(dimension) {
  const found = { ...held.counts[dimension] };
  for (const entry of waiting) {
    if (entry.dimension === dimension) found[entry.value] = (found[entry.value] ?? 0) + entry.delta;
  }
  return found;
}

function drawTally(section, total) {
  const found = counts(section.dataset.dimension);
  for (const row of section.querySelectorAll("[data-value]")) {
    const n = found[row.dataset.value] ?? 0;
    row.querySelector("[data-number]").textContent = n;
    row.querySelector(".less").disabled = n <= 0 || !held.is_open;
    row.querySelector(".more").disabled = !held.is_open;
  }
  const missing = total - sum(found);
  let text = words.complete;
  if (!Object.values(found).some(Boolean)) text = words.untouched;
  else if (missing) text = several(missing > 0 ? words.missing : words.excess, Math.abs(missing));
  section.querySelector("[data-sum]").textContent = text;
}

function drawState() {
  let state = words.saved;
  if (!held.is_open) state = words.closed;
  else if (trouble) state = trouble;
  else if (failures) state = waiting.length ? words.trying : words.offline;
  else if (waiting.length && slow) state = words.saving;
  put("state", state);
  put("queue", waiting.length ? several(words.unsaved, waiting.length) : "");
  find(".state").classList.toggle("state--warn", Boolean(failures || trouble));
  find("[data-again]").hidden = !failures || !waiting.length;
  find("[data-refused]").hidden = !refused.length;
  put("refused", refused.length ? several(words.refused, refused.length) : "");
  const reasons = [...new Set(refused.map((answer) => answer.message))];
  find('[data-out="reasons"]').replaceChildren(...reasons.map((reason) => {
    const item = document.createElement("li");
    item.textContent = reason;
    return item;
  }));
  find("[data-conflict]").hidden = !held.conflicts.length;
  if (held.conflicts.length) find("[data-decide]").href = held.conflicts[0];
}

function draw() {
  const arrivals = counts("arrival");
  const total = sum(arrivals);
  put("total", total);
  put("first", arrivals.first_time ?? 0);
  const last = undoable.at(-1);
  const time = last && new Date(last.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  put("undo", last ? words.undo.replace("{what}", words.values[last.value]).replace("{time}", time) : words.nothing);
  for (const button of document.querySelectorAll("[data-hit]")) button.disabled = !held.is_open;
  find("[data-undo]").disabled = !last || !held.is_open;
  for (const section of document.querySelectorAll("[data-dimension]")) drawTally(section, total);
  drawState();
  return total;
}

function add(dimension, value, delta, undoes = null) {
  const entry = { id: newId(), dimension, value, delta, undoes, captured_at: new Date().toISOString() };
  waiting.push(entry);
  navigator.vibrate?.(15);
  if (waiting.length === 1) {
    slow = false;
    setTimeout(() => { slow = true; drawState(); }, 800);
  }
  const total = draw();
  if (!failures) send();
  return { entry, total };
}

async function ask(batch) {
  const headers = { Accept: "application/json" };
  const body = batch.length ? JSON.stringify({ entries: batch }) : undefined;
  if (body) Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": csrf });
  const answer = await fetch(address, {
    method: body ? "POST" : "GET", headers, body, keepalive: true, cache: "no-store", redirect: "manual",
    signal: AbortSignal.timeout(20000),
  });
  if (answer.type === "opaqueredirect") throw new Error(words.signedOut);
  const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
  // Signed in anew on another tab: this page's token is old, and the next one will do.
  if (answer.status === 403 && !isJson && body) csrf = (await ask([])).csrf;
  const told = isJson ? await answer.json() : {};
  if (told.code === "not-yours") throw new Error(told.message);
  if (!answer.ok || !told.counts || (body && told.answers?.length !== batch.length)) throw new Error("");
  return told;
}

function take(told, batch) {
  held = told;
  const done = new Set(batch.map((entry) => entry.id));
  waiting = waiting.filter((entry) => !done.has(entry.id));
  for (const answer of told.answers ?? []) {
    if (answer.outcome === "stored" || answer.outcome === "duplicate") continue;
    if (answer.outcome === "refused") refused.push(answer);
    const index = undoable.findIndex((entry) => entry.id === answer.id);
    if (index >= 0) undoable.splice(index, 1);
  }
}

async function send() {
  clearTimeout(timer);
  if (sending || (document.hidden && !waiting.length)) return; // nobody looks, nothing to say
  sending = true;
  const batch = waiting.slice(0, BATCH);
  try {
    take(await ask(batch), batch);
    failures = 0;
    trouble = "";
  } catch (error) {
    failures += 1;
    // A browser's own errors are in its own words; ours are for people.
    trouble = error instanceof TypeError || error instanceof DOMException ? "" : error.message;
  }
  sending = false;
  draw();
  later();
}

function later() {
  clearTimeout(timer);
  let wait = LOOK_AFTER;
  if (failures) wait = Math.min(1000 * 2 ** (failures - 1), LONGEST_WAIT) * (0.75 + Math.random() / 2);
  else if (waiting.length) wait = 0;
  timer = setTimeout(send, wait);
}

find("[data-hits]").addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.dataset.hit) {
    const { entry, total } = add("arrival", button.dataset.hit, 1);
    undoable.push({ id: entry.id, value: entry.value, at: entry.captured_at });
    draw();
    put("said", several(words.came, total));
  } else if (button && "undo" in button.dataset) {
    const last = undoable.pop();
    const { total } = add("arrival", last.value, -1, last.id);
    put("said", `${words.undone} ${several(words.came, total)}`);
  }
});

find("[data-tallies]").addEventListener("click", ({ target }) => {
  const button = target.closest("[data-step]");
  if (!button) return;
  const { value } = button.closest("[data-value]").dataset;
  const { dimension } = button.closest("[data-dimension]").dataset;
  add(dimension, value, Number(button.dataset.step));
  const label = button.parentElement.querySelector(".more span").textContent;
  put("said", `${label}: ${counts(dimension)[value]}`);
});

find("[data-again]").addEventListener("click", send);
find("[data-understood]").addEventListener("click", () => { refused = []; drawState(); });
addEventListener("online", send);
document.addEventListener("visibilitychange", send);
addEventListener("beforeunload", (event) => {
  if (waiting.length) event.preventDefault();
});

draw();
later();
