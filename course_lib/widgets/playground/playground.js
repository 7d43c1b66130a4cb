/* The playground's talking half, one module with the other files of its name.

   Python sends a "scene" (controls, rows, the shape of the network) and then "pictures", and every
   question is answered by {type: "done"} at its end. A drag sends the next value only when the
   picture of the last has come. */

const QUIET = 5000; // ms from one announcement to the next while it plays

export default { render };

function render({ model, el }) {
  const view = `playground-${Math.random().toString(36).slice(2)}`;
  const options = model.get("options");
  const shades = model.get("shades");
  const maps = mapMaker(shades);
  const page = build(view, options);
  el.append(page.root);
  openNoticeOnceMoved(page.root);

  let scene = null;
  let picture = null;
  let layout = null;
  let chosen = { layer: 0, row: 0, column: 0 };
  let waitingPut = null; // the newest value of a drag, while an older one is under way
  let putUnderWay = false;
  let spoken = 0;
  let frame = 0;
  const { ask, play, ...asking } = askingAtAPace((message) => model.send({ ...message, view }), say, turned);

  function say(words) {
    if (words || page.status.textContent === WAITING) page.status.textContent = words;
  }

  function turned(on) {
    page.play.textContent = on ? "Pause" : "Play";
    if (!on) announce(true);
  }

  function done(message) {
    if (message.of === "put") {
      putUnderWay = false;
      if (waitingPut !== null) put(waitingPut);
    }
    asking.done(message);
  }

  /* ------------------------------------------------------------------- what Python tells */

  function hear(message, buffers) {
    if (message.type === "scene") setScene(message, buffers);
    else if (message.type === "picture") setPicture(message, buffers);
    else if (message.view !== view) return;
    else if (message.type === "texts") setTexts(message);
    else if (message.type === "done") done(message);
  }

  function setScene(message, buffers) {
    const [points, testPoints, features, kept] = buffers;
    picture = null; // it was of another shape
    scene = { ...message, points: floats(points), testPoints: floats(testPoints), kept: floats(kept) };
    scene.values = scene.points.filter((_, i) => i % 3 === 2);
    const low = Math.min(0, ...scene.values);
    scene.shadeOf = (value) => {
      const place = Math.round((128 * (Math.min(Math.max(value, low), 1) - low)) / (1 - low));
      return `#${(shades[place] >>> 8).toString(16).padStart(6, "0")}`;
    };
    scene.featureMaps = maps("features", features, scene.side, scene.columns[0].length);
    if (!has(chosen)) chosen = { layer: 0, row: 0, column: 0 };
    page.canvas.setAttribute("aria-label", message.alt);
    layOutAgain();
    const settled = asking.waitsFor("set") <= 1; // else another comes
    page.showScene(scene, settled);
  }

  function setPicture(message, buffers) {
    if (!scene) return;
    const [output, neurons, weights, slopes, losses] = buffers;
    const units = scene.columns.slice(1, -1).reduce((n, column) => n + column.length, 0);
    if (neurons.byteLength !== units * scene.side ** 2) return; // of another shape, on its way
    picture = {
      ...message,
      outputMap: maps("output", output, scene.outputSide, 1)[0],
      neuronMaps: maps("neurons", neurons, scene.side, units),
      featureMaps: scene.featureMaps,
      weightLayers: unpack(floats(weights), scene.columns),
      slopeLayers: unpack(floats(slopes), scene.columns),
      losses: floats(losses),
    };
    if (!frame) frame = requestAnimationFrame(draw);
  }

  function draw() {
    frame = 0;
    if (!picture || !layout || picture.weightLayers.length !== scene.columns.length - 1) return;
    paint(page.canvas, layout, scene, picture, look());
    page.canvas.dataset.pictures = Number(page.canvas.dataset.pictures || 0) + 1;
    page.canvas.dataset.step = picture.step;
    page.count.textContent = `epoch ${picture.epoch.toFixed(1)}, loss ${short(picture.loss ?? NaN)}${scene.testPoints.length ? `, test ${short(picture.testLoss ?? NaN)}` : ""}`;
    page.readout.textContent = picture.readout;
    page.showChosen(scene, picture, chosen);
    page.rate(picture.rate);
    announce(!asking.isPlaying());
  }

  function announce(now) {
    if (!picture || (!now && performance.now() - spoken < QUIET)) return;
    if (page.announcer.textContent === picture.readout) return;
    spoken = performance.now();
    page.announcer.textContent = picture.readout;
  }

  function look() {
    const frozen = new Set(picture.frozen.map(([l, array, index]) => [scene.layers.indexOf(l), array, ...index].join()));
    return { chosen, frozen, slopes: page.slopes.checked, test: page.test.checked };
  }

  function layOutAgain() {
    const width = Math.min(page.root.clientWidth - 8, 1060);
    if (!scene || width <= 100) return;
    layout = layOut(scene, width);
    if (!frame) frame = requestAnimationFrame(draw);
  }

  /* ----------------------------------------------------------------- weights under a hand */

  function has({ layer, row, column }) {
    const columns = scene.columns;
    return layer + 1 < columns.length && column < columns[layer + 1].length && (row === null || row < columns[layer].length);
  }

  function placeOf({ layer, row, column }) {
    return [scene.layers[layer], row === null ? 1 : 0, row === null ? [column] : [row, column]];
  }

  function valueOf({ layer, row, column }) {
    const { kernel, bias, units } = picture.weightLayers[layer];
    return row === null ? bias[column] : kernel[row * units + column];
  }

  function put(value) {
    waitingPut = null;
    if (putUnderWay) {
      waitingPut = value;
      return;
    }
    putUnderWay = true;
    ask({ type: "put", place: placeOf(chosen), value });
  }

  function choose(part) {
    chosen = part;
    draw();
  }

  let drag = null;
  page.canvas.addEventListener("pointerdown", (event) => {
    if (!picture || !layout) return;
    const part = partAt(layout, event.offsetX, event.offsetY);
    if (!part) return;
    document.activeElement?.blur?.(); // what was typed into is to show this one now
    choose(part);
    drag = { x: event.clientX, from: valueOf(part) };
    page.canvas.setPointerCapture(event.pointerId);
  });
  page.canvas.addEventListener("pointermove", (event) => {
    if (drag && page.canvas.hasPointerCapture(event.pointerId)) {
      put(Number((drag.from + (event.clientX - drag.x) / 40).toFixed(2)));
    } else if (layout) {
      page.canvas.style.cursor = partAt(layout, event.offsetX, event.offsetY) ? "ew-resize" : "default";
    }
  });
  for (const type of ["pointerup", "pointercancel"]) page.canvas.addEventListener(type, () => (drag = null));

  /* ------------------------------------------------------------------------- the controls */

  page.play.addEventListener("click", () => play(!asking.isPlaying()));
  page.stepBatch.addEventListener("click", () => {
    play(false);
    ask({ type: "step", steps: 1 });
  });
  page.stepEpoch.addEventListener("click", () => {
    play(false);
    ask({ type: "epoch" });
  });
  page.reset.addEventListener("click", () => {
    play(false);
    ask({ type: "restart" });
  });
  page.keep.addEventListener("click", () => ask({ type: "keep" }));
  page.onSet((name, value) => {
    if (name !== "learning_rate") play(false);
    ask({ type: "set", name, value });
  });
  page.onChoose(choose, () => chosen);
  page.onPut(put);
  page.freeze.addEventListener("change", () =>
    ask({ type: page.freeze.checked ? "freeze" : "thaw", place: placeOf(chosen) }),
  );
  for (const box of [page.slopes, page.test]) box.addEventListener("change", draw);
  page.texts.addEventListener("toggle", () => {
    if (page.texts.open) ask({ type: "texts" });
  });
  page.library.addEventListener("change", () => ask({ type: "texts" }));
  page.openLink.addEventListener("click", () => {
    play(false);
    ask({ type: "open", text: page.linkIn.value });
  });
  for (const [button, from] of [[page.copyCode, page.code], [page.copyLink, page.link]]) {
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(from.value);
        say("Copied.");
      } catch {
        from.select();
        say("Selected: press Ctrl+C, or Cmd+C, to copy.");
      }
    });
  }

  function setTexts(message) {
    page.code.value = message.code[page.library.value];
    page.link.value = message.link;
  }

  const sizes = new ResizeObserver(layOutAgain);
  sizes.observe(page.root);
  model.on("msg:custom", hear);
  ask({ type: "show" });

  return () => {
    asking.stop();
    cancelAnimationFrame(frame);
    sizes.disconnect();
    model.off("msg:custom", hear);
  };
}
