// The screens of keeping: they say what is happening, and offer the next step.
const screen = (() => {
  const RETRY = 5000;
  const LONGEST = 60000;
  const LATE = 10000;
  const language = document.documentElement.lang;

  // As the server writes them.
  const places = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const size = (bytes) => (bytes < 1048576
    ? `${(bytes / 1024).toLocaleString(language, places)}\u00a0KB`
    : `${(bytes / 1048576).toLocaleString(language, places)}\u00a0MB`);
  const day = (date) => new Date(date).toLocaleDateString(language, { dateStyle: "long" });

  function fill(root, values) {
    for (const [name, text] of Object.entries(values)) {
      for (const place of root.querySelectorAll(`[data-fill="${name}"]`)) place.textContent = text;
    }
  }

  function show(root, state) {
    for (const part of root.querySelectorAll("[data-state]")) {
      part.hidden = !part.dataset.state.split(" ").includes(state);
    }
    root.dataset.now = state;
  }

  const partly = (files, found) => files.some((file) => found.has(file.address));

  // One programme on the screen: what it keeps, what could be newer, and the download between them.
  function keeper(root, { address, code, onHeard, onRemoved }) {
    let pack, kept, stop, wait, tries = 0;
    let isWanted = false; // by a tap on start, until one on pause or remove
    let isLeft = false;
    let isGone = false; // as the site said last, since this page was opened
    const bar = root.querySelector("progress");
    const audio = root.querySelector("[data-audio]");
    const says = (state) => show(root, state);

    function tell(count, of, bytes, all) {
      bar.max = all;
      bar.value = bytes;
      fill(root, { count, of, got: size(bytes), all: size(all) });
    }

    function settled() {
      const others = kept.files;
      fill(root, {
        size: size(download.sum(others)), at: day(kept.at), title: kept.title,
        lessons: others.filter((file) => file.is_lesson).length,
      });
      if (audio) audio.checked = others.some((file) => file.kind === "audio");
      says(kept.isGone ? "gone" : "kept");
    }

    async function compare() {
      const held = new Map(kept.files.map((file) => [file.address, file.sha256]));
      const withAudio = kept.files.some((file) => file.kind === "audio");
      const newer = download.wanted(pack, withAudio).filter((file) => held.get(file.address) !== file.sha256);
      const lessons = newer.filter((file) => file.is_lesson);
      if (pack.version === kept.version) return;
      fill(root, { newer: size(download.sum(newer)), changed: lessons.length });
      says("update");
    }

    // What runs, or waits to, ends here and says nothing any more.
    function forget() {
      clearTimeout(wait);
      stop?.abort();
      stop = undefined;
    }

    async function look() {
      const own = stop = new AbortController();
      kept = await store.kept(code);
      if (kept) settled();
      else says("looking");
      try {
        pack = await download.list(address, own.signal);
        isGone = false;
        if (!kept) return await lookForHalf(own);
      } catch (error) {
        if (error.message === "gone") return withdrawn(error.strip, own);
        const isHalf = (await store.cachesOf(code)).length > 0;
        if (!kept && own === stop) says(isHalf ? "half" : "silent");
        return;
      }
      await store.hear(pack);
      if (own !== stop) return;
      if (kept.isGone) {
        kept.isGone = false; // published again
        settled();
      }
      if (onHeard) onHeard();
      await compare();
    }

    // Nothing can be fetched of it; whatever of it is here can be removed.
    async function withdrawn(strip, own) {
      isGone = true;
      isWanted = false;
      await store.hearGone(code, strip);
      const isHere = kept || (await store.cachesOf(code)).length > 0;
      if (own === stop) says(isHere ? "gone" : "absent");
    }

    async function lookForHalf(own) {
      const found = await download.here(pack, own.signal);
      if (own !== stop) return;
      const isHalf = found.size > 0;
      if (isHalf && audio) audio.checked = pack.files.some((file) => file.kind === "audio" && found.has(file.address));
      if (isHalf) {
        const files = download.wanted(pack, audio?.checked);
        const there = files.filter((file) => found.has(file.address));
        tell(there.length, files.length, download.sum(there), download.sum(files));
      }
      says(isHalf ? "paused" : "ready");
    }

    async function start() {
      forget();
      if (isLeft) return;
      says("loading");
      const own = stop = new AbortController();
      const withAudio = audio ? audio.checked : kept?.files.some((file) => file.kind === "audio");
      try {
        pack ??= await download.list(address, own.signal);
        const note = await download.run(pack, { audio: withAudio, signal: own.signal, tell });
        if (own !== stop) return;
        kept = note;
        tries = 0;
        settled();
        if (onHeard) onHeard();
      } catch (error) {
        if (own === stop) failed(error, own); // else it was paused, removed or left
      }
    }

    function failed(error, own) {
      stop.abort();
      if (error.message === "gone") return withdrawn(error.strip, own);
      if (error.name === "AbortError") return;
      if (error.name === "QuotaExceededError") return says("full");
      if (error.message === "changed") pack = undefined; // what is published has moved on: a new list
      if (error.message === "changed" && ++tries > 2) return says("broken");
      says("lost");
      wait = setTimeout(() => isWanted && start(), error.message === "changed" ? 0 : Math.min(RETRY * 2 ** tries++, LONGEST));
    }

    function pause() {
      isWanted = false;
      forget();
      says("paused");
    }

    async function without(erase) {
      isWanted = false;
      forget();
      says("looking");
      await erase(code);
      kept = await store.kept(code);
      tries = 0;
      if (kept) settled();
      else if (onRemoved) onRemoved();
      else says(isGone ? "absent" : "ready");
    }

    function ask() {
      isWanted = true;
      return start();
    }

    function leave() {
      isLeft = true;
      forget();
    }

    const steps = { start: ask, pause, remove: () => without(store.remove), look };
    root.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]")?.dataset.step;
      if (steps[step]) steps[step]();
    });
    addEventListener("online", () => isWanted && root.dataset.now === "lost" && start());
    addEventListener("leave", leave);
    // What arrives here after it was removed or erased on another page would be behind somebody's back.
    // A page that slept hears of it late: by then it may have been kept anew.
    store.others?.addEventListener("message", ({ data }) => {
      const isLate = Date.now() - data.at > LATE;
      if ([code, ""].includes(data.code)) without(isLate ? () => {} : store.drop);
    });
    return look();
  }

  return { keeper, fill, show, size };
})();
