"""Alike answers: what is listed, what is left out and why, and that no submission can stall it."""

import contextlib
import csv
import importlib
import io
import re

import pytest
from typer.testing import CliRunner

from course_lib.grading import answer_reading
from course_lib.grading.alike import FEWEST_PARTS, find_alike
from course_lib.grading.anonymous import AnonymousGradebook, code_of
from course_lib.grading.answer_reading import Unread, answers_here, clocked_answers
from course_lib.grading.cli import app
from course_lib.grading.clocked_process import Clock
from course_lib.grading.code_folders import as_script, write_folders
from course_lib.grading.gradebook import GradebookError
from course_lib.grading.roster import Learner
from course_lib.grading.submission import Submission, read
from tests.grading.classroom import code, notebook
from tests.hostile import lesson
from tests.hostile.attacks import ATTACKS

OWN = """\
def side(x, w, b):
    total = b
    for place in range(len(x)):
        total = total + x[place] * w[place]
    words = {1: "yes", -1: "no", 0: "undecided"}
    return words[int(np.sign(total))]
"""
DISGUISED = '''\
def side(inputs, weights, bias):
    """My own idea."""
    answers = {1: "yes", -1: "no", 0: "undecided"}
    z = bias
    for i in range(len(inputs)):
        z = weights[i] * inputs[i] + z  # one after the other
    return answers[int(np.sign(z))]
'''
PRIVATE = '''
from course_lib.checks import exercise


@exercise(lesson=90, minutes=1)
def thrice(x):
    """Three times x."""
    return x * 3
'''
UNLIKE = OWN.replace("np.sign(total)", "total / abs(total)")
SHORT = "def side(x, w, b):\n    return 'yes' if sum(x * w) + b > 0 else 'no'\n"


@pytest.fixture(scope="module")
def solved(project):
    """Lesson 01, answered rightly: a cell for each answer."""
    return code(project, "01")


@pytest.fixture
def hand_in(book, solved):
    """Hand in lesson 01 with another answer to `side`: what it takes is a learner and the text."""

    def handed_in(learner, answer, before=""):
        book.enrol([Learner(learner, f"Name of {learner}", f"{learner}@x.org", section="A")])
        cells = [before, *(answer if "def side(" in cell else cell for cell in solved)]
        data = notebook([*cells, f"# handed in by number {len(book.rows())}"])
        assert book.add(learner, 1, read(data), "somewhere") == "new"

    return handed_in


def found(book, **options):
    return find_alike(book, (), [1], answers_here, **options)


def test_a_disguised_copy_is_listed_with_both_texts(book, hand_in):
    hand_in("s1", OWN)
    hand_in("s2", DISGUISED)
    hand_in("s3", UNLIKE)
    report = found(book)
    (pair,) = report.pairs
    assert pair.learners == ("s1", "s2")
    (alike,) = pair.answers
    assert (alike.lesson, alike.task) == (1, "side")
    assert alike.texts == (OWN.rstrip(), DISGUISED.rstrip())
    assert not alike.is_same_text
    assert alike.parts >= FEWEST_PARTS
    assert report.read == 3


def test_the_same_to_the_letter_is_said(book, hand_in):
    hand_in("s1", OWN)
    hand_in("s2", OWN)
    ((alike,),) = (pair.answers for pair in found(book).pairs)
    assert alike.is_same_text


def test_what_everybody_is_made_to_write_is_left_out(book, solved, known):
    """All of the lesson's solutions are the same in both, and are no pair."""
    for learner in ("s1", "s2"):
        book.add(learner, 1, Submission(learner * 32, tuple(solved)), "somewhere")
    report = found(book)
    assert report.pairs == ()
    exercises = [name for name, task in known[1].tasks.items() if hasattr(task, "reference")]
    assert set(report.left_out) == {(1, name) for name in exercises}
    assert {one.declared for one in report.left_out.values()} == {2}


def test_what_stands_as_it_was_given_is_no_answer(book, project):
    """Stubs, and in lesson 01 a sum with a fault that is to be found."""
    for learner in ("s1", "s2"):
        cells = tuple(code(project, "01", solved=False))
        book.add(learner, 1, Submission(learner * 32, cells), "somewhere")
    assert found(book).left_out == {}


