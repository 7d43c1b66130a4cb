/* A kernel on a picture, edited cell by cell: the browser works out the whole map by itself.

   Python is told of every change by the synced `weights`, `stride`, `padding`, `row` and `column`;
   it is never waited for. A map of 8 by 8 is a few hundred multiplications. */

const FRAME = "#d55e00";
const BLUE = [0, 114, 178];
const ORANGE = [230, 159, 0];
const BETWEEN = [247, 247, 247];
const STATE = ["weights", "stride", "padding", "row", "column"];
const PAUSE = 600; // ms of rest before a screen reader is told, and Python

export default { render };

function render({ model, el }) {
  const id = `kernel-${Math.random().toString(36).slice(2)}`;
  const picture = model.get("picture");
  const page = build(model, id);
  el.append(page.root);
  openNoticeOnceMoved(page.root);
  const rested = () => (page.announcer.textContent = page.readout.textContent);
  const state = movedByHand(model, STATE, PAUSE, draw, rested);

  function draw() {
    const now = withinMap(state.now, picture);
    const answers = mapOf(picture, now);
    paint(page, picture, now, answers);
    page.readout.textContent = inWords(now, answers);
    tell(page, model.get("goal"), now.weights);
    setControls(page, now, answers);
  }

  function change(values) {
    state.change(withinMap({ ...state.now, ...values }, picture));
  }

  page.cells.forEach((cell, place) =>
    cell.addEventListener("input", () => {
      const number = Number(cell.value.replace(",", ".").replace("−", "-"));
      const good = cell.value.trim() !== "" && Number.isFinite(number) && Math.abs(number) <= 9;
      cell.setAttribute("aria-invalid", String(!good));
      if (!good) return; // half-typed: "-" on its way to "-1"
      const weights = state.now.weights.map((row) => [...row]);
      weights[Math.floor(place / 3)][place % 3] = number;
      change({ weights });
    }),
  );
  for (const [name, button] of page.presets) {
    button.addEventListener("click", () => change({ weights: model.get("presets")[name] }));
  }
  page.reset.addEventListener("click", () =>
    change({ weights: model.get("first"), stride: 1, padding: "valid", row: 1, column: 1 }),
  );
  for (const name of ["row", "column", "stride"]) {
    const { input } = page.ranges[name];
    const from = name === "stride" ? 0 : 1;
    input.addEventListener("input", () => change({ [name]: input.valueAsNumber - from }));
  }
  page.padding.addEventListener("change", () =>
    change({ padding: page.padding.checked ? "same" : "valid" }),
  );

  function drag(event) {
    if (event.type === "pointerdown") page.canvas.setPointerCapture(event.pointerId);
    else if (!page.canvas.hasPointerCapture(event.pointerId)) return;
    const { now } = state;
    const [x, y] = page.layout.pixelAt(event.offsetX, event.offsetY);
    const place = (pixel, n) => {
      const [count, before] = border(n, now.stride, now.padding);
      return Math.min(Math.max(Math.round((pixel - 1 + before) / now.stride), 0), count - 1);
    };
    change({ row: place(y, picture.length), column: place(x, picture[0].length) });
  }
  page.canvas.addEventListener("pointerdown", drag);
  page.canvas.addEventListener("pointermove", drag);

  const stopResizing = whenResized(page.root, draw);
  draw();

  return () => {
    state.stop();
    stopResizing();
  };
}

/* Along one side: how many places, and how many zeros before; as in Keras. */
function border(size, stride, padding) {
  if (padding === "valid") return [Math.floor((size - 3) / stride) + 1, 0];
  const count = Math.ceil(size / stride);
  return [count, Math.floor(Math.max(0, (count - 1) * stride + 3 - size) / 2)];
}

function withinMap(now, picture) {
  const [rows] = border(picture.length, now.stride, now.padding);
  const [columns] = border(picture[0].length, now.stride, now.padding);
  return { ...now, row: Math.min(now.row, rows - 1), column: Math.min(now.column, columns - 1) };
}

/* The nine pixels under the window at a place of the map; 0 on the border. */
function windowAt(picture, { stride, padding }, row, column) {
  const [, top] = border(picture.length, stride, padding);
  const [, left] = border(picture[0].length, stride, padding);
  return [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => picture[row * stride - top + i]?.[column * stride - left + j] ?? 0),
  );
}

function sumOf(pixels, weights) {
  let sum = 0;
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) sum += pixels[i][j] * weights[i][j];
  return sum;
}

function mapOf(picture, now) {
  const [rows] = border(picture.length, now.stride, now.padding);
  const [columns] = border(picture[0].length, now.stride, now.padding);
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => sumOf(windowAt(picture, now, i, j), now.weights)),
  );
}

