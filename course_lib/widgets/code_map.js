/* A map of codes under the pointer: the browser decodes each point of it by itself.

   Python is told of the point by the synced `point`, once it has come to rest; it is never waited
   for. A decoder of 16,000 weights is 16,000 multiplications: a fraction of a millisecond. */

const FRAME = "#d55e00";
const DARK = 0.5; // a pixel above this counts as ink
const NEIGHBOURS = 5;
const PAUSE = 600; // ms of rest before a screen reader is told, and Python
const KEYS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export default { render };

function render({ model, el }) {
  const id = `code-map-${Math.random().toString(36).slice(2)}`;
  const known = read(model);
  const page = build(model, id, known);
  el.append(page.root);
  openNoticeOnceMoved(page.root);
  const rested = () => (page.announcer.textContent = page.readout.textContent);
  const state = movedByHand(model, ["point"], PAUSE, draw, rested);

  function draw() {
    const { point } = state.now;
    const pixels = decode(known.steps, point);
    const near = nearest(known.codes, point);
    paint(page, known, point, pixels, near);
    page.readout.textContent = inWords(known, point, pixels, near);
    setControls(page, point);
  }

  function move(to) {
    state.change({ point: to.map((value, axis) => within(value, known.ends[axis], known.places)) });
  }

  page.ranges.forEach(({ input }, axis) =>
    input.addEventListener("input", () => {
      move(state.now.point.map((value, i) => (i === axis ? input.valueAsNumber : value)));
    }),
  );
  page.reset.addEventListener("click", () => move(model.get("first")));

  function drag(event) {
    if (event.type === "pointerdown") {
      page.canvas.setPointerCapture(event.pointerId);
      page.canvas.focus({ preventScroll: true });
    } else if (!page.canvas.hasPointerCapture(event.pointerId)) return;
    move(page.layout.pointAt(event.offsetX, event.offsetY));
  }
  page.canvas.addEventListener("pointerdown", drag);
  page.canvas.addEventListener("pointermove", drag);
  page.canvas.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    move(state.now.point.map((value, axis) => value + far * way[axis] * 10 ** -known.places));
  });

  const stopResizing = whenResized(page.root, draw);
  draw();

  return () => {
    state.stop();
    stopResizing();
  };
}

/* --- the decoder ---------------------------------------------------------------------------- */

function read(model) {
  const floats = typed(model.get("weights"), Float32Array);
  let start = 0;
  const take = (count) => floats.subarray(start, (start += count));
  const steps = model.get("steps").map(({ inputs, units, activation }) => ({
    inputs,
    units,
    activate: ACTIVATIONS[activation],
    kernel: take(inputs * units),
    bias: take(units),
  }));
  const names = ["codes", "labels", "colours", "ends", "places", "side"];
  const rest = Object.fromEntries(names.map((name) => [name, model.get(name)]));
  return { steps, pictures: typed(model.get("pictures"), Uint8Array), ...rest };
}

/* Bytes come as a DataView at any place of a larger buffer, where floats may not begin. */
function typed(view, Type) {
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  return new Type(bytes);
}

const ACTIVATIONS = {
  linear: (z) => z,
  relu: (z) => Math.max(z, 0),
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  softsign: (z) => z / (1 + Math.abs(z)),
};

function decode(steps, point) {
  let a = point;
  for (const { inputs, units, activate, kernel, bias } of steps) {
    const next = Float64Array.from(bias);
    for (let i = 0; i < inputs; i++) {
      const value = a[i];
      if (value === 0) continue; // half of what comes out of a ReLU
      for (let j = 0; j < units; j++) next[j] += value * kernel[i * units + j];
    }
    a = next.map(activate);
  }
  return a;
}

/* The places of the nearest codes, the nearest first, and how far it is. */
function nearest(codes, point) {
  const far = codes.map(([x, y], i) => [(x - point[0]) ** 2 + (y - point[1]) ** 2, i]);
  far.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return { order: far.slice(0, NEIGHBOURS).map(([, i]) => i), distance: Math.sqrt(far[0][0]) };
}

function inWords({ codes, labels, places }, point, pixels, { order, distance }) {
  const dark = pixels.reduce((count, pixel) => count + (pixel > DARK), 0);
  const [first, second, away] = [...point, distance].map((number) => decimals(number, places));
  const said =
    `At ${first} and ${second}, ${dark} of ${pixels.length} pixels are ` +
    `ink. The nearest of ${codes.length} pictures lies ${away} away`;
  if (labels.length === 0) return `${said}.`;
  return `${said}. The ${NEIGHBOURS} nearest are labelled ${order.map((i) => labels[i]).join(", ")}.`;
}

function within(value, [low, high], places) {
  return Number(Math.min(Math.max(value, low), high).toFixed(places));
}

/* --- drawing -------------------------------------------------------------------------------- */

function paint(page, known, point, pixels, near) {
  const width = Math.min(page.root.clientWidth - 8, 760);
  if (width <= 0) return; // hidden
  const layout = layoutFor(width, known);
  const size = `${width} at ${window.devicePixelRatio}`;
  if (page.size !== size) {
    page.ground = ground(known, layout, width);
    page.size = size;
  }
  page.layout = layout;
  const pen = penFor(page.canvas, width, layout.height);
  pen.drawImage(page.ground, 0, 0, width, layout.height);
  paintPoint(pen, layout, known, point, near.order[0]);
  const start = near.order[0] * pixels.length;
  const closest = known.pictures.subarray(start, start + pixels.length);
  paintPicture(pen, known.side, layout.nearby, Array.from(closest, (grey) => grey / 255));
  paintPicture(pen, known.side, layout.drawn, pixels);
}

