/* The picture of a network: nodes, edges and their labels, as SVG, where Python says they stand.

   `drawNetwork(places)` draws once and returns {svg, show, mark}. `show(state, stage)` puts the
   state's labels and colours in; with a stage (a place in state.steps) only what has been reached
   by then is shown, and little beads run along the edges that are at work. `drawMap` is the map
   beside it, of the output at every pair of inputs. */

const SVG = "http://www.w3.org/2000/svg";
const LINE = 17; // height of a line of text

function shape(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function drawNetwork(places) {
  const { width, height } = places;
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  svg.style.maxWidth = `${width}px`;
  if (places.lines === 2) svg.style.minWidth = "620px"; // smaller, so much is not read: scroll
  svg.style.flexBasis = `${0.85 * width}px`; // rather than shrink more, let the map go below
  const at = new Map(places.nodes.map((node) => [node.name, node]));
  const weights = new Map(places.weights.map((w) => [w.name, drawWeight(w, at, places)]));
  const biases = new Map(places.biases.map((b) => [b.name, drawBias(b, places)]));
  const nodes = new Map(places.nodes.map((node) => [node.name, drawNode(node, places)]));
  const parts = new Map([...weights, ...biases]);
  const heads = places.columns.map((x, layer) =>
    shape("text", { x, y: 12, class: "network-head" }, layer ? `layer ${layer}` : "inputs"),
  );
  svg.append(
    ...heads,
    ...places.nodes.filter(({ card }) => card).map(({ card }) => drawCard(card)),
    ...[...weights.values()].map((weight) => weight.edge),
    ...[...nodes.values()].map((node) => node.group),
    ...[...parts.values()].map((part) => part.label.group),
  );

  /* From which stage on a thing is shown: neurons when forward reaches their layer, gradients
     when the way back does. Beads run where values or slopes pass an edge at this stage. */
  function reached(state, stage, kind, layer) {
    return state.steps.findIndex((s) => s.kind === kind && s.layer === layer) <= stage;
  }

  const runs = (now, layer) => {
    if (now?.kind === "forward" && now.layer === layer) return "forward";
    if (now?.kind === "da" && now.layer + 1 === layer) return "backward";
    return "";
  };

  function show(state, stage) {
    const now = state.steps[stage];
    const last = stage === null ? state.steps.length : stage;
    for (const [name, part] of parts) {
      const look = state.parts[name];
      const back = reached(state, last, "backward", part.layer);
      part.label.write(look.text, back ? look.slope : "", look.sign);
      if (!part.edge) continue;
      const edge = `network-edge network-${look.sign} ${runs(now, part.layer)}`;
      part.edge.setAttribute("class", edge);
      part.edge.style.setProperty("--width", `${look.width}px`);
    }
    for (const [name, node] of nodes) {
      const { text, z, dz, slope, shade } = state.nodes[name];
      const there = node.layer === 0 || reached(state, last, "forward", node.layer);
      const back = (kind) => there && reached(state, last, kind, node.layer);
      const working = now && now.layer === node.layer && now.kind !== "loss";
      node.ring.setAttribute("fill", there ? shade : "#fff");
      node.value.textContent = there ? text : "?";
      node.z.textContent = there ? z : "";
      node.slope.textContent = back("da") ? slope : "";
      node.dz.textContent = back("dz") ? dz : "";
      node.group.classList.toggle("network-working", Boolean(working));
    }
  }

  function mark(name, on) {
    parts.get(name)?.label.group.classList.toggle("network-marked", on);
    parts.get(name)?.edge?.classList.toggle("network-marked", on);
    nodes.get(name)?.group.classList.toggle("network-marked", on);
  }

  /* Lights up the nodes, edges and labels of these names, and no others. */
  function light(names) {
    for (const [name, part] of parts) {
      part.label.group.classList.toggle("network-lit", names.has(name));
      part.edge?.classList.toggle("network-lit", names.has(name));
    }
    for (const [name, node] of nodes) {
      node.group.classList.toggle("network-lit", names.has(name));
    }
  }

  return { svg, show, mark, light };
}

/* A ground for all that belongs to one neuron, behind the edges. */
function drawCard([x, y, width, height]) {
  return shape("rect", { x, y, width, height, rx: 8, class: "network-card" });
}

function drawWeight(weight, at, places) {
  const [from, to] = [at.get(weight.start), at.get(weight.end)];
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  const edge = shape(
    "g",
    { class: "network-edge" },
    shape("line", { ...ends, class: "network-line" }),
    shape("line", { ...ends, class: "network-beads" }),
    shape("line", { ...ends, class: "network-handle", "data-name": weight.name }),
  );
  return { edge, layer: weight.layer, label: drawLabel(weight, places) };
}

function drawBias(bias, places) {
  return { layer: bias.layer, label: drawLabel(bias, places) };
}

/* A box with one line, the number, or two, the number and its gradient. */
function drawLabel({ name, start, x, y }, { labelWidth, lines }) {
  const height = lines * LINE + 2;
  const box = shape("rect", { y: y - height / 2, height, rx: 4 });
  const up = lines === 2 ? 8 : 0;
  const look = lines === 1 ? "" : ` network-two-lines${start ? "" : " network-on-card"}`;
  const number = shape("text", { x, y: y - up + 0.5 });
  const slope = shape("text", { x, y: y + up + 0.5, class: "network-slope" });
  const group = shape(
    "g",
    { class: `network-label${look}`, "data-name": name },
    box,
    number,
    slope,
  );
  function write(text, slopeText, sign) {
    number.textContent = text;
    number.setAttribute("class", `network-number network-${sign}`);
    slope.textContent = slopeText;
    const width = Math.min(labelWidth, 6 + 7.2 * Math.max(text.length, slopeText.length));
    box.setAttribute("x", x - width / 2);
    box.setAttribute("width", width);
  }
  return { group, write };
}

function drawNode({ name, layer, x, y }, { radius }) {
  const ring = shape("circle", { cx: x, cy: y, r: radius, class: "network-ring" });
  const value = shape("text", { x, y: y + 6, class: "network-value" });
  const z = shape("text", { x, y: y - radius - 11, class: "network-z" });
  const dz = shape("text", { x, y: y - radius - 28, class: "network-slope network-dz" });
  const slope = shape("text", { x, y: y - radius - 45, class: "network-slope network-da" });
  const group = shape(
    "g",
    { class: "network-node", ...(layer === 0 && { "data-name": name }) },
    ring,
    shape("circle", { cx: x, cy: y, r: radius - 6, class: "network-core" }),
    shape("text", { x, y: y - 9, class: "network-name" }, name),
    value,
    z,
    dz,
    slope,
  );
  return { group, layer, ring, value, z, dz, slope };
}

/* ------------------------------------------------------------------------------ the map */

const VIEW = 232; // CSS pixels a side
const FRAME = { left: 34, top: 24, bottom: 36, right: 8 };

function drawMap(shades) {
  const canvas = document.createElement("canvas");
  const [width, height] = [FRAME.left + VIEW + FRAME.right, FRAME.top + VIEW + FRAME.bottom];
  const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, width, height });
  const title = shape("text", { x: FRAME.left, y: 12, class: "network-map-title" });
  title.textContent = "Output for each (x1, x2)";
  const lines = shape("g", { class: "network-boundary" });
  const points = shape("g");
  const ticks = shape("g");
  const plane = shape("image", {
    x: FRAME.left, y: FRAME.top, width: VIEW, height: VIEW, preserveAspectRatio: "none",
  });
  const frame = { x: FRAME.left, y: FRAME.top, width: VIEW, height: VIEW };
  svg.append(title, plane, lines, shape("rect", { ...frame, class: "network-frame" }), ticks, points);
  svg.setAttribute("aria-hidden", "true"); // the network's readout says what it says

  let scale = null; // from inputs to pixels

  function show(map, chosen, shade) {
    paintPlane(canvas, plane, map.side, shade, shades);
    const unit = VIEW / (map.high - map.low);
    scale = {
      x: (x1) => FRAME.left + (x1 - map.low) * unit,
      y: (x2) => FRAME.top + VIEW - (x2 - map.low) * unit,
      back: (px, py) => [
        map.low + (px - FRAME.left) / unit,
        map.low + (FRAME.top + VIEW - py) / unit,
      ],
    };
    lines.replaceChildren(...map.lines.map((line) => drawLine(line, scale)));
    ticks.replaceChildren(...drawTicks(map, scale));
    points.replaceChildren(...map.points.map((p, i) => drawPoint(p, i === chosen && map.points.length > 1, scale)));
  }

  return { svg, show, inputsAt: (px, py) => scale?.back(px, py) };
}

