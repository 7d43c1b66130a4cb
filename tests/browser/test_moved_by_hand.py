"""Widgets whose hand is quicker than Python: what is said of something older moves nothing back.

The browser's half alone, on a page without Jupyter: Python is a few lines here, so that its answer
comes exactly when it would do harm.
"""

import numpy as np
import pytest

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from playwright.sync_api import expect

from course_lib import Dense, Input, Sequential, data, widgets

# A model as anywidget gives it to a widget: Python's half of it is `python`, called by the test.
SHOW = """
async ([script, values]) => {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const { default: widget } = await import(url);
    const listeners = {};
    const tell = (name) => (listeners[`change:${name}`] ?? []).forEach((listen) => listen());
    window.saved = [];
    const model = {
        get: (name) => values[name],
        set: (name, value) => {
            const other = JSON.stringify(value) !== JSON.stringify(values[name]);
            values[name] = value;
            if (other) tell(name);
        },
        on: (name, listen) => (listeners[name] ??= []).push(listen),
        off: (name, listen) => (listeners[name] = listeners[name].filter((one) => one !== listen)),
        save_changes: () => window.saved.push(structuredClone(values)),
    };
    window.python = (name, value) => model.set(name, value);
    document.body.replaceChildren();
    window.end = widget.render({ model, el: document.body });
}
"""


def kernel():
    return widgets.kernel(data.digits().test.x[3])


def code_map():
    encoder = Sequential([Input((64,)), Dense(2, "softsign")])
    decoder = Sequential([Input((2,)), Dense(64, "sigmoid")])
    return widgets.code_map(encoder, decoder, data.digits().test.x[:20])


WIDGETS = {
    "kernel": (kernel, "row", "row"),
    "code map": (code_map, "first number", "point"),
    "attention plane": (widgets.attention_plane, "query, across", "query"),
}


@pytest.fixture(params=WIDGETS.values(), ids=WIDGETS)
def shown(chromium, request):
    """A page with the widget: its slider, the name that Python knows it by, what it began at."""
    make, label, name = request.param
    widget = make()
    values = {
        key: value for key, value in widget.get_state().items() if not key.startswith("_")
    }  # fmt: skip
    values = {key: bytes_as_list(value) for key, value in values.items()}
    page = chromium.new_page()
    page.set_content("<body style='width: 700px'></body>")
    page.evaluate(
        SHOW.replace("const listeners", REVIVE + "const listeners"), [widget._esm, values]
    )
    yield page.get_by_label(label, exact=True), name, values[name]
    page.close()


# Bytes travel as lists here, and a widget gets them as a view.
REVIVE = """
    for (const [name, value] of Object.entries(values))
        if (value?.bytes) values[name] = new DataView(new Uint8Array(value.bytes).buffer);
    """


def bytes_as_list(value):
    if isinstance(value, bytes | memoryview):
        return {"bytes": np.frombuffer(value, np.uint8).tolist()}
    return value


def test_an_answer_to_an_older_move_moves_nothing_back(shown):
    slider, name, first = shown
    slider.press("ArrowLeft")
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    slider.page.wait_for_function("saved.length === 1")
    slider.press("End")
    there = slider.input_value()
    slider.page.evaluate("([name, value]) => python(name, value)", [name, first])  # too late
    assert slider.input_value() == there
    slider.page.wait_for_function("saved.length === 2")
    assert slider.input_value() == there
    one, other = slider.page.evaluate("name => saved.map((state) => state[name])", name)
    assert one not in (first, other)


def test_at_rest_it_follows_python(shown):
    slider, name, first = shown
    begun = slider.input_value()
    slider.press("End")
    assert slider.input_value() != begun
    slider.page.wait_for_function("saved.length === 1")
    slider.page.evaluate("([name, value]) => python(name, value)", [name, first])
    expect(slider).to_have_value(begun)


def test_ended_it_tells_and_follows_nothing(shown):
    slider, name, first = shown
    slider.press("End")
    there = slider.input_value()
    slider.page.evaluate("end()")
    slider.page.evaluate("([name, value]) => python(name, value)", [name, first])
    slider.page.wait_for_timeout(800)
    assert slider.page.evaluate("saved.length") == 0
    assert slider.input_value() == there
