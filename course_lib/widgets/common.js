/* What the browser's halves of widgets have in common: it stands before each of them, in one module. */

const PAPER = "#ffffff"; // in a dark theme too: the colours were chosen for it
const INK = "#222222";
const FAINT = "#767676";

function make(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}

/* Without this mark, JupyterLab and Notebook take keys for their own shortcuts. */
function keepKeys(root) {
  const taking = "canvas, input, button, select, textarea, summary, [tabindex]";
  for (const one of root.querySelectorAll(taking)) one.dataset.lmSuppressShortcuts = "true";
}

/* A canvas of so many CSS pixels, sharp on every screen; its pen counts in CSS pixels. */
function penFor(canvas, width, height) {
  const sharp = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * sharp), Math.round(height * sharp)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  return pen;
}

/* The same, with nothing on it but paper. */
function blankPaper(canvas, width, height) {
  const pen = penFor(canvas, width, height);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "middle";
  return pen;
}

/* Black or white on a colour [r, g, b], whichever is easier to read: WCAG's contrast is then 4.5. */
function inkOn(rgb) {
  const [r, g, b] = rgb.map((c) => (c <= 10 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return luminance > 0.179 ? "#000000" : "#ffffff";
}

/* So many decimals, with a real minus sign, and never "−0.00". */
function decimals(number, places) {
  const text = Number(number.toFixed(9)).toFixed(places); // 2.675 after many sums is 2.675
  return Number(text) === 0 ? (0).toFixed(places) : text.replace("-", "−");
}

/* Draw again whenever the room for a figure changes. Gives what ends that. */
function whenResized(root, draw) {
  const sizes = new ResizeObserver(draw);
  sizes.observe(root);
  window.addEventListener("resize", draw); // another zoom, or another screen
  return () => {
    sizes.disconnect();
    window.removeEventListener("resize", draw);
  };
}

/* What a hand moves: drawn at once, and told to Python when it has rested for `pause` ms.

   Until then we are ahead of Python. What it says meanwhile is an answer to something older, and
   must not move ours back. `draw()` shows `state.now`; `rested()` may tell it to a screen reader. */
function movedByHand(model, names, pause, draw, rested) {
  const read = () => Object.fromEntries(names.map((name) => [name, model.get(name)]));
  const state = { now: read(), change, stop };
  let resting = 0;

  function follow() {
    if (resting) return;
    state.now = read();
    draw();
  }

  function change(values) {
    state.now = { ...state.now, ...values };
    draw();
    clearTimeout(resting);
    resting = setTimeout(tell, pause);
  }

  function tell() {
    const { now } = state;
    rested();
    for (const name of names) model.set(name, now[name]);
    resting = 0;
    try {
      model.save_changes();
    } catch {
      /* the connection to Python is closed: the figure goes on without it */
    }
  }

  function stop() {
    clearTimeout(resting);
    for (const name of names) model.off(`change:${name}`, follow);
  }

  for (const name of names) model.on(`change:${name}`, follow);
  return state;
}
