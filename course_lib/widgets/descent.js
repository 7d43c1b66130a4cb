/* The descents' half on top of live_figure.js, with which it is one module: a start that is dragged
   on the map, and a table of where the paths end. The start has sliders too, for who uses keys. */

export default { render: renderDescent };

function renderDescent({ model, el }) {
  const putAway = render({ model, el });
  const canvas = el.querySelector("canvas");
  const starts = ["w1", "w2"].map((name) => el.querySelector(`input[id$="-${name}"]`));
  const table = make("table", { className: "descent-ends" });
  el.querySelector(".live-figure-readout").before(table);
  canvas.style.touchAction = "none"; // a finger on the map drags the start, not the page

  /* The place on the map under the pointer, or null beside it. */
  function placeUnder(event) {
    const { box, x, y } = model.get("plane");
    const paper = canvas.getBoundingClientRect();
    const right = ((event.clientX - paper.left) / paper.width - box[0]) / box[2];
    const down = ((event.clientY - paper.top) / paper.height - box[1]) / box[3];
    if (Math.min(right, down) < 0 || Math.max(right, down) > 1) return null;
    return [x[0] + right * (x[1] - x[0]), y[1] - down * (y[1] - y[0])];
  }

  function drag(event) {
    const place = placeUnder(event);
    canvas.style.cursor = place ? "crosshair" : "";
    if (!place || !canvas.hasPointerCapture(event.pointerId)) return;
    starts.forEach((input, i) => (input.value = place[i])); // the range rounds to its step
    for (const input of starts) input.dispatchEvent(new Event("input"));
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (!placeUnder(event)) return;
    canvas.setPointerCapture(event.pointerId);
    drag(event);
  });
  canvas.addEventListener("pointermove", drag);

  function fill() {
    const head = make("tr", {});
    for (const name of ["at the end", "loss", "w1", "w2"]) {
      head.append(make("th", { scope: "col", textContent: name }));
    }
    const rows = model.get("ends").map(([name, ...numbers]) => {
      const row = make("tr", {});
      row.append(make("th", { scope: "row", textContent: name }));
      row.append(...numbers.map((number) => make("td", { textContent: number })));
      return row;
    });
    table.replaceChildren(head, ...rows);
  }

  model.on("change:ends", fill);
  fill();

  return () => {
    model.off("change:ends", fill);
    putAway();
  };
}
