/* The map of the course with two buttons: save all answers to a file, restore them from one.

   Python makes the map, keeps the answers, and says how a restore went. The file is made and read
   here, in the browser, so that it lands on the learner's own machine even when Python runs on
   another one. */

const PATIENCE = 4000; // ms until we say that Python does not answer

export default { render };

function render({ model, el }) {
  const map = document.createElement("div");
  const buttons = document.createElement("div");
  buttons.className = "progress-map-buttons";
  const save = button("Save to a file");
  const restore = button("Restore from a file");
  const file = document.createElement("input");
  Object.assign(file, { type: "file", accept: ".json,application/json", hidden: true });
  file.setAttribute("aria-label", "A saved progress to restore");
  const said = document.createElement("p");
  said.className = "progress-map-said";
  said.setAttribute("aria-live", "polite");
  buttons.append(save, restore, file);
  const keras = document.createElement("p"); // how far TensorFlow is
  keras.className = "progress-map-said";
  el.append(map, keras, buttons, said);

  let patience = 0;

  function ask(message) {
    clearTimeout(patience);
    patience = setTimeout(lament, PATIENCE);
    try {
      model.send(message);
    } catch {
      lament(); // the connection to Python is closed
    }
  }

  function lament() {
    clearTimeout(patience);
    said.textContent =
      "Python does not answer. If it is busy, wait; if it was restarted, run this cell again.";
  }

  function show() {
    map.innerHTML = model.get("map"); // made and escaped by our own Python
    map.querySelectorAll("a").forEach(lead);
  }

  function tellOfKeras() {
    keras.textContent = model.get("keras");
  }

  function listen(message) {
    clearTimeout(patience);
    if (message.type === "file") {
      download(message.name, message.text);
      said.textContent = `Saved as ${message.name}, where your browser puts downloads.`;
    } else {
      said.textContent = model.get("said");
    }
  }

  save.addEventListener("click", () => ask({ type: "save" }));
  restore.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    const text = await chosen.text();
    file.value = ""; // so that the same file can be chosen again
    ask({ type: "restore", text });
  });
  model.on("change:map", show);
  model.on("change:keras", tellOfKeras);
  model.on("msg:custom", listen);
  show();
  tellOfKeras();

  return () => {
    clearTimeout(patience);
    model.off("change:map", show);
    model.off("change:keras", tellOfKeras);
    model.off("msg:custom", listen);
  };
}

/* In JupyterLab, a lesson opens in a tab beside this one, by Lab's own command; elsewhere the link
   stays a link, and opens a page of its own, so that this one keeps its kernel. */
function lead(link) {
  link.target = "_blank";
  const [, folder] = window.location.pathname.match(/\/lab\/(?:.*\/)?tree\/(.*\/)?[^/]*$/) ?? [];
  if (!window.location.pathname.includes("/lab")) return;
  const path = decodeURIComponent(folder ?? "") + link.getAttribute("href");
  link.dataset.commandlinkerCommand = "docmanager:open";
  link.dataset.commandlinkerArgs = JSON.stringify({ path });
}

function button(words) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: words });
  // Without this mark, JupyterLab takes Enter and Space for its own shortcuts.
  made.dataset.lmSuppressShortcuts = "true";
  return made;
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  Object.assign(link, { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