@pytest.mark.parametrize("number", [1, 7, 16])
def test_every_right_answer_that_is_declared_is_known(known, number):
    for name, task in known[number].tasks.items():
        for answer in getattr(task, "alternatives", ()):
            source = answer_reading.undecorated_source(answer)
            source = re.sub(rf"^(def|class) {answer.__name__}\b", rf"\1 {name}", source)
            read_answer = answers_here([source], number, ())[name]
            assert read_answer.is_declared, source
            assert read_answer.parts_beyond == 0


def test_what_is_short_is_said_to_be_short(book, hand_in):
    hand_in("s1", SHORT)
    hand_in("s2", SHORT)
    report = found(book)
    assert report.pairs == ()
    assert report.left_out[1, "side"].short == 2


def test_a_solution_with_a_line_more_is_short(book, hand_in, known):
    """What counts is what stands beyond the solution, not how long the answer is."""
    solution = known[1].tasks["side"].solution_source()
    more = solution.replace("    if z == 0", "    z = z + 0 * b\n    if z == 0")
    for learner in ("s1", "s2"):
        hand_in(learner, more)
    assert found(book).left_out[1, "side"].short == 2


def test_what_many_share_is_left_out(book, hand_in):
    for number in range(5):
        hand_in(f"s{number}", OWN)
    hand_in("s8", UNLIKE)
    hand_in("s9", UNLIKE)
    report = found(book)
    assert [pair.learners for pair in report.pairs] == [("s8", "s9")]
    assert report.left_out[1, "side"].shared == 5
    assert len(found(book, most_share=5).pairs) == 10 + 1


def test_helpers_of_ones_own_count(book, hand_in):
    helper = "def added(x, w):\n" + OWN.partition("\n")[2].replace("total = b", "total = 0")
    short = "def side(x, w, b):\n    return added(x, w, b)\n"
    hand_in("s1", short, before=helper)
    hand_in("s2", short.replace("added", "summed"), before=helper.replace("added", "summed"))
    hand_in("s3", short, before=helper.replace("+", "-"))
    (pair,) = found(book).pairs
    assert pair.learners == ("s1", "s2")
    assert "def added" in pair.answers[0].texts[0]


def test_those_with_most_in_common_come_first(book, hand_in, solved):
    longer = OWN.replace("    words", "    total = (total + 3) * 2 / 2 - 3\n    words")
    hand_in("s1", OWN)
    hand_in("s2", OWN)
    hand_in("s3", longer)
    hand_in("s4", longer)
    assert [pair.learners for pair in found(book).pairs] == [("s3", "s4"), ("s1", "s2")]


# --- nothing stalls it ---------------------------------------------------------------------------


SHORT_CLOCK = Clock(300.0, cpu_seconds=4.0, memory_mb=1024)
STALLING = {
    "thousands of names": OWN.replace(
        "total = b", "=".join(f"n{i}" for i in range(9_000)) + " = b\n    total = b"
    ),
    "deeper than Python reads": OWN.replace("total = b", f"total = {'-' * 5_000}b"),
    "a name with thousands of marks": OWN.replace("total", "t" + "\u0316\u0301" * 20_000),
    "a long sum": OWN.replace("total = b", f"total = {'+'.join(['b'] * 40_000)}"),
}

TOO_LONG = ("thousands of names",)


@pytest.mark.parametrize("name", STALLING)
def test_no_submission_stalls_it(book, hand_in, monkeypatch, name):
    """Whatever one hands in, the others are compared, and within the clock."""
    monkeypatch.setattr(answer_reading, "CLOCK", SHORT_CLOCK)
    hand_in("s1", OWN)
    hand_in("s2", STALLING[name])
    hand_in("s3", DISGUISED)
    with clocked_answers() as reader:
        report = find_alike(book, (), [1], reader)
    assert [pair.learners for pair in report.pairs] == [("s1", "s3")]
    why = "To compare its answers takes more than 4 seconds of the processor."
    assert report.unread == ((("s2", 1, why),) if name in TOO_LONG else ())


def test_what_attacks_the_grader_is_read_too(monkeypatch, known):
    """All attacks that the project knows, one after the other: each is read, or said not to be."""
    monkeypatch.setattr(answer_reading, "CLOCK", SHORT_CLOCK)
    unread = []
    with clocked_answers() as reader:
        for name, attack in ATTACKS.items():
            made = lesson.hostile(attack, {})
            cells = [cell.source for cell in made.cells if cell.cell_type == "code"]
            try:
                assert set(reader(cells, 1, ())) <= set(known[1].tasks)
            except Unread:
                unread.append(name)
    assert len(ATTACKS) > 50
    assert len(unread) < 3


