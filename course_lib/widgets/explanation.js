/* A question to be answered in one's own words: a text to write, and ours beside it when it is kept.

   Python keeps the text: {type: "keep", text} goes there, and the synced `text` and `said` come
   back, to every view of the question. */

const PATIENCE = 2500; // ms until we say that Python does not answer

export default { render };

function render({ model, el }) {
  const id = `explanation-${Math.random().toString(36).slice(2)}`; // no two share a label
  const form = make("form", { className: "course-controls explanation" });
  const label = make("label", { htmlFor: id });
  label.append(...withCode(model.get("prompt")));
  const area = make("textarea", { id, rows: 3, value: model.get("text") });
  // Without this mark, JupyterLab and Notebook take keys for their own shortcuts.
  area.dataset.lmSuppressShortcuts = "true";
  const button = make("button", { type: "submit", textContent: "Keep my words" });
  button.dataset.lmSuppressShortcuts = "true";
  const said = make("p", { className: "explanation-said" });
  said.setAttribute("aria-live", "polite");
  form.append(label, area, button, said);
  el.append(form);

  let patience = 0;

  function lament() {
    said.textContent =
      "Python does not answer, so your words are not kept. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function show() {
    const sentence = model.get("said");
    const lead = sentence && model.get("text").trim() ? "Kept. One way to say it: " : "";
    said.replaceChildren(lead, ...withCode(sentence));
  }

  function listen() {
    clearTimeout(patience);
    area.value = model.get("text");
    show();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    patience = setTimeout(lament, PATIENCE);
    try {
      model.send({ type: "keep", text: area.value });
    } catch {
      lament(); // the connection to Python is closed
    }
  });
  model.on("msg:custom", listen); // the state has come before it
  show();

  return () => {
    model.off("msg:custom", listen);
    clearTimeout(patience);
  };
}

/* Text in which `these marks` stand for code; nothing else in it is read as markup. */
function withCode(text) {
  return text.split("`").map((part, place) => {
    if (place % 2 === 0) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