/* The map beside its two pictures; below each other where there is little room. */
function layoutFor(width, { ends, side }) {
  const wide = width >= 500;
  const map = { left: 10, top: 28, width: wide ? Math.min(width - 250, 470) : width - 20 };
  map.height = Math.round(map.width * (wide ? 0.86 : 0.72));
  const cells = Math.max(...side);
  const column = wide ? map.left + map.width + 26 : 10;
  const below = wide ? 28 : map.top + map.height + 34;
  const large = wide ? map.height * 0.56 : (width - 40) * 0.56;
  const small = wide ? map.height - 34 - large : (width - 40) * 0.36;
  const drawn = { left: column, top: below, cell: Math.floor(large / cells) };
  const nearby = wide
    ? { left: column, top: below + large + 34, cell: Math.floor(small / cells) }
    : { left: column + large + 20, top: below, cell: Math.floor(small / cells) };
  const height = wide ? map.top + map.height + 10 : below + large + 10;
  const scale = [0, 1].map((axis) => {
    const [low, high] = ends[axis];
    const span = axis === 0 ? map.width : map.height;
    return { low, span: high - low, pixels: span };
  });
  const placeOf = ([x, y]) => [
    map.left + ((x - scale[0].low) / scale[0].span) * scale[0].pixels,
    map.top + map.height - ((y - scale[1].low) / scale[1].span) * scale[1].pixels,
  ];
  const pointAt = (x, y) => [
    scale[0].low + ((x - map.left) / scale[0].pixels) * scale[0].span,
    scale[1].low + ((map.top + map.height - y) / scale[1].pixels) * scale[1].span,
  ];
  return { map, drawn, nearby, height, placeOf, pointAt };
}

/* What stands still: the paper, the marks of all pictures, the headings. */
function ground(known, layout, width) {
  const canvas = make("canvas");
  const pen = blankPaper(canvas, width, layout.height);
  pen.font = "bold 13px system-ui, sans-serif";
  pen.fillStyle = INK;
  pen.textAlign = "left";
  pen.fillText("map: drag the cross", layout.map.left, 14);
  pen.fillText("drawn at the cross", layout.drawn.left, layout.drawn.top - 14);
  pen.fillText("nearest picture", layout.nearby.left, layout.nearby.top - 14);
  pen.strokeStyle = FAINT;
  pen.strokeRect(layout.map.left, layout.map.top, layout.map.width, layout.map.height);
  pen.font = "bold 11px system-ui, sans-serif";
  pen.textAlign = "center";
  known.codes.forEach((code, i) => {
    const [x, y] = layout.placeOf(code);
    if (known.labels.length) {
      pen.fillStyle = known.colours[known.labels[i] % known.colours.length];
      pen.fillText(String(known.labels[i]), x, y);
    } else {
      pen.fillStyle = FAINT;
      pen.beginPath();
      pen.arc(x, y, 2.2, 0, 2 * Math.PI);
      pen.fill();
    }
  });
  return canvas;
}

function paintPoint(pen, { placeOf }, { codes }, point, closest) {
  const [x, y] = placeOf(point);
  const [nearX, nearY] = placeOf(codes[closest]);
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  pen.beginPath();
  pen.arc(nearX, nearY, 8, 0, 2 * Math.PI);
  pen.stroke();
  for (const [colour, thick] of [[PAPER, 6], [FRAME, 3]]) {
    pen.strokeStyle = colour;
    pen.lineWidth = thick;
    pen.beginPath();
    pen.moveTo(x - 12, y);
    pen.lineTo(x + 12, y);
    pen.moveTo(x, y - 12);
    pen.lineTo(x, y + 12);
    pen.stroke();
  }
}

function paintPicture(pen, [rows, columns], { left, top, cell }, pixels) {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const grey = Math.round(255 - 235 * Math.min(Math.max(pixels[i * columns + j], 0), 1));
      pen.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
      pen.fillRect(left + j * cell, top + i * cell, cell, cell);
    }
  }
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1;
  pen.strokeRect(left - 0.5, top - 0.5, columns * cell + 1, rows * cell + 1);
}

/* --- the page ------------------------------------------------------------------------------- */

function build(model, id, known) {
  const root = make("div", { className: "course-controls course-figure code-map" });
  const canvas = make("canvas", { width: 0, height: 0, tabIndex: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${model.get("alt")} Arrow keys move the cross.`);
  canvas.setAttribute("aria-describedby", `${id}-readout`);
  const readout = make("p", { id: `${id}-readout`, className: "code-map-readout" });
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");
  const panel = make("div", { className: "code-map-panel" });
  const ranges = ["first number", "second number"].map((name, axis) =>
    buildSlider({ name, ...limits(known, axis) }, `${id}-${axis}`, panel),
  );
  const reset = make("button", { type: "button", textContent: "Reset" });
  panel.append(reset);
  root.append(canvas, readout, panel, announcer);
  keepKeys(root);
  return { root, canvas, readout, announcer, ranges, reset };
}

function limits({ ends, places }, axis) {
  const [low, high] = ends[axis];
  return { low, high, step: 10 ** -places, value: 0 };
}

function setControls(page, point) {
  page.ranges.forEach((slider, axis) => setSlider(slider, point[axis]));
}
