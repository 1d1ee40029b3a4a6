// What a page for readers does better with a script. Without it every link and question still works.
(() => {
  const find = (selector) => document.querySelectorAll(selector);
  const exit = document.querySelector("[data-exit]");
  let gone = ""; // where to, once somebody has left

  // Blank at once, silent, and under an address that says nothing while the next page is waited for.
  function blank() {
    dispatchEvent(new Event("leave")); // whatever still fetches or stores stops
    document.documentElement.hidden = true;
    document.title = "…";
    for (const player of find("audio, video")) player.pause();
    try {
      history.replaceState(null, "", "/");
    } catch {} // leaving comes first
  }

  // In the place of this page in the list behind the Back button.
  function leave(address) {
    gone = address;
    blank();
    location.replace(address);
  }

  // Where this page came from the phone itself the line leads nowhere, though the phone may say that it has one.
  // Then a kept copy of the site has a page of its own to go to.
  const NOTES = "/salir/";
  const isCutOff = () => !navigator.onLine || find("main[data-copy]").length > 0;
  const wayOut = () => (isCutOff() && navigator.serviceWorker?.controller ? NOTES : exit.href);

  // As Clear-Site-Data would, for browsers that do not know it and for a phone without signal.
  const erasing = [
    async () => new BroadcastChannel("kept").postMessage({ code: "", at: Date.now() }), // other pages stop fetching
    async () => localStorage.clear(),
    async () => sessionStorage.clear(),
    async () => {
      for (const name of await caches.keys()) await caches.delete(name);
    },
    async () => {
      for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
    },
    async () => {
      for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    },
  ];

  const atMost = (time, work) =>
    Promise.race([Promise.allSettled(work), new Promise((resolve) => setTimeout(resolve, time))]);

  // The page of notes as it is kept here, where the line leads nowhere.
  async function keptNotes() {
    const found = isCutOff() && (await globalThis.caches?.match(NOTES));
    return found ? found.text() : "";
  }

  // In the place of this page, once nothing is left that could be gone to.
  function becomeNotes(html) {
    history.replaceState(null, "", NOTES);
    document.open();
    document.write(html);
    document.close();
  }

  // The server is asked without going there: on a dead line its address would stay in the history.
  async function leaveAndErase(address) {
    blank();
    const notes = await keptNotes().catch(() => ""); // leaving comes first
    await atMost(2000, erasing.map((erase) => erase()));
    await atMost(1000, [fetch(address, { redirect: "manual", cache: "no-store" })]);
    if (notes) becomeNotes(notes);
    else leave(exit.href);
  }

  addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-exit], [data-erase]");
    if (!link) return;
    event.preventDefault();
    if (link === exit) leave(wayOut());
    else leaveAndErase(link.href);
  });

  // Shift three times, nothing else in between, and not while somebody writes more than a word.
  let presses = [];
  addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input:not([type=radio]):not([type=search]), textarea, select");
    if (event.key !== "Shift" || writes) presses = [];
    else if (!event.repeat) presses = [...presses, event.timeStamp].slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] < 2000 && exit) leave(wayOut());
  });

  // Back to a page that was left: still blank, and away again.
  addEventListener("pageshow", () => gone && location.replace(gone));

  // Of several searches, one after the other, the latest alone can be gone back to.
  const results = document.querySelector("#resultados");
  let isAnother = false;
  addEventListener("submit", () => {
    isAnother = Boolean(results);
    if (results) history.replaceState(null, "", location.href); // asked for anew, it is an empty form
  });

  // What was answered and looked for does not wait behind the Back button.
  addEventListener("pagehide", () => {
    while (isAnother && results.nextSibling) results.nextSibling.remove();
    if (isAnother) results.remove();
    for (const field of find("input[type=search]")) field.value = "";
    for (const answer of find("input[type=radio]")) answer.checked = false;
    for (const answer of find("details[open]")) answer.open = false;
  });

  for (const button of navigator.share ? find("[data-share]") : []) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.share({ text: button.dataset.text, url: button.dataset.share }).catch(() => {});
    });
  }
})();
