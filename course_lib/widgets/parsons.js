/* Lines of code to put into order, by buttons, by arrow keys, or by dragging.

   A line keeps its element while it moves, and the focus stays on the button that moved it. */

export default { render };

function render({ model, el }) {
  const page = buildForm(model, el, "parsons");
  const id = `parsons-${Math.random().toString(36).slice(2)}`;
  const list = make("ol", { className: "parsons-lines" });
  list.setAttribute("aria-label", "Your program, line by line");
  const left = make("ul", { className: "parsons-lines parsons-left-out" });
  left.setAttribute("aria-label", "Lines that you left out");
  const leftTitle = make("p", { className: "parsons-title", textContent: "Left out" });
  const news = make("p", { className: "course-unseen" });
  news.setAttribute("aria-live", "assertive"); // after a key press, where did the line go?
  page.body.append(list, leftTitle, left, news);

  const items = new Map(model.get("lines").map((line, i) => [line, buildLine(line, `${id}-${i}`)]));
  const lines = new Map([...items].map(([line, item]) => [item.root, line]));
  const read = () => [...list.children].map((item) => lines.get(item));

  function show(answer) {
    list.append(...answer.map((line) => items.get(line).root));
    left.append(...model.get("lines").filter((l) => !answer.includes(l)).map((l) => items.get(l).root));
    refresh();
  }

  /* Which buttons can do something: marked, not disabled, or the focus would fall off them. */
  function refresh() {
    for (const { root, up, down, out } of items.values()) {
      const used = root.parentElement === list;
      up.setAttribute("aria-disabled", !used || !root.previousElementSibling);
      down.setAttribute("aria-disabled", !used || !root.nextElementSibling);
      up.hidden = down.hidden = !used;
      out.textContent = used ? "leave out" : "use";
      out.setAttribute("aria-label", `${used ? "leave out" : "use"}: ${lines.get(root).trim()}`);
    }
    leftTitle.hidden = left.hidden = left.children.length === 0;
  }

  function move(item, way) {
    const root = item.root;
    const other = way < 0 ? root.previousElementSibling : root.nextElementSibling;
    if (root.parentElement !== list || !other) return tell(root, "is at the end already");
    const focused = document.activeElement;
    // The neighbour moves, not the line: an element that is taken out loses its focus.
    if (way < 0) root.after(other);
    else root.before(other);
    focused?.focus?.();
    settle(root);
  }

  function settle(root) {
    refresh();
    for (const item of items.values()) unmark(item); // they were marked where they stood
    wires.changed();
    const place = [...list.children].indexOf(root) + 1;
    tell(root, place ? `is line ${place} of ${list.children.length}` : "is left out");
  }

  function tell(root, what) {
    news.textContent = `${lines.get(root).trim()} ${what}.`;
  }

  function unmark({ root, sign }) {
    delete root.dataset.mark;
    sign.style.visibility = "hidden"; // its room stays
    sign.removeAttribute("aria-label");
  }

  function mark(said) {
    for (const [line, { root, sign, remark }] of items) {
      const state = said.marks?.[line] ?? "";
      root.dataset.mark = state;
      sign.textContent = { right: "✔", wrong: "✎" }[state] ?? "";
      sign.setAttribute("aria-label", { right: "in its place", wrong: "look here" }[state] ?? "");
      sign.style.visibility = state ? "visible" : "hidden"; // its room stays
      remark.replaceChildren(...withCode(said.remarks?.[line] ?? ""));
    }
  }

  for (const item of items.values()) {
    item.up.addEventListener("click", () => move(item, -1));
    item.down.addEventListener("click", () => move(item, +1));
    item.out.hidden = !model.get("some_left_out");
    item.out.addEventListener("click", () => {
      (item.root.parentElement === list ? left : list).append(item.root);
      item.out.focus();
      settle(item.root);
    });
    item.root.addEventListener("keydown", (event) => {
      const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!way) return;
      event.preventDefault();
      move(item, way);
    });
  }
  letDrag(list, settle);

  const wires = connect(model, page, { read, show, mark });
  show(model.get("answer"));
  return wires.stop;
}

function buildLine(line, id) {
  const root = make("li", { draggable: true });
  const code = make("code", { id, textContent: line });
  const sign = make("span", { className: "parsons-sign" });
  sign.setAttribute("role", "img");
  const remark = make("span", { className: "parsons-remark" });
  const [up, down, out] = ["↑", "↓", "leave out"].map((text) => {
    const button = make("button", { type: "button", textContent: text });
    button.dataset.lmSuppressShortcuts = "true";
    return button;
  });
  up.setAttribute("aria-label", `move up: ${line.trim()}`);
  down.setAttribute("aria-label", `move down: ${line.trim()}`);
  const row = make("div", { className: "parsons-row" });
  row.append(up, down, code, sign, out);
  root.append(row, remark);
  return { root, up, down, out, sign, remark };
}

/* Dragging, for those who like it: the line goes where the pointer is, and is told on release. */
function letDrag(list, settle) {
  let dragged = null;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", ""); // Firefox drags nothing without
    dragged.classList.add("parsons-dragged");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged) return;
    event.preventDefault();
    if (!over || over === dragged) return;
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(dragged);
    else over.after(dragged);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    dragged.classList.remove("parsons-dragged");
    settle(dragged);
    dragged = null;
  });
}
