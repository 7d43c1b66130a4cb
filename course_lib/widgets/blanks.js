/* A text or a table with blanks: fields to type numbers into, menus to choose from. */

export default { render };

function render({ model, el }) {
  const page = buildForm(model, el, "blanks");
  const id = `blanks-${Math.random().toString(36).slice(2)}`;
  const fields = new Map();
  for (const [name, field] of Object.entries(model.get("fields"))) {
    fields.set(name, buildField(field, `${id}-${name}`));
  }
  const place = (parts) =>
    parts.flatMap((part) => (part.blank ? [fields.get(part.blank).root] : withCode(part)));
  for (const block of model.get("blocks")) {
    page.body.append(block.kind === "table" ? buildTable(block, place) : buildLine(block, place));
  }
  const remarks = make("ul", { className: "blanks-remarks" });
  page.verdict.insertBefore(remarks, page.details);

  const read = () =>
    Object.fromEntries([...fields].map(([name, { input }]) => [name, input.value.trim()]));

  function show(answer) {
    for (const [name, { input }] of fields) input.value = answer[name] ?? "";
  }

  /* What was said of one blank was said of another answer; what was said of others stays. */
  function unmark({ input, sign }) {
    delete input.dataset.mark;
    input.setAttribute("aria-invalid", "false");
    sign.hidden = true;
  }

  function mark(said) {
    remarks.replaceChildren();
    for (const [name, { input, sign, label }] of fields) {
      const state = said.marks?.[name] ?? "";
      sign.textContent = { right: "✔", wrong: "✎", empty: "○" }[state] ?? "";
      sign.setAttribute("aria-label", { right: "right", wrong: "not yet", empty: "empty" }[state] ?? "");
      sign.hidden = !state;
      input.dataset.mark = state;
      input.setAttribute("aria-invalid", state === "wrong");
      input.removeAttribute("aria-describedby");
      const remark = said.remarks?.[name];
      if (!remark) continue;
      const item = make("li", { id: `${input.id}-remark` });
      item.append(make("strong", { textContent: `${label}: ` }), ...withCode(remark));
      remarks.append(item);
      input.setAttribute("aria-describedby", item.id);
    }
  }

  const wires = connect(model, page, { read, show, mark });
  show(model.get("answer"));
  page.form.addEventListener("input", (event) => {
    for (const field of fields.values()) if (field.input === event.target) unmark(field);
    wires.changed();
  });
  page.form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault(); // JupyterLab takes Enter for itself, and the browser's own way is shut
    page.form.requestSubmit();
  });
  return wires.stop;
}

function buildField({ label, asked, options }, id) {
  const root = make("span", { className: "blanks-field" });
  const input = options ? buildMenu(options) : make("input", { type: "text", size: 8 });
  input.id = id;
  if (!options) {
    Object.assign(input, { autocomplete: "off", spellcheck: false, inputMode: "text" });
    if (asked) Object.assign(input, { placeholder: asked, title: asked, size: Math.max(8, asked.length) });
  }
  input.setAttribute("aria-label", label);
  // Without this mark, JupyterLab and Notebook take keys for their own shortcuts.
  input.dataset.lmSuppressShortcuts = "true";
  const sign = make("span", { className: "blanks-sign", hidden: true });
  sign.setAttribute("role", "img");
  root.append(input, sign);
  return { root, input, sign, label };
}

function buildMenu(options) {
  const menu = make("select");
  menu.append(make("option", { value: "", textContent: "choose …" }));
  menu.append(...options.map((text) => make("option", { value: text, textContent: text })));
  return menu;
}

function buildLine({ indent, parts }, place) {
  const line = make("p", { className: "blanks-line" });
  line.style.marginLeft = `${indent}ch`;
  line.append(...place(parts));
  return line;
}

/* Where there is little room, each row becomes a list, and a cell brings its column's name along
   (blanks.css). The roles are said, since a table that is laid out otherwise loses its own. */
function buildTable({ head, rows }, place) {
  const top = withRole("thead", "rowgroup");
  top.append(buildRow(head, (cell) => buildCell("th", "columnheader", cell, "", place)));
  const body = withRole("tbody", "rowgroup");
  for (const row of rows) {
    body.append(buildRow(row, (cell, column) => {
      const [tag, role] = column ? ["td", "cell"] : ["th", "rowheader"];
      return buildCell(tag, role, cell, inWords(head[column]), place);
    }));
  }
  const table = withRole("table", "table");
  table.append(top, body);
  const scroller = make("div", { className: "blanks-table" });
  scroller.append(table);
  return scroller;
}

function buildRow(cells, build) {
  const row = withRole("tr", "row");
  row.append(...cells.map(build));
  return row;
}

function buildCell(tag, role, parts, column, place) {
  const cell = withRole(tag, role);
  if (column) cell.dataset.column = column;
  const inside = make("div");
  inside.append(...place(parts));
  cell.append(inside);
  return cell;
}

function withRole(tag, role) {
  const element = make(tag);
  element.setAttribute("role", role);
  return element;
}

function inWords(parts) {
  return parts.map((part) => (part.blank ? "" : part.replaceAll("`", ""))).join("");
}
