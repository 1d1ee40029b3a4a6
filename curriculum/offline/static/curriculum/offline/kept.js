// The page that lists what this phone keeps.
(async () => {
  const root = document.querySelector("[data-kept]");
  const empty = document.querySelector("[data-empty]");
  const template = document.querySelector("template[data-pack]");
  const marks = document.querySelector("template[data-marks]").content;
  for (const without of document.querySelectorAll("[data-without]")) without.hidden = true;
  const packs = store.isAble ? await store.all() : [];
  const halves = store.isAble ? await store.halves() : [];
  empty.hidden = packs.length + halves.length > 0;
  const gone = (part) => {
    part.remove();
    empty.hidden = Boolean(root.children.length);
    document.querySelector("h1").focus();
  };
  for (const pack of packs) {
    const part = template.content.firstElementChild.cloneNode(true);
    const list = part.querySelector("ul, ol");
    for (const file of pack.files.filter((one) => one.title)) {
      const link = Object.assign(document.createElement("a"), { href: file.address, textContent: file.title });
      const item = document.createElement("li");
      item.classList.toggle("below", file.is_lesson);
      item.append(link);
      list.append(item);
    }
    screen.fill(part, { title: pack.title });
    part.querySelector("details").open = packs.length === 1;
    root.append(part);
    // Below each lesson whose law has changed since it was kept, or is about to.
    const onHeard = async () => {
      const changed = await store.changed(await store.kept(pack.code) ?? pack);
      for (const mark of list.querySelectorAll("[data-mark]")) mark.remove();
      for (const link of list.querySelectorAll("a")) {
        const law = changed.get(link.getAttribute("href"));
        const isAhead = new Date(`${law}T12:00`) > new Date();
        if (law) link.after(marks.querySelector(`[data-mark="${isAhead ? "ahead" : "since"}"]`).cloneNode(true));
      }
    };
    await onHeard();
    screen.keeper(part, { address: pack.list, code: pack.code, onHeard, onRemoved: () => gone(part) });
  }
  // Of these the phone knows no title: that would have come with the last file.
  for (const code of halves) {
    const part = document.querySelector("template[data-half]").content.firstElementChild.cloneNode(true);
    part.querySelector("button").addEventListener("click", async () => {
      await store.remove(code);
      gone(part);
    });
    root.append(part);
  }
})();
