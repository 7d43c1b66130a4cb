/* The playground's talking half, one module with playground_picture.js.

   Python sends a "scene" (controls, rows, the shape of the network) and then "pictures". Playing is
   asking: {type: "play"} gets a slice of training, a picture, and {type: "done", more, busy}. Two
   slices are under way at most; where Python is slow or far away, fewer are asked for, and nothing
   ever queues. A drag sends the next value only when the picture of the last has come. */

const PACE = 28; // ms from one picture to the next, at least
const CALM_PACE = 400; // where the reader asked for reduced motion
const SHARE = 1.5; // times "busy": a third of Python's time is left for cells
const AHEAD = 2;
const QUIET = 5000; // ms from one announcement to the next while it plays
const WAITING =
  "Python is busy, so the playground waits. If a cell is running, it goes on afterwards; if Python " +
  "was restarted, run this cell again.";
const PATIENCE = 2000;

export default { render };

function render({ model, el }) {
  const view = `playground-${Math.random().toString(36).slice(2)}`;
  const options = model.get("options");
  const shades = model.get("shades");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const page = build(view, options);
  el.append(page.root);

  let scene = null;
  let picture = null;
  let layout = null;
  let chosen = { layer: 0, row: 0, column: 0 };
  let playing = false;
  const underWay = []; // the types of what was asked and is not done
  let asked = 0;
  let next = 0;
  let patience = 0;
  let busy = 0;
  let waitingPut = null; // the newest value of a drag, while an older one is under way
  let putUnderWay = false;
  let spoken = 0;
  let frame = 0;
  const used = { features: [], output: [], neurons: [] };

  function ask(message) {
    underWay.push(message.type);
    asked = performance.now();
    clearTimeout(patience);
    patience = setTimeout(() => say(WAITING), PATIENCE);
    model.send({ ...message, view });
  }

  function say(words) {
    page.status.textContent = words;
  }

  /* ------------------------------------------------------------------------------- playing */

  function play(on) {
    playing = on;
    page.play.textContent = on ? "Pause" : "Play";
    if (!on) announce(true);
    goOn();
  }

  function goOn() {
    clearTimeout(next);
    if (!playing || underWay.length >= AHEAD) return;
    const pace = Math.max(calm.matches ? CALM_PACE : PACE, SHARE * busy);
    next = setTimeout(() => {
      if (underWay.length < AHEAD) ask({ type: "play" });
      goOn();
    }, Math.max(0, asked + pace - performance.now()));
  }

  function done(message) {
    underWay.splice(underWay.indexOf(message.of), 1);
    busy = message.busy;
    clearTimeout(patience);
    if (underWay.length) patience = setTimeout(() => say(WAITING), PATIENCE);
    if (page.status.textContent === WAITING) say("");
    if (message.of === "put") {
      putUnderWay = false;
      if (waitingPut !== null) put(waitingPut);
    }
    if (!message.more && playing) play(false);
    goOn();
  }

  /* ------------------------------------------------------------------- what Python tells */

  function hear(message, buffers) {
    if (message.type === "scene") setScene(message, buffers);
    else if (message.type === "picture") setPicture(message, buffers);
    else if (message.view !== view) return;
    else if (message.type === "texts") setTexts(message);
    else if (message.type === "done") done(message);
  }

  function setScene(message, buffers) {
    const [points, testPoints, features, kept] = buffers;
    picture = null; // it was of another shape
    scene = { ...message, points: floats(points), testPoints: floats(testPoints), kept: floats(kept) };
    scene.values = scene.points.filter((_, i) => i % 3 === 2);
    const low = Math.min(0, ...scene.values);
    scene.shadeOf = (value) => {
      const place = Math.round((128 * (Math.min(Math.max(value, low), 1) - low)) / (1 - low));
      return `#${(shades[place] >>> 8).toString(16).padStart(6, "0")}`;
    };
    scene.featureMaps = maps(features, scene.side, scene.columns[0].length, used.features);
    if (!has(chosen)) chosen = { layer: 0, row: 0, column: 0 };
    page.canvas.setAttribute("aria-label", message.alt);
    layOutAgain();
    const settled = underWay.filter((type) => type === "set").length <= 1; // else another comes
    page.showScene(scene, settled);
  }

  function setPicture(message, buffers) {
    if (!scene) return;
    const [output, neurons, weights, slopes, losses] = buffers;
    const units = scene.columns.slice(1, -1).reduce((n, column) => n + column.length, 0);
    if (neurons.byteLength !== units * scene.side ** 2) return; // of another shape, on its way
    picture = {
      ...message,
      outputMap: maps(output, scene.outputSide, 1, used.output)[0],
      neuronMaps: maps(neurons, scene.side, units, used.neurons),
      featureMaps: scene.featureMaps,
      weightLayers: unpack(floats(weights), scene.columns),
      slopeLayers: unpack(floats(slopes), scene.columns),
      losses: floats(losses),
    };
    if (!frame) frame = requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    if (!picture || !layout || picture.weightLayers.length !== scene.columns.length - 1) return;
    paint(page.canvas, layout, scene, picture, look());
    page.canvas.dataset.pictures = Number(page.canvas.dataset.pictures || 0) + 1;
    page.canvas.dataset.step = picture.step;
    page.count.textContent = `epoch ${picture.epoch.toFixed(1)}, loss ${short(picture.loss ?? NaN)}${scene.testPoints.length ? `, test ${short(picture.testLoss ?? NaN)}` : ""}`;
    page.readout.textContent = picture.readout;
    page.showChosen(scene, picture, chosen);
    page.rate(picture.rate);
    announce(!playing);
  }

  function announce(now) {
    if (!picture || (!now && performance.now() - spoken < QUIET)) return;
    if (page.announcer.textContent === picture.readout) return;
    spoken = performance.now();
    page.announcer.textContent = picture.readout;
  }

  function look() {
    const frozen = new Set(picture.frozen.map(([l, array, index]) => [scene.layers.indexOf(l), array, ...index].join()));
    return { chosen, frozen, slopes: page.slopes.checked, test: page.test.checked };
  }

  /* Canvases are used again: hundreds of new ones a second would be thrown away, and that stalls. */
  function maps(buffer, side, count, used) {
    const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    return Array.from({ length: count }, (_, map) => {
      if (used[map]?.canvas.width !== side) {
        const canvas = document.createElement("canvas");
        canvas.width = canvas.height = side;
        used[map] = { canvas, image: new ImageData(side, side) };
      }
      const { canvas, image } = used[map];
      const colours = new DataView(image.data.buffer);
      for (let row = 0; row < side; row++)
        for (let column = 0; column < side; column++)
          colours.setUint32(4 * ((side - 1 - row) * side + column), shades[bytes[(map * side + row) * side + column]]);
      canvas.getContext("2d").putImageData(image, 0, 0);
      return canvas;
    });
  }

  function layOutAgain() {
    const width = Math.min(page.root.clientWidth - 8, 1060);
    if (!scene || width <= 100) return;
    layout = layOut(scene, width);
    if (!frame) frame = requestAnimationFrame(draw);
  }

  /* ----------------------------------------------------------------- weights under a hand */

  function has({ layer, row, column }) {
    const columns = scene.columns;
    return layer + 1 < columns.length && column < columns[layer + 1].length && (row === null || row < columns[layer].length);
  }

  function placeOf({ layer, row, column }) {
    return [scene.layers[layer], row === null ? 1 : 0, row === null ? [column] : [row, column]];
  }

  function valueOf({ layer, row, column }) {
    const { kernel, bias, units } = picture.weightLayers[layer];
    return row === null ? bias[column] : kernel[row * units + column];
  }

  function put(value) {
    waitingPut = null;
    if (putUnderWay) {
      waitingPut = value;
      return;
    }
    putUnderWay = true;
    ask({ type: "put", place: placeOf(chosen), value });
  }

  function choose(part) {
    chosen = part;
    draw();
  }

  let drag = null;
  page.canvas.addEventListener("pointerdown", (event) => {
    if (!picture || !layout) return;
    const part = partAt(layout, event.offsetX, event.offsetY);
    if (!part) return;
    document.activeElement?.blur?.(); // what was typed into is to show this one now
    choose(part);
    drag = { x: event.clientX, from: valueOf(part) };
    page.canvas.setPointerCapture(event.pointerId);
  });
  page.canvas.addEventListener("pointermove", (event) => {
    if (drag && page.canvas.hasPointerCapture(event.pointerId)) {
      put(Number((drag.from + (event.clientX - drag.x) / 40).toFixed(2)));
    } else if (layout) {
      page.canvas.style.cursor = partAt(layout, event.offsetX, event.offsetY) ? "ew-resize" : "default";
    }
  });
  for (const type of ["pointerup", "pointercancel"]) page.canvas.addEventListener(type, () => (drag = null));

  /* ------------------------------------------------------------------------- the controls */

  page.play.addEventListener("click", () => play(!playing));
  page.stepBatch.addEventListener("click", () => {
    play(false);
    ask({ type: "step", steps: 1 });
  });
  page.stepEpoch.addEventListener("click", () => {
    play(false);
    ask({ type: "epoch" });
  });
  page.reset.addEventListener("click", () => {
    play(false);
    ask({ type: "restart" });
  });
  page.keep.addEventListener("click", () => ask({ type: "keep" }));
  page.onSet((name, value) => {
    if (name !== "learning_rate") play(false);
    ask({ type: "set", name, value });
  });
  page.onChoose(choose, () => chosen);
  page.onPut(put);
  page.freeze.addEventListener("change", () =>
    ask({ type: page.freeze.checked ? "freeze" : "thaw", place: placeOf(chosen) }),
  );
  for (const box of [page.slopes, page.test]) box.addEventListener("change", draw);
  page.texts.addEventListener("toggle", () => {
    if (page.texts.open) ask({ type: "texts" });
  });
  page.library.addEventListener("change", () => ask({ type: "texts" }));
  page.openLink.addEventListener("click", () => {
    play(false);
    ask({ type: "open", text: page.linkIn.value });
  });
  for (const [button, from] of [[page.copyCode, page.code], [page.copyLink, page.link]]) {
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(from.value);
        say("Copied.");
      } catch {
        from.select();
        say("Selected: press Ctrl+C, or Cmd+C, to copy.");
      }
    });
  }

  function setTexts(message) {
    page.code.value = message.code[page.library.value];
    page.link.value = message.link;
  }

  const sizes = new ResizeObserver(layOutAgain);
  sizes.observe(page.root);
  model.on("msg:custom", hear);
  ask({ type: "show", near: ["localhost", "127.0.0.1", "[::1]"].includes(window.location.hostname) });

  return () => {
    playing = false;
    [next, patience].forEach(clearTimeout);
    cancelAnimationFrame(frame);
    sizes.disconnect();
    model.off("msg:custom", hear);
  };
}

