/* The player's half on top of live_figure.js, with which it is one module: play, pause, step, and
   menus. Scrubbing is the epoch's slider.

   Playing is asking: {type: "play", view} gets a slice of training, a frame, and then
   {type: "done", view, more}. Only then is the next slice asked for. */

const PACE = 33; // ms from one picture to the next, at least: cells want their turn too

export default { render: renderPlayer };

function renderPlayer({ model, el }) {
  const putAway = render({ model, el });
  const view = `player-${Math.random().toString(36).slice(2)}`;
  const page = buildPlayer(model, el.querySelector(".live-figure"), view);

  let playing = false;
  let asked = 0; // when; 0 if nothing is under way
  let next = 0;
  let patience = 0;

  function ask(message) {
    if (asked) return;
    asked = performance.now();
    patience = setTimeout(() => say(WAITING), PATIENCE);
    model.send({ ...message, view });
  }

  function say(text) {
    page.status.textContent = text;
  }

  function play(on) {
    playing = on;
    page.play.textContent = on ? "Pause" : "Play";
    if (on) ask({ type: "play" });
    else clearTimeout(next);
  }

  function hear(message) {
    if (message.type !== "done" || message.view !== view) return;
    const rest = PACE - (performance.now() - asked);
    asked = 0;
    clearTimeout(patience);
    if (page.status.textContent === WAITING) say("");
    if (!message.more) play(false);
    else if (playing) next = setTimeout(() => play(playing), Math.max(0, rest));
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
  const menus = model.get("menus").map((menu, i) => buildMenu(menu, `${view}-${i}`, bar));
  const panel = root.querySelector(".live-figure-sliders");
  panel.before(bar);
  panel.classList.add("player-sliders");
  const reset = panel.querySelector("button");
  bar.append(reset);
  const epoch = panel.querySelector('input[id$="-epoch"]');
  return { play, step, reset, menus, epoch, status: root.querySelector(".live-figure-status") };
}

function buildMenu({ label, options }, id, bar) {
  const select = make("select", { id, name: label });
  for (const option of options) select.append(make("option", { value: option, textContent: option }));
  select.dataset.lmSuppressShortcuts = "true";
  bar.append(make("label", { htmlFor: id, textContent: label }), select);
  return select;
}
