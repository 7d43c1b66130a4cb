/* The player's half on top of live_figure.js, with which it is one module: play, pause, step, and
   menus. Scrubbing is the epoch's slider.

   Playing is asking: {type: "play", view, begin, speed} gets a slice of training, a frame, and then
   {type: "done", view, more, busy}. Two slices are under way, so that Python computes the one while
   the other's picture travels; a third is asked for only when one of them is done. Where Python is
   slow, one is asked for less often: by "busy", the ms that the last one kept it from cells. */

const PACE = 33; // ms from one picture to the next, at least
const SHARE = 1.5; // times "busy", from one picture to the next: a third is left for cells
const AHEAD = 2;
const SPEEDS = { normal: PACE, slow: 150, fast: PACE }; // ms from one picture to the next

export default { render: renderPlayer };

function renderPlayer({ model, el }) {
  const putAway = render({ model, el });
  const view = `player-${Math.random().toString(36).slice(2)}`;
  const page = buildPlayer(model, el.querySelector(".live-figure"), view);

  let playing = false;
  let underWay = 0;
  let asked = 0; // when, last
  let next = 0;
  let patience = 0;
  let pace = PACE;

  function ask(message) {
    if (message.type === "play" && underWay >= AHEAD) return;
    underWay += 1;
    asked = performance.now();
    beginToWait();
    model.send({ ...message, view });
  }

  function beginToWait() {
    clearTimeout(patience);
    if (underWay) patience = setTimeout(() => say(WAITING), PATIENCE);
  }

  function askOn() {
    clearTimeout(next);
    if (!playing || underWay >= AHEAD) return;
    next = setTimeout(() => {
      ask({ type: "play", begin: false, speed: page.speed.value });
      askOn();
    }, Math.max(0, asked + pace - performance.now()));
  }

  function say(text) {
    page.status.textContent = text;
  }

  function play(on) {
    playing = on;
    page.play.textContent = on ? "Pause" : "Play";
    pace = SPEEDS[page.speed.value];
    if (on) ask({ type: "play", begin: true, speed: page.speed.value });
    askOn();
  }

  function hear(message) {
    if (message.type !== "done" || message.view !== view) return;
    underWay -= 1;
    pace = Math.max(SPEEDS[page.speed.value], SHARE * message.busy);
    beginToWait();
    if (page.status.textContent === WAITING) say("");
    if (message.more) askOn();
    else if (playing) play(false);
  }

  page.play.addEventListener("click", () => play(!playing));
  page.step.addEventListener("click", () => {
    play(false);
    ask({ type: "step" });
  });
  page.epoch.addEventListener("input", () => play(false));
  page.reset.addEventListener("click", () => play(false));
  for (const menu of page.menus) {
    menu.addEventListener("change", () => {
      play(false);
      ask({ type: "choose", label: menu.name, option: menu.value });
    });
  }
  model.on("msg:custom", hear);

  return () => {
    model.off("msg:custom", hear);
    [next, patience].forEach(clearTimeout);
    playing = false;
    putAway();
  };
}

const WAITING =
  "Python is busy, so the training waits. If a cell is running, it goes on afterwards; " +
  "if Python was restarted, run this cell again.";

function buildPlayer(model, root, view) {
  const bar = make("div", { className: "player-bar" });
  const play = make("button", { type: "button", textContent: "Play", className: "player-play" });
  const step = make("button", { type: "button", textContent: "Step", title: "One epoch" });
  for (const button of [play, step]) button.dataset.lmSuppressShortcuts = "true";
  bar.append(play, step);
  const speeds = { label: "speed", options: Object.keys(SPEEDS) };
  const speed = buildMenu(speeds, `${view}-speed`, bar);
  const menus = model.get("menus").map((menu, i) => buildMenu(menu, `${view}-${i}`, bar));
  const panel = root.querySelector(".live-figure-sliders");
  panel.before(bar);
  const reset = panel.querySelector("button");
  bar.append(reset);
  const epoch = panel.querySelector('input[id$="-epoch"]');
  return { play, step, speed, reset, menus, epoch, status: root.querySelector(".live-figure-status") };
}

function buildMenu({ label, options }, id, bar) {
  const select = make("select", { id, name: label });
  for (const option of options) select.append(make("option", { value: option, textContent: option }));
  select.dataset.lmSuppressShortcuts = "true";
  bar.append(make("label", { htmlFor: id, textContent: label }), select);
  return select;
}
