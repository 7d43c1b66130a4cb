/* The playground's picture: features, neurons with their maps, weights between them, the output's
   map with the rows on it, and the losses. All numbers come from Python; here is only paint.

   `layOut(scene, width)` says where everything stands; `paint(...)` draws it; `partAt(...)` finds
   what is under a pointer: {layer, row, column}, a weight, or with row = null a bias. */

const PLUS = "#0072b2";
const MINUS = "#e69f00";
const TEST = "#d55e00";
const KEPT = "#009e73";
const GAP = 46; // between what stands in a row
const STRONGEST = 1500; // edges that are drawn

function layOut(scene, width) {
  const wide = width >= 720;
  const network = wide ? Math.round(0.6 * width) : width;
  const most = Math.max(...scene.columns.map((column) => column.length));
  const map = Math.min(wide ? width - network - 50 : width - 80, 290);
  const height = Math.min(480, Math.max(wide ? map + 130 : 200, 40 + most * 74));
  const apart = (height - 40) / most;
  const side = Math.max(4, Math.min(40, apart > 60 ? apart - 32 : 0.72 * apart));
  const left = 10 + side / 2 + 20;
  const right = network - 34;
  const columns = scene.columns.map((column, c) => {
    const x = left + ((right - left) * c) / Math.max(1, scene.columns.length - 1);
    return column.map((name, i) => ({ name, x, y: 36 + ((i + 0.5) * (height - 40)) / column.length }));
  });
  const mapLeft = wide ? network + 12 : 34;
  const mapTop = wide ? 24 : height + 28;
  const chart = {
    left: mapLeft + 26,
    top: mapTop + map + 38,
    width: wide ? width - mapLeft - 40 : width - 76,
    height: 64,
  };
  const bottom = Math.max(height, chart.top + chart.height + 22);
  return { columns, side, apart, map, mapLeft, mapTop, chart, width, height: bottom };
}

/* Kernels and biases out of one flat array: [{kernel, bias, rows, columns}], layer by layer. */
function unpack(flat, columns) {
  const layers = [];
  let at = 0;
  for (let c = 1; c < columns.length; c++) {
    const [rows, units] = [columns[c - 1].length, columns[c].length];
    const kernel = flat.subarray(at, at + rows * units);
    const bias = flat.subarray(at + rows * units, at + rows * units + units);
    layers.push({ kernel, bias, rows, units });
    at += rows * units + units;
  }
  return layers;
}

function paint(canvas, layout, scene, picture, look) {
  const pen = blankPaper(canvas, layout.width, layout.height);
  paintEdges(pen, layout, picture, look);
  paintNeurons(pen, layout, scene, picture, look);
  paintOutput(pen, layout, scene, picture, look);
  paintLosses(pen, layout, scene, picture);
}

function paintEdges(pen, layout, picture, look) {
  const source = look.slopes ? picture.slopeLayers : picture.weightLayers;
  const largest = look.slopes ? Math.max(1e-12, ...source.map((one) => largestOf(one.kernel))) : 1;
  const least = weakestOf(source);
  const { chosen, frozen } = look;
  source.forEach(({ kernel, rows, units }, l) => {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < units; j++) {
        const value = kernel[i * units + j];
        const isChosen = chosen.layer === l && chosen.row === i && chosen.column === j;
        if (Math.abs(value) < least && !isChosen) continue;
        const size = look.slopes ? (6 * Math.abs(value)) / largest : Math.min(Math.abs(value), 6);
        const isFrozen = frozen.size > 0 && frozen.has(`${l},0,${i},${j}`);
        line(pen, layout.columns[l][i], layout.columns[l + 1][j], value, 0.5 + size, isChosen, isFrozen, least);
      }
  });
}

/* The size from which on weights are drawn: 0, or where there are very many, of the strongest. */
function weakestOf(source) {
  const count = source.reduce((n, { kernel }) => n + kernel.length, 0);
  if (count <= STRONGEST) return 0;
  const sizes = new Float32Array(count);
  let at = 0;
  for (const { kernel } of source) for (const value of kernel) sizes[at++] = Math.abs(value);
  return sizes.sort()[count - STRONGEST];
}

function largestOf(array) {
  let most = 0;
  for (const value of array) most = Math.max(most, Math.abs(value));
  return most;
}

