/* What all forms have in common: a prompt, a body, a button, and what Python says of the answer.

   `connect` wires them: every change of the answer is kept on the model at once, so that it
   outlives this view; the button sends {type: "check", answer}; the synced `answer` and `said` come
   back, to every view of the form. */

const PATIENCE = 2500; // ms until we say that Python does not answer

function buildForm(model, el, kind) {
  const form = make("form", { className: `course-controls course-form ${kind}` });
  const fields = make("fieldset");
  const legend = make("legend");
  legend.append(...withCode(model.get("prompt")));
  const body = make("div", { className: "course-form-body" });
  const button = make("button", { type: "submit", textContent: "Check", className: "course-check" });
  const verdict = make("div", { className: "course-verdict" });
  const news = make("p", { className: "course-news" });
  news.setAttribute("role", "status"); // read out as soon as it changes
  const details = make("div");
  verdict.append(news, details);
  fields.append(legend, body, button, verdict);
  form.append(fields);
  el.append(form);
  // Without this mark, JupyterLab and Notebook take keys for their own shortcuts.
  button.dataset.lmSuppressShortcuts = "true";
  return { form, body, verdict, news, details };
}

/* `read()` gives the answer as it stands on the page, `show(answer)` puts one there, and
   `mark(said)` marks its parts. What was said stays until the next check, to be read while the
   answer is put right. Returns what the parts call when they change, and what ends it all. */
function connect(model, page, { read, show, mark }) {
  let patience = 0;

  function lament() {
    page.news.textContent =
      "Python does not answer, so your answer is not checked. " +
      "If it is busy, wait; if it was restarted, run this cell again.";
  }

  function changed() {
    try {
      model.set("answer", read());
      model.save_changes();
    } catch {
      lament();
    }
  }

  function followAnswer() {
    const answer = model.get("answer");
    if (JSON.stringify(answer) !== JSON.stringify(read())) show(answer);
  }

  function listen() {
    clearTimeout(patience);
    followAnswer();
    const said = model.get("said");
    showVerdict(page, said, model.get("hints"));
    mark(said);
  }

  page.form.addEventListener("submit", (event) => {
    event.preventDefault();
    patience = setTimeout(lament, PATIENCE);
    try {
      model.send({ type: "check", answer: read() });
    } catch {
      lament(); // the connection to Python is closed
    }
  });
  model.on("change:answer", followAnswer);
  model.on("msg:custom", listen); // the state has come before it
  listen();

  const stop = () => {
    model.off("change:answer", followAnswer);
    model.off("msg:custom", listen);
    clearTimeout(patience);
  };
  return { changed, stop };
}

function showVerdict(page, said, hints) {
  page.verdict.dataset.state = said.state ?? "";
  page.details.replaceChildren();
  if (!said.state) {
    page.news.textContent = "";
    return;
  }
  const title = make("strong", { textContent: said.title });
  const [first, ...rest] = said.sentences ?? [];
  page.news.replaceChildren(title, first ? ": " : ".", ...withCode(first ?? ""));
  for (const sentence of rest) {
    const paragraph = make("p");
    paragraph.append(...withCode(sentence));
    page.details.append(paragraph);
  }
  if (said.state === "not yet") page.details.append(...folded(hints));
}

/* Hints inside each other: the second can be opened when the first is. */
function folded(hints) {
  return hints.reduceRight((inner, hint, place) => {
    const details = make("details");
    const text = make("p");
    text.append(...withCode(hint));
    details.append(make("summary", { textContent: `Hint ${place + 1} of ${hints.length}` }));
    details.append(text, ...inner);
    return [details];
  }, []);
}

/* Text in which `these marks` stand for code; nothing else in it is read as markup. */
function withCode(text) {
  return text.split("`").map((part, place) => {
    if (place % 2 === 0) return document.createTextNode(part);
    return make("code", { textContent: part });
  });
}
