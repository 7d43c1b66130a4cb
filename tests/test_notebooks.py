"""The lessons as they are released: they run, they say what they said, they can be solved.

That every stored output comes out again is nbval's part: pyproject.toml has it collect each
notebook's cells in this same run (``notebooks/01_neuron.ipynb::Cell 3``). Here it is made sure
that it does so strictly and can fail, and tested what it does not look at: solved lessons, form,
pictures, and whether a notebook is in step with its text.
"""

import copy
import re
import subprocess
import sys

import nbformat
import pytest

from course_lib.backup import first_cell
from course_lib.notebooks import lesson_rules as form
from course_lib.notebooks.build import build, compare, differences, stored, unrun
from course_lib.notebooks.run import LessonError, environment, run
from course_lib.notebooks.solve import check_modules, solve
from course_lib.notebooks.source import (
    NOTEBOOKS,
    ROOT,
    is_exercise,
    language,
    lesson_number,
    lessons,
    read,
    sources,
    translations,
)
from course_lib.notebooks.tidy import dumps, tidy
from tests.nbval_outputs import given_to

LESSONS = sources()

each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def released(path):
    """A lesson's notebook as it is committed."""
    return nbformat.read(stored(path), as_version=4)


def test_every_text_has_its_notebook_and_every_notebook_its_text():
    notebooks = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
    assert notebooks == {path.stem for path in LESSONS}
    assert {"00_start_here", "01_neuron"} <= notebooks
    translated = {path for path in NOTEBOOKS.glob("*/*.ipynb") if "." not in path.parent.name}
    assert translated == {stored(path) for path in translations()}


# ------------------------------------------------------------------------------ stored outputs


def nbval(notebook, folder):
    """Run nbval on one notebook as this project runs it; gives its exit code and its report."""
    path = folder / "lesson.ipynb"
    nbformat.write(notebook, path)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder), str(path)]
    done = subprocess.run(
        command, env=environment(str(folder)), cwd=ROOT, capture_output=True, text=True
    )
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def opening():
    """The released lesson 00 up to its first cell whose output is a number."""
    notebook = released(sources(["00"])[0])
    for i, cell in enumerate(notebook.cells):
        shown = [output.get("data", {}).get("text/plain") for output in cell.get("outputs", [])]
        if "10" in shown:
            notebook.cells = notebook.cells[: i + 1]
            return notebook
    pytest.fail("Lesson 00 no longer opens with a cell that gives 10.")


def test_nbval_compares_every_notebook_strictly(pytestconfig):
    assert pytestconfig.getoption("nbval")
    assert not pytestconfig.getoption("nbval_lax")
    assert "notebooks" in pytestconfig.getini("testpaths")


def test_nothing_is_let_through_without_a_reason(pytestconfig):
    lines = (ROOT / pytestconfig.getoption("nbval_sanitize_with")).read_text().splitlines()
    entries = [i for i, line in enumerate(lines) if line.startswith("[")]
    assert [lines[i] for i in entries] == ["[pictures]"]
    assert all(lines[i - 1].startswith("# ") for i in entries)
    assert sum(line.startswith("regex:") for line in lines) == len(entries)


def test_no_cell_asks_nbval_to_look_away():
    for path in LESSONS:
        for cell in form.code_cells(released(path)):
            assert "NBVAL" not in cell.source.upper()
            assert set(cell.metadata.get("tags", [])) <= {"exercise", first_cell.TAG}


def test_nbval_passes_what_is_released(opening, tmp_path):
    code, report = nbval(opening, tmp_path)
    assert code == 0, report
    assert f"{len(form.code_cells(opening))} passed" in report


def test_nbval_refuses_one_altered_output(opening, tmp_path):
    altered = copy.deepcopy(opening)
    data = altered.cells[-1].outputs[0].data
    data["text/plain"] = data["text/plain"].replace("10", "11")
    code, report = nbval(altered, tmp_path)
    assert code == 1
    assert "1 failed" in report
    assert "11" in report


def test_a_cell_that_was_never_run_escapes_nbval_and_not_us(opening, tmp_path):
    unrun = copy.deepcopy(opening)
    unrun.cells[-1].update(execution_count=None, outputs=[])
    assert nbval(unrun, tmp_path)[0] == 0
    assert any(
        "were not run from top to bottom" in sentence for sentence in form.problems(unrun, 0)
    )


# -------------------------------------------------------------------------------------- solved


@each_lesson
def test_solved_by_its_reference_solutions_a_lesson_runs_to_its_end(path):
    solved = solve(read(path))
    solved.cells += [  # what a lesson offers to open in the playground, from where it ends
        nbformat.v4.new_code_cell(line, metadata={"line": 1})
        for line in re.findall(r"`(widgets\.playground\([^`]*\))`", form.prose(solved))
    ]
    run(solved, path.name, strict=True)
    assert all(cell.outputs for cell in solved.cells if is_exercise(cell))


def test_unsolved_the_same_run_fails(tmp_path):
    (path,) = sources(["01"])
    with pytest.raises(LessonError, match=r"^01_neuron\.md, line \d+: this cell raised NotCorrect"):
        run(read(path), path.name, strict=True)


def test_wrongly_solved_the_same_run_fails(tmp_path):
    """One line of one solution altered, so that a wrong answer is told from a missing one."""
    (path,) = sources(["00"])
    solved = solve(read(path))
    (cell,) = [c for c in solved.cells if is_exercise(c) and "def weigh(" in c.source]
    assert "x * w" in cell.source
    cell.source = cell.source.replace("x * w", "x + w")
    with pytest.raises(LessonError, match=r"this cell raised NotCorrect"):
        run(solved, path.name, strict=True)


# ---------------------------------------------------------------------------------------- form


@each_lesson
def test_a_lesson_has_the_form_of_a_lesson(path):
    problems = form.problems(released(path), lesson_number(path))
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("path", lessons(), ids=lambda path: path.stem)
def test_a_lesson_asks_what_its_checks_declare(path):
    notebook = released(path)
    (checks,) = check_modules(notebook).values()
    assert form.against_checks(notebook, checks.LESSON.tasks) == []


def test_lesson_01_asks_enough_and_knows_enough():
    (checks,) = check_modules(released(sources(["01"])[0])).values()
    assert len(checks.LESSON.exercises) >= 5
    for exercise in checks.LESSON.exercises.values():
        assert len(exercise.mistakes) >= 3
        assert len(exercise.alternatives) >= 1
        assert len(exercise.tiers) >= 2
        assert exercise.solution_source()


# ------------------------------------------------------------------------------------- in step


@pytest.mark.parametrize(
    "path", [*LESSONS, *translations()], ids=lambda path: f"{language(path)}/{path.stem}".strip("/")
)
def test_a_notebook_is_in_step_with_its_text(path):
    seen = unrun(path)
    if given_to(seen, stored(path)) and not compare(released(path), tidy(seen), unrun(path)):
        return  # as nbval ran it; else, or where nbval was not asked, a run of its own tells
    found = differences(path)
    assert not found, "\n".join(found)


def test_built_twice_a_lesson_is_the_same_to_the_byte():
    (path,) = sources(["01"])
    assert dumps(build(path)) == dumps(build(path))