function line(pen, from, to, value, width, chosen, frozen, least) {
  pen.beginPath();
  pen.moveTo(from.x, from.y);
  pen.lineTo(to.x, to.y);
  if (chosen) {
    pen.setLineDash([]);
    pen.lineWidth = width + 6;
    pen.strokeStyle = "#bbbbbb";
    pen.stroke();
  }
  pen.lineWidth = width;
  pen.strokeStyle = value === 0 ? FAINT : value > 0 ? PLUS : MINUS;
  // among very many lines nobody sees dashes, and they take long
  pen.setLineDash(value > 0 || least ? [] : value < 0 ? [7, 4] : [1.5, 4]);
  pen.stroke();
  pen.setLineDash([]);
  if (frozen) text(pen, "❄", from.x + 0.7 * (to.x - from.x), from.y + 0.7 * (to.y - from.y), 13);
}

function paintNeurons(pen, layout, scene, picture, look) {
  const half = layout.side / 2;
  const many = layout.apart < 26; // no room for words
  let map = 0;
  let neuron = 0;
  layout.columns.forEach((column, c) => {
    const last = c === layout.columns.length - 1;
    const title = c === 0 ? "features" : last ? "output" : `layer ${c}`;
    text(pen, title, column[0].x, 10, 11, FAINT);
    if (look.slopes && c > 0) {
      const slope = picture.layerSlopes[c - 1];
      text(pen, slope == null ? "" : `slopes ${short(slope)}`, column[0].x, 23, 10, FAINT);
    }
    column.forEach((node, i) => {
      const state = c > 0 && !last ? picture.troubled[neuron] : "";
      if (!last) {
        const image = c === 0 ? picture.featureMaps[i] : picture.neuronMaps[map++];
        pen.imageSmoothingEnabled = true;
        pen.drawImage(image, node.x - half, node.y - half, 2 * half, 2 * half);
      }
      if (c > 0 && !last) neuron += 1;
      pen.lineWidth = state ? 2.5 : 1;
      pen.setLineDash(state ? [4, 3] : []);
      pen.strokeStyle = state ? TEST : INK;
      if (last) circle(pen, node, Math.min(half, 12), picture, c);
      else pen.strokeRect(node.x - half, node.y - half, 2 * half, 2 * half);
      pen.setLineDash([]);
      if (many) return;
      const roomy = layout.apart >= 60;
      const name = state ? `${node.name} ${state}` : node.name;
      if (roomy) text(pen, name, node.x, node.y - half - 8, 11, INK);
      else text(pen, name, node.x - half - 3, node.y - half + 4, 10, INK, "right");
      if (c > 0) paintBias(pen, node, half, picture.weightLayers[c - 1].bias[i], look, c - 1, i, roomy);
    });
  });
}

function circle(pen, node, radius) {
  pen.beginPath();
  pen.arc(node.x, node.y, radius, 0, 2 * Math.PI);
  pen.fillStyle = PAPER;
  pen.fill();
  pen.stroke();
}

/* A little square at a neuron's foot: as wide as its bias is large, and its number. */
function paintBias(pen, node, half, value, look, layer, column, roomy) {
  const chosen = look.chosen && look.chosen.layer === layer && look.chosen.row === null && look.chosen.column === column;
  const size = 5 + Math.min(5, Math.abs(value));
  const [x, y] = [node.x - half, node.y + half];
  if (chosen) {
    pen.fillStyle = "#bbbbbb";
    pen.fillRect(x - size / 2 - 4, y - size / 2 - 4, size + 8, size + 8);
  }
  pen.fillStyle = value < 0 ? MINUS : PLUS;
  pen.fillRect(x - size / 2, y - size / 2, size, size);
  const frozen = look.frozen.has(`${layer},1,${column}`) ? " ❄" : "";
  if (roomy || frozen) text(pen, `b ${short(Number(value.toFixed(2)))}${frozen}`, node.x + 6, node.y + half + 8, 10, INK);
}

function paintOutput(pen, layout, scene, picture, look) {
  const { map, mapLeft, mapTop } = layout;
  text(pen, "output everywhere, and the rows", mapLeft, 12 + mapTop - 24, 11, FAINT, "left");
  pen.imageSmoothingEnabled = true;
  pen.drawImage(picture.outputMap, mapLeft, mapTop, map, map);
  pen.lineWidth = 1;
  pen.strokeStyle = INK;
  pen.strokeRect(mapLeft, mapTop, map, map);
  const low = Math.min(0, ...scene.values);
  const at = (value) => ((value / scene.reach + 1) / 2) * map;
  pen.save();
  pen.beginPath();
  pen.rect(mapLeft, mapTop, map, map);
  pen.clip(); // noise may throw a row off the plane that is drawn
  const sets = look.test ? [scene.points, scene.testPoints] : [scene.points];
  sets.forEach((points, isTest) => {
    for (let i = 0; i < points.length; i += 3) {
      const [x, y] = [mapLeft + at(points[i]), mapTop + map - at(points[i + 1])];
      const one = points[i + 2] > 0.5 || (low < 0 && points[i + 2] > 0);
      pen.beginPath();
      if (one) pen.arc(x, y, 3.2, 0, 2 * Math.PI);
      else pen.rect(x - 2.8, y - 2.8, 5.6, 5.6);
      pen.fillStyle = scene.shadeOf(points[i + 2], low);
      pen.fill();
      pen.lineWidth = isTest ? 1.3 : 0.8;
      pen.strokeStyle = isTest ? INK : PAPER;
      pen.stroke();
    }
  });
  pen.restore();
  text(pen, short(-scene.reach), mapLeft, mapTop + map + 10, 10, FAINT, "left");
  text(pen, "x1", mapLeft + map / 2, mapTop + map + 10, 10, FAINT);
  text(pen, short(scene.reach), mapLeft + map, mapTop + map + 10, 10, FAINT, "right");
  if (map + 60 < layout.width - mapLeft) text(pen, "x2 ↑", mapLeft + map + 6, mapTop + 8, 10, FAINT, "left");
}

