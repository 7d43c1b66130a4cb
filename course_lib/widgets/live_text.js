/* A text that Python changes while it stands on the page.

   It is not announced when it changes (no aria-live): it answers a question that stands further up,
   and whoever chooses there is not to be told the answer before they come to it. */

export default { render };

function render({ model, el }) {
  const text = document.createElement("div");
  text.className = "course-controls live-text";
  text.setAttribute("role", "group");
  text.setAttribute("aria-label", model.get("label"));
  el.append(text);

  function show() {
    text.innerHTML = model.get("html"); // made and escaped by our own Python
  }

  model.on("change:html", show);
  show();
  return () => model.off("change:html", show);
}
