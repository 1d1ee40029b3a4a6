// Folds the rows of a module's editor: the head of each says what is in it, and when it begins.
// Wagtail folds what bears the class «collapsed» once the page has loaded, except where an error
// stands inside; so this runs before, and rows that are added later stay open.

const SUMMARY = "curriculum-row__summary";
const TIME = "curriculum-row__time";
const lists = [...document.querySelectorAll("[data-curriculum-rows]")].map((list) => ({
  list,
  field: list.dataset.curriculumRows,
}));

for (const { list, field } of lists) {
  for (const row of rowsOf(list)) {
    row.querySelector("[data-panel]")?.classList.add("collapsed");
    head(row, field);
  }
  new MutationObserver(timeRows).observe(list.querySelector("[id$=-FORMS]"), { childList: true });
  list.addEventListener("input", (event) => {
    const row = event.target.closest("[data-inline-panel-child]");
    if (row) head(row, field);
  });
}

timeRows();
// The times are computed by the server, and stay in their places when rows move.
for (const advice of document.querySelectorAll("[data-curriculum-advice=plan]")) {
  new MutationObserver(timeRows).observe(advice, { childList: true });
}

function rowsOf(list) {
  return [...list.querySelectorAll("[data-inline-panel-child]")].filter((row) => !row.classList.contains("deleted"));
}

// A row that was added has no head yet.
function timeRow(row, field, time) {
  if (!row.querySelector(`.${SUMMARY}`)) head(row, field);
  part(row, TIME).textContent = time;
}

function head(row, field) {
  const written = row.querySelector(`[name$="-${field}"]`)?.value.trim() ?? "";
  part(row, SUMMARY).textContent = written;
}

function timeRows() {
  const plan = document.querySelector("[data-curriculum-times]");
  const timed = lists.find(({ list }) => list.querySelector("[name^=session_plan-]"));
  if (!plan || !timed) return;
  const times = plan.dataset.curriculumTimes.split(" ");
  rowsOf(timed.list).forEach((row, index) => timeRow(row, timed.field, times[index] ?? ""));
}

function part(row, name) {
  const heading = row.querySelector("[data-panel-heading-text]");
  let found = heading.querySelector(`.${name}`);
  if (!found) {
    found = document.createElement("span");
    found.className = name;
    if (name === SUMMARY) heading.append(found);
    else heading.querySelector(`.${SUMMARY}`).before(found);
  }
  return found;
}
