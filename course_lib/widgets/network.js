/* The browser's half of a drawn network: it sends what a hand moved, and shows what Python says.

   One question is under way at a time; what moves meanwhile is kept, and its newest value is sent
   when the answer is there. Nothing queues, however fast you drag.

   What Python sends: {type: "state", view, values, sample, parts, nodes, steps, ways, readout, code,
   note, map}, and one buffer with the map's shades. What it is sent: {type: "show", view} by a view
   that is new,
   {type: "move", view, values} and {type: "choose", view, sample}. */

const PATIENCE = 2500; // ms until we say that Python does not answer
const PAUSE = 600; // ms of rest before a screen reader is told what changed
const STAGE = 2200; // ms for one stage of a play: long enough to read its sentence
const PER_PIXEL = 0.02; // how much a number changes when it is dragged by a pixel

export default { render };

function render({ model, el }) {
  const id = `network-${Math.random().toString(36).slice(2)}`;
  const network = drawNetwork(model.get("drawing"));
  const map = model.get("shades").length ? drawMap(model.get("shades")) : null;
  const page = build(model, id, network, map);
  el.append(page.root);
  openNoticeOnceMoved(page.root);

  let state = null; // what Python said last
  let stage = null; // which of its steps is shown; null: all of it
  const asking = oneAtATime((message) => model.send({ view: id, ...message }), lament);

  function lament() {
    page.root.classList.add("network-waiting");
    page.status.textContent =
      "Python does not answer, so the network has not followed. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function hear(message, buffers) {
    if (message.type !== "state") return;
    state = message;
    if (map && state.map) map.show(state.map, state.sample, bytes(buffers[0]));
    if (message.view === id) {
      page.status.textContent = "";
      page.root.classList.remove("network-waiting");
      asking.answered();
    }
    if (!asking.busy()) setControls(page, state);
    show();
  }

  let announcement = 0;
  function show() {
    network.show(state, stage);
    const step = state.steps[stage];
    const count = state.steps.length;
    page.title.textContent = step ? `${step.title} (${stage + 1} of ${count})` : "";
    page.readout.textContent = step ? step.words : state.readout;
    clearTimeout(announcement);
    announcement = setTimeout(() => (page.announcer.textContent = page.readout.textContent), PAUSE);
    page.all.disabled = stage === null;
    page.code.textContent = state.code;
    page.code.hidden = !state.code;
    page.note.textContent = state.note;
    follow();
  }

  /* The product that grows on the way back to the number that is followed, and the lit way. */
  function follow() {
    if (!page.followed) return;
    const last = stage === null ? state.steps.length : stage;
    const at = ({ kind, layer }) => state.steps.findIndex((s) => s.kind === kind && s.layer === layer);
    const factors = state.ways[page.followed.value].filter((one) => at(one) <= last);
    const { letters = "", numbers = "" } = factors.at(-1) ?? {};
    page.product.replaceChildren(...[letters, numbers].map((text) => make("span", { textContent: text })));
    network.light(new Set(factors.flatMap((one) => one.on)));
  }

  function move(values) {
    for (const [name, value] of Object.entries(values)) {
      const slider = page.sliders.get(name);
      slider.input.value = value;
      slider.output.textContent = inWords(slider.input.valueAsNumber);
    }
    asking.ask("move", (earlier) => ({ values: { ...earlier?.values, ...values } }));
  }

  // ------------------------------------------------------------------------------ controls

  for (const [name, { input, row }] of page.sliders) {
    input.addEventListener("input", () => move({ [name]: input.valueAsNumber }));
    input.addEventListener("focus", () => network.mark(name, true));
    input.addEventListener("blur", () => network.mark(name, false));
    row.addEventListener("pointerenter", () => network.mark(name, true));
    row.addEventListener("pointerleave", () => {
      if (document.activeElement !== input) network.mark(name, false);
    });
  }
  page.reset.addEventListener("click", () => {
    showAll();
    asking.ask("move", () => ({ values: firstValues(model) }));
  });
  page.samples?.addEventListener("change", () => {
    asking.ask("choose", () => ({ sample: page.samples.selectedIndex }));
  });

  page.followed?.addEventListener("change", () => state && follow());

  // ------------------------------------------------------------------------------ step by step

  let playing = 0;
  function stop() {
    clearInterval(playing);
    playing = 0;
    page.play.textContent = "Play";
  }
  function step() {
    if (!state) return;
    stage = stage === null ? 0 : stage + 1;
    if (stage >= state.steps.length) {
      stage = null;
      stop();
    }
    show();
  }
  page.step.addEventListener("click", () => {
    stop();
    step();
  });
  page.play.addEventListener("click", () => {
    if (playing) return stop();
    page.play.textContent = "Pause";
    playing = setInterval(step, STAGE);
    step();
  });
  function showAll() {
    stop();
    stage = null;
    if (state) show();
  }
  page.all.addEventListener("click", showAll);

  // ------------------------------------------------------------------------------ dragging

  const drag = dragging(page, (name, by, from) => {
    const { input } = page.sliders.get(name);
    const value = from + Math.round((by * PER_PIXEL) / input.step) * input.step;
    const inside = Math.min(Math.max(value, input.min), input.max);
    if (inside !== input.valueAsNumber) move({ [name]: inside });
  });
  const choosing = map && page.sliders.has("x1") ? choosingOn(map, page.sliders, move) : null;

  model.on("msg:custom", hear);
  asking.ask("show", () => ({}));

  return () => {
    model.off("msg:custom", hear);
    [asking, drag, choosing].forEach((part) => part?.end());
    stop();
    clearTimeout(announcement);
  };
}

