/* Paper to draw a digit on, with mouse, finger or arrow keys, and what a network reads there.

   The browser keeps the strokes: lists of points, x to the right and y down, from 0 to 1. Python is
   sent all of them after each change, makes the small picture, asks the network, and sends back
   `picture`, `outputs` and `says`, with the number of the question that they answer. */

const PEN = "#d55e00";
const SIDE = 260; // CSS pixels, where there is room
const STEP = 0.04; // of the paper, for a press of an arrow key
const NEAR = 0.008; // points nearer to each other than this are one
const PATIENCE = 2500; // ms until we say that Python does not answer
const PAUSE = 600; // ms of rest before a screen reader is told
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export default { render };

function render({ model, el }) {
  const id = `drawing-${Math.random().toString(36).slice(2)}`;
  const page = build(model, id);
  el.append(page.root);
  openNoticeOnceMoved(page.root);

  let strokes = model.get("strokes").map((stroke) => [...stroke]);
  let example = model.get("example"); // shown until somebody draws
  let pen = [0.5, 0.1];
  let down = false; // the pen of the arrow keys
  let drawing = false; // a mouse or a finger
  const held = new Set(); // arrow keys
  const timers = {};

  function after(name, ms, what) {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(what, ms);
  }

  function draw() {
    paintPaper(page, strokes, pen, down);
    paintPicture(page.small, model.get("picture"));
    page.readout.textContent = model.get("says");
    setBars(page.bars, model.get("outputs"));
    page.pen.textContent = down ? "Lift the pen (space)" : "Put the pen down (space)";
    page.pen.setAttribute("aria-pressed", String(down));
  }

  function ask() {
    draw();
    model.set("asked", model.get("asked") + 1); // first, so that no view takes this for Python's
    model.set("example", example);
    model.set("strokes", strokes.map((stroke) => [...stroke]));
    try {
      model.save_changes(); // a change that comes while one is under way is sent after it
    } catch {
      /* the connection to Python is closed: nobody will answer */
    }
    after("lament", PATIENCE, lament);
  }

  function lament() {
    if (model.get("answered") === model.get("asked")) return;
    page.status.textContent =
      "Python does not answer, so what is said here is not about this drawing. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function hear() {
    if (model.get("answered") === model.get("asked")) {
      clearTimeout(timers.lament);
      page.status.textContent = "";
    }
    take();
    draw();
    after("announce", PAUSE, () => (page.announcer.textContent = model.get("says")));
  }

  function begin(point) {
    if (example) strokes = [];
    example = false;
    strokes.push([point]);
    ask();
  }

  function extend(points) {
    const stroke = strokes[strokes.length - 1];
    for (const point of points) {
      const [x, y] = stroke[stroke.length - 1];
      if (Math.hypot(point[0] - x, point[1] - y) >= NEAR) stroke.push(point);
    }
    ask();
  }

  function undo() {
    if (example || strokes.length === 0) return;
    strokes.pop();
    lift();
    ask();
  }

  function clear() {
    strokes = [];
    example = false;
    pen = [0.5, 0.1];
    lift();
    ask();
  }

  function lift() {
    down = false;
    drawing = false;
  }

  function toggle() {
    down = !down;
    if (down) begin([...pen]);
    else draw();
    say();
  }

  function say() {
    const [x, y] = pen.map((part) => Math.round(100 * part));
    page.place.textContent = `Pen ${down ? "down" : "up"}, ${x} across and ${y} down, of 100.`;
  }

  /* --- mouse and finger --- */

  function pointsOf(event) {
    const all = event.getCoalescedEvents?.() ?? [];
    const box = page.paper.getBoundingClientRect();
    return (all.length ? all : [event]).map(({ clientX, clientY }) => [
      within((clientX - box.left) / box.width),
      within((clientY - box.top) / box.height),
    ]);
  }

  page.paper.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    page.paper.setPointerCapture(event.pointerId);
    page.paper.focus({ preventScroll: true });
    event.preventDefault();
    down = false;
    drawing = true;
    begin(pointsOf(event)[0]);
  });
  page.paper.addEventListener("pointermove", (event) => {
    if (!drawing || !page.paper.hasPointerCapture(event.pointerId)) return;
    const points = pointsOf(event);
    pen = points[points.length - 1];
    extend(points);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    page.paper.addEventListener(end, () => (drawing = false));
  }

  /* --- keys: two arrows held together go aslant --- */

  page.paper.addEventListener("keydown", (event) => {
    if (event.key in ARROWS) {
      held.add(event.key);
      const way = [...held].map((key) => ARROWS[key]);
      pen = [0, 1].map((i) => within(pen[i] + STEP * way.reduce((sum, each) => sum + each[i], 0)));
      if (down) extend([[...pen]]);
      else draw();
      say();
    } else if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) toggle();
    } else if (event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey))) {
      undo();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  page.paper.addEventListener("keyup", (event) => held.delete(event.key));
  page.paper.addEventListener("blur", () => held.clear());

  page.pen.addEventListener("click", toggle);
  page.undo.addEventListener("click", undo);
  page.clear.addEventListener("click", clear);

  /* What another view has drawn, or Python. */
  function take() {
    if (drawing || model.get("asked") !== model.get("answered")) return; // ours is under way
    strokes = model.get("strokes").map((stroke) => [...stroke]);
    example = model.get("example");
  }

  const fromPython = () => {
    take();
    draw();
  };
  const stopResizing = whenResized(page.root, draw);
  model.on("change:answered", hear);
  model.on("change:strokes", fromPython);
  draw();
  say();

  return () => {
    Object.values(timers).forEach(clearTimeout);
    stopResizing();
    model.off("change:answered", hear);
    model.off("change:strokes", fromPython);
  };
}

