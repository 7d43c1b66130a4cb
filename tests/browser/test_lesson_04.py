"""Lesson 04 under a hand: a product to click, widths on sliders, wrong and right answers."""

import pytest
from playwright.sync_api import expect

from course_lib.figures.matrix_product import in_words
from tests.browser import axe
from tests.browser.lab import pixels

LESSON = "04_layers.ipynb"
PRODUCT = "widgets.matrix_product("
WRITTEN = ".matrix-product-written"
TABLES = [[1, 2], [2, 3], [0, 0], [-1, 4]], [[1, 2], [-1, 0.5]], [0.5, -1]
EVENINGS = ["Mon", "Tue", "Wed", "Thu"]
WIDTHS = "shapes = widgets.layers"
LAYER = '''def layer(x, kernel, bias):
    """Every neuron's answer to every row: (n, n_in) -> (n, units)."""
    return sigmoid({})


check.layer(layer)'''


@pytest.fixture
def figure(lesson):
    figure = lesson.output(WIDTHS)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(".live-figure-readout")).to_contain_text("1,994 in all")
    return figure


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("rows in X", "x (1, 20)", "x (64, 20)"),
        ("inputs", "1·64 + 64 = 128 parameters", "64·64 + 64 = 4,160 parameters"),
        ("layer 1", "20·1 + 1 = 21 parameters", "20·128 + 128 = 2,688 parameters"),
        ("layer 2", "64·1 + 1 = 65", "64·64 + 64 = 4,160"),
    ],
)
def test_a_slider_goes_to_both_its_ends(lesson, figure, name, low, high):
    slider = figure.get_by_role("slider", name=name)
    canvas, readout = figure.locator("canvas"), figure.locator(".live-figure-readout")
    seen = {pixels(canvas)}
    slider.focus()
    for key, words in (("Home", low), ("End", high)):
        lesson.page.keyboard.press(key)
        expect(readout).to_contain_text(words)
        lesson.page.wait_for_timeout(200)
        seen.add(pixels(canvas))
        lesson.shot(f"{name.replace(' ', '-')}-{key}")
    assert len(seen) == 3
    assert lesson.complaints == []


def test_the_code_asks_the_model_that_is_shown(lesson, figure):
    figure.get_by_role("slider", name="layer 1").press("End")
    expect(figure.locator(".live-figure-readout")).to_contain_text("3,978 in all")
    lesson.run("for each in shapes.model.layers")
    output = lesson.output("for each in shapes.model.layers")
    expect(output).to_contain_text("layer_1 (20, 128) (128,) 2,688")
    expect(output).to_contain_text("in all 3,978")


@pytest.fixture
def product(lesson):
    """The matrix product as it begins."""
    figure = lesson.output(PRODUCT)
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    expect(figure.locator(WRITTEN)).to_contain_text("Mon, h1")
    return figure


def lit(figure):
    """The names of the cells that light up."""
    cells = figure.locator(".matrix-product-lit input")
    return [cell.get_attribute("aria-label") for cell in cells.all()]


def test_a_click_lights_a_row_and_a_column_and_multiplies_them(lesson, product):
    sums = product.locator(".matrix-product-sum")
    assert sums.all_text_contents() == ["?"] * 8
    expect(product.locator(WRITTEN)).to_have_text("Mon, h1: ?")
    product.get_by_role("button", name="Tue, h2").click()
    expect(product.locator(WRITTEN)).to_have_text(in_words(*TABLES, 1, 1, EVENINGS))
    assert lit(product) == [
        "kernel, wind to h2", "kernel, cold to h2", "bias of h2", "x, Tue, wind", "x, Tue, cold",
    ]  # fmt: skip
    assert sums.all_text_contents() == ["?", "?", "?", "4.5", "?", "?", "?", "?"]
    lesson.shot("product-clicked")
    lesson.page.keyboard.press("ArrowDown")
    lesson.page.keyboard.press("ArrowDown")
    lesson.page.keyboard.press("ArrowDown")  # there is nothing below
    lesson.page.keyboard.press("ArrowLeft")
    expect(product.locator(WRITTEN)).to_have_text(in_words(*TABLES, 3, 0, EVENINGS))
    expect(product.get_by_role("button", name="Thu, h1: −4.5")).to_be_focused()
    product.get_by_role("button", name="Show all sums").click()
    assert "?" not in sums.all_text_contents()
    assert lesson.complaints == []


