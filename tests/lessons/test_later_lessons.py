"""What the later lessons hold themselves to, beyond the shape that all lessons have."""

import re

import nbformat
import pytest

from course_lib.backup.notices import SUMMARY
from course_lib.notebooks import lesson_rules
from course_lib.notebooks.source import lessons

LESSONS = tuple(path.stem for path in lessons())
MAX_WORDS = 2500


def read(project, name):
    return nbformat.read(project / "notebooks" / f"{name}.ipynb", as_version=4)


def draws(cell):
    """Whether a cell's output is a figure; a widget's picture is not stored."""
    shown = cell.source.splitlines()[-1].startswith("widgets.")
    return shown or any(map(lesson_rules.has_picture, cell.outputs))


@pytest.mark.parametrize("name", LESSONS)
def test_a_prediction_stands_before_every_figure(project, name):
    """And is answered after it: ``lesson_rules`` holds that."""
    lesson, asked, alone = read(project, name), False, []
    for before, cell in zip(lesson.cells, lesson.cells[1:], strict=False):
        if "> **Predict.**" in before.source and re.fullmatch(r"check\.\w+", cell.source.strip()):
            asked = True
        elif cell.cell_type == "code" and "check." not in cell.source and draws(cell):
            alone += [] if asked else [cell.source]
            asked = False
    assert alone == []


@pytest.mark.parametrize("name", LESSONS)
def test_nobody_reads_more_than_fits_in_one_evening(project, name):
    prose = lesson_rules.prose(read(project, name))
    text = re.sub(f"```.*?```|`[^`]*`|\\$\\$?.*?\\$\\$?|{SUMMARY}", " ", prose, flags=re.S)
    words = [word for word in text.split() if re.search(r"\w", word)]
    assert len(words) <= MAX_WORDS
