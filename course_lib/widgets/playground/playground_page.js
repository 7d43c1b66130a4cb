/* The playground's page: its buttons, its controls, its texts. Nothing here talks to Python: who
   builds it is told by callbacks what somebody has chosen, and calls `showScene` for what is so. */

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
  const root = make("div", { className: "course-controls course-figure playground" });
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
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");
  const status = make("p", { className: "playground-status" });
  status.setAttribute("role", "status");

  const hand = buildHand(view);
  const texts = buildTexts(view);
  root.append(bar, canvas, readout, hand.box, panel, texts.texts, status, announcer);
  keepKeys(root);

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
