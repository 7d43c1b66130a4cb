/* A text field, and under it one head's weights as a table: rows ask, columns are asked.

   Every text is a question to Python, by the synced `text`; `shown` is its answer. While a question
   is under way, the newest text waits: nothing queues, however fast somebody types. */

const PATIENCE = 2500; // ms until we say that Python does not answer
const PAUSE = 700; // ms of rest before a screen reader is told what the map shows

const BLUE = [0, 114, 178];

export default { render };

function render({ model, el }) {
  const id = `map-${Math.random().toString(36).slice(2)}`;
  const page = build(model, id);
  el.append(page.root);
  openNoticeOnceMoved(page.root);
  let waiting = false;
  let due = false;
  let patience = 0;
  let announcement = 0;

  function ask() {
    const text = tidy(page.field.value);
    if (text === model.get("text")) return;
    if (waiting) {
      due = true;
      return;
    }
    waiting = true;
    patience = setTimeout(lament, PATIENCE);
    model.set("text", text);
    try {
      model.save_changes();
    } catch {
      lament(); // the connection to Python is closed
    }
  }

  function lament() {
    page.root.classList.add("attention-map-waiting");
    page.status.textContent =
      "Python does not answer, so the map has not followed. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function heard() {
    waiting = false;
    clearTimeout(patience);
    page.root.classList.remove("attention-map-waiting");
    draw();
    if (due) {
      due = false;
      ask();
    }
  }

  function draw() {
    const { signs, weights, said } = model.get("shown");
    page.status.textContent = model.get("trouble");
    if (!signs) return;
    const head = Math.min(model.get("head"), weights.length - 1);
    page.range.max = weights.length;
    page.range.value = head + 1;
    page.output.textContent = `${head + 1} of ${weights.length}`;
    fill(page.table, signs, weights[head], head);
    page.readout.textContent = said[head];
    clearTimeout(announcement);
    announcement = setTimeout(() => (page.announcer.textContent = said[head]), PAUSE);
  }

  page.field.addEventListener("input", () => {
    const text = tidy(page.field.value);
    if (page.field.value !== text) page.field.value = text;
    ask();
  });
  page.range.addEventListener("input", () => {
    model.set("head", page.range.valueAsNumber - 1);
    draw();
    try {
      model.save_changes();
    } catch {
      /* the connection to Python is closed: the heads that are here go on */
    }
  });

  const changes = ["shown", "trouble"];
  for (const name of changes) model.on(`change:${name}`, heard);
  model.on("change:head", draw);
  draw();

  return () => {
    [patience, announcement].forEach(clearTimeout);
    for (const name of changes) model.off(`change:${name}`, heard);
    model.off("change:head", draw);
  };

  function tidy(text) {
    return text.toLowerCase().replace(/[^a-z]/g, "").slice(0, model.get("longest"));
  }
}

/* The head's table anew: a blank cell is a place that comes later, and is hidden. */
function fill(table, signs, weights, head) {
  const letters = [...signs].map((sign, i) => (i === 0 ? "start" : sign));
  const top = make("tr", {});
  top.append(make("th", { textContent: "asks ↓", scope: "col" }));
  for (const letter of letters) top.append(make("th", { textContent: letter, scope: "col" }));
  const rows = weights.map((row, i) => {
    const line = make("tr", {});
    line.append(make("th", { textContent: letters[i], scope: "row" }));
    row.forEach((weight, j) => line.append(cell(weight, j > i)));
    return line;
  });
  const caption = make("caption", {
    textContent: `Head ${head + 1}: in each row, a place that asks; in hundredths, its weights`,
  });
  const [thead, tbody] = [make("thead", {}), make("tbody", {})];
  thead.append(top);
  tbody.append(...rows);
  table.replaceChildren(caption, thead, tbody);
}

function cell(weight, later) {
  if (later) return make("td", { className: "attention-map-later" });
  const one = make("td", { textContent: Math.round(100 * weight) });
  const rgb = BLUE.map((end) => Math.round(255 + (end - 255) * weight)); // from white
  one.style.backgroundColor = `rgb(${rgb.join(", ")})`;
  one.style.color = inkOn(rgb);
  return one;
}

function build(model, id) {
  const root = make("div", { className: "course-controls course-figure attention-map" });
  const form = make("div", { className: "attention-map-controls" });
  const field = make("input", {
    id: `${id}-text`, type: "text", value: model.get("text"), maxLength: model.get("longest"),
    autocomplete: "off", spellcheck: false,
  });
  const range = make("input", { id: `${id}-head`, type: "range", min: 1, max: 1, step: 1 });
  const output = make("output", { htmlFor: range.id });
  form.append(
    make("label", { htmlFor: field.id, textContent: "a name, or any letters" }), field,
    make("label", { htmlFor: range.id, textContent: "head" }), range, output,
  );
  const table = make("table", {});
  const scroller = make("div", { className: "attention-map-scroller", tabIndex: 0 });
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", "weights");
  scroller.append(table);
  const readout = make("p", { className: "attention-map-readout" });
  const status = make("p", { className: "attention-map-status" });
  status.setAttribute("role", "status");
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");
  root.append(form, scroller, readout, status, announcer);
  keepKeys(root);
  return { root, field, range, output, table, readout, status, announcer };
}
