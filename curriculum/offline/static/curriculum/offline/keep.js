// The page that asks whether to keep a programme.
(() => {
  const root = document.querySelector("[data-keep]");
  root.hidden = false;
  for (const without of document.querySelectorAll("[data-without]")) without.hidden = store.isAble;
  if (!store.isAble) return screen.show(root, "unable");
  screen.keeper(root, { address: root.dataset.keep, code: root.dataset.code });
})();
