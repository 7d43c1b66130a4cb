/* The map of the course with its buttons: save all work to a file, restore it from one or from
   this browser, start a lesson again.

   Python makes the map, reads and writes the notebooks, and says how it went. A file is handed out
   and taken in here, in the browser, so that it lands on the learner's own machine even when Python
   runs on another one. work.js stands before this. */

const PATIENCE = 6000; // ms until we say that Python does not answer
const AGAIN = 300; // ms until we ask once more

export default { render };

function render({ model, el }) {
  const map = document.createElement("div");
  const buttons = document.createElement("div");
  buttons.className = "progress-map-buttons";
  const save = button("Save my work to a file");
  const restore = button("Restore from a file");
  const back = button("Restore from this browser");
  back.hidden = true;
  const rescue = button("Save what is open here");
  rescue.hidden = true;
  const file = document.createElement("input");
  Object.assign(file, { type: "file", accept: ".zip,.json", hidden: true });
  file.setAttribute("aria-label", "A file with saved work, to restore");
  const said = document.createElement("p");
  said.className = "progress-map-said";
  said.setAttribute("aria-live", "polite");
  buttons.append(save, restore, back, rescue, file);
  const keras = document.createElement("p"); // how far TensorFlow is
  keras.className = "progress-map-said";
  el.append(map, keras, buttons, said);

  let patience = 0;
  let clicked = 0; // when Save was
  let stored = false; // whether we know that the notebooks were, since
  let pieces = []; // of the file that is arriving
  let keeping = null; // a promise of whether this browser keeps it
  let changed = false; // whether files on the disk were, and we can't show them anew
  let inBrowser; // what it keeps from another time

  function ask(message, buffers) {
    clearTimeout(patience);
    patience = setTimeout(lament, PATIENCE);
    try {
      model.send(message, undefined, buffers);
    } catch {
      lament(); // the connection to Python is closed
    }
  }

  function lament() {
    clearTimeout(patience);
    said.textContent =
      "Python does not answer. If it is busy, wait; if it was restarted, run this cell again.";
    if (!app()) return;
    rescue.hidden = false;
    said.textContent +=
      "\nIf its machine is gone, as on Binder after a while, save what is open here: a file of the " +
      "notebooks that are open, which can be restored as any other.";
  }

  function show() {
    map.innerHTML = model.get("map"); // made and escaped by our own Python
    map.querySelectorAll("a").forEach((link) => lead(el, link));
    map.querySelectorAll("[data-lesson]").forEach(offerToBeginAgain);
  }

  function tellOfKeras() {
    keras.textContent = model.get("keras");
  }

  function offerToBeginAgain(line) {
    const again = button("Start this lesson again");
    again.title = "What you have in it is kept beside it";
    again.addEventListener("click", async () => {
      await store(el);
      ask({ type: "again", lesson: Number(line.dataset.lesson) });
    });
    line.querySelector("details").append(again);
  }

  function askForFile() {
    const waited = (Date.now() - clicked) / 1000;
    ask({ type: "save", stored, waited, last: waited * 1000 > SAVING });
  }

  function take(message, [piece]) {
    if (message.part === 0) pieces = [];
    pieces.push(piece);
    if (message.summary) pieces.summary = message.summary;
    if (pieces.length < message.of) return;
    download(message.name, pieces);
    keeping = keep({ summary: pieces.summary, bytes: new Blob(pieces) });
  }

  async function report() {
    let words = model.get("said");
    if (keeping && !app())
      words += "\nWhat is open in other tabs is in it as it was last stored.";
    if (keeping && (await keeping))
      words += `\nThis browser keeps a copy too, for the address ${window.location.host}.`;
    if (changed)
      words += "\nIf one of these is open, choose File → Reload Notebook from Disk there.";
    [keeping, changed] = [null, false];
    said.textContent = words;
  }

  function listen(message, buffers) {
    clearTimeout(patience);
    rescue.hidden = true; // Python answers
    if (message.type === "wait") setTimeout(askForFile, AGAIN);
    if (message.type === "file") take(message, buffers);
    if (message.type === "restored") showAnew(message);
    if (message.type === "said") report();
    if (message.type === "offer" && message.newer) offer();
  }

  async function showAnew({ files, open: opened }) {
    changed = files.length > 0 && !app();
    await readAgain(el, files);
    if (opened && hasTabs()) open(el, files[0]);
  }

  function offer() {
    const when = new Date(inBrowser.summary.saved);
    back.textContent = `Restore from this browser (saved ${when.toLocaleString()})`;
    back.hidden = false;
  }

  async function send(blob) {
    await store(el);
    inPieces(await blob.arrayBuffer(), (about, piece) => ask({ type: "restore", ...about }, [piece]));
  }

  save.addEventListener("click", async () => {
    clicked = Date.now();
    stored = (await store(el)) === true;
    askForFile();
  });
  rescue.addEventListener("click", () => {
    download("neural-network-course-open-notebooks.json", [openNotebooks()]);
    said.textContent = "Saved: the notebooks that are open here. Restore them where Python is.";
  });
  restore.addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const [chosen] = file.files;
    if (chosen) send(chosen);
    file.value = ""; // so that the same file can be chosen again
  });
  back.addEventListener("click", () => {
    back.hidden = true;
    send(inBrowser.bytes);
  });
  model.on("change:map", show);
  model.on("change:keras", tellOfKeras);
  model.on("msg:custom", listen);
  show();
  tellOfKeras();
  said.textContent = model.get("said"); // this page may have been read again since
  kept().then((work) => {
    inBrowser = work;
    // Without patience: where all cells are run, Python is at work for long.
    if (work) model.send({ type: "kept", summary: work.summary });
  });

  return () => {
    clearTimeout(patience);
    model.off("change:map", show);
    model.off("change:keras", tellOfKeras);
    model.off("msg:custom", listen);
  };
}

/* In JupyterLab, a lesson opens in a tab beside this one; elsewhere the link stays a link, and opens
   a page of its own, so that this one keeps its kernel. */
function lead(el, link) {
  link.target = "_blank";
  if (!hasTabs()) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open(el, link.getAttribute("href"));
  });
}

function button(words) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: words });
  // Without this mark, JupyterLab takes Enter and Space for its own shortcuts.
  made.dataset.lmSuppressShortcuts = "true";
  return made;
}
