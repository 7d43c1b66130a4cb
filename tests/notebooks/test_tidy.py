"""What is stored holds still: ids, metadata, pictures, widgets."""

import base64
import io

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image, ImageChops, ImageStat, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo

from course_lib.notebooks.tidy import WIDGET_VIEW, dumps, tidy


def png(picture=None, **options):
    """A picture as notebooks hold it: a grey square where none is given."""
    written = io.BytesIO()
    (picture or Image.new("RGB", (8, 8), (128, 128, 128))).save(written, "png", **options)
    return base64.b64encode(written.getvalue()).decode()


def pixels(encoded):
    return Image.open(io.BytesIO(base64.b64decode(encoded)))


def notebook(*cells, **metadata):
    return new_notebook(cells=list(cells), metadata=metadata)


def display(data, metadata=None):
    return new_output("display_data", data=data, metadata=metadata or {})


def test_an_id_depends_on_what_the_cell_says_and_not_on_its_neighbours():
    a, b = new_markdown_cell("a"), new_code_cell("b")
    alone = tidy(notebook(b)).cells[0].id
    assert tidy(notebook(a, b)).cells[1].id == alone
    assert tidy(notebook(new_code_cell("c"))).cells[0].id != alone


def test_ids_are_unique_where_cells_say_the_same():
    cells = tidy(notebook(*[new_code_cell("x = x + 1") for _ in range(3)])).cells
    assert len({cell.id for cell in cells}) == 3
    nbformat.validate(tidy(notebook(*cells)))


def test_metadata_is_reduced_to_what_a_reader_needs():
    cell = new_code_cell(
        "1", metadata={"tags": ["exercise"], "line": 7, "execution": {"iopub.execute_input": "now"}}
    )
    tidied = tidy(
        notebook(cell, widgets={"state": 1}, language_info={"name": "python", "version": "3.11.7"})
    )
    assert tidied.cells[0].metadata == {"tags": ["exercise"]}
    assert tidied.metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }


def test_a_widget_keeps_its_picture_its_words_and_its_alt_text_and_loses_its_view():
    output = display(
        {WIDGET_VIEW: {"model_id": "1"}, "image/png": png(), "text/plain": "b = 4"},
        {"image/png": {"alt": "A line."}},
    )
    (kept,) = tidy(notebook(new_code_cell("1", outputs=[output]))).cells[0].outputs
    assert set(kept.data) == {"image/png", "text/plain"}
    assert kept.metadata == {"image/png": {"alt": "A line."}}


def stored(data):
    """What is kept of an output with this data."""
    return tidy(notebook(new_code_cell("1", outputs=[display(data)]))).cells[0].outputs[0].data


def test_a_picture_loses_its_writer_s_notes_and_keeps_its_pixels():
    notes = PngInfo()
    notes.add_text("Software", "Matplotlib version 1")
    kept = pixels(stored({"image/png": png(pnginfo=notes, dpi=(200, 200))})["image/png"])
    assert kept.info == {}
    assert kept.convert("RGB").tobytes() == b"\x80" * 8 * 8 * 3


def test_a_picture_in_html_is_treated_alike():
    notes = PngInfo()
    notes.add_text("Software", "Matplotlib version 1")
    html = '<img src="data:image/png;base64,{}" alt="Grey.">'
    kept = stored({"text/html": html.format(png(pnginfo=notes)), "image/png": png()})
    assert kept["text/html"] == html.format(kept["image/png"].strip())


def test_a_decision_map_becomes_small_and_looks_the_same():
    x1, x2 = np.meshgrid(np.linspace(-6, 6, 400), np.linspace(6, -6, 400))
    a = 1 / (1 + np.exp(-(0.9 * x1 + 0.4 * x2 - 1)))[..., np.newaxis]
    no, unsure, yes = np.array([230, 159, 0]), np.array([255, 255, 255]), np.array([0, 114, 178])
    colours = np.where(a < 0.5, no + 2 * a * (unsure - no), yes + 2 * (1 - a) * (unsure - yes))
    plane = Image.fromarray(colours.round().astype(np.uint8))
    kept = stored({"image/png": png(plane)})["image/png"]
    assert len(kept) < 0.5 * len(png(plane))
    difference = ImageChops.difference(pixels(kept).convert("RGB"), plane)
    assert max(ImageStat.Stat(difference).mean) < 1  # of 255


def test_a_transparent_picture_stays_transparent():
    glass = Image.new("RGBA", (8, 8), (10, 200, 30, 40))
    kept = pixels(stored({"image/png": png(glass)})["image/png"])
    assert kept.convert("RGBA").tobytes() == glass.tobytes()


def test_tidied_twice_is_tidied_once():
    rng = np.random.default_rng(0)
    noise = Image.fromarray(rng.integers(0, 255, (40, 40, 3), dtype=np.uint8))
    html = f'<img src="data:image/png;base64,{png(noise)}">'
    output = display({"image/png": png(noise), "text/html": html, "text/plain": "x"})
    once = tidy(notebook(new_code_cell("1", outputs=[output])))
    assert dumps(tidy(once)) == dumps(once)


def test_what_is_no_picture_is_refused():
    with pytest.raises(UnidentifiedImageError):
        stored({"image/png": base64.b64encode(b"GIF89a").decode()})


def test_the_notebook_given_is_left_as_it_was():
    output = display({WIDGET_VIEW: {"model_id": "1"}, "text/plain": "b = 4"})
    given = notebook(new_code_cell("1", outputs=[output]))
    tidy(given)
    assert WIDGET_VIEW in given.cells[0].outputs[0].data


def test_the_file_ends_in_one_newline_and_reads_back():
    text = dumps(tidy(notebook(new_markdown_cell("# Build"))))
    assert text.endswith("}\n")
    assert nbformat.reads(text, as_version=4).cells[0].source == "# Build"


def test_an_invalid_notebook_is_not_written():
    broken = tidy(notebook(new_code_cell("1")))
    del broken.cells[0]["outputs"]
    with pytest.raises(nbformat.ValidationError):
        dumps(broken)