/* Each point of the plane has a shade's number; the browser smooths between them. */
function paintPlane(canvas, plane, side, shade, shades) {
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  const image = context.createImageData(side, side);
  const pixels = new DataView(image.data.buffer);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const colour = shades[shade[(side - 1 - row) * side + column]]; // the lowest x2 comes first
      pixels.setUint32(4 * (row * side + column), colour);
    }
  }
  context.putImageData(image, 0, 0);
  plane.setAttribute("href", canvas.toDataURL());
}

function drawLine(line, scale) {
  const points = line.map(([x1, x2]) => `${scale.x(x1)},${scale.y(x2)}`);
  return shape("polyline", { points: points.join(" ") });
}

function drawTicks({ low, high }, scale) {
  const step = high - low > 6 ? 3 : 1;
  const texts = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
    const text = String(tick).replace("-", "−");
    texts.push(shape("text", { x: scale.x(tick), y: FRAME.top + VIEW + 13 }, text));
    texts.push(shape("text", { x: FRAME.left - 12, y: scale.y(tick) }, text));
  }
  const middle = (low + high) / 2;
  texts.push(shape("text", { x: scale.x(middle), y: FRAME.top + VIEW + 28 }, "x1"));
  texts.push(shape("text", { x: 16, y: 12 }, "x2"));
  return texts;
}

/* A circle for class 1, a square for class 0, a diamond where nothing is said; the chosen ringed. */
function drawPoint([x1, x2, label], chosen, scale) {
  const [x, y] = [scale.x(x1), scale.y(x2)];
  const kind = label === 1 ? "yes" : label === 0 ? "no" : "open";
  const sign =
    label === 1
      ? shape("circle", { cx: x, cy: y, r: 6 })
      : shape("rect", { x: x - 5.5, y: y - 5.5, width: 11, height: 11 });
  if (kind === "open") sign.setAttribute("transform", `rotate(45 ${x} ${y})`);
  sign.setAttribute("class", `network-point network-${kind}`);
  const ring = shape("circle", { cx: x, cy: y, r: 12, class: "network-chosen" });
  const halo = shape("circle", { cx: x, cy: y, r: 9, class: "network-halo" });
  return shape("g", {}, ...(chosen ? [ring] : []), halo, sign);
}