function inWords({ row, column }, answers) {
  const all = answers.flat();
  return (
    `Row ${row + 1}, column ${column + 1} of the map: ${decimals(answers[row][column], 2)}. ` +
    `The map has ${answers.length} × ${answers[0].length} numbers, from ` +
    `${decimals(Math.min(...all), 2)} to ${decimals(Math.max(...all), 2)}.`
  );
}

function short(number) {
  return String(Number(number.toFixed(1)) || 0).replace("-", "−");
}

/* --- the goal ------------------------------------------------------------------------------- */

function tell(page, goal, weights) {
  if (goal.length === 0) return;
  const wanted = { 1: "above 0", "-1": "below 0", 0: "exactly 0" };
  const lines = goal.map(({ name, window, sign }) => {
    const sum = Number(sumOf(window, weights).toFixed(6));
    const reached = Math.sign(sum) === sign;
    const item = make("li", { textContent: `${name}: ${decimals(sum, 1)}, wanted ${wanted[sign]}` });
    item.prepend(make("span", { textContent: reached ? "✓ " : "✗ " }));
    return [item, reached];
  });
  page.goals.replaceChildren(...lines.map(([item]) => item));
  const reached = lines.filter(([, good]) => good).length;
  page.goalTitle.textContent =
    reached === goal.length
      ? `Goal reached: left edges, and nothing else. Enter ${JSON.stringify(weights)} below.`
      : `Goal: ${reached} of ${goal.length} reached`;
}

/* --- drawing -------------------------------------------------------------------------------- */

function paint(page, picture, now, answers) {
  const width = Math.min(page.root.clientWidth - 8, 760);
  if (width <= 0) return; // hidden
  const layout = (page.layout = layoutFor(width, picture));
  const pen = blankPaper(page.canvas, width, layout.height);
  paintPicture(pen, layout, picture, now);
  paintProducts(pen, layout, picture, now, answers);
  paintMap(pen, layout, now, answers);
}

/* Three panels: side by side, or below each other where there is little room. */
function layoutFor(width, picture) {
  const n = Math.max(picture.length, picture[0].length);
  const wide = width >= 600; // else headings touch each other
  const cell = Math.floor(wide ? Math.min(26, (width - 190) / (2 * n + 5)) : Math.min(26, (width - 20) / (n + 3)));
  const side = cell * n;
  const product = 52;
  const left = 10 + cell;
  const top = 28 + cell;
  const middle = wide ? left + side + 2 * cell + 8 : left;
  const middleTop = wide ? 28 + cell : top + side + cell + 40;
  const above = wide ? cell + 14 : 14; // from a panel up to its heading
  const right = wide ? middle + 3 * product + 24 : left;
  const rightTop = wide ? 28 + cell : middleTop + 3 * product + 66; // below the sum
  const belowSum = middleTop + 3 * product + 28;
  const height = wide ? Math.max(top + side + cell + 12, belowSum) : rightTop + side + 12;
  const pixelAt = (x, y) => [Math.floor((x - left) / cell), Math.floor((y - top) / cell)];
  return { cell, product, left, top, middle, middleTop, above, right, rightTop, height, pixelAt };
}

function heading(pen, text, x, y) {
  pen.fillStyle = INK;
  pen.font = "bold 13px system-ui, sans-serif";
  pen.textAlign = "left";
  pen.fillText(text, x, y);
}

function paintPicture(pen, { cell, left, top }, picture, now) {
  heading(pen, "picture: drag the window", left, top - cell - 14);
  picture.forEach((row, i) =>
    row.forEach((value, j) => {
      const grey = Math.round(255 - 235 * Math.min(Math.max(value, 0), 1));
      pen.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
      pen.fillRect(left + j * cell, top + i * cell, cell - 1, cell - 1);
    }),
  );
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1;
  pen.strokeRect(left - 0.5, top - 0.5, picture[0].length * cell, picture.length * cell);
  const [, before] = border(picture.length, now.stride, now.padding);
  const [, beforeColumn] = border(picture[0].length, now.stride, now.padding);
  pen.strokeStyle = FRAME;
  pen.lineWidth = 3;
  pen.strokeRect(
    left + (now.column * now.stride - beforeColumn) * cell - 0.5,
    top + (now.row * now.stride - before) * cell - 0.5,
    3 * cell,
    3 * cell,
  );
}

function paintProducts(pen, { product, middle, middleTop, above }, picture, now, answers) {
  heading(pen, "pixel · weight", middle, middleTop - above);
  const pixels = windowAt(picture, now, now.row, now.column);
  const reach = Math.max(1, ...now.weights.flat().map(Math.abs));
  pen.textAlign = "center";
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const value = pixels[i][j] * now.weights[i][j];
      shade(pen, value / reach, middle + j * product, middleTop + i * product, product);
      pen.font = "11px system-ui, sans-serif";
      const x = middle + (j + 0.5) * product - 1;
      const y = middleTop + (i + 0.5) * product;
      const weight = now.weights[i][j];
      const sign = weight < 0 ? `(${short(weight)})` : short(weight);
      pen.fillText(`${short(pixels[i][j])}·${sign}`, x, y - 7);
      pen.fillText(decimals(value, 2), x, y + 8);
    }
  }
  heading(pen, `sum: ${decimals(answers[now.row][now.column], 2)}`, middle, middleTop + 3 * product + 14);
}