function paintLosses(pen, layout, scene, picture) {
  const { left, top, width, height } = layout.chart;
  const { losses } = picture;
  const kept = scene.kept;
  const last = Math.max(losses.length ? losses[losses.length - 3] : 0, kept.length ? kept[kept.length - 3] : 0, 1);
  let most = 1e-6;
  for (const curve of [losses, kept])
    for (let i = 0; i < curve.length; i += 3) {
      for (const value of [curve[i + 1], curve[i + 2]])
        if (Number.isFinite(value)) most = Math.max(most, value);
    }
  pen.strokeStyle = FAINT;
  pen.lineWidth = 1;
  pen.strokeRect(left, top, width, height);
  text(pen, short(most), left - 4, top + 4, 10, FAINT, "right");
  text(pen, "0", left - 4, top + height, 10, FAINT, "right");
  text(pen, `${last} ${last === 1 ? "batch" : "batches"}`, left + width, top + height + 10, 10, FAINT, "right");
  text(pen, "loss", left, top - 8, 11, FAINT, "left");
  text(pen, "— learned", left + 34, top - 8, 11, INK, "left");
  text(pen, "- - test", left + 96, top - 8, 11, TEST, "left");
  if (kept.length) text(pen, "thin: run A", left + 146, top - 8, 11, KEPT, "left");
  const draw = (curve, which, style, dash, thick) => {
    pen.beginPath();
    for (let i = 0; i < curve.length; i += 3) {
      const x = left + (curve[i] / last) * width;
      const value = curve[i + which]; // NaN where there are no test rows: nothing is drawn
      pen.lineTo(x, top + height - (Math.min(value, most) / most) * height);
    }
    pen.strokeStyle = style;
    pen.lineWidth = thick;
    pen.setLineDash(dash);
    pen.stroke();
    pen.setLineDash([]);
  };
  draw(kept, 1, KEPT, [], 1);
  draw(kept, 2, KEPT, [5, 4], 1);
  draw(losses, 1, INK, [], 2);
  draw(losses, 2, TEST, [5, 4], 2);
}

function text(pen, words, x, y, size, colour = INK, align = "center") {
  pen.font = `${size}px system-ui, sans-serif`;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.fillStyle = colour;
  pen.fillText(words, x, y);
}

function short(value) {
  if (!Number.isFinite(value)) return "?";
  const size = Math.abs(value);
  const words = size !== 0 && (size < 0.001 || size >= 1e5) ? value.toExponential(0) : String(Number(value.toPrecision(3)));
  return words.replace("-", "−");
}

/* What is under a pointer: the nearest weight within reach, or a bias's square. */
function partAt(layout, x, y) {
  for (let c = 1; c < layout.columns.length; c++) {
    for (let i = 0; i < layout.columns[c].length; i++) {
      const node = layout.columns[c][i];
      const [bx, by] = [node.x - layout.side / 2, node.y + layout.side / 2];
      if (Math.abs(x - bx) < 11 && Math.abs(y - by) < 11) return { layer: c - 1, row: null, column: i };
    }
  }
  let best = null;
  let nearest = 9;
  for (let c = 1; c < layout.columns.length; c++) {
    const [starts, ends] = [layout.columns[c - 1], layout.columns[c]];
    if (x < starts[0].x || x > ends[0].x) continue;
    const t = (x - starts[0].x) / (ends[0].x - starts[0].x);
    starts.forEach((start, row) =>
      ends.forEach((end, column) => {
        const slope = (end.y - start.y) / (end.x - start.x);
        const away = Math.abs(start.y + t * (end.y - start.y) - y) / Math.hypot(1, slope);
        if (away < nearest) [nearest, best] = [away, { layer: c - 1, row, column }];
      }),
    );
  }
  return best;
}