/* Sends one question at a time. `build(earlier)` makes a message of a kind, given the one of that
   kind that still waits; it is sent when the last question was answered. */
function oneAtATime(send, lament) {
  const due = new Map();
  let waiting = false;
  let patience = 0;
  function next() {
    const [kind] = due.keys();
    if (waiting || kind === undefined) return;
    waiting = true;
    patience = setTimeout(lament, PATIENCE);
    const message = due.get(kind);
    due.delete(kind);
    try {
      send({ type: kind, ...message });
    } catch {
      lament(); // the connection to Python is closed
    }
  }
  return {
    ask(kind, build) {
      due.set(kind, build(due.get(kind)));
      next();
    },
    answered() {
      clearTimeout(patience);
      waiting = false;
      next();
    },
    busy: () => waiting,
    end: () => clearTimeout(patience),
  };
}

/* Drag an edge, a label or an input: right or up is more. A press also takes the keyboard there. */
function dragging(page, moved) {
  const { svg } = page;
  let at = null;
  const down = (event) => {
    const name = event.target.closest("[data-name]")?.dataset.name;
    if (!page.sliders.has(name)) return;
    event.preventDefault();
    const { input } = page.sliders.get(name);
    input.focus({ preventScroll: true });
    at = { name, x: event.clientX, y: event.clientY, from: input.valueAsNumber };
    svg.setPointerCapture(event.pointerId);
  };
  const along = (event) => {
    if (at) moved(at.name, event.clientX - at.x - (event.clientY - at.y), at.from);
  };
  const up = () => (at = null);
  const listeners = { pointerdown: down, pointermove: along, pointerup: up, pointercancel: up };
  return listening(svg, listeners);
}

/* Press or drag on the map to choose the inputs. */
function choosingOn(map, sliders, move) {
  let down = false;
  const choose = (event) => {
    if (!down) return;
    const onScreen = new DOMPoint(event.clientX, event.clientY);
    const { x, y } = onScreen.matrixTransform(map.svg.getScreenCTM().inverse());
    const at = map.inputsAt(x, y);
    if (!at) return;
    const inside = (value, { input }) =>
      Math.min(Math.max(Math.round(value * 10) / 10, input.min), input.max);
    move({ x1: inside(at[0], sliders.get("x1")), x2: inside(at[1], sliders.get("x2")) });
  };
  const press = (event) => {
    down = true;
    map.svg.setPointerCapture(event.pointerId);
    choose(event);
  };
  const up = () => (down = false);
  const listeners = { pointerdown: press, pointermove: choose, pointerup: up, pointercancel: up };
  map.svg.classList.add("network-choosing");
  return listening(map.svg, listeners);
}

function listening(element, listeners) {
  const each = (act) => Object.entries(listeners).forEach(([kind, hear]) => act(kind, hear));
  each((kind, hear) => element.addEventListener(kind, hear));
  return { end: () => each((kind, hear) => element.removeEventListener(kind, hear)) };
}

// -------------------------------------------------------------------------------- the page

