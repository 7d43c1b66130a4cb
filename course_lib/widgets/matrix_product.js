/* A matrix product to click: the browser multiplies by itself.

   The table x stands on the left, the kernel and its bias above, and each sum where its row and its
   column meet. Python is told of numbers and of the chosen cell by the synced `x`, `kernel`, `bias`,
   `row` and `column`, once they rest; it may answer by `note`. With notice.js it is one module. */

const LARGEST = 99;
const STATE = ["x", "kernel", "bias", "row", "column", "note"];
const PAUSE = 400; // ms of rest before a screen reader is told, and Python

export default { render };

function render({ model, el }) {
  const page = build(model);
  el.append(page.root);
  openNoticeOnceMoved(page.root);
  const covered = model.get("free") < 0; // sums show once they were clicked
  const opened = new Set();
  let resting = 0;

  const state = () => Object.fromEntries([...STATE, "free"].map((name) => [name, model.get(name)]));

  function draw() {
    const now = state();
    const sums = product(now);
    fill(page, now, sums, covered ? opened : null);
    light(page, now);
    const known = !covered || opened.has(`${now.row} ${now.column}`);
    writeOut(page, model, now, known ? sums : null);
    tell(page, model.get("wanted"), now, sums);
    page.note.textContent = now.note;
    page.all.disabled = !covered || opened.size === sums.flat().length;
  }

  function change(values) {
    for (const [name, value] of Object.entries(values)) model.set(name, value);
    draw();
    clearTimeout(resting);
    resting = setTimeout(() => {
      page.announcer.textContent = page.sum.textContent;
      try {
        model.save_changes();
      } catch {
        /* the connection to Python is closed: the figure goes on without it */
      }
    }, PAUSE);
  }

  function choose(row, column) {
    opened.add(`${row} ${column}`);
    change({ row, column });
  }

  page.sums.forEach((line, row) =>
    line.forEach((button, column) => {
      button.addEventListener("click", () => choose(row, column));
      button.addEventListener("pointerenter", (event) => event.buttons === 1 && choose(row, column));
      button.addEventListener("keydown", (event) => {
        const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
        const [down, along] = step[event.key] ?? [0, 0];
        const next = page.sums[row + down]?.[column + along];
        if (!(event.key in step)) return;
        event.preventDefault();
        event.stopPropagation();
        if (next) {
          next.focus();
          choose(row + down, column + along);
        }
      });
    }),
  );
  for (const { input, table, i, j } of page.fields) {
    input.addEventListener("input", () => {
      const number = Number(input.value.replace(",", ".").replace("−", "-"));
      const good = input.value.trim() !== "" && Math.abs(number) <= LARGEST;
      input.setAttribute("aria-invalid", String(!good));
      if (good) change({ [table]: withNumber(model.get(table), i, j, number) }); // else half-typed
    });
  }
  page.all.addEventListener("click", () => {
    page.sums.forEach((line, i) => line.forEach((_, j) => opened.add(`${i} ${j}`)));
    draw();
  });
  page.reset.addEventListener("click", () => {
    opened.clear();
    for (const { input } of page.fields) input.removeAttribute("aria-invalid");
    change({ ...model.get("first"), row: 0, column: Math.max(model.get("free"), 0) });
  });

  for (const name of STATE) model.on(`change:${name}`, draw);
  draw();
  return () => {
    clearTimeout(resting);
    for (const name of STATE) model.off(`change:${name}`, draw);
  };
}

function product({ x, kernel, bias }) {
  return x.map((row) => bias.map((b, j) => row.reduce((sum, value, k) => sum + value * kernel[k][j], b)));
}

function withNumber(table, i, j, number) {
  if (!Array.isArray(table[0])) return table.map((old, place) => (place === j ? number : old));
  return table.map((line, row) => line.map((old, place) => (row === i && place === j ? number : old)));
}

/* At most two decimals, none that say nothing, and a real minus sign; as Python writes it. */
function short(number) {
  const text = String(Number(Number(number.toFixed(9)).toFixed(2)));
  return (text === "-0" ? "0" : text).replace("-", "−");
}

function factor(number) {
  const text = short(number);
  return text.startsWith("−") ? `(${text})` : text;
}

/* --- what changes ---------------------------------------------------------------------------- */

function fill(page, now, sums, opened) {
  for (const { input, table, i, j } of page.fields) {
    const value = Array.isArray(now[table][0]) ? now[table][i][j] : now[table][j];
    const typing = document.activeElement === input;
    if (typing && (input.getAttribute("aria-invalid") === "true" || Number(input.value) === value)) continue;
    input.value = value;
  }
  page.sums.forEach((line, i) =>
    line.forEach((button, j) => {
      const shown = !opened || opened.has(`${i} ${j}`);
      button.textContent = shown ? short(sums[i][j]) : "?";
      button.setAttribute("aria-label", `${button.dataset.name}: ${shown ? short(sums[i][j]) : "not shown yet"}`);
      button.setAttribute("aria-pressed", String(i === now.row && j === now.column));
      button.tabIndex = i === now.row && j === now.column ? 0 : -1;
    }),
  );
}

