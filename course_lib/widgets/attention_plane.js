/* A query dragged among keys in the plane: the browser works out weights and mix by itself.

   Python is told of the query once it rests, by the synced `query`, and may answer by `note`. */

const GRID = "#d5d5d5";
const BLUE = "#0072b2";
const PALE = "#9ecae1";
const QUERY = "#d55e00";
const VIEW = 3; // the plane goes from -3 to 3
const MOST = 10; // the values go from 0 to 10
const PAUSE = 350; // ms of rest before a screen reader is told, and Python

export default { render };

function render({ model, el }) {
  const id = `attention-${Math.random().toString(36).slice(2)}`;
  const page = build(model, id);
  el.append(page.root);
  openNoticeOnceMoved(page.root);
  const rested = () => (page.announcer.textContent = page.readout.textContent);
  const state = movedByHand(model, ["query"], PAUSE, draw, rested);

  function draw() {
    const now = attend(model, state.now.query);
    paint(page, now);
    page.readout.textContent = inWords(now);
    page.ranges.forEach((slider, i) => setSlider(slider, now.query[i]));
  }

  function move(query) {
    const within = (x) => Math.round(10 * Math.min(Math.max(x, -VIEW), VIEW)) / 10 || 0;
    state.change({ query: query.map(within) });
  }

  function showNote() {
    page.note.textContent = model.get("note");
  }

  page.ranges.forEach(({ input }, i) =>
    input.addEventListener("input", () => {
      const query = [...state.now.query];
      query[i] = input.valueAsNumber;
      move(query);
    }),
  );
  page.reset.addEventListener("click", () => move(model.get("first")));

  function drag(event) {
    const { offsetX, offsetY } = event;
    if (event.type === "pointerdown") {
      if (!page.layout.inPlane(offsetX, offsetY)) return;
      page.canvas.setPointerCapture(event.pointerId);
    } else if (!page.canvas.hasPointerCapture(event.pointerId)) return;
    move(page.layout.pointAt(offsetX, offsetY));
  }
  page.canvas.addEventListener("pointerdown", drag);
  page.canvas.addEventListener("pointermove", drag);

  const stopResizing = whenResized(page.root, draw);
  model.on("change:note", showNote);
  draw();
  showNote();

  return () => {
    state.stop();
    stopResizing();
    model.off("change:note", showNote);
  };
}

/* Scores, weights that add up to 1, and the values mixed by them. */
function attend(model, query) {
  const [names, keys, values] = ["names", "points", "values"].map((name) => model.get(name));
  const scores = keys.map(([x, y]) => (query[0] * x + query[1] * y) / Math.SQRT2);
  const largest = Math.max(...scores);
  const e = scores.map((score) => Math.exp(score - largest));
  const sum = e.reduce((a, b) => a + b);
  const weights = e.map((x) => x / sum);
  const mixed = weights.reduce((total, weight, i) => total + weight * values[i], 0);
  return { names, keys, values, query, scores, weights, mixed };
}

function inWords({ names, query, weights, mixed }) {
  const shares = names.map((name, i) => `${name} ${decimals(weights[i], 2)}`).join(", ");
  const [x, y] = query.map((number) => decimals(number, 1));
  return `Query (${x}, ${y}). Weights: ${shares}. Mixed value ${decimals(mixed, 2)}.`;
}

/* --- drawing -------------------------------------------------------------------------------- */

function paint(page, now) {
  const width = Math.min(page.root.clientWidth - 8, 760);
  if (width <= 0) return; // hidden
  const layout = (page.layout = layoutFor(width));
  const pen = blankPaper(page.canvas, width, layout.height);
  paintPlane(pen, layout, now);
  paintRows(pen, layout, now);
  paintMix(pen, layout, now);
}

/* The plane and, beside it or below it where there is little room, the table and the values. */
function layoutFor(width) {
  const wide = width >= 560;
  const side = Math.min(wide ? width * 0.47 : width - 20, 360);
  const left = 10;
  const top = 30;
  const right = wide ? left + side + 26 : left;
  const rightTop = wide ? 30 : top + side + 34;
  const room = width - right - 10;
  const rows = 26;
  const mixTop = rightTop + 24 + 5 * rows + 34;
  const height = Math.max(top + side + 12, mixTop + 74);
  const unit = side / (2 * VIEW);
  const at = ([x, y]) => [left + (x + VIEW) * unit, top + (VIEW - y) * unit];
  const pointAt = (x, y) => [(x - left) / unit - VIEW, VIEW - (y - top) / unit];
  const inPlane = (x, y) => x >= left && x <= left + side && y >= top && y <= top + side;
  return { side, left, top, right, rightTop, room, rows, mixTop, height, at, pointAt, inPlane };
}

function text(pen, words, x, y, { font = "13px", align = "left", colour = INK } = {}) {
  pen.fillStyle = colour;
  pen.font = `${font} system-ui, sans-serif`;
  pen.textAlign = align;
  pen.fillText(words, x, y);
}