function build(model, id, network, map) {
  const root = make("div", { className: "course-controls course-figure network" });
  const picture = make("div", { className: "network-picture course-paper" });
  network.svg.setAttribute("aria-label", model.get("alt"));
  network.svg.setAttribute("aria-describedby", `${id}-readout`);
  picture.append(network.svg, ...(map ? [map.svg] : []));
  if (model.get("slopes").length) makeScrollable(picture);

  const title = make("strong", {});
  const readout = make("span", { id: `${id}-readout` });
  const words = make("p", { className: "network-readout" });
  words.append(title, " ", readout);
  const code = make("pre", { className: "network-code", hidden: true, tabIndex: 0 });
  code.setAttribute("aria-label", "These numbers as code");
  code.dataset.lmSuppressShortcuts = "true";
  const status = make("p", { className: "network-status" });
  status.setAttribute("role", "status");
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");

  const bar = make("div", { className: "network-bar" });
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Follow the numbers through the network");
  const [step, play, all, reset] = ["Step", "Play", "Show all", "Reset"].map(button);
  const names = model.get("samples");
  const samples = names.length ? buildSelect("Sample", names, `${id}-sample`, bar) : null;
  const slopes = model.get("slopes");
  const followed = slopes.length ? buildSelect("Follow", slopes, `${id}-follow`, bar) : null;
  const product = make("p", { className: "network-product" });
  const note = make("p", { className: "network-readout network-note" });
  bar.append(step, play, all, reset);

  const panel = make("div", { className: "network-controls" });
  const sliders = new Map();
  for (const group of model.get("controls")) {
    const fields = make("fieldset", {});
    fields.append(make("legend", { textContent: group.legend }));
    for (const slider of group.sliders) {
      sliders.set(slider.name, buildSlider(slider, `${id}-${slider.name}`, fields));
    }
    panel.append(fields);
  }
  const below = [...(followed ? [product] : []), ...(model.get("goal") ? [note] : []), code];
  root.append(picture, words, ...below, status, bar, panel, announcer);
  const parts = { svg: network.svg, title, readout, product, note, code, status, announcer };
  return { root, ...parts, step, play, all, reset, samples, followed, sliders };
}

/* Where there is little room, the drawing is wider than the page: by keyboard too, it scrolls. */
function makeScrollable(picture) {
  picture.classList.add("network-scroller");
  picture.tabIndex = 0;
  picture.dataset.lmSuppressShortcuts = "true";
  picture.setAttribute("role", "region");
  picture.setAttribute("aria-label", "the drawn network");
}

function buildSelect(label, names, id, bar) {
  const select = make("select", { id });
  select.append(...names.map((name) => make("option", { textContent: name })));
  select.dataset.lmSuppressShortcuts = "true";
  bar.append(make("label", { htmlFor: id, textContent: label }), select);
  return select;
}

function buildSlider({ name, meaning, low, high, step, value }, id, fields) {
  const row = make("div", { className: "network-slider" });
  const input = make("input", { id, type: "range", min: low, max: high, step });
  input.value = value;
  input.setAttribute("aria-label", meaning); // it begins with the name that can be seen
  // Without this mark, JupyterLab and Notebook take the arrow keys for their own shortcuts.
  input.dataset.lmSuppressShortcuts = "true";
  const output = make("output", { textContent: inWords(value) });
  output.htmlFor = id;
  row.append(make("label", { htmlFor: id, textContent: name }), input, output);
  fields.append(row);
  return { row, input, output };
}

function button(text) {
  const element = make("button", { type: "button", textContent: text });
  element.dataset.lmSuppressShortcuts = "true";
  return element;
}

/* A slider stops at tenths; beside it stands the number that the model really holds. */
function setControls(page, state) {
  for (const [name, { input, output }] of page.sliders) {
    input.value = state.values[name];
    output.textContent = inWords(state.values[name]);
  }
  if (page.samples) page.samples.selectedIndex = state.sample;
}

function firstValues(model) {
  const sliders = model.get("controls").flatMap((group) => group.sliders);
  return Object.fromEntries(sliders.map((slider) => [slider.name, slider.value]));
}

function inWords(value) {
  const text = value.toFixed(2).replace(/\.?0+$/, "");
  return (text === "-0" ? "0" : text).replace("-", "−");
}

function bytes(buffer) {
  return new Uint8Array(buffer.buffer ?? buffer, buffer.byteOffset ?? 0, buffer.byteLength);
}
