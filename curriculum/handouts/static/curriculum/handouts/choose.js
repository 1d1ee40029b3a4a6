// Counts pages, sheets and cost anew whenever something else is chosen.
const choice = document.querySelector("[data-print-choice]");
const form = choice.closest("form");
const place = document.querySelector("[data-estimate-place]");
const PAUSE = 300;
let timer;
let asked = 0;

// What belongs to one layout or paper is shown while that is chosen.
function showWhatFits() {
  const { layout, paper } = form.elements;
  for (const part of form.querySelectorAll("[data-for-booklet], [data-for-tiled]")) {
    const isChosen = "forBooklet" in part.dataset
      ? layout?.value === "booklet"
      : paper?.value === "tiled";
    part.hidden = !isChosen;
  }
}

async function count() {
  const mine = ++asked;
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(choice.dataset.estimate, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.status);
    const html = await answer.text();
    if (mine !== asked) return;
    place.innerHTML = html;
    // A kit is counted a few parts at a time.
    if (place.querySelector("[data-unfinished]")) timer = setTimeout(count, PAUSE);
  } catch {
    if (mine === asked) place.textContent = choice.dataset.failed;
  } finally {
    if (mine === asked) place.removeAttribute("aria-busy");
  }
}

form.addEventListener("input", () => {
  showWhatFits();
  clearTimeout(timer);
  timer = setTimeout(count, PAUSE);
});
showWhatFits();
count();
