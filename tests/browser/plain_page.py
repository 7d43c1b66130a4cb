"""Widgets on a page that is no Jupyter: Python answers them, and nothing else of Jupyter is there.

What a front end makes of a widget is its page, its colours, and messages to and from Python. Here
the page and its colours are a test's to say, so that a test can stand where Colab or VS Code would.
"""

import base64
from collections.abc import Sequence

import anywidget
from playwright.sync_api import Page

# A model as anywidget hands it to a widget's script. What Python says to a message comes back as
# that message's answer.
MODEL = """
window.addWidget = async (number, place, script, style, state) => {
  const listeners = new Map();
  const css = document.createElement("style");
  css.textContent = style;
  document.head.append(css);
  const call = (event, ...details) => (listeners.get(event) ?? []).forEach((f) => f(...details));
  const take = (values) => {
    for (const [name, value] of Object.entries(values)) {
      if (JSON.stringify(state[name]) === JSON.stringify(value)) continue;
      state[name] = value;
      call(`change:${name}`, model, value);
    }
  };
  const model = {
    get: (name) => state[name],
    set: (name, value) => take({ [name]: value }),
    save_changes: () => {},
    on: (event, f) => listeners.set(event, [...(listeners.get(event) ?? []), f]),
    off: (event, f) => listeners.set(event, (listeners.get(event) ?? []).filter((g) => g !== f)),
    send: async (content) => {
      const answer = await window.askPython(number, content);
      take(answer.state);
      for (const { content, buffers } of answer.messages) {
        const views = buffers.map((text) =>
          new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer));
        call("msg:custom", content, views);
      }
    },
  };
  const el = document.createElement("div");
  document.querySelector(place).append(el);
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  (await import(url)).default.render({ model, el });
};
"""


def show(page: Page, html: str, widgets: Sequence[anywidget.AnyWidget]) -> None:
    """Fill ``page`` with ``html``, and what it has at ``#widgets`` with the widgets, alive."""
    said = {}

    def ask_python(number: int, content: dict) -> dict:
        said[number] = []
        widgets[number]._handle_custom_msg(content, [])
        return {"messages": said[number], "state": _state(widgets[number])}

    for number, widget in enumerate(widgets):
        said[number] = []
        widget.send = _listener(said, number)
    page.expose_function("askPython", ask_python)
    # An address on this machine, which a browser trusts; it is never asked for.
    page.route(
        "http://localhost/**", lambda route: route.fulfill(body=html, content_type="text/html")
    )
    page.goto("http://localhost/")
    page.add_script_tag(content=MODEL)
    for number, widget in enumerate(widgets):
        arguments = [number, "#widgets", str(widget._esm), str(widget._css), _state(widget)]
        page.evaluate("arguments => addWidget(...arguments)", arguments)


def _listener(said: dict, number: int):
    def send(content, buffers=()):
        encoded = [base64.b64encode(buffer).decode("ascii") for buffer in buffers or ()]
        said[number].append({"content": content, "buffers": encoded})

    return send


def _state(widget: anywidget.AnyWidget) -> dict:
    """What the browser's half may read: the widget's own traits, as JSON has them."""
    state = widget.get_state()
    return {name: value for name, value in state.items() if not name.startswith("_")}
