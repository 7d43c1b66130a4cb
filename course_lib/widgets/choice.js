/* A question with one answer to choose: a form that any keyboard and any screen reader knows.

   Python keeps the choice and says what it thinks of it: {type: "choose", option} goes there, and
   the synced `chosen` and `feedback` come back, to every view of the question. */

const PATIENCE = 2500; // ms until we say that Python does not answer

export default { render };

function render({ model, el }) {
  const name = `choice-${Math.random().toString(36).slice(2)}`; // no two questions share radios
  const form = document.createElement("form");
  form.className = "course-controls";
  const fields = document.createElement("fieldset");
  fields.className = "choice";
  const legend = document.createElement("legend");
  legend.append(...withCode(model.get("prompt")));
  fields.append(legend);

  const radios = model.get("options").map((option, place) => {
    const radio = document.createElement("input");
    Object.assign(radio, { type: "radio", name, value: place, required: true });
    // Without this mark, JupyterLab and Notebook take the arrow keys for their own shortcuts.
    radio.dataset.lmSuppressShortcuts = "true";
    const label = document.createElement("label");
    const words = document.createElement("span");
    words.append(...withCode(option));
    label.append(radio, words);
    fields.append(label);
    return radio;
  });

  const button = document.createElement("button");
  Object.assign(button, { type: "submit", textContent: model.get("button") });
  button.dataset.lmSuppressShortcuts = "true";
  const feedback = document.createElement("p");
  feedback.className = "choice-feedback";
  feedback.setAttribute("aria-live", "polite");
  fields.append(button, feedback);
  form.append(fields);
  el.append(form);

  let patience = 0;

  function lament() {
    feedback.textContent =
      "Python does not answer, so your choice is not kept. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function listen() {
    clearTimeout(patience);
    const place = model.get("options").indexOf(model.get("chosen"));
    if (place >= 0) radios[place].checked = true;
    feedback.replaceChildren(...withCode(model.get("feedback")));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const place = radios.findIndex((radio) => radio.checked);
    patience = setTimeout(lament, PATIENCE);
    try {
      model.send({ type: "choose", option: model.get("options")[place] });
    } catch {
      lament(); // the connection to Python is closed
    }
  });
  model.on("msg:custom", listen); // the state has come before it
  listen();

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