def test_another_number_in_x_moves_one_row_of_sums(lesson, product):
    product.get_by_role("button", name="Show all sums").click()
    sums = product.locator(".matrix-product-sum")
    before = sums.all_text_contents()
    wind = product.get_by_label("x, Tue, wind")
    wind.fill("100")
    expect(wind).to_have_attribute("aria-invalid", "true")
    assert sums.all_text_contents() == before
    wind.fill("5")
    after = sums.all_text_contents()
    assert [a == b for a, b in zip(before, after, strict=True)] == [True] * 2 + [False] * 2 + [
        True
    ] * 4
    product.get_by_role("button", name="Reset").click()
    expect(wind).to_have_value("2")


def test_the_goal_is_reached_by_keyboard_and_kept(lesson):
    figure = lesson.output("check.third_column")
    figure.scroll_into_view_if_needed()
    figure.get_by_role("button", name="Reset").click()
    note = figure.locator(".matrix-product-note")
    expect(note).to_contain_text("Change a number of h3 first")
    assert not figure.get_by_label("bias of h1").is_editable()
    for label, number, words in (
        ("bias of h3", "-2", "Now the weights"),
        ("kernel, wind to h3", "-1", "Wed is the only evening"),
        ("kernel, cold to h3", "1", "✔ Correct: A column and a bias"),
    ):
        figure.get_by_label(label).fill(number)
        expect(note).to_contain_text(words)
    expect(figure.locator(".matrix-product-wanted").last).to_have_text("✓ wanted 3")
    lesson.shot("product-goal")


def test_a_product_fits_a_narrow_window(lesson):
    size = lesson.page.viewport_size
    lesson.page.set_viewport_size({"width": 700, "height": 900})
    try:
        for cell in (PRODUCT, "check.third_column"):
            grid = lesson.output(cell).locator(".matrix-product-grid")
            grid.scroll_into_view_if_needed()
            lesson.page.wait_for_timeout(300)
            assert grid.evaluate("(grid) => grid.scrollWidth - grid.clientWidth") <= 1
            lesson.shot("product-narrow")
    finally:
        lesson.page.set_viewport_size(size)


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_axe_finds_nothing_serious_in_a_matrix_product(lesson, product, theme):
    lesson.theme(theme)
    lesson.page.wait_for_timeout(500)
    lesson.shot(f"product-{theme}".replace(" ", "-"))
    assert axe.findings(lesson.page) == []


def test_a_wrong_answer_is_named_and_a_right_one_accepted(lesson):
    lesson.write("check.layer(layer)", LAYER.format("x @ kernel.T + bias"))
    expect(lesson.output("check.layer(layer)")).to_contain_text(
        "These are the numbers of x @ kernel.T"
    )
    lesson.write("check.layer(layer)", LAYER.format("x @ kernel + bias"))
    expect(lesson.output("check.layer(layer)")).to_contain_text("Correct")


def test_the_count_is_filled_in_by_keyboard(lesson):
    form = lesson.output("check.counting")
    typed = {
        "layer 2 of 20-64-10": "640", "20-64-10 in all": "1994", "layer 1 of 8-6-6-4": "54",
        "layer 2 of 8-6-6-4": "42", "layer 3 of 8-6-6-4": "28", "8-6-6-4 in all": "124",
    }  # fmt: skip
    for label, number in typed.items():
        form.get_by_label(label, exact=True).fill(number)
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("These are the weights. The 10 biases come on top.")
    form.get_by_label("layer 2 of 20-64-10", exact=True).fill("650")
    form.get_by_role("button", name="Check").press("Enter")
    expect(form).to_contain_text("Correct")
