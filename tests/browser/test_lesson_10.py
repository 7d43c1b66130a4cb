"""Lesson 10 as a learner meets it: Keras loads in silence, sizes move, a mistake is named."""

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import pixels

pytest.importorskip("keras", reason="there is no TensorFlow for this machine")

LESSON = "10_keras.ipynb"
NO_ACTIVATION = '''\
def stack(keras, n_in, hidden, n_out):
    """A Sequential: n_in numbers, a ReLU layer, a linear one; compiled with adam and mse."""
    layers = keras.layers
    model = keras.Sequential([keras.Input((n_in,)), layers.Dense(hidden), layers.Dense(n_out)])
    model.compile(optimizer="adam", loss="mean_squared_error")
    return model


check.stack(stack)'''
RIGHT = NO_ACTIVATION.replace("Dense(hidden)", 'Dense(hidden, "relu")')


def test_both_libraries_print_one_table(lesson):
    expect(lesson.output("print(table(theirs))")).to_contain_text("hidden (Dense)")
    expect(lesson.output("table(ours) == table(theirs)")).to_contain_text("True")
    expect(lesson.output('print(table(trained["keras"]))')).to_contain_text("5,984 (23.38 KB)")
    expect(lesson.output("folder.glob(")).to_contain_text("epoch-07.keras", timeout=120_000)
    assert lesson.complaints == []


def test_a_stack_without_its_activation_is_named(lesson):
    answer = lesson.output("def stack(")
    expect(answer).to_contain_text("Not attempted")
    lesson.write("def stack(", NO_ACTIVATION)
    expect(answer).to_contain_text("two linear layers are one linear layer")
    lesson.shot("wrong")
    lesson.write("def stack(", RIGHT)
    expect(answer).to_contain_text("Correct")


def test_the_network_trained_here_reads_what_is_drawn(lesson):
    bars = lesson.output("callbacks=[Bar()]")
    expect(bars).to_contain_text("━ 6: known 94%, unseen 93%")
    paper = lesson.output("widgets.drawing(")
    says = paper.locator(".drawing-readout")
    expect(says).to_contain_text("It reads a 0, and is 98 % sure.")
    paper.scroll_into_view_if_needed()
    paper.get_by_role("button", name="Reset").click()
    sheet = paper.locator(".drawing-paper")
    sheet.scroll_into_view_if_needed()
    box, mouse = sheet.bounding_box(), lesson.page.mouse
    mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.1 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.9 * box["height"], steps=5)
    mouse.up()
    expect(says).to_contain_text("It reads a 1")
    lesson.shot("drawn")


def test_two_layers_for_the_price_of_one(lesson):
    figure = lesson.output("check.same_price")
    figure.scroll_into_view_if_needed()
    readout = figure.locator(".live-figure-readout")
    expect(readout).to_contain_text("In all 2,410")
    figure.get_by_role("slider", name="hidden layers").press("ArrowRight")
    expect(readout).to_contain_text("That is more than 2,410")
    neurons = figure.get_by_role("slider", name="neurons in each")
    for _ in range(8):
        neurons.press("ArrowLeft")
    expect(readout).to_contain_text("Correct: 24 and 24 cost what 32 alone did")
    lesson.shot("goal")


def test_both_ends_of_every_size(lesson):
    figure = lesson.output("widgets.architecture(")
    figure.scroll_into_view_if_needed()
    readout, canvas = figure.locator(".live-figure-readout"), figure.locator("canvas")
    expect(readout).to_contain_text("In all 1,994, which is 7.79 KB; after fit with Adam 5,984.")
    seen = {pixels(canvas)}
    for name, least, most in (
        ("inputs", "hidden_1 1·64 + 64 = 128", "hidden_1 64·64 + 64 = 4,160"),
        ("hidden layers", "Parameters: output 64·10", "hidden_3 64·64 + 64 = 4,160"),
        ("neurons in each", "hidden_1 64·1 + 1 = 65", "hidden_1 64·128 + 128 = 8,320"),
        ("outputs", "output 128·1 + 1 = 129", "output 128·64 + 64 = 8,256"),
    ):
        slider = figure.get_by_role("slider", name=name)
        for key, said in (("Home", least), ("End", most)):
            slider.focus()
            slider.press(key)
            expect(readout).to_contain_text(said)
            seen.add(pixels(canvas))
            lesson.shot(f"sizes-{name.replace(' ', '-')}-{key}")
    assert len(seen) == 9
    assert axe.findings(lesson.page, ".live-figure") == []
    assert lesson.complaints == []
