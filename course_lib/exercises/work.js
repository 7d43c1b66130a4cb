/* A learner's work, from the page's side: what is on the screen goes to the disk first, a file goes
   to and fro in pieces, and the browser keeps a copy. Part of progress_map.js. */

const PIECE = 500_000; // bytes of a file in one message
const SAVING = 5000; // ms until we stop waiting for the page to be stored

/* JupyterLab, or Notebook 7: start.py, Binder and the course in the browser let pages reach it. */
const app = () => window.jupyterapp;

const documents = () =>
  [...app().shell.widgets("main")].filter((widget) => widget.context?.path.endsWith(".ipynb"));

/* The notebook in which we are. */
const around = (el) => documents().find((widget) => widget.node.contains(el));

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/* Store all notebooks that are open; whether they are stored, as far as we can know. */
async function store(el) {
  if (app()) {
    const dirty = documents().filter((widget) => widget.context.model.dirty);
    const storing = Promise.all(dirty.map((widget) => widget.context.save()));
    // Where JupyterLab has a question, about a file that is newer on the disk, it waits for long.
    const stored = storing.then(() => true, () => false);
    return Promise.race([stored, pause(SAVING)]);
  }
  // Elsewhere, what the keys Ctrl+S do, for this notebook alone; Python looks whether it did.
  const keys = { key: "s", code: "KeyS", keyCode: 83, bubbles: true, cancelable: true };
  const mac = navigator.platform.startsWith("Mac");
  el.dispatchEvent(new KeyboardEvent("keydown", { ...keys, ctrlKey: !mac, metaKey: mac }));
  return false;
}

/* Whether this page is JupyterLab, where a notebook opens in a tab beside this one. */
const hasTabs = () => Boolean(app()) && /\/lab(\/|$)/.test(window.location.pathname);

/* Open a notebook of our own folder in a tab, or go to the tab where it is. */
function open(el, file) {
  const here = around(el)?.context.path ?? "";
  const path = here.slice(0, here.lastIndexOf("/") + 1) + file;
  return app().commands.execute("docmanager:open", { path });
}

/* Read again what has changed on the disk and is open here. */
async function readAgain(el, files) {
  if (!app()) return;
  const ours = around(el)?.context.path ?? "";
  const changed = files.map((file) => ours.slice(0, ours.lastIndexOf("/") + 1) + file);
  for (const { context } of documents())
    if (changed.includes(context.path)) await revert(context);
}

/* JupyterLab trusts no output of a file that it did not write, and shows a dead picture in place of
   a figure, or of the map itself. What it trusted here, and is still the same, it may trust again. */
async function revert(context) {
  const codeCells = () => [...context.model.cells].filter((cell) => cell.type === "code");
  const trusted = codeCells().filter((cell) => cell.trusted);
  const known = new Map(trusted.map((cell) => [cell.id, content(cell)]));
  await context.revert();
  for (const cell of codeCells()) if (known.get(cell.id) === content(cell)) cell.trusted = true;
}

/* A cell's code and outputs, as text that is the same whatever the order of their keys. */
function content(cell) {
  const ordered = (_, value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.keys(value).sort().map((name) => [name, value[name]]))
      : value;
  return JSON.stringify([cell.sharedModel.getSource(), cell.outputs.toJSON()], ordered);
}

/* What is open here, as a file that can be restored: for when Python is gone with its machine. */
function openNotebooks() {
  const unrun = (cell) => (cell.cell_type === "code" ? { ...cell, outputs: [] } : cell);
  const open = {};
  for (const { context } of documents()) {
    const content = context.model.toJSON();
    open[context.path.split("/").pop()] = { ...content, cells: content.cells.map(unrun) };
  }
  const about = { format: "neural-network-course-work", version: 1 };
  return JSON.stringify({ ...about, saved: new Date().toISOString(), open });
}

/* A file in pieces: a message may not be too large. */
async function inPieces(bytes, take) {
  const of = Math.max(1, Math.ceil(bytes.byteLength / PIECE));
  for (let part = 0; part < of; part += 1)
    take({ part, of }, bytes.slice(part * PIECE, (part + 1) * PIECE));
}

function download(name, pieces) {
  const address = URL.createObjectURL(new Blob(pieces));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/* What this browser keeps, for this address and this learner's part of it. */
const SHELF = "work";
const key = () => window.location.pathname.split(/\/(?:lab|notebooks|tree)\b/)[0] || "/";

function shelf(mode, ask) {
  return new Promise((done, fail) => {
    const opening = indexedDB.open("neural-network-course", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(SHELF);
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const transaction = opening.result.transaction(SHELF, mode);
      const request = ask(transaction.objectStore(SHELF));
      transaction.oncomplete = () => {
        opening.result.close();
        done(request.result);
      };
      transaction.onerror = () => fail(transaction.error);
    };
  });
}

/* Whether it could be kept: some browsers keep nothing, and none keeps more than it has room for. */
async function keep(work) {
  try {
    await shelf("readwrite", (work_) => work_.put(work, key()));
    return true;
  } catch {
    return false;
  }
}

async function kept() {
  try {
    return await shelf("readonly", (work) => work.get(key()));
  } catch {
    return undefined;
  }
}
