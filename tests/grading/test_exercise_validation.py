"""An instructor's own exercises: tried before a class does, kept with it, corrected afterwards."""

import functools

import pytest

from course_lib.checks import State
from course_lib.grading import schedule
from course_lib.grading.catalogue import Catalogue
from course_lib.grading.cli.common import catalogue_with
from course_lib.grading.exercise_validation import validate_all
from course_lib.grading.gradebook import Gradebook, GradebookError
from course_lib.grading.marking import mark
from course_lib.grading.roster import Learner
from course_lib.grading.submission import read
from tests.grading import guide_commands
from tests.grading.classroom import notebook, run_without_sandbox

(OWN,) = [
    block
    for language, block in guide_commands.BLOCK.findall(
        guide_commands.GUIDE.read_text(encoding="utf-8")
    )
    if language == "python"
]
HERE = functools.partial(mark, run_in_sandbox=run_without_sandbox)


def result(text):
    """What is said of the one exercise of a file."""
    (found,) = validate_all(Catalogue([text]), 20, HERE)
    return found


def test_the_guides_example_has_nothing_to_put_right():
    found = result(OWN)
    assert (found.name, found.mistakes, found.problems) == ("margin", 3, ())
    assert "3 mistakes are named" in found.said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("return ranked[:, -2] - ranked[:, -1]", "return ranked[:, -1] - ranked[:, -2]", "passes."),
        ("best - second for", "second - best for", "Right answer 1 is refused."),
        ("margin.hints(", "print(", "fewer than two hints"),
        ("yield rng.normal(size=(rows, classes))", "yield lambda: 0", "can't be handed"),
        ("yield rng", "yield missing", "It can't be asked: NameError"),
    ],
)
def test_what_is_to_be_put_right_is_said(old, new, said):
    assert old in OWN
    found = result(OWN.replace(old, new))
    assert any(said in problem for problem in found.problems), found.problems
    assert found.said == f"{len(found.problems)} to put right"


def test_a_name_that_only_the_file_has_is_found():
    """The reference works where it was declared, and not in a notebook: the sandbox tells."""
    helped = OWN.replace("ranked = np.sort(scores, axis=1)", "ranked = by_row(scores)", 1)
    helped = helped.replace(
        "@exercise", "def by_row(scores):\n    return np.sort(scores, axis=1)\n\n\n@exercise", 1
    )
    (problem,) = result(helped).problems
    assert f"judged “{State.ERROR}”" in problem
    assert "by_row" in problem


def test_the_command_tells_by_its_exit_code(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(validate_all, "__defaults__", (HERE,))
    (tmp_path / "midterm.py").write_text(OWN, encoding="utf-8")
    assert guide_commands.run("course try midterm.py --seeds 10").startswith(
        "✔ margin: right answers pass"
    )
    (tmp_path / "midterm.py").write_text(OWN.replace("margin.why(", "print("), encoding="utf-8")
    said = guide_commands.run("course try midterm.py --seeds 10")
    assert "✎ margin: 1 to put right\n  It does not say what a correct answer is good for." in said
    (tmp_path / "midterm.py").write_text("x = 1", encoding="utf-8")
    assert "declares none" in guide_commands.run("course try midterm.py")


# --- kept with a class ---------------------------------------------------------------------------


@pytest.fixture
def classroom(tmp_path, monkeypatch):
    """A class with one answer to the midterm, which its instructor has misjudged."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(schedule.grade.__kwdefaults__, "marking", HERE)
    (tmp_path / "midterm.py").write_text(OWN.replace("points=3", "points=2"), encoding="utf-8")
    cells = ["import numpy as np", Catalogue([OWN])[90].tasks["margin"].solution_source()]
    with Gradebook("gradebook.sqlite", create=True) as book:
        book.enrol([Learner("s1")])
        book.add("s1", 90, read(notebook(cells)), "s1.ipynb")
    return tmp_path


def scores():
    with Gradebook("gradebook.sqlite") as book:
        return [row.score for row in book.rows()]


def test_a_corrected_file_takes_the_place_of_the_one_it_corrects(classroom):
    guide_commands.run("course grade --exercises midterm.py")
    assert scores() == [2]
    assert "taken the place" not in guide_commands.run("course grade --exercises midterm.py")
    (classroom / "midterm.py").write_text(OWN, encoding="utf-8")
    said = guide_commands.run("course regrade --lesson 90 --exercises midterm.py")
    assert "midterm.py has taken the place of the one that was kept" in said
    assert "s1, lesson 90: 2 → 3" in said
    assert scores() == [3]
    with Gradebook("gradebook.sqlite") as book:
        assert book.private_files == {"midterm.py": OWN}


def test_another_file_stands_beside_it_unless_it_asks_the_same(classroom):
    guide_commands.run("course grade --exercises midterm.py")
    (classroom / "second.py").write_text(OWN, encoding="utf-8")
    assert "'margin' already" in guide_commands.run("course grade --exercises second.py")
    (classroom / "second.py").write_text(OWN.replace("margin", "lead"), encoding="utf-8")
    guide_commands.run("course grade --exercises second.py")
    with Gradebook("gradebook.sqlite") as book:
        assert list(book.private_files) == ["midterm.py", "second.py"]
        assert list(Catalogue(book.private)[90].tasks) == ["margin", "lead"]


def test_a_broken_correction_leaves_what_was_kept(classroom):
    guide_commands.run("course grade --exercises midterm.py")
    (classroom / "midterm.py").write_text("def", encoding="utf-8")
    assert "can't be used" in guide_commands.run("course regrade --exercises midterm.py")
    with Gradebook("gradebook.sqlite") as book:
        assert "points=2" in book.private_files["midterm.py"]
    with pytest.raises(GradebookError, match="can't be used"):
        catalogue_with(classroom / "nowhere.py")
