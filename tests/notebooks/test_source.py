"""The text becomes cells, and each cell knows its line."""

import pytest

from course_lib.notebooks.source import is_exercise, lesson_number, read, sources


def test_every_cell_begins_on_the_line_it_says(sample):
    lines = sample.read_text(encoding="utf-8").splitlines()
    for cell in read(sample).cells:
        assert lines[cell.metadata["line"] - 1] == cell.source.split("\n")[0]


def test_each_heading_opens_a_cell_and_code_in_prose_does_not(sample):
    markdown = [cell.source for cell in read(sample).cells if cell.cell_type == "markdown"]
    assert [text.split("\n")[0] for text in markdown] == [
        "# Add two numbers",
        "## Draw a line",
        "After it.",
        "### Exercise 1: Add",
    ]
    assert "# no heading: this is code" in markdown[1]


def test_two_headings_in_a_row_are_two_cells_with_their_own_lines(tmp_path):
    path = tmp_path / "02_headings.md"
    path.write_text("# Build a net\n\nWords.\n\n## Draw it\n\n### Look at it\n", encoding="utf-8")
    assert [(cell.source, cell.metadata["line"]) for cell in read(path).cells] == [
        ("# Build a net\n\nWords.", 1),
        ("## Draw it", 5),
        ("### Look at it", 7),
    ]


def test_a_mark_for_the_glossary_leaves_nothing_behind_and_moves_no_line(tmp_path):
    path = tmp_path / "02_marked.md"
    mark = "% glossary: A **net** is a net.\n"
    path.write_text(f"# Build a net\n\nA **net**.\n{mark}{mark}\nMore.\n\n## Draw it\n")
    assert [(cell.source, cell.metadata["line"]) for cell in read(path).cells] == [
        ("# Build a net\n\nA **net**.\n\nMore.", 1),
        ("## Draw it", 9),
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_a_comment_in_fenced_code_is_no_heading(tmp_path, fence):
    path = tmp_path / "02_fence.md"
    path.write_text(f"# Build a net\n\n{fence}\n# a comment\n``\n{fence}\n\n## Draw it\n")
    assert len(read(path).cells) == 2


def test_tags_are_read(sample):
    cells = read(sample).cells
    assert [is_exercise(cell) for cell in cells].count(True) == 1
    assert is_exercise(cells[-1])


def test_lessons_come_in_reading_order_and_by_the_start_of_their_name(tmp_path):
    for name in ("10_keras", "01_neuron", "09_hidden"):
        (tmp_path / f"{name}.md").write_text("# Build\n")
    assert [p.stem for p in sources(folder=tmp_path)] == ["01_neuron", "09_hidden", "10_keras"]
    assert [p.stem for p in sources(["10", "01_neuron.md"], tmp_path)] == ["10_keras", "01_neuron"]
    assert [p.stem for p in sources(["01", "01_neuron"], tmp_path)] == ["01_neuron"]


def test_an_unknown_lesson_is_answered_with_those_there_are(tmp_path):
    (tmp_path / "01_neuron.md").write_text("# Build\n")
    with pytest.raises(ValueError, match=r"begins with '12'\. There is: 01_neuron"):
        sources(["12"], tmp_path)


def test_lesson_number(sample):
    assert lesson_number(sample) == 1
