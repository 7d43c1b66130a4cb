/* The browser's half of a live figure: sliders, a picture that Python draws, a readout in words.
   With slider.js and notice.js it is one module.

   One question is under way at a time. A slider that moves meanwhile is remembered, and its
   newest value is asked for when the answer is there: nothing queues, however fast you drag.

   What Python sends: {type: "frame", view, width, height, sharpness, tiles, compressed, values,
   readout, status} and one buffer with the tiles' pixels; status says what Python goes on with, and
   more frames follow. What it is sent: {type: "show", view, width,
   sharpness, near} by a view that is new or resized, {type: "move", view, values}, and the same as
   "reset" when all sliders go back to where they began; {type: "press", view, times} by a figure
   with a button of its own. */

const PATIENCE = 2500; // ms until we say that Python does not answer
const PAUSE = 600; // ms of rest before a screen reader is told what the picture shows
const NEAR = ["localhost", "127.0.0.1", "[::1]"]; // from here, compressing costs more than it saves

export default { render };

function render({ model, el }) {
  const id = `live-${Math.random().toString(36).slice(2)}`;
  const page = build(model, id);
  el.append(page.root);
  openNoticeOnceMoved(page.root);

  let waiting = false; // for an answer to our question
  const due = new Set(); // what to ask then
  let presses = 0; // of the figure's own button, not asked yet
  let patience = 0;
  let announcement = 0;
  let painted = Promise.resolve(); // frames are painted in the order in which they came

  const questions = {
    show: () => ({
      width: page.root.clientWidth - 8,
      sharpness: window.devicePixelRatio,
      near: NEAR.includes(window.location.hostname),
    }),
    move: () => ({ values: valuesOf(page) }),
    reset: () => ({ values: valuesOf(page) }),
    press: () => ({ times: presses }),
  };

  function ask(type) {
    if (waiting) {
      due.add(type);
      return;
    }
    waiting = true;
    patience = setTimeout(lament, PATIENCE);
    try {
      model.send({ type, view: id, ...questions[type]() });
      if (type === "press") presses = 0;
    } catch {
      lament(); // the connection to Python is closed
    }
  }

  function lament() {
    page.root.classList.add("live-figure-waiting");
    page.status.textContent =
      "Python does not answer, so the picture has not followed the sliders. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function hear(frame, buffers) {
    if (frame.type !== "frame") return;
    painted = painted.then(() => paint(page, frame, buffers[0])).then(() => heard(frame));
  }

  function heard(frame) {
    page.readout.textContent = frame.readout;
    clearTimeout(announcement);
    announcement = setTimeout(() => (page.announcer.textContent = frame.readout), PAUSE);
    if (frame.view === id) {
      waiting = false;
      clearTimeout(patience);
      page.root.classList.remove("live-figure-waiting");
    }
    if (waiting) return; // that was another view's answer
    page.status.textContent = frame.status;
    if (due.delete("show")) ask("show");
    else if (due.delete("reset")) ask("reset");
    else if (due.delete("move")) ask("move");
    else if (due.delete("press")) ask("press");
    else setSliders(page, frame.values); // moved by another view, or by Python
  }

  for (const slider of page.sliders.values()) {
    slider.input.addEventListener("input", () => {
      ask("move");
      refit(); // a window dragged to a sharper screen does not always say so
    });
  }
  page.reset.addEventListener("click", () => {
    setSliders(page, Object.fromEntries(model.get("sliders").map((s) => [s.name, s.value])));
    for (const type of ["move", "press"]) due.delete(type); // of before
    presses = 0;
    ask("reset");
  });

  page.press?.addEventListener("click", () => {
    presses += 1;
    ask("press");
  });

  let resting = 0;
  let shown = ""; // the width and the sharpness that the picture is drawn for
  const refit = () => {
    const wanted = `${page.root.clientWidth} at ${window.devicePixelRatio}`;
    if (page.root.clientWidth === 0 || wanted === shown) return; // hidden, or nothing new
    clearTimeout(resting);
    resting = setTimeout(() => ask("show"), shown ? 200 : 0);
    shown = wanted;
  };
  const sizes = new ResizeObserver(refit);

  model.on("msg:custom", hear);
  sizes.observe(page.root);
  window.addEventListener("resize", refit); // another zoom, or another screen

  return () => {
    model.off("msg:custom", hear);
    sizes.disconnect();
    window.removeEventListener("resize", refit);
    [patience, announcement, resting].forEach(clearTimeout);
  };
}

async function paint(page, frame, buffer) {
  const { canvas } = page;
  const [, , width, height] = frame.tiles[0] ?? [];
  const whole = width === frame.width && height === frame.height;
  const fits = canvas.width === frame.width && canvas.height === frame.height;
  if (!fits && !whole) return; // a part of a picture that we never saw: ours is on its way
  const bytes = frame.compressed ? await inflate(buffer) : buffer;
  if (!fits) {
    canvas.width = frame.width;
    canvas.height = frame.height;
  }
  canvas.style.width = `${frame.width / frame.sharpness}px`;
  const context = canvas.getContext("2d");
  let start = bytes.byteOffset;
  for (const [left, top, width, height] of frame.tiles) {
    const tile = new Uint8ClampedArray(bytes.buffer, start, 4 * width * height);
    context.putImageData(new ImageData(tile, width, height), left, top);
    start += tile.length;
  }
}

async function inflate(buffer) {
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function build(model, id) {
  const root = make("div", { className: "course-controls course-figure live-figure" });
  const canvas = make("canvas", { width: 0, height: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", model.get("alt"));
  canvas.setAttribute("aria-describedby", `${id}-readout`);
  const readout = make("p", { id: `${id}-readout`, className: "live-figure-readout" });
  const announcer = make("p", { className: "live-figure-announcer course-unseen" });
  announcer.setAttribute("aria-live", "polite");
  const status = make("p", { className: "live-figure-status" });
  status.setAttribute("role", "status");
  const panel = make("div", { className: "live-figure-sliders" });
  const sliders = new Map();
  for (const slider of model.get("sliders")) {
    sliders.set(slider.name, buildSlider(slider, `${id}-${slider.name}`, panel));
  }
  const reset = make("button", { type: "button", textContent: "Reset" });
  reset.dataset.lmSuppressShortcuts = "true";
  const name = model.get("button");
  const press = name ? make("button", { type: "button", textContent: name }) : null;
  if (press) {
    press.dataset.lmSuppressShortcuts = "true";
    const both = make("div", { className: "live-figure-buttons" });
    both.append(press, reset);
    panel.append(both);
  } else panel.append(reset);
  root.append(canvas, readout, status, panel, announcer);
  return { root, canvas, readout, announcer, status, sliders, reset, press };
}

function valuesOf(page) {
  return Object.fromEntries(
    [...page.sliders].map(([name, slider]) => [name, valueOf(slider)]),
  );
}

function setSliders(page, values) {
  for (const [name, slider] of page.sliders) setSlider(slider, values[name]);
}