function paintPlane(pen, { left, top, side, at }, { names, keys, query, weights }) {
  text(pen, "drag the query", left, top - 14, { font: "bold 13px" });
  pen.save();
  pen.beginPath();
  pen.rect(left, top, side, side);
  pen.clip();
  pen.strokeStyle = GRID;
  pen.lineWidth = 1;
  for (let i = -VIEW; i <= VIEW; i++) {
    line(pen, at([i, -VIEW]), at([i, VIEW]));
    line(pen, at([-VIEW, i]), at([VIEW, i]));
  }
  pen.strokeStyle = FAINT;
  line(pen, at([0, -VIEW]), at([0, VIEW]));
  line(pen, at([-VIEW, 0]), at([VIEW, 0]));
  keys.forEach((key, i) => {
    pen.strokeStyle = weights[i] === Math.max(...weights) ? BLUE : PALE;
    pen.lineWidth = 0.7 + 16 * weights[i];
    line(pen, at(query), at(key));
  });
  pen.restore();
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1;
  pen.strokeRect(left, top, side, side);
  arrow(pen, at([0, 0]), at(query));
  keys.forEach((key, i) => paintKey(pen, at(key), names[i]));
  keys.forEach((key, i) => {
    const [from, to] = [at(query), at(key)];
    tag(pen, decimals(weights[i], 2), 0.4 * from[0] + 0.6 * to[0], 0.4 * from[1] + 0.6 * to[1]);
  });
}

function line(pen, from, to) {
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
}

function paintKey(pen, [x, y], name) {
  pen.beginPath();
  pen.arc(x, y, 12, 0, 2 * Math.PI);
  pen.fillStyle = PAPER;
  pen.fill();
  pen.strokeStyle = INK;
  pen.lineWidth = 1.5;
  pen.stroke();
  text(pen, name, x, y + 1, { font: "bold 13px", align: "center" });
}

function tag(pen, words, x, y) {
  pen.fillStyle = "rgba(255, 255, 255, 0.85)";
  pen.fillRect(x - 16, y - 8, 32, 16);
  text(pen, words, x, y + 1, { font: "12px", align: "center" });
}

function arrow(pen, from, to) {
  pen.strokeStyle = pen.fillStyle = QUERY;
  pen.lineWidth = 3;
  line(pen, from, to);
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  if (Math.hypot(to[0] - from[0], to[1] - from[1]) > 12) {
    pen.beginPath();
    for (const turn of [0, 2.5, -2.5]) {
      pen.lineTo(to[0] + 13 * Math.cos(angle + turn), to[1] + 13 * Math.sin(angle + turn));
    }
    pen.fill();
  }
  pen.beginPath();
  pen.arc(...to, 7, 0, 2 * Math.PI);
  pen.fill();
}

function paintRows(pen, { right, rightTop, room, rows }, { names, scores, weights, values }) {
  const score = right + 76;
  const bar = right + 96;
  const longest = room - 96 - 104;
  const value = right + room - 14;
  const head = { font: "bold 13px" };
  text(pen, "key", right, rightTop - 14, head);
  text(pen, "score", score, rightTop - 14, { ...head, align: "right" });
  text(pen, "weight", bar, rightTop - 14, head);
  text(pen, "value", value + 14, rightTop - 14, { ...head, align: "right" });
  names.forEach((name, i) => {
    const y = rightTop + 12 + i * rows;
    text(pen, name, right + 4, y, { font: "bold 13px" });
    text(pen, decimals(scores[i], 2), score, y, { align: "right" });
    pen.fillStyle = weights[i] === Math.max(...weights) ? BLUE : PALE;
    pen.fillRect(bar, y - 8, Math.max(1, longest * weights[i]), 16);
    text(pen, decimals(weights[i], 2), bar + longest * weights[i] + 6, y);
    text(pen, decimals(values[i], 0), value, y, { align: "right" });
  });
}

function paintMix(pen, { right, room, mixTop }, { names, values, weights, mixed }) {
  const at = (value) => right + 10 + ((room - 20) * value) / MOST;
  text(pen, `mixed value: ${decimals(mixed, 2)}`, right, mixTop - 18, { font: "bold 13px" });
  const y = mixTop + 30;
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1.5;
  line(pen, [at(0), y], [at(MOST), y]);
  for (const end of [0, MOST]) text(pen, String(end), at(end), y + 34, { align: "center", colour: FAINT });
  values.forEach((value, i) => {
    pen.beginPath();
    pen.arc(at(value), y, 2 + 14 * Math.sqrt(weights[i]), 0, 2 * Math.PI);
    pen.fillStyle = weights[i] === Math.max(...weights) ? BLUE : PALE;
    pen.fill();
    text(pen, names[i], at(value), y + 22, { font: "bold 13px", align: "center" });
  });
  pen.fillStyle = QUERY;
  pen.beginPath();
  for (const [dx, dy] of [[0, -10], [9, 0], [0, 10], [-9, 0]]) pen.lineTo(at(mixed) + dx, y + dy);
  pen.fill();
  pen.strokeStyle = PAPER;
  pen.lineWidth = 1.5;
  pen.closePath();
  pen.stroke();
}

/* --- the page ------------------------------------------------------------------------------- */

function build(model, id) {
  const root = make("div", { className: "course-controls course-figure attention-plane" });
  const canvas = make("canvas", { width: 0, height: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", model.get("alt"));
  canvas.setAttribute("aria-describedby", `${id}-readout`);
  const readout = make("p", { id: `${id}-readout`, className: "attention-plane-readout" });
  const note = make("p", { className: "attention-plane-note" });
  note.setAttribute("role", "status");
  const panel = make("div", { className: "attention-plane-sliders" });
  const limits = { low: -VIEW, high: VIEW, step: 0.1, value: 0 };
  const ranges = ["query, across", "query, up"].map((name, i) =>
    buildSlider({ name, ...limits }, `${id}-${i}`, panel),
  );
  const reset = make("button", { type: "button", textContent: "Reset" });
  panel.append(reset);
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");
  root.append(canvas, readout, note, panel, announcer);
  keepKeys(root);
  return { root, canvas, readout, note, ranges, reset, announcer };
}