def test_an_instructors_own_exercises_are_compared():
    source = "def thrice(x):\n    return sum([x for _ in range(3)])"
    (answer,) = answers_here([source], 90, (PRIVATE,)).values()
    assert answer.text == source
    assert not answer.is_declared
    (answer,) = answers_here(["def thrice(x):\n    return 3 * x"], 90, (PRIVATE,)).values()
    assert answer.is_declared


def fails(cells, lesson, private):
    """Instead of what reads answers."""
    raise MemoryError


def test_a_failure_costs_nobody_else_anything(monkeypatch):
    monkeypatch.setattr(answer_reading, "answers_here", fails)
    with clocked_answers() as reader, pytest.raises(Unread, match="MemoryError"):
        reader(("x = 1",), 1, ())


# --- the command ---------------------------------------------------------------------------------


@pytest.fixture
def without_clock(monkeypatch):
    """Trusted answers need no process of their own, which takes seconds to start."""
    module = importlib.import_module("course_lib.grading.cli.alike")
    monkeypatch.setattr(module, "clocked_answers", lambda: contextlib.nullcontext(answers_here))


def alike(book, *arguments, code=0):
    book.close()
    command = ["alike", "--gradebook", str(book.path), *map(str, arguments)]
    done = CliRunner().invoke(app, command, env={"COLUMNS": "140"})
    assert done.exit_code == code, done.output
    return done.output


def test_the_command_shows_both_side_by_side(book, hand_in):
    hand_in("s1", OWN)
    hand_in("s2", DISGUISED)
    hand_in("s3", SHORT)
    said = alike(book)
    assert "1 pair to look at, of 3 submissions. Equal code proves nothing: ask." in said
    assert "s1 Name of s1 and s2 Name of s2" in said
    assert re.search(r"def side\(x, w, b\): +def side\(inputs, weights, bias\):", said)
    assert "# one after the other" in said
    assert re.search(r"01 side: 1 too short to say \(under 30 parts beyond what is given\)", said)
    assert "01 sigmoid: 3 right answers of the exercise's own" in said


def test_one_learners_pairs(book, hand_in, without_clock):
    for learner, answer in (("s1", OWN), ("s2", OWN), ("s3", UNLIKE), ("s4", UNLIKE)):
        hand_in(learner, answer)
    said = alike(book, "--learner", "s3")
    assert "1 pair" in said
    assert "s3 Name of s3 and s4" in said
    assert "Nobody in this class has the id" in alike(book, "--learner", "s77", code=2)
    refused = alike(book, "--learner", "s3", "--dolos", "code", code=2)
    assert "leave out --learner" in " ".join(refused.replace("│", "").split())


def test_anonymous_pairs(book, hand_in, without_clock):
    hand_in("s1", OWN)
    hand_in("s2", OWN)
    codes = sorted(code_of(book, learner) for learner in ("s1", "s2"))
    said = alike(book, "--anonymous")
    assert f"{codes[0]} and {codes[1]}" in said
    assert not re.search(r"\bs[12]\b|Name of", said)


def test_no_text_moves_the_cursor(book, hand_in, without_clock):
    hand_in("s1", OWN + "    # \x1b[2J \u202e\n    pass\n")
    hand_in("s2", OWN + "    pass\n")
    said = alike(book)
    assert "1 pair" in said
    assert not set(said) & set("\x1b\u202e")


# --- folders for other programs ------------------------------------------------------------------


