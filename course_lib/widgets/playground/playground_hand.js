/* One weight or bias: chosen by two menus or by the pointer, moved by a slider or typed. */
function buildHand(view) {
  const box = make("fieldset", { className: "playground-hand" });
  box.append(make("legend", { textContent: "One weight, in your hand" }));
  const to = make("select", { id: `${view}-to` });
  const from = make("select", { id: `${view}-from` });
  const slider = make("input", { id: `${view}-slider`, type: "range", min: -5, max: 5, step: 0.05 });
  const typed = make("input", { id: `${view}-typed`, type: "number", min: -1000, max: 1000, step: 0.1 });
  const freeze = make("input", { id: `${view}-freeze`, type: "checkbox" });
  const slopes = make("input", { id: `${view}-slopes`, type: "checkbox" });
  const test = make("input", { id: `${view}-test`, type: "checkbox", checked: true });
  const slope = make("span"); // no output: thirty of them a second would be read aloud
  typed.setAttribute("aria-label", "its value, typed");
  for (const [words, control] of [["from", from], ["to", to], ["value", slider]])
    box.append(make("label", { textContent: words, htmlFor: control.id }), control);
  box.append(typed, slope);
  for (const [words, control] of [
    ["freeze it", freeze],
    ["edges show slopes", slopes],
    ["show test rows", test],
  ]) {
    const label = make("label", { htmlFor: control.id });
    label.append(control, words);
    box.append(label);
  }
  let columns = [];

  function show(scene) {
    columns = scene.columns;
    const neurons = columns.slice(1).flatMap((column, layer) => column.map((name, i) => ({ name, key: `${layer},${i}` })));
    to.replaceChildren(...neurons.map(({ name, key }) => make("option", { value: key, textContent: name })));
  }

  function showChosen(scene, picture, { layer, row, column }) {
    const key = `${layer},${column}`;
    if (to.value !== key) to.value = key;
    if (from.dataset.layer !== `${layer} ${columns[layer]}`) {
      from.dataset.layer = `${layer} ${columns[layer]}`;
      const starts = columns[layer].map((name, i) => make("option", { value: i, textContent: name }));
      from.replaceChildren(...starts, make("option", { value: "bias", textContent: "its bias" }));
    }
    from.value = row === null ? "bias" : row;
    const pick = ({ kernel, bias, units }) => (row === null ? bias[column] : kernel[row * units + column]);
    const value = pick(picture.weightLayers[layer]);
    if (document.activeElement !== slider) slider.value = value;
    const start = row === null ? "bias of" : `from ${columns[layer][row]} to`;
    slider.setAttribute("aria-valuetext", `${short(value)}, ${start} ${columns[layer + 1][column]}`);
    if (document.activeElement !== typed) typed.value = Number(value.toFixed(3));
    slope.textContent = `slope ${short(pick(picture.slopeLayers[layer]))}`;
    const place = row === null ? [1, column] : [0, row, column];
    freeze.checked = picture.frozen.some(([l, array, index]) => l === scene.layers[layer] && [array, ...index].join() === place.join());
  }

  function onChoose(choose) {
    to.addEventListener("change", () => {
      const [layer, column] = to.value.split(",").map(Number);
      const row = from.value === "bias" ? null : Math.min(Number(from.value), columns[layer].length - 1);
      choose({ layer, row, column });
    });
    from.addEventListener("change", () => {
      const [layer, column] = to.value.split(",").map(Number);
      choose({ layer, row: from.value === "bias" ? null : Number(from.value), column });
    });
  }

  function onPut(put) {
    slider.addEventListener("input", () => put(slider.valueAsNumber));
    typed.addEventListener("input", () => {
      const value = typed.valueAsNumber;
      const good = Number.isFinite(value) && Math.abs(value) <= 1000;
      typed.setAttribute("aria-invalid", String(!good));
      if (good) put(value);
    });
  }

  return { box, show, showChosen, onChoose, onPut, freeze, slopes, test };
}