function within(part) {
  return Math.min(Math.max(part, 0), 1);
}

/* --- drawing -------------------------------------------------------------------------------- */

function paintPaper({ root, paper }, strokes, pen, down) {
  const width = Math.min(root.clientWidth - 8, SIDE);
  if (width <= 0) return; // hidden
  const brush = blankPaper(paper, width, width);
  brush.strokeStyle = brush.fillStyle = INK;
  brush.lineWidth = Math.max(6, width / 26);
  brush.lineCap = brush.lineJoin = "round";
  for (const stroke of strokes) {
    brush.beginPath();
    stroke.forEach(([x, y], i) => brush[i ? "lineTo" : "moveTo"](x * width, y * width));
    if (stroke.length === 1) brush.lineTo(stroke[0][0] * width + 0.01, stroke[0][1] * width);
    brush.stroke();
  }
  if (document.activeElement !== paper) return;
  brush.beginPath(); // where the arrow keys' pen is: a ring, filled when it is down
  brush.arc(pen[0] * width, pen[1] * width, 8, 0, 2 * Math.PI);
  brush.lineWidth = 3;
  brush.strokeStyle = brush.fillStyle = PEN;
  brush.stroke();
  if (down) brush.fill();
}

function paintPicture(canvas, picture) {
  const side = 128;
  const brush = blankPaper(canvas, side, side);
  const cell = side / 8;
  picture.forEach((row, i) =>
    row.forEach((value, j) => {
      const grey = Math.round(255 - 235 * within(value));
      brush.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
      brush.fillRect(j * cell, i * cell, cell, cell);
    }),
  );
  brush.strokeStyle = FAINT;
  brush.strokeRect(0.5, 0.5, side - 1, side - 1);
}

function setBars(bars, outputs) {
  const best = outputs.indexOf(Math.max(...outputs));
  bars.forEach(({ row, bar, output }, digit) => {
    const share = outputs[digit] ?? 0;
    bar.style.width = `${100 * share}%`;
    const nearly = share >= 0.995 && share < 1; // never 100 % of what is a little less
    output.textContent = nearly ? "> 99 %" : `${Math.round(100 * share)} %`;
    row.classList.toggle("drawing-best", outputs.length > 0 && digit === best);
  });
}

/* --- the page ------------------------------------------------------------------------------- */

function build(model, id) {
  const root = make("div", { className: "course-controls course-figure drawing" });
  const desk = make("div", { className: "drawing-desk" });
  const paper = make("canvas", { className: "drawing-paper", tabIndex: 0 });
  paper.setAttribute("role", "application");
  paper.setAttribute("aria-label", model.get("alt"));
  paper.setAttribute("aria-describedby", `${id}-help`);

  const seen = make("figure", { className: "drawing-seen" });
  const small = make("canvas", {});
  small.setAttribute("role", "img");
  small.setAttribute("aria-label", "What the network gets of it: 8 by 8 pixels.");
  seen.append(small, make("figcaption", { textContent: "what the network gets" }));

  const list = make("ul", { className: "drawing-bars" });
  list.setAttribute("aria-label", "How sure it is of each digit");
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const row = make("li", {});
    const track = make("span", { className: "drawing-track" });
    const bar = make("span", { className: "drawing-bar" });
    const output = make("span", { className: "drawing-share" });
    track.append(bar);
    row.append(make("span", { textContent: `${digit}` }), track, output);
    list.append(row);
    return { row, bar, output };
  });
  desk.append(paper, seen, list);

  const readout = make("p", { className: "drawing-readout" });
  const status = make("p", { className: "drawing-status" });
  status.setAttribute("role", "status");
  const panel = make("div", { className: "drawing-panel" });
  const pen = make("button", { type: "button" });
  const undo = make("button", { type: "button", textContent: "Undo" });
  const clear = make("button", { type: "button", textContent: "Reset" });
  panel.append(pen, undo, clear);
  const help = make("p", { id: `${id}-help`, className: "drawing-help" });
  help.textContent =
    "Draw with mouse or finger. Or click on the paper, or reach it with Tab: arrow keys move the " +
    "pen, two at once go aslant, space puts it down and lifts it, backspace takes a stroke back.";
  const place = make("p", { className: "course-unseen" });
  const announcer = make("p", { className: "course-unseen" });
  for (const live of [place, announcer]) live.setAttribute("aria-live", "polite");
  root.append(desk, readout, status, panel, help, place, announcer);
  keepKeys(root);
  return { root, paper, small, bars, readout, status, pen, undo, clear, place, announcer };
}
