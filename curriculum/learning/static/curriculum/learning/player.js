// Speed, and the place where one stopped, for as long as this page is open. Nothing is stored.

const SPEEDS = [0.75, 1, 1.25, 1.5];
const places = new WeakMap();
const players = document.querySelectorAll("audio, video");

for (const player of players) {
  const box = player.parentElement.querySelector("[data-player-speed]");
  if (box) box.replaceChildren(...speedsOf(player, box.dataset.playerSpeed));
  if (box) box.hidden = false;
  player.addEventListener("timeupdate", () => {
    if (player.currentTime) places.set(player, player.currentTime);
  });
  player.addEventListener("play", () => {
    for (const other of players) if (other !== player) other.pause();
  });
  player.addEventListener("ended", () => places.delete(player));
  // Where the signal went, the browser begins anew: here it goes on.
  player.addEventListener("error", () => player.load());
  player.addEventListener("loadedmetadata", () => {
    if (places.has(player)) player.currentTime = places.get(player);
  });
}

function speedsOf(player, label) {
  const group = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.textContent = label;
  const decimal = new Intl.NumberFormat(document.documentElement.lang);
  const buttons = SPEEDS.map((speed) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = `${decimal.format(speed)}×`;
    button.setAttribute("aria-pressed", String(speed === 1));
    button.addEventListener("click", () => {
      player.defaultPlaybackRate = player.playbackRate = speed;
      for (const each of buttons) each.setAttribute("aria-pressed", String(each === button));
    });
    return button;
  });
  group.append(legend, ...buttons);
  return [group];
}
