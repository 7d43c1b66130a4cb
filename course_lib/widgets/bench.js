/* The bench's half on top of live_figure.js, with which it is one module: a button that opens the
   test, once. Python says whether it is open; Reset locks it again, with other rows behind it. */

export default { render: renderBench };

function renderBench({ model, el }) {
  const putAway = render({ model, el });
  const view = `bench-${Math.random().toString(36).slice(2)}`;
  const button = make("button", { type: "button" });
  button.dataset.lmSuppressShortcuts = "true";
  el.querySelector(".live-figure-sliders").append(button);

  function follow() {
    const opened = model.get("opened");
    button.textContent = opened ? "The test is spent" : "Open the test, once";
    button.setAttribute("aria-disabled", String(opened)); // it keeps the focus of who pressed it
  }

  button.addEventListener("click", () => {
    if (!model.get("opened")) model.send({ type: "test", view });
  });
  model.on("change:opened", follow);
  follow();

  return () => {
    model.off("change:opened", follow);
    putAway();
  };
}
