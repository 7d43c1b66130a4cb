"""A submission is marked by what its functions answer; whatever else it does, it gets a mark."""

import time

import numpy as np
import pytest

from course_lib.checks import State
from course_lib.checks.run import Outcome
from course_lib.grading import marking
from course_lib.grading.limits import Limits
from course_lib.grading.marking import Job, mark, seeds
from course_lib.grading.sandbox import CallResult, NoIsolation, Transcript
from tests.grading.classroom import code, run_without_sandbox, to_modify

SECRET = b"s" * 32


def job(cells, lesson=0, known=None, **more):
    names = tuple(marking.catalogue()[lesson].tasks)
    return Job(1, lesson, tuple(cells), seeds(SECRET, lesson, "x", names), **more)


def in_code(result):
    """The marks that count; forms are practice, and have no points to give."""
    return [mark for mark in result.marks if mark.possible]


def states(result):
    return {mark.task: mark.state for mark in result.marks}


@pytest.mark.parametrize("name", [f"{number:02}" for number in range(8)])
def test_a_solved_lesson_has_all_points_and_a_released_one_none(project, known, name):
    lesson = int(name)
    full = mark(job(code(project, name), lesson), run_without_sandbox)
    none = mark(job(code(project, name, solved=False), lesson), run_without_sandbox)
    assert full.score == full.possible > 0
    assert full.reason == f"{full.possible:g} of {full.possible:g} correct."
    assert none.score == 0
    assert none.possible == full.possible
    running = to_modify(project, name)  # what is to be changed was judged as it came
    assert all(
        state == (State.NOT_YET if task in running else State.NOT_ATTEMPTED)
        for task, state in states(none).items()
    )
    assert not any(mark.remark for mark in full.marks)


def test_a_mistake_is_named_with_the_case_that_shows_it(wrong):
    result = mark(job(wrong), run_without_sandbox)
    (weigh, other) = in_code(result)
    assert weigh.state == State.NOT_YET
    assert weigh.points == 0
    assert weigh.possible == 1
    assert "This is the sum" in weigh.sentences[0]
    assert [name for name, _ in weigh.rows][:4] == ["x", "w", "expected", "yours"]
    assert other.state == State.CORRECT
    assert result.score == 1
    assert result.reason == "1 of 2 correct."
    assert result.notes == ()


def test_a_missing_function_and_an_empty_one_are_not_attempted(right):
    gone = mark(job([cell for cell in right if "def weigh(" not in cell]), run_without_sandbox)
    assert in_code(gone)[0].state == State.NOT_ATTEMPTED
    assert "no `weigh`" in in_code(gone)[0].sentences[0]
    stub = mark(job([*right, "def weigh(x, w):\n    ..."]), run_without_sandbox)
    assert in_code(stub)[0].state == State.NOT_ATTEMPTED
    assert "stub" in in_code(stub)[0].sentences[0]


def test_a_stub_below_an_answer_is_pointed_out(right):
    """Copied once more, it takes the answer's place: nobody sees why there are no points."""
    covered = in_code(mark(job([*right, "def weigh(x, w):\n    ..."]), run_without_sandbox))[0]
    assert covered.state == State.NOT_ATTEMPTED
    assert "further down the stub stands once more" in covered.sentences[0]
    cells = [cell for cell in right if "def weigh(" not in cell]
    alone = in_code(mark(job([*cells, "def weigh(x, w):\n    ..."]), run_without_sandbox))[0]
    assert alone.sentences == ("The stub is still there: no code was written.",)


def test_a_cell_that_fails_is_a_note(right):
    result = mark(job([*right[:1], "1 / 0", "def weigh(x, w): return x + w"]), run_without_sandbox)
    assert any("ZeroDivisionError" in note for note in result.notes)
    assert "ZeroDivisionError" in result.reason


