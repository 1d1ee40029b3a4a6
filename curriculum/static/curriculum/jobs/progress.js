// Keeps a job's progress bar up to date and shows the outcome when there is one.
const job = document.querySelector("[data-job-status]");
const show = (selector, text) => {
  const element = job.querySelector(selector);
  if (element.textContent !== text) element.textContent = text;
};

async function look() {
  let wait = 1000;
  try {
    const answer = await fetch(job.dataset.jobStatus, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    const state = await answer.json();
    if (state.finished) return location.reload();
    job.querySelector("progress").value = state.percent;
    show("[data-job-label]", state.label);
    show("[data-job-message]", state.message);
  } catch {
    wait = 5000; // no network, or signed out: the page stays readable, and asks again
  }
  return setTimeout(look, wait);
}

if (job) setTimeout(look, 1000);