function floats(buffer) {
  // a copy, since a message's bytes need not begin where a float may
  return new Float32Array(new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).slice().buffer);
}

/* --- the page ------------------------------------------------------------------------------- */

const LABELS = {
  data: "data",
  noise: "noise",
  test_share: "test share",
  seed: "seed",
  activation: "activation",
  loss: "loss",
  first_weights: "first weights",
  batch_norm: "batch normalization",
  dropout: "dropout",
  optimizer: "optimizer",
  learning_rate: "learning rate",
  batch_size: "batch size",
  penalty: "penalty",
  penalty_rate: "penalty rate",
};
const NUMBERS = {
  noise: [0, 0.5, 0.05],
  test_share: [0.1, 0.9, 0.1],
  seed: [0, 9999, 1],
  dropout: [0, 0.9, 0.1],
  learning_rate: [0.00001, 100, "any"],
  batch_size: [1, 400, 1],
  penalty_rate: [0, 10, "any"],
};
const GROUPS = {
  Data: ["data", "noise", "test_share", "seed"],
  Network: ["activation", "first_weights", "dropout", "batch_norm"],
  Learning: ["optimizer", "learning_rate", "batch_size", "loss", "penalty", "penalty_rate"],
};

function build(view, options) {
  const root = make("div", { className: "playground" });
  const bar = make("div", { className: "playground-bar" });
  const buttons = {};
  for (const [name, words, title] of [
    ["play", "Play", ""],
    ["stepBatch", "Step a batch", "Train on one batch"],
    ["stepEpoch", "Step an epoch", "Train on all rows once"],
    ["reset", "Reset", "Back to the first weights"],
    ["keep", "Keep as run A", "Its losses stay on the chart, beside those of the next run"],
  ]) {
    buttons[name] = make("button", { type: "button", textContent: words, title });
    bar.append(buttons[name]);
  }
  const count = make("span", { className: "playground-count" });
  bar.append(count);

  let set = () => {};
  const controls = {};
  const panel = make("div", { className: "playground-panel" });
  for (const [group, names] of Object.entries(GROUPS)) {
    const box = make("fieldset");
    box.append(make("legend", { textContent: group }));
    for (const name of names) {
      controls[name] = buildControl(name, `${view}-${name}`, options, box);
      controls[name].addEventListener("change", () => {
        const value = readControl(name, controls[name]);
        if (value !== null) set(name, value);
      });
    }
    panel.append(box);
  }
  const shape = buildShape(view, options, (name, value) => set(name, value));
  panel.append(shape.box);

  const canvas = make("canvas", { width: 0, height: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-describedby", `${view}-readout`);
  const readout = make("p", { id: `${view}-readout`, className: "playground-readout" });
  const announcer = make("p", { className: "playground-announcer" });
  announcer.setAttribute("aria-live", "polite");
  const status = make("p", { className: "playground-status" });
  status.setAttribute("role", "status");

  const hand = buildHand(view);
  const texts = buildTexts(view);
  root.append(bar, canvas, readout, hand.box, panel, texts.texts, status, announcer);
  // Without this mark, JupyterLab and Notebook take keys for their own shortcuts.
  for (const one of root.querySelectorAll("input, button, select, textarea, summary"))
    one.dataset.lmSuppressShortcuts = "true";

  function showScene(scene, settled) {
    if (settled)
      for (const [name, control] of Object.entries(controls)) writeControl(control, scene.settings[name]);
    controls.loss.disabled = scene.task === "number";
    controls.penalty_rate.disabled = scene.settings.penalty === "none";
    for (const name of ["noise", "test_share"]) controls[name].disabled = scene.settings.data === "people";
    controls.test_share.disabled ||= scene.testPoints.length === 0;
    controls.noise.disabled ||= scene.settings.data.startsWith("your ");
    shape.show(scene, settled);
    hand.show(scene);
  }

  function rate(value) {
    writeControl(controls.learning_rate, Number(value.toPrecision(6)));
  }

  return {
    root, canvas, readout, announcer, status, count, ...buttons, ...hand, ...texts, showScene, rate,
    onSet: (callback) => (set = callback),
  };
}

function buildControl(name, id, options, box) {
  const label = make("label", { textContent: LABELS[name], htmlFor: id });
  let control;
  if (options[name]) {
    control = make("select", { id });
    for (const option of options[name]) control.append(make("option", { value: option, textContent: option }));
  } else if (NUMBERS[name]) {
    const [min, max, step] = NUMBERS[name];
    control = make("input", { id, type: "number", min, max, step });
  } else control = make("input", { id, type: "checkbox" });
  box.append(label, control);
  return control;
}

/* What a control holds; null, and marked, where it is no number that Python would take. */
function readControl(name, control) {
  if (control.type === "checkbox") return control.checked;
  if (control.type !== "number") return control.value;
  const [low, high, step] = NUMBERS[name];
  const value = control.valueAsNumber;
  const good = Number.isFinite(value) && value >= low && value <= high && (step !== 1 || Number.isInteger(value));
  control.setAttribute("aria-invalid", String(!good));
  return good ? value : null;
}

function writeControl(control, value) {
  if (control.type === "checkbox") control.checked = value;
  else if (control !== document.activeElement || control.type !== "number") control.value = value;
}

/* Features, and hidden layers that grow and shrink. */
function buildShape(view, options, set) {
  const box = make("fieldset", { className: "playground-shape" });
  box.append(make("legend", { textContent: "Features and layers" }));
  const features = make("div", { className: "playground-features" });
  const boxes = options.features.map((name, i) => {
    const input = make("input", { type: "checkbox", id: `${view}-feature-${i}`, value: name });
    const label = make("label", { htmlFor: input.id });
    label.append(input, name);
    features.append(label);
    input.addEventListener("change", () => {
      const chosen = boxes.filter((one) => one.checked).map((one) => one.value);
      if (chosen.length) set("features", chosen);
      else input.checked = true; // a network reads at least one
    });
    return input;
  });
  const layers = make("div", { className: "playground-layers" });
  box.append(features, layers);
  let hidden = []; // as it will be, when Python has answered all that was clicked

  function setHidden(next) {
    hidden = next;
    showLayers();
    set("hidden", next);
  }

  function show(scene, settled) {
    if (!settled) return;
    for (const input of boxes) {
      input.checked = scene.settings.features.includes(input.value);
      const own = /^x[3-9]$/.test(input.value);
      input.disabled = own && !scene.settings.data.startsWith("your ");
    }
    hidden = scene.settings.hidden;
    showLayers();
  }

  function showLayers() {
    const focused = layers.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const resize = (l, units) => setHidden(hidden.flatMap((n, i) => (i === l ? (units > 0 ? [units] : []) : [n])));
    const rows = hidden.map((units, l) => {
      const row = make("div", { className: "playground-layer" });
      row.append(
        make("span", { textContent: `layer ${l + 1}: ${units}` }),
        button("−", `One neuron fewer in layer ${l + 1}`, `less-${l}`, () => resize(l, units - 1)),
        button("+", `One neuron more in layer ${l + 1}`, `more-${l}`, () => resize(l, units + 1), units >= options.maxUnits),
      );
      return row;
    });
    const add = button("Add a layer", "Add a hidden layer", "add", () => setHidden([...hidden, hidden.at(-1) ?? 2]), hidden.length >= options.maxLayers);
    layers.replaceChildren(...rows, add);
    for (const one of layers.querySelectorAll("button")) if (one.dataset.key === focused) one.focus();
  }

  function button(words, label, key, act, disabled = false) {
    const one = make("button", { type: "button", textContent: words, disabled });
    one.setAttribute("aria-label", label);
    one.dataset.key = key;
    one.dataset.lmSuppressShortcuts = "true";
    one.addEventListener("click", act);
    return one;
  }
  return { box, show };
}

/* One weight or bias: chosen by two menus or by the pointer, moved by a slider or typed. */
function buildHand(view) {
  const box = make("fieldset", { className: "playground-hand" });
  box.append(make("legend", { textContent: "One weight, in your hand" }));
  const to = make("select", { id: `${view}-to` });
  const from = make("select", { id: `${view}-from` });
  const slider = make("input", { id: `${view}-slider`, type: "range", min: -5, max: 5, step: 0.05 });
  const typed = make("input", { id: `${view}-typed`, type: "number", min: -1000, max: 1000, step: 0.1 });
  const freeze = make("input", { id: `${view}-freeze`, type: "checkbox" });
  const slopes = make("input", { id: `${view}-slopes`, type: "checkbox" });
  const test = make("input", { id: `${view}-test`, type: "checkbox", checked: true });
  const slope = make("span"); // no output: thirty of them a second would be read aloud
  typed.setAttribute("aria-label", "its value, typed");
  for (const [words, control] of [["from", from], ["to", to], ["value", slider]])
    box.append(make("label", { textContent: words, htmlFor: control.id }), control);
  box.append(typed, slope);
  for (const [words, control] of [
    ["freeze it", freeze],
    ["edges show slopes", slopes],
    ["show test rows", test],
  ]) {
    const label = make("label", { htmlFor: control.id });
    label.append(control, words);
    box.append(label);
  }
  let columns = [];

  function show(scene) {
    columns = scene.columns;
    const neurons = columns.slice(1).flatMap((column, layer) => column.map((name, i) => ({ name, key: `${layer},${i}` })));
    to.replaceChildren(...neurons.map(({ name, key }) => make("option", { value: key, textContent: name })));
  }

  function showChosen(scene, picture, { layer, row, column }) {
    const key = `${layer},${column}`;
    if (to.value !== key) to.value = key;
    if (from.dataset.layer !== `${layer} ${columns[layer]}`) {
      from.dataset.layer = `${layer} ${columns[layer]}`;
      const starts = columns[layer].map((name, i) => make("option", { value: i, textContent: name }));
      from.replaceChildren(...starts, make("option", { value: "bias", textContent: "its bias" }));
    }
    from.value = row === null ? "bias" : row;
    const pick = ({ kernel, bias, units }) => (row === null ? bias[column] : kernel[row * units + column]);
    const value = pick(picture.weightLayers[layer]);
    if (document.activeElement !== slider) slider.value = value;
    const start = row === null ? "bias of" : `from ${columns[layer][row]} to`;
    slider.setAttribute("aria-valuetext", `${short(value)}, ${start} ${columns[layer + 1][column]}`);
    if (document.activeElement !== typed) typed.value = Number(value.toFixed(3));
    slope.textContent = `slope ${short(pick(picture.slopeLayers[layer]))}`;
    const place = row === null ? [1, column] : [0, row, column];
    freeze.checked = picture.frozen.some(([l, array, index]) => l === scene.layers[layer] && [array, ...index].join() === place.join());
  }

  function onChoose(choose) {
    to.addEventListener("change", () => {
      const [layer, column] = to.value.split(",").map(Number);
      const row = from.value === "bias" ? null : Math.min(Number(from.value), columns[layer].length - 1);
      choose({ layer, row, column });
    });
    from.addEventListener("change", () => {
      const [layer, column] = to.value.split(",").map(Number);
      choose({ layer, row: from.value === "bias" ? null : Number(from.value), column });
    });
  }

  function onPut(put) {
    slider.addEventListener("input", () => put(slider.valueAsNumber));
    typed.addEventListener("input", () => {
      const value = typed.valueAsNumber;
      const good = Number.isFinite(value) && Math.abs(value) <= 1000;
      typed.setAttribute("aria-invalid", String(!good));
      if (good) put(value);
    });
  }

  return { box, show, showChosen, onChoose, onPut, freeze, slopes, test };
}

function buildTexts(view) {
  const texts = make("details", { className: "playground-texts" });
  texts.append(make("summary", { textContent: "Show the code, or a text to share" }));
  const library = make("select", { id: `${view}-library` });
  for (const name of ["course_lib", "keras"]) library.append(make("option", { value: name, textContent: name }));
  const code = make("textarea", { id: `${view}-code`, readOnly: true, rows: 16, spellcheck: false });
  const link = make("textarea", { id: `${view}-link`, readOnly: true, rows: 2 });
  const linkIn = make("textarea", { id: `${view}-link-in`, rows: 2 });
  const copyCode = make("button", { type: "button", textContent: "Copy the code" });
  const copyLink = make("button", { type: "button", textContent: "Copy the text" });
  const openLink = make("button", { type: "button", textContent: "Open it" });
  const label = (words, control) => make("label", { textContent: words, htmlFor: control.id });
  texts.append(
    label("The lines that rebuild this run, for ", library), library, copyCode,
    label("Code", code), code,
    label("This run as a text", link), link, copyLink,
    label("A text that somebody gave you", linkIn), linkIn, openLink,
  );
  return { texts, library, code, link, linkIn, copyCode, copyLink, openLink };
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
