// The screens of keeping: they say what is happening, and offer the next step.
const screen = (() => {
  const RETRY = 5000;
  const LONGEST = 60000;
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
      says("kept");
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

    async function look() {
      kept = await store.kept(code);
      if (kept) settled();
      try {
        pack = await download.list(address);
      } catch {
        if (!kept) says("lost");
        return;
      }
      if (kept) {
        await store.hear(pack);
        if (onHeard) onHeard();
        return compare();
      }
      const found = await download.here(pack);
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
      clearTimeout(wait);
      says("loading");
      const own = stop = new AbortController();
      const withAudio = audio ? audio.checked : kept?.files.some((file) => file.kind === "audio");
      try {
        pack ??= await download.list(address, own.signal);
        kept = await download.run(pack, { audio: withAudio, signal: own.signal, tell });
        tries = 0;
        settled();
        if (onHeard) onHeard();
      } catch (error) {
        if (own === stop) failed(error); // else it was paused, and goes on already
      }
    }

    function failed(error) {
      stop.abort();
      if (root.dataset.now === "paused") return;
      if (error.name === "QuotaExceededError") return says("full");
      if (error.message === "changed") pack = undefined; // what is published has moved on: a new list
      if (error.message === "changed" && ++tries > 2) return says("broken");
      says("lost");
      wait = setTimeout(start, error.message === "changed" ? 0 : Math.min(RETRY * 2 ** tries++, LONGEST));
    }

    function pause() {
      says("paused");
      clearTimeout(wait);
      stop?.abort();
    }

    async function remove() {
      pause();
      await store.remove(code);
      kept = undefined;
      tries = 0;
      if (onRemoved) onRemoved();
      else says("ready");
    }

    const steps = { start, pause, remove };
    root.addEventListener("click", (event) => {
      const step = event.target.closest("[data-step]")?.dataset.step;
      if (steps[step]) steps[step]();
    });
    addEventListener("online", () => root.dataset.now === "lost" && start());
    return look();
  }

  return { keeper, fill, show, size };
})();
