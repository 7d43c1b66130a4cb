/* A slider: its name, its track, and its number, which can be typed too.

   With Shift, an arrow key moves it by ten steps. A number that is typed counts when Enter is
   pressed or the box is left, and lands on the nearest step; Escape takes it back. However it is
   moved, the track sends "input", and nothing else does.

   A slider with stops goes from one of them to the next; a number that is typed, or that comes from
   Python, may lie between two of them. */

const ARROWS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

function buildSlider({ name, label, low, high, step, value, log, stops = [] }, id, panel) {
  const row = make("div", { className: "course-slider" });
  let [min, max] = log ? [Math.log10(low), Math.log10(high)] : [low, high];
  if (stops.length) [min, max] = [0, stops.length - 1];
  const input = make("input", { id, type: "range", min, max, step: stops.length ? 1 : step });
  const number = make("input", { type: "number", min: low, max: high, step: log ? "any" : step });
  number.setAttribute("aria-label", `${label || name}, as a number`);
  // Without this mark, JupyterLab and Notebook take the arrow keys for their own shortcuts.
  for (const field of [input, number]) field.dataset.lmSuppressShortcuts = "true";
  row.append(make("label", { htmlFor: id, textContent: label || name }), input, number);
  panel.append(row);
  const slider = { row, input, number, log, stops, between: null, typing: false };
  setSlider(slider, value);
  row.addEventListener("keydown", (event) => onKey(slider, event));
  input.addEventListener("input", (event) => {
    if (event.isTrusted) slider.between = null; // a hand has moved it, from stop to stop
    showNumber(slider);
  });
  number.addEventListener("input", () => (slider.typing = true));
  number.addEventListener("change", () => takeNumber(slider));
  number.addEventListener("blur", () => forget(slider));
  return slider;
}

/* A logarithmic slider's place on its track is its value's power of ten; with stops, its stop's
   number. */
function valueOf({ input, log, stops, between }) {
  if (stops.length) return between ?? stops[input.valueAsNumber];
  return log ? 10 ** input.valueAsNumber : input.valueAsNumber;
}

function placeOf({ log, stops }, value) {
  if (!stops.length) return log ? Math.log10(value) : value;
  const after = stops.findIndex((stop) => stop >= value);
  return after < 0 ? stops.length - 1 : after;
}

function setSlider(slider, value) {
  slider.input.value = placeOf(slider, value);
  slider.between = slider.stops.length ? value : null;
  showNumber(slider);
}

function onKey(slider, event) {
  const number = event.target === slider.number;
  if (number && event.key === "Escape") forget(slider);
  if (number && event.key === "Enter") takeNumber(slider); // JupyterLab lets no "change" follow
  const steps = ARROWS[event.key];
  // The browser moves a track by one step, and a box too, where its steps are the track's.
  const unlike = slider.log || slider.stops.length;
  if (!steps || !(event.shiftKey || (number && unlike))) return;
  event.preventDefault();
  moveTo(slider, slider.input.valueAsNumber + steps * (event.shiftKey ? 10 : 1) * slider.input.step);
}

function takeNumber(slider) {
  const typed = slider.number.valueAsNumber;
  if (Number.isNaN(typed)) return forget(slider);
  const inside = Math.min(Math.max(typed, slider.number.min), slider.number.max);
  moveTo(slider, placeOf(slider, inside), slider.stops.length ? Math.round(inside) : null);
}

function moveTo(slider, place, between = null) {
  slider.typing = false;
  slider.between = between;
  slider.input.value = place; // the browser keeps it between the ends, and on a step
  slider.input.dispatchEvent(new Event("input", { bubbles: true }));
}

function forget(slider) {
  slider.typing = false;
  showNumber(slider);
}

function showNumber(slider) {
  const text = inDigits(slider);
  if (!slider.typing) slider.number.value = text;
  if (slider.log || slider.stops.length) slider.input.setAttribute("aria-valuetext", text);
}

/* As many decimals as the slider's step has, or two digits if it moves by powers of ten. */
function inDigits(slider) {
  const { input, log, stops } = slider;
  if (stops.length) return String(valueOf(slider));
  if (log) return String(Number((10 ** input.valueAsNumber).toPrecision(2)));
  const decimals = (String(input.step).split(".")[1] ?? "").length;
  return input.valueAsNumber.toFixed(decimals);
}