function paintMap(pen, { cell, right, rightTop, above }, now, answers) {
  heading(pen, `map: ${answers.length} × ${answers[0].length}`, right, rightTop - above);
  const reach = Math.max(1e-9, ...answers.flat().map(Math.abs));
  pen.textAlign = "center";
  answers.forEach((row, i) =>
    row.forEach((value, j) => {
      shade(pen, value / reach, right + j * cell, rightTop + i * cell, cell);
      pen.font = "9px system-ui, sans-serif";
      pen.fillText(short(value), right + (j + 0.5) * cell - 0.5, rightTop + (i + 0.5) * cell);
    }),
  );
  pen.strokeStyle = FRAME;
  pen.lineWidth = 3;
  pen.strokeRect(right + now.column * cell - 0.5, rightTop + now.row * cell - 0.5, cell, cell);
}

/* A cell from orange over white to blue, and a pen that reads on it. */
function shade(pen, share, x, y, size) {
  const t = Math.min(Math.abs(share), 1);
  const end = share < 0 ? ORANGE : BLUE;
  const rgb = BETWEEN.map((from, k) => Math.round(from + (end[k] - from) * t));
  pen.fillStyle = `rgb(${rgb.join(", ")})`;
  pen.fillRect(x, y, size - 1, size - 1);
  pen.fillStyle = inkOn(rgb);
}

/* --- the page ------------------------------------------------------------------------------- */

function build(model, id) {
  const picture = model.get("picture");
  const root = make("div", { className: "course-controls course-figure kernel" });
  const canvas = make("canvas", { width: 0, height: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", model.get("alt"));
  canvas.setAttribute("aria-describedby", `${id}-readout`);
  const readout = make("p", { id: `${id}-readout`, className: "kernel-readout" });
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");

  const panel = make("div", { className: "kernel-panel" });
  const [grid, cells] = buildCells(id);
  const controls = make("div", { className: "kernel-controls" });
  const ranges = {};
  for (const name of ["row", "column", "stride"]) {
    const high = { row: picture.length, column: picture[0].length, stride: 3 }[name];
    const one = { name, low: 1, high, step: 1, value: 1 };
    ranges[name] = buildSlider(one, `${id}-${name}`, controls);
  }
  const padding = make("input", { id: `${id}-padding`, type: "checkbox" });
  const label = make("label", { htmlFor: padding.id, className: "kernel-padding" });
  label.append(padding, 'border of zeros (padding="same")');
  controls.append(label);
  panel.append(grid, controls);

  const buttons = make("div", { className: "kernel-presets" });
  const presets = Object.keys(model.get("presets")).map((name) => {
    const button = make("button", { type: "button", textContent: name });
    buttons.append(button);
    return [name, button];
  });
  const reset = make("button", { type: "button", textContent: "Reset" });
  buttons.append(reset);
  const goalTitle = make("p", { className: "kernel-goal" });
  goalTitle.setAttribute("role", "status");
  const goals = make("ul", { className: "kernel-goals" });
  root.append(canvas, readout, panel, buttons);
  if (model.get("goal").length) root.append(goalTitle, goals);
  root.append(announcer);
  keepKeys(root);
  return { root, canvas, readout, announcer, cells, ranges, padding, presets, reset, goalTitle, goals };
}

function buildCells(id) {
  const grid = make("fieldset", { className: "kernel-cells" });
  grid.append(make("legend", { textContent: "kernel" }));
  const cells = [];
  for (let place = 0; place < 9; place++) {
    const cell = make("input", { id: `${id}-${place}`, type: "number", min: -9, max: 9, step: 0.1 });
    const where = `kernel, row ${Math.floor(place / 3) + 1}, column ${(place % 3) + 1}`;
    cell.setAttribute("aria-label", where);
    cells.push(cell);
    grid.append(cell);
  }
  return [grid, cells];
}

function setControls(page, now, answers) {
  page.cells.forEach((cell, place) => {
    const weight = now.weights[Math.floor(place / 3)][place % 3];
    if (document.activeElement !== cell || Number(cell.value) !== weight) {
      if (document.activeElement === cell && cell.getAttribute("aria-invalid") === "true") return;
      cell.value = weight;
    }
  });
  const ends = { row: answers.length, column: answers[0].length, stride: 3 };
  for (const [name, slider] of Object.entries(page.ranges)) {
    slider.input.max = slider.number.max = ends[name];
    setSlider(slider, name === "stride" ? now.stride : now[name] + 1);
  }
  page.padding.checked = now.padding === "same";
}
