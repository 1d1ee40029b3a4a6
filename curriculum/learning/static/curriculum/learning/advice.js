// Keeps the advice beside a page (reading ease, times, cautions) true while it is written.
// The figures are computed by the server alone; without this file they are those of the last save.

const PAUSE = 900;
const panels = [...document.querySelectorAll("[data-curriculum-advice]")];
const form = panels[0]?.closest("form");

// Two in different forms never happen: there is one editor on a screen.
if (form) watch(form, panels[0].dataset.url);

function watch(form, url) {
  let shown = written(form);
  let seen = shown;
  let asking = false;

  // Rich text writes into hidden fields without an event, so the form itself is looked at.
  setInterval(async () => {
    if (document.hidden || asking) return;
    const now = written(form);
    const isStill = now === seen;
    seen = now;
    if (!isStill || now === shown) return;
    asking = true;
    try {
      await ask(form, url);
      shown = now;
    } catch {
      // The connection may come back; the next look tries again.
    } finally {
      asking = false;
    }
  }, PAUSE);
}

function written(form) {
  return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")).toString();
}

async function ask(form, url) {
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams(written(form)),
    credentials: "same-origin",
  });
  if (!response.ok) throw new Error(String(response.status));
  const advice = await response.json();
  for (const panel of panels) {
    const html = advice[panel.dataset.curriculumAdvice];
    if (html !== undefined && html !== panel.innerHTML) panel.innerHTML = html;
  }
}