/* The row and the column of the chosen sum; what is multiplied with each other has one number. */
function light(page, { row, column }) {
  for (const { cell, table, i, j } of page.fields) {
    const lit = table === "x" ? i === row : j === column;
    const pair = table === "x" ? j : i;
    cell.classList.toggle("matrix-product-lit", lit);
    cell.dataset.pair = lit && table !== "bias" ? pair + 1 : "";
  }
}

function writeOut(page, model, { x, kernel, bias, row, column }, sums) {
  const name = `${model.get("names")[row]}, h${column + 1}: `;
  if (!sums) return page.sum.replaceChildren(`${name}?`);
  const terms = x[row].map((value, k) => [`${k + 1}`, `${factor(value)}·${factor(kernel[k][column])}`]);
  const parts = terms.flatMap(([pair, text], k) => {
    const term = make("span", { className: "matrix-product-term", textContent: text });
    term.dataset.pair = pair;
    return k ? [" + ", term] : [term];
  });
  const b = bias[column];
  const lean = ` ${b >= 0 ? "+" : "−"} ${short(Math.abs(b))} = `;
  const total = make("strong", { textContent: short(sums[row][column]) });
  page.sum.replaceChildren(name, ...parts, lean, total);
}

function tell(page, wanted, { free }, sums) {
  wanted.forEach((number, i) => {
    const reached = Math.abs(sums[i][free] - number) < 1e-6;
    const word = make("span", { className: "matrix-product-word", textContent: "wanted " });
    page.wanted[i].replaceChildren(`${reached ? "✓" : "✗"} `, word, short(number));
  });
}

/* --- the page -------------------------------------------------------------------------------- */

function build(model) {
  const [names, inputs, free] = ["names", "inputs", "free"].map((name) => model.get(name));
  const units = model.get("bias").length;
  const root = make("div", { className: "course-controls course-figure matrix-product" });
  const frame = make("div", { className: "matrix-product-frame" });
  const grid = make("div", { className: "matrix-product-grid" });
  const columns = [inputs.length, units];
  grid.style.gridTemplateColumns =
    `max-content repeat(${columns[0]}, var(--cell)) max-content repeat(${columns[1]}, var(--cell)) max-content`;
  const fields = [];
  const at = (row, column, element) => {
    Object.assign(element.style, { gridRow: row, gridColumn: column });
    grid.append(element);
    return element;
  };
  const name = (row, column, text, kind = "") =>
    at(row, column, make("span", { className: `matrix-product-name ${kind}`, textContent: text }));
  const field = (row, column, table, i, j, label, fixed) => {
    const cell = make("span", { className: "matrix-product-cell" });
    const input = make("input", { type: "number", step: 0.5, min: -LARGEST, max: LARGEST, readOnly: fixed });
    input.setAttribute("aria-label", label);
    cell.append(input);
    at(row, column, cell);
    fields.push({ input, cell, table, i, j });
  };

  const right = inputs.length + 3; // the first column of the kernel
  const below = inputs.length + 5; // the first row of x
  const fixed = (column) => free >= 0 && column !== free;
  name(1, `${right - 1}`, "kernel", "matrix-product-title");
  for (let j = 0; j < units; j++) name(1, right + j, `h${j + 1}`);
  inputs.forEach((input, i) => {
    name(2 + i, right - 1, input, "matrix-product-side");
    for (let j = 0; j < units; j++) {
      field(2 + i, right + j, "kernel", i, j, `kernel, ${input} to h${j + 1}`, fixed(j));
    }
  });
  name(2 + inputs.length, right - 1, "bias", "matrix-product-side matrix-product-title");
  for (let j = 0; j < units; j++) {
    field(2 + inputs.length, right + j, "bias", 0, j, `bias of h${j + 1}`, fixed(j));
  }
  name(below - 2, 1, "x", "matrix-product-title");
  inputs.forEach((input, k) => name(below - 1, 2 + k, input));
  name(below - 1, `${right} / span ${units}`, "x @ kernel + bias", "matrix-product-title");
  const [sums, wanted] = [[], []];
  names.forEach((sample, i) => {
    name(below + i, 1, sample, "matrix-product-side");
    inputs.forEach((input, k) => field(below + i, 2 + k, "x", i, k, `x, ${sample}, ${input}`, free >= 0));
    sums.push(
      Array.from({ length: units }, (_, j) => {
        const button = make("button", { type: "button", className: "matrix-product-sum" });
        button.dataset.name = `${sample}, h${j + 1}`;
        return at(below + i, right + j, button);
      }),
    );
    wanted.push(name(below + i, right + units, "", "matrix-product-wanted"));
  });

  const sum = make("p", { className: "matrix-product-written" });
  const note = make("p", { className: "matrix-product-note" });
  note.setAttribute("role", "status");
  const bar = make("div", { className: "matrix-product-bar" });
  const all = make("button", { type: "button", textContent: "Show all sums", hidden: free >= 0 });
  const reset = make("button", { type: "button", textContent: "Reset" });
  bar.append(all, reset);
  const announcer = make("p", { className: "course-unseen" });
  announcer.setAttribute("aria-live", "polite");
  frame.append(grid);
  root.append(frame, sum, note, bar, announcer);
  // Without this mark, JupyterLab and Notebook take keys for their own shortcuts.
  for (const one of root.querySelectorAll("input, button")) one.dataset.lmSuppressShortcuts = "true";
  return { root, fields, sums, wanted, sum, note, all, reset, announcer };
}
