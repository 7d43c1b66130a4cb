/* A graph of Values: press one, and it hands its grad on. Python works out what comes of it.

   Python is sent {type: "press", place}, {type: "step"} or {type: "begin", order, clear}, one at a
   time, and answers with the synced `shown` and an "answer". */

const PATIENCE = 2500; // ms until we say that Python does not answer
const PAUSE = 600; // ms of rest before a screen reader is told what changed
const SVG = "http://www.w3.org/2000/svg";

export default { render };

function render({ model, el }) {
  const page = build(model, `values-${Math.random().toString(36).slice(2)}`);
  el.append(page.root);
  openNoticeOnceMoved(page.root);
  let [waiting, patience, announcement] = [false, 0, 0];
  let due = []; // what was pressed while a question was under way

  function ask(message) {
    if (waiting) {
      due.push(message);
      return;
    }
    waiting = true;
    patience = setTimeout(lament, PATIENCE);
    try {
      model.send(message);
    } catch {
      lament(); // the connection to Python is closed
    }
  }

  function lament() {
    due = [];
    page.root.classList.add("value-graph-waiting");
    page.status.textContent =
      "Python does not answer, so nothing was handed on. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function hear(message) {
    if (message.type !== "answer") return;
    waiting = false;
    clearTimeout(patience);
    page.root.classList.remove("value-graph-waiting");
    page.status.textContent = "";
    if (due.length) ask(due.shift());
  }

  function show() {
    const now = model.get("shown");
    page.boxes.forEach((box, place) => box.show(now, place));
    page.lines.forEach((line, place) => line.setAttribute("class", lineClass(now.lit.includes(place))));
    page.words.textContent = now.words;
    page.note.textContent = now.note;
    if (page.order) page.order.selectedIndex = now.order;
    page.step.disabled = !now.more;
    clearTimeout(announcement);
    announcement = setTimeout(() => {
      page.announcer.textContent = `${now.words} ${now.note}`;
    }, PAUSE);
  }

  const begin = (clear) => () => ask({ type: "begin", order: page.order?.selectedIndex ?? 0, clear });
  page.boxes.forEach(({ group, turn }, place) => {
    if (!turn) return;
    group.addEventListener("click", () => ask({ type: "press", place }));
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault(); // or the page scrolls
      ask({ type: "press", place });
    });
  });
  page.step.addEventListener("click", () => ask({ type: "step" }));
  page.again.addEventListener("click", begin(true));
  page.stale.addEventListener("click", begin(false));
  page.order?.addEventListener("change", begin(true));
  model.on("change:shown", show);
  model.on("msg:custom", hear);
  show();

  return () => {
    [patience, announcement].forEach(clearTimeout);
    model.off("change:shown", show);
    model.off("msg:custom", hear);
  };
}

const lineClass = (lit) => `value-graph-line${lit ? " value-graph-lit" : ""}`;

function build(model, id) {
  const root = make("div", { className: "course-controls course-figure value-graph" });
  const { width, height, box, boxes, lines } = model.get("drawing");
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "group" });
  svg.setAttribute("aria-label", model.get("alt"));
  svg.setAttribute("aria-describedby", `${id}-words`);
  svg.style.maxWidth = `${width}px`;
  const drawn = { boxes: boxes.map((one) => drawBox(one, box)), lines: lines.map(drawLine) };
  svg.append(...drawn.lines, ...drawn.boxes.map(({ group }) => group));

  const words = make("p", { id: `${id}-words`, className: "value-graph-words" });
  const note = make("p", { className: "value-graph-words value-graph-note" });
  const status = make("p", { className: "value-graph-status" });
  status.setAttribute("role", "status");
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");

  const bar = make("div", { className: "value-graph-bar" });
  const [step, again, stale] = ["Step", "Begin again", "Begin again, clear nothing"].map((text) => {
    const button = make("button", { type: "button", textContent: text });
    button.dataset.lmSuppressShortcuts = "true";
    return button;
  });
  const names = model.get("orders");
  const order = names.length ? buildOrder(names, `${id}-order`, bar) : null;
  bar.append(...(order ? [step, again, stale] : [again]));
  const scroller = make("div", { className: "value-graph-scroller" });
  scroller.append(svg);
  root.append(scroller, words, ...(order ? [] : [note]), bar, status, announcer);
  return { root, ...drawn, words, note, status, announcer, order, step, again, stale };
}

function buildOrder(names, id, bar) {
  const select = make("select", { id });
  select.append(...names.map((name) => make("option", { textContent: name })));
  select.dataset.lmSuppressShortcuts = "true";
  bar.append(make("label", { htmlFor: id, textContent: "Order" }), select);
  return select;
}

/* A value: its name, its data and its grad. Without this mark, JupyterLab takes keys for its own. */
function drawBox({ name, data, x, y, turn }, [width, height]) {
  const grad = shape("text", { x, y: y + 17, class: "value-graph-grad" });
  const at = { x: x - width / 2, y: y - height / 2, width, height, rx: 8 };
  const group = shape(
    "g",
    { class: "value-graph-box" },
    shape("rect", at),
    shape("text", { x, y: y - 19, class: "value-graph-name" }, name),
    shape("text", { x, y }, `data ${data}`),
    grad,
  );
  group.setAttribute("role", turn ? "button" : "img");
  if (turn) {
    group.setAttribute("tabindex", "0");
    group.dataset.lmSuppressShortcuts = "true";
  }
  function show({ grads, marks, at: now, turns }, place) {
    grad.textContent = `grad ${grads[place]}${marks[place] && ` ${marks[place]}`}`;
    group.classList.toggle("value-graph-now", place === now);
    group.classList.toggle("value-graph-done", turns[place] > 0);
    const state = `${name}: data ${data}, grad ${grads[place]} ${marks[place]}`.trim();
    group.setAttribute("aria-label", turn ? `${state}. Give it its turn` : state);
  }
  return { group, turn, show };
}

function drawLine({ start, bend, end, head, label, slope }) {
  return shape(
    "g",
    { class: lineClass(false) },
    shape("path", { d: `M ${start} Q ${bend} ${end}` }),
    shape("polygon", { points: head.join(" ") }),
    shape("text", { x: label[0], y: label[1] }, slope),
  );
}

function shape(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