def test_only_a_cell_that_the_learner_wrote_is_given_as_a_reason(project):
    cells = [*code(project, "02", solved=False), "1 / 0"]
    notes = ("Cell 1 stopped with TypeError", f"Cell {len(cells)} stopped with ZeroDivisionError")
    results = Transcript({}, {}, notes, 0.0, noted_cells=(1, len(cells)))
    result = mark(job(cells, 2), lambda *cells, **limits: results)
    assert result.reason == f"0 of 5 correct. {notes[1]}"
    assert result.notes == notes


def test_a_file_that_could_not_be_read_gets_a_row():
    result = mark(job((), problem="The file is empty."), run_without_sandbox)
    assert result.reason == "The file is empty."
    assert result.score == 0
    assert result.possible == 2


def said(results):
    """A sandbox that answers as it is told."""
    return lambda cells, requests, **more: Transcript(results, {}, (), 0.0)


def test_a_sandbox_that_gives_a_reason(right):
    results = {"weigh": CallResult(None, "It took longer than 5 s.")}
    weigh, other = in_code(mark(job(right), said(results)))
    assert (weigh.state, weigh.points) == (State.ERROR, 0)
    assert weigh.sentences == ("It took longer than 5 s.",)
    assert (other.state, other.points) == (State.ERROR, 0)


@pytest.mark.parametrize("count", [0, 1, 100])
def test_another_number_of_outcomes_than_cases_is_never_right(right, known, count):
    draw = known[0].tasks["weigh"].draw(seeds(SECRET, 0, "x", ["weigh"])["weigh"])
    outcomes = (draw.expected * 100)[:count]
    weigh, _ = in_code(mark(job(right), said({"weigh": CallResult(tuple(outcomes))})))
    assert weigh.points == 0
    assert weigh.state == State.ERROR


class Odd:
    """A value that no honest sandbox gives."""

    def __eq__(self, other):
        raise RuntimeError("who knows")

    __hash__ = None


@pytest.mark.parametrize(
    "outcome",
    [Outcome(value=Odd()), Outcome(raised="no"), Outcome(warned=7), Outcome(given=3), None],
    ids=["odd value", "raised", "warned", "given", "none"],
)
def test_nothing_that_a_sandbox_says_makes_it_raise(right, known, outcome):
    count = len(known[0].tasks["weigh"].draw_args(0))
    weigh, other = in_code(mark(job(right), said({"weigh": CallResult((outcome,) * count)})))
    assert weigh.points == 0
    assert other.points == 0


def test_a_grader_that_fails_says_so_and_gives_a_row(right):
    def fails(*args, **more):
        raise KeyError("a slip of ours")

    result = mark(job(right), fails)
    assert result.score == 0
    assert "by hand" in result.reason
    assert "a slip of ours" in result.reason


def test_an_answer_that_the_judge_stumbles_over_wants_a_persons_eye(right, monkeypatch):
    monkeypatch.setattr(marking, "judge", lambda *given: 1 / 0)
    result = mark(job(right), run_without_sandbox)
    assert not result.is_judged
    assert "Judging weigh failed: ZeroDivisionError" in in_code(result)[0].remark
    monkeypatch.undo()
    assert mark(job(right), run_without_sandbox).is_judged


def test_where_nothing_isolates_nothing_is_graded(right):
    def refuses(*args, **more):
        raise NoIsolation("nothing isolates")

    with pytest.raises(NoIsolation):
        mark(job(right), refuses)


def test_an_answer_ready_made_is_right_and_remarked():
    cells = [
        "from course_lib.nn.activations import sigmoid as ready\nimport numpy as np",
        "def sigmoid(z):\n    return ready(np.asarray(z, dtype=float))",
    ]
    result = mark(job(cells, 1), run_without_sandbox)
    (found,) = [mark for mark in result.marks if mark.task == "sigmoid"]
    assert "activations.sigmoid" in found.remark or found.state != State.CORRECT
    assert found.state == State.CORRECT


FLOODS = {
    "an array of many axes": np.zeros((2,) * 19, bool),
    "a large array": np.arange(120_000.0).reshape(100, 120, 10),
    "lists in lists": [[[[i] * 8] * 8] * 8 for i in range(8)],
    "long keys": {"k" * 20_000 + str(i): i for i in range(8)},
    "long texts": ["t" * 90_000] * 8,
}