def info(folder):
    """The rows of Dolos's table; the file may begin with no mark, or its first column is lost."""
    text = (folder / "info.csv").read_text(encoding="utf-8")
    assert not text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_folder_is_as_dolos_and_jplag_take_it(book, hand_in, known, tmp_path, solved):
    hand_in("s1", OWN)
    hand_in("s2", DISGUISED)
    book.add("s3", 1, read(b"{"), "damaged")
    assert write_folders(tmp_path / "code", book, known, [0, 1]) == 2
    (home,) = (tmp_path / "code").iterdir()
    assert home.name == "01_neuron"
    rows = info(home)
    assert [row["filename"] for row in rows] == [
        "base/01_neuron.py", "submissions/s1/01_neuron.py", "submissions/s2/01_neuron.py",
    ]  # fmt: skip
    assert [row["ignored"] for row in rows] == ["true", "", ""]
    assert [(row["full_name"], row["label"]) for row in rows[1:]] == [
        ("Name of s1", "A"), ("Name of s2", "A"),
    ]  # fmt: skip
    written = {path.relative_to(home).as_posix() for path in home.rglob("*.py")}
    assert written == {row["filename"] for row in rows}
    assert sorted(path.name for path in (home / "submissions").iterdir()) == ["s1", "s2"]
    text = (home / "submissions/s1/01_neuron.py").read_text(encoding="utf-8")
    compile(text, "s1", "exec")
    assert OWN.rstrip() in text
    base = (home / "base/01_neuron.py").read_text(encoding="utf-8")
    assert "def side(x, w, b):\n" in base
    assert solved[0] in base
    assert "np.sign" not in base


def test_nobody_is_named_in_an_anonymous_folder(book, hand_in, known, tmp_path):
    hand_in("s1", OWN)
    hand_in("s2", DISGUISED)
    write_folders(tmp_path / "code", AnonymousGradebook(book), known, [1])
    codes = sorted(code_of(book, learner) for learner in ("s1", "s2"))
    home = tmp_path / "code" / "01_neuron"
    assert sorted(path.name for path in (home / "submissions").iterdir()) == codes
    assert [row["full_name"] for row in info(home)[1:]] == codes
    everything = " ".join(str(path) + path.read_text("utf-8") for path in home.rglob("*.*"))
    for who in ("s1", "s2", "Name of", "x.org"):
        assert not re.search(rf"\b{who}\b", everything.replace(str(tmp_path), ""))


def test_times_are_told_where_all_are_known_and_nobody_is_anonymous(book, known, tmp_path, solved):
    def columns(folder, **options):
        write_folders(tmp_path / folder, book, known, [1], **options)
        return {row.get("created_at") for row in info(tmp_path / folder / "01_neuron")}

    one, other = Submission("1" * 64, tuple(solved)), Submission("2" * 64, tuple(solved))
    book.add("s1", 1, one, "here", handed_in="2026-03-02T12:00:00")
    assert columns("one") == {"2026-03-02T12:00:00"}
    assert columns("unseen", times=False) == {None}
    book.add("s2", 1, other, "here")
    assert columns("two") == {None}


def test_an_id_that_climbs_stays_in_the_folder(book, hand_in, known, tmp_path):
    hand_in("../../s1", OWN)
    hand_in("=1+1", OWN)
    write_folders(tmp_path / "code", book, known, [1])
    inside = set(tmp_path.rglob("*.py"))
    assert len(inside) == 3
    assert all((tmp_path / "code" / "01_neuron") in path.parents for path in inside)


def test_a_folder_with_something_in_it_is_refused(book, hand_in, known, tmp_path):
    hand_in("s1", OWN)
    (tmp_path / "old.py").write_text("x = 1")
    with pytest.raises(GradebookError, match="an empty one"):
        write_folders(tmp_path, book, known, [1])
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".py"] == ["old.py"]


def test_the_command_writes_the_folder_and_compares_nothing(book, hand_in, tmp_path, monkeypatch):
    hand_in("s1", STALLING["thousands of names"])
    folder = tmp_path / "code"
    monkeypatch.setattr(answer_reading, "answers_here", fails)
    assert "Would write the code of 1 submission" in alike(book, "--dolos", folder, "--dry-run")
    assert not folder.exists()
    said = alike(book, "--dolos", folder)
    assert "The code of 1 submission is in" in said
    assert "dolos run -l python info.csv" in said
    assert "-l python3 -bc base submissions" in said
    assert "Name another one" in " ".join(alike(book, "--dolos", folder, code=1).split())


def test_lines_for_ipython_alone_are_comments():
    script = as_script(["%matplotlib inline\nx = 1", "!ls", "?x\ny = 5 % 3", "s = '''\n''' "])
    compile(script, "script", "exec")
    assert "# %matplotlib inline\nx = 1" in script
    assert "y = 5 % 3" in script