@pytest.mark.parametrize("how", FLOODS)
def test_what_is_said_of_an_answer_is_no_longer_than_anybody_reads(right, known, how):
    draw = known[0].tasks["weigh"].draw(seeds(SECRET, 0, "x", ["weigh"])["weigh"])
    flood = [Outcome(value=FLOODS[how], given=args, printed="p" * 10**6) for args in draw.args]
    began = time.process_time()
    weigh, _ = in_code(mark(job(right), said({"weigh": CallResult(tuple(flood))})))
    assert weigh.state == State.NOT_YET
    assert len(repr(weigh)) < marking.MOST_CHARACTERS + 1_000
    assert time.process_time() - began < 3


def test_of_thousands_of_cells_that_fail_some_are_named(right):
    notes = tuple(f"Cell {n} stopped" for n in range(1, 2_001))
    results = Transcript({}, {}, notes, 0.0, noted_cells=tuple(range(1, 2_001)))
    result = mark(job(["1 / 0"] * 2_000), lambda *cells, **limits: results)
    assert len(result.notes) == marking.MOST_TEXTS + 1
    assert result.notes[-1] == "And 1,950 more."


def test_what_a_cell_says_of_itself_is_cut_too(right):
    flood = "x" * 10**6
    results = {"weigh": CallResult(None, flood)}
    weigh, _ = in_code(mark(job(right), said(results)))
    assert len(repr(weigh)) < marking.MOST_CHARACTERS + 1_000


# --- forms ---------------------------------------------------------------------------------------


def form_of(known, lesson, kind):
    return next(t for t in known[lesson].tasks.values() if type(t).__name__ == kind)


@pytest.mark.parametrize(("lesson", "kind"), [(3, "Blanks"), (8, "Parsons")])
def test_forms_are_practice_unless_they_count(known, lesson, kind):
    form = form_of(known, lesson, kind)
    form_answers = {form.name: (form.right_answer,)}
    results = lambda cells, requests, **more: Transcript({}, form_answers, (), 0.0)  # noqa: E731
    for graded, points in ((False, 0), (True, form.points)):
        result = mark(job([], lesson, graded_forms=graded), results)
        (found,) = [mark for mark in result.marks if mark.task == form.name]
        assert (found.state, found.points, found.possible) == (State.CORRECT, points, points)


@pytest.mark.parametrize(
    "answer",
    [(), ("?",), (None,), (7,), ({"nobody": 1},), ([["nested"]],), ({},), ([],), (["x"] * 9_999,)],
    ids=repr,
)
@pytest.mark.parametrize(("lesson", "kind"), [(3, "Blanks"), (8, "Parsons")])
def test_no_answer_to_a_form_makes_it_raise(known, lesson, kind, answer):
    form = form_of(known, lesson, kind)
    results = lambda cells, requests, **more: Transcript({}, {form.name: answer}, (), 0.0)  # noqa: E731
    result = mark(job([], lesson, graded_forms=True), results)
    (found,) = [mark for mark in result.marks if mark.task == form.name]
    assert (found.points, found.possible) == (0, form.points)
    assert found.sentences


# --- seeds ---------------------------------------------------------------------------------------


def test_seeds_depend_on_everything_and_repeat():
    base = seeds(SECRET, 1, "a", ["f", "g"])
    assert base == seeds(SECRET, 1, "a", ["f", "g"])
    others = [
        seeds(b"t" * 32, 1, "a", ["f"])["f"],
        seeds(SECRET, 2, "a", ["f"])["f"],
        seeds(SECRET, 1, "b", ["f"])["f"],
        base["g"],
        base["f"],
    ]
    assert len(set(others)) == 5
    assert all(0 <= seed < 2**64 for seed in others)


def test_libraries_that_need_more_get_more():
    assert marking.limits(10, ["x = 1"]) == Limits()
    assert marking.limits(10, ["x = 1", "from tensorflow import keras"]) == Limits.heavy()
    assert marking.limits(9, ["x = 1", "from tensorflow import keras"]) == Limits()
