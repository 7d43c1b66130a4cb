"""The commands as an instructor types them, from an inbox to a table, and what they refuse."""

import contextlib
import os
import re
import shutil
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from course_lib.grading import schedule
from course_lib.grading.cli import app, collecting, commands
from course_lib.grading.cli.common import lessons_by
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.marking import mark
from course_lib.grading.plain_text import without_control_characters
from course_lib.grading.reading import Reader
from course_lib.grading.sandbox import NoIsolation
from tests.grading.classroom import notebook, run_without_sandbox

COMMANDS = [
    *("doctor", "release", "collect", "status", "grade", "regrade", "due", "override", "export"),
    *("insights", "alike"),
]
DRY = [
    *("release", "collect", "grade", "regrade", "due", "override", "export", "insights", "alike")
]


@pytest.fixture
def classroom(tmp_path, monkeypatch, right, wrong):
    """A folder to work in: an inbox, a roster, and nothing else. Trusted, so without sandboxes."""
    monkeypatch.setattr(
        schedule, "results_here", lambda waiting, marking, jobs: map(marking, waiting)
    )
    monkeypatch.setitem(schedule.grade.__kwdefaults__, "marking", mark_here)
    monkeypatch.setattr(collecting, "clocked_reader", lambda: contextlib.nullcontext(Reader()))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    for learner, cells in (("s1", right), ("s2", wrong)):
        folder = tmp_path / "inbox" / learner
        folder.mkdir(parents=True)
        (folder / "00.ipynb").write_bytes(notebook(cells))
    (tmp_path / "roster.csv").write_text("id,name\ns1,Ada\ns2,Blaise\ns3,Carl\n")
    return tmp_path


def mark_here(job):
    """Marks as the grader does, with a sandbox that is none."""
    return mark(job, run_without_sandbox)


def course(*arguments, code=0):
    """Run a command in this process; what it said, on both streams."""
    done = CliRunner().invoke(app, list(map(str, arguments)))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


def test_a_term_from_inbox_to_feedback(classroom):
    said = course("collect", "inbox", "--roster", "roster.csv")
    assert "2 notebooks found a place: 2 new" in said
    assert "1 missing in lesson 00 Start here:\n  s3 Carl" in said
    said = course("grade", "--jobs", 1)
    assert "2 submissions graded" in said
    said = course("status")
    assert "2 of 3" in said
    assert "1.5 of 2" in said
    files = ["--csv", "g.csv", "--details", "e.csv", "--feedback", "pages"]
    course("export", *files)
    assert (classroom / "g.csv").read_text().splitlines()[1].startswith("s1,Ada,,,2,2,2,100")
    assert (classroom / "e.csv").read_text().count("correct") >= 3
    assert sorted(p.name for p in (classroom / "pages").iterdir()) == ["s1.html", "s2.html"]
    before = {name: (classroom / name).read_bytes() for name in ("g.csv", "e.csv", "pages/s2.html")}
    assert "0 scores changed" in course("regrade", "--jobs", 1)
    course("export", *files)
    assert before == {name: (classroom / name).read_bytes() for name in before}


def test_a_term_through_real_sandboxes(classroom, monkeypatch, project, isolation):
    def typed(*arguments):
        command = [sys.executable, "-m", "course_lib.grading", *arguments]
        done = subprocess.run(command, env=there, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    there = {**os.environ, "PYTHONPATH": str(project)}
    typed("collect", "inbox", "--roster", "roster.csv")
    assert "2 submissions graded" in typed("grade", "--jobs", "2")
    typed("export", "--csv", "g.csv")
    assert (classroom / "g.csv").read_text().splitlines()[1].startswith("s1,Ada,,,2,2,2,100")


def test_a_dry_run_writes_nothing(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    before = _files(classroom)
    said = {
        "collect": course("collect", "inbox", "--dry-run"),
        "grade": course("grade", "--dry-run"),
        "regrade": course("regrade", "--dry-run"),
        "export": course(
            *("export", "--csv", "g.csv", "--details", "e.csv", "--feedback", "pages"),
            *("--nbgrader", "n.db", "--dry-run"),
        ),
        "insights": course("insights", "--html", "page.html", "--dry-run"),
        "alike": course("alike", "--dolos", "code", "--dry-run"),
        "release": course("release", "00-01", "--to", "out", "--dry-run"),
        "due": course("due", "--late", "10%/day", "--dry-run"),
        "override": course("override", "s1", "--lesson", "00", "--points", 1, "--dry-run"),
    }
    assert _files(classroom) == before
    assert set(said) == set(DRY)
    assert "2 known already" in said["collect"]
    assert "would grade 2 submissions" in said["grade"]
    assert "Would grade 2 submissions again" in said["regrade"]
    assert "Would write g.csv" in said["export"]
    assert "Nothing has been judged yet" in said["insights"]
    assert "Would write the code of 2 submissions into code" in said["alike"]
    assert "Would write out/01_neuron.ipynb" in said["release"].replace("\\", "/")


def test_a_dry_run_before_there_is_a_gradebook(classroom):
    said = course("collect", "inbox", "--roster", "roster.csv", "--dry-run")
    assert "2 new" in said
    assert not (classroom / "gradebook.sqlite").exists()


def _files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(command):
    said = course(command, "--help")
    assert f"course {command}" in said.partition("Examples")[2]
    assert ("--dry-run" in said) == (command in DRY)


def test_the_help_lists_every_command():
    said = course("--help")
    assert all(command in said for command in COMMANDS)
    assert set(COMMANDS) <= set(commands.COMMANDS)


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_the_list_says_of_a_command_what_it_says_of_itself(name):
    command = commands.load(name)
    assert command.help.partition("\n\n")[0].replace("\n", " ") == commands.COMMANDS[name][1]


def test_a_command_that_is_none():
    assert "No such command 'grad'" in course("grad", code=2)


def test_the_help_of_all_imports_no_commands(project):
    """It is typed often, and NumPy with an editor open is slow enough."""
    code = (
        "import sys; sys.argv = ['course', '--help']\n"
        "from course_lib.grading.__main__ import main\n"
        "try: main()\n"
        "finally: print([m for m in ('course_lib.checks', 'course_lib.grading.gradebook') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.endswith("[]\n"), done


def test_it_says_its_version():
    assert re.fullmatch(
        r"course (\d+\.\d+\.\d+\S*|\(a copy that is not installed\))\n", course("--version")
    )


def test_it_is_a_module_too(project):
    command = [sys.executable, "-m", "course_lib.grading", "--help"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert "Usage: course" in done.stdout


def test_without_typer_it_says_what_to_install(project):
    code = (
        "import sys; sys.modules['typer'] = None\n"
        "from course_lib.grading.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "neural-network-course[grade]" in done.stderr


# --- what a person has to look at ----------------------------------------------------------------


def stumbling(job):
    """The grader stumbles over one submission; no fault of ours becomes a mark."""
    if any("x + w" in cell for cell in job.cells):
        return mark(job, lambda *cells, **limits: 1 / 0)
    return mark_here(job)


def test_what_could_not_be_judged_is_said_everywhere(classroom, monkeypatch):
    course("collect", "inbox", "--roster", "roster.csv")
    monkeypatch.setitem(schedule.grade.__kwdefaults__, "marking", stumbling)
    said = course("grade", "--jobs", 1, code=3)
    assert "2 submissions graded" in said
    assert "1 submission could not be judged. Look: course status" in said
    eye = "The grader failed on it: look at it by hand. (ZeroDivisionError"
    assert f"s2, lesson 00: {eye}" in course("status")
    course("export", "--csv", "g.csv", "--details", "e.csv")
    assert eye in (classroom / "e.csv").read_text()
    _, ada, blaise, *_ = (classroom / "g.csv").read_text().splitlines()
    assert ada.startswith("s1,Ada,,,2,2,2,100")
    assert blaise.startswith("s2,Blaise,,,,0,2,0,")
    assert eye in blaise
    monkeypatch.setitem(schedule.grade.__kwdefaults__, "marking", mark_here)
    assert "s2, lesson 00: none → 1" in course("regrade", "--jobs", 1)
    assert "by hand" not in course("status")


def test_a_remark_on_an_answer_stands_in_the_table_too(classroom, right):
    borrowed = [cell.replace("return x * w", "import course_lib; return x * w") for cell in right]
    (classroom / "inbox" / "s1" / "00.ipynb").write_bytes(notebook(borrowed))
    course("collect", "inbox", "--roster", "roster.csv")
    course("grade", "--jobs", 1)
    course("export", "--csv", "g.csv")
    remark = "The answer to weigh uses course_lib."
    assert remark in course("status")
    assert remark in (classroom / "g.csv").read_text()


def test_an_isolation_that_is_none_is_refused_before_anything_is_graded(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    for command in ("grade", "regrade"):
        said = course(command, "--isolation", "Bubblewrap", code=2)
        assert "bubblewrap, landlock" in said
    with Gradebook("gradebook.sqlite") as book:
        assert book.due() == 2
        assert not book.get("run")
        with pytest.raises(ValueError, match="is one of"):
            schedule.grade(book, isolation="none")


def test_a_learner_may_be_left_out_and_waits_on(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    said = course("grade", "--skip", "s2", "--jobs", 1)
    assert "1 submission graded" in said
    assert "Left out: s2. Waiting: 1 submission." in said
    assert "1 submission graded" in course("grade", "--jobs", 1)


@pytest.mark.parametrize("arguments", [("grade", "--skip"), ("regrade", "--learner")])
def test_a_learner_whom_nobody_knows(classroom, arguments):
    course("collect", "inbox", "--roster", "roster.csv")
    assert "Nobody in this class has the id 'nosuch'" in course(*arguments, "nosuch", code=2)


def test_a_cluster_that_fails_leaves_no_run_behind(classroom, monkeypatch):
    course("collect", "inbox", "--roster", "roster.csv")

    @contextlib.contextmanager
    def refuses(address):
        raise schedule.ClusterError("No Dask scheduler answers.")
        yield

    monkeypatch.setattr(schedule, "_cluster", refuses)
    assert "No Dask" in course("grade", "--scheduler", "tcp://127.0.0.1:1", code=1)
    assert "broken off" not in course("status")
    assert "2 submissions graded" in course("grade", "--jobs", 1)


# --- what an instructor decides ------------------------------------------------------------------


def test_late_work_from_dates_to_the_table(classroom):
    (classroom / "due.csv").write_text("lesson,due,learner\n00,2026-03-02,\n00,2026-03-09,s1\n")
    (classroom / "times.csv").write_text("id,handed in\ns1,2026-03-04 10:00\ns2,2026-03-04 10:00\n")
    course("collect", "inbox", "--roster", "roster.csv", "--times", "times.csv")
    course("grade", "--jobs", 1)
    assert "2 due dates.\nLate work: none." in course("due", "due.csv")
    late = "s2, lesson 00: handed in 2026-03-04 10:00, 2 days late (due 2026-03-02 23:59): "
    said = course("status")
    assert "1 late (nothing is taken off; to choose: course due --late RULE):" in said
    assert f"{late}nothing taken off" in said
    assert "Late work: 10%/day." in course("due", "--late", "10%/day")
    said = course("status")
    assert f"{late}0.4 points taken off (10%/day)" in said
    assert "1.3 of 2" in said
    said = course("export", "--csv", "g.csv")
    assert "Late work (10%/day): points are taken off 1 submission. Which: course status" in said
    assert "s2,Blaise,,,0.6,2026-03-04 10:00,2,0.4,0.6,2,30," in (classroom / "g.csv").read_text()
    assert "10%/day" in course("due", "--late", "a lot", code=1)
    assert "lesson 00, s1: 2026-03-09 23:59" in course("due")


def test_a_word_by_hand_from_the_command_to_the_page(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    course("grade", "--jobs", 1)
    said = course(
        *("override", "s2", "--lesson", "00", "--exercise", "weigh", "--points", 0.5),
        *("--comment", "The idea is right.", "--by", "Prof. Hopper"),
    )
    assert "s2, lesson 00: 1.5 of 2 points." in said
    assert "s3, lesson 00: excused." in course("override", "s3", "--lesson", "00", "--excuse")
    assert "0 scores changed" in course("regrade", "--jobs", 1)
    said = course("status")
    assert "2 by hand:" in said
    assert "s2, lesson 00: weigh: 0.5 points by Prof. Hopper" in said
    assert "1.75 of 2" in said, "the mean is of those who are not excused"
    course("export", "--csv", "g.csv", "--feedback", "pages")
    assert "s3,Carl,,,excused,0,0,," in (classroom / "g.csv").read_text()
    assert "The idea is right." in (classroom / "pages" / "s2.html").read_text()
    said = course("override", "s2", "--lesson", "00", "--exercise", "weigh", "--withdraw")
    assert "s2, lesson 00: 1 of 2 points." in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nosuch", "--points", 1), "Nobody in this class"),
        (("s1",), "--withdraw alone"),
        (("s1", "--points", 1, "--withdraw"), "--withdraw alone"),
        (("s1", "--points", 1, "--excuse"), "leave out --points"),
        (("s1", "--points", 3), "no more to have than 2 points"),
        (("s1", "--points", 2, "--exercise", "weigh"), "no more to have than 1 point."),
        (("s1", "--points", 1, "--exercise", "sigmoid"), "has no exercise 'sigmoid'"),
        (("s1", "--points", -1), "--points"),
    ],
)
def test_a_word_by_hand_that_can_not_be_meant(classroom, arguments, words):
    course("collect", "inbox", "--roster", "roster.csv")
    said = course("override", *arguments, "--lesson", "00", code=2)
    assert words in " ".join(said.replace("│", " ").split())
    with Gradebook("gradebook.sqlite") as book:
        assert book.overrides() == []


# --- what can go wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["grade"], ["regrade"], ["status"], ["export", "--csv", "x"]])
def test_without_a_gradebook(classroom, command):
    assert "There is no gradebook gradebook.sqlite" in course(*command, code=1)


def test_collecting_without_a_class(classroom):
    assert "--roster roster.csv" in course("collect", "inbox", code=1)
    assert not (classroom / "gradebook.sqlite").exists()


def test_a_roster_that_is_none(classroom):
    (classroom / "roster.csv").write_text("who\nx\n")
    said = course("collect", "inbox", "--roster", "roster.csv", code=1)
    assert "needs a column `id`" in said


def test_an_inbox_that_is_not_there(classroom):
    assert "does not exist" in course("collect", "nowhere", "--roster", "roster.csv", code=2)


@pytest.mark.parametrize("lesson", ["x", "77", "1-x"])
def test_a_lesson_that_is_none(classroom, lesson):
    course("collect", "inbox", "--roster", "roster.csv")
    assert "lesson" in course("export", "--csv", "g.csv", "--lesson", lesson, code=2).lower()


def test_one_inbox_is_filed_under_one_lesson(classroom):
    for lessons in ("00,01", "00-02", "all"):
        arguments = ("collect", "inbox", "--roster", "roster.csv", "--lesson", lessons)
        assert "under one lesson" in course(*arguments, code=2)


def test_tables_open_right_in_a_spreadsheet(classroom):
    """Excel reads UTF-8 where a mark says that it is; a platform's importer wants none."""
    (classroom / "roster.csv").write_text("id,name\ns1,Gödel\ns2,Žižek\n", encoding="utf-8")
    course("collect", "inbox", "--roster", "roster.csv")
    course("grade", "--jobs", 1)
    course("export", "--csv", "g.csv", "--details", "e.csv")
    course("export", "--csv", "c.csv", "--lms", "canvas")
    begins = {name: (classroom / name).read_bytes()[:3] for name in ("g.csv", "e.csv", "c.csv")}
    assert begins == {"g.csv": b"\xef\xbb\xbf", "e.csv": b"\xef\xbb\xbf", "c.csv": b"Stu"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_what_is_exported_is_nobody_elses_to_read(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    course("grade", "--jobs", 1)
    course("export", "--csv", "g.csv", "--details", "e.csv", "--feedback", "pages")
    written = [classroom / "g.csv", classroom / "e.csv", *(classroom / "pages").iterdir()]
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


def test_where_nothing_isolates(classroom, monkeypatch):
    course("collect", "inbox", "--roster", "roster.csv")

    def refuses(job):
        raise NoIsolation("Nothing on this machine isolates a submission.")

    monkeypatch.setitem(schedule.grade.__kwdefaults__, "marking", refuses)
    said = course("grade", "--jobs", 1, code=1)
    assert "Nothing on this machine isolates a submission." in said
    with Gradebook("gradebook.sqlite") as book:
        assert book.due() == 2


def test_a_run_that_was_broken_off(classroom, monkeypatch):
    course("collect", "inbox", "--roster", "roster.csv")

    def interrupted(job):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setitem(schedule.grade.__kwdefaults__, "marking", interrupted)
        assert "course grade --resume" in course("grade", "--jobs", 1, code=130)
    assert "course grade --resume" in course("status")
    assert "course grade --resume" in course("grade", "--jobs", 1, code=1)
    assert "2 submissions graded" in course("grade", "--resume", "--jobs", 1)


def test_forms_count_for_a_whole_class(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    course("grade")
    assert "regrade --graded-forms" in course("grade", "--graded-forms", code=1)
    said = course("regrade", "--graded-forms", "--lesson", "00", code=2)
    assert "leave out" in said
    course("regrade", "--graded-forms")
    course("grade", "--graded-forms")


def test_exporting_nothing_or_half_of_it(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    assert "--csv" in course("export", code=2)
    assert "--csv too" in course("export", "--lms", "canvas", "--feedback", "x", code=2)
    said = course("export", "--csv", "g.csv")
    assert "2 submissions wait to be graded" in said


def test_a_platforms_file_that_is_another(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    (classroom / "sheet.csv").write_text("a,b\n1,2\n")
    for lms, words in (("canvas", "columns Student"), ("moodle", "Identifier")):
        said = course("export", "--csv", "g", "--lms", lms, "--worksheet", "sheet.csv", code=1)
        assert words in said
    (classroom / "sheet.csv").write_bytes(b"\xff\xfea")
    arguments = ("export", "--csv", "g", "--lms", "canvas", "--worksheet", "sheet.csv")
    assert "not UTF-8" in course(*arguments, code=1)


def test_a_new_file_for_each_platform(classroom):
    course("collect", "inbox", "--roster", "roster.csv")
    course("grade", "--jobs", 1)
    course("export", "--csv", "canvas.csv", "--lms", "canvas")
    course("export", "--csv", "moodle.csv", "--lms", "moodle")
    assert (classroom / "canvas.csv").read_text().startswith("Student,ID,SIS User ID,SIS Login ID")
    assert (classroom / "moodle.csv").read_text().startswith("ID number,Full name,Email address")


def test_who_marks_unseen_sees_no_name(classroom):
    (classroom / "roster.csv").write_text("id,name,email,section\ns1,Ada,ada@x.org,A\ns2,Bo,,B\n")
    course("collect", "inbox", "--roster", "roster.csv")
    course("grade", "--jobs", 1)
    files = ("--csv", "g.csv", "--details", "e.csv", "--feedback", "pages")
    course("export", *files, "--anonymous", "--key", "key.csv")
    key = dict(
        line.split(",")[::2] for line in (classroom / "key.csv").read_text().splitlines()[1:]
    )
    assert set(key) == {"s1", "s2"}
    assert sorted(p.stem for p in (classroom / "pages").iterdir()) == sorted(key.values())
    written = [classroom / "g.csv", classroom / "e.csv", *(classroom / "pages").iterdir()]
    for path in written:
        text = path.read_text()
        assert not re.search(r"\b(s1|s2|Ada|Bo|ada@x.org)\b", text), path
    assert f"{key['s1']},,,,2,2,2,100" in (classroom / "g.csv").read_text()
    assert f"{key['s2']},,,,1,1,2,50" in (classroom / "g.csv").read_text()
    before = (classroom / "g.csv").read_bytes()
    course("export", *files, "--anonymous")
    assert (classroom / "g.csv").read_bytes() == before
    for others in (("--lms", "canvas"), ("--nbgrader", "n.db")):
        said = course("export", "--csv", "g.csv", "--anonymous", *others, code=2)
        assert "leave out --anonymous" in " ".join(said.split())


def test_release_and_check(classroom, project):
    arguments = ("release", "00", "01", "--to", "class", "--from", project / "notebooks")
    assert "2 lessons released" in course(*arguments)
    assert "00_start_here.ipynb: clean" in course(*arguments, "--check")
    (classroom / "class" / "01_neuron.ipynb").write_text("{}")
    assert "01_neuron.ipynb: differs" in course(*arguments, "--check", code=1)
    shutil.rmtree(classroom / "class")
    assert "not released" in course(*arguments, "--check", code=1)


# --- an instructor's own exercises ---------------------------------------------------------------

OWN = '''
from course_lib.checks import Lesson, exercise

LESSON = Lesson(number=90, title="Midterm", notebook="90_midterm.ipynb")


@exercise(lesson=90, minutes=5, points=3)
def twice(x):
    """Twice x."""
    return 2 * x


@twice.cases
def _(rng):
    yield (2,)
    yield (float(rng.normal()),)


@twice.mistake("You squared it.")
def _(x):
    return x * x
'''


def test_exercises_of_ones_own(classroom):
    (classroom / "midterm.py").write_text(OWN)
    shutil.rmtree(classroom / "inbox")
    for learner, body in (("s1", "return x + x"), ("s2", "return x * x"), ("s3", "...")):
        path = classroom / "inbox" / f"{learner}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(notebook([f"def twice(x):\n    {body}"]))
    course("collect", "inbox", "--roster", "roster.csv", "--exercises", "midterm.py")
    (classroom / "midterm.py").unlink()
    course("grade", "--jobs", 2)
    with Gradebook("gradebook.sqlite") as book:
        assert [(row.lesson, row.score) for row in book.rows()] == [(90, 3), (90, 0), (90, 0)]
    course("export", "--details", "e.csv")
    table = (classroom / "e.csv").read_text()
    assert "You squared it." in table
    assert "not attempted" in table


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1", "declares none"),
        ("1 / 0", "division by zero"),
        ("def", "can't be used"),
        (OWN.replace("lesson=90", "lesson=0").replace("twice", "weigh"), "already"),
    ],
)
def test_a_private_file_that_is_none(classroom, text, words):
    (classroom / "mine.py").write_text(text)
    arguments = ("collect", "inbox", "--roster", "roster.csv", "--exercises", "mine.py")
    assert words in course(*arguments, code=1)


# --- how lessons are typed, and how things are said ----------------------------------------------


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["01"], [1]),
        (["1-3"], [1, 2, 3]),
        (["03,1", "00"], [0, 1, 3]),
        (["1 - 2", "2"], [1, 2]),
        ([], None),
    ],
)
def test_lessons_as_they_are_typed(known, words, numbers):
    assert lessons_by(words, known) == numbers


def test_all_lessons(known):
    assert lessons_by(["all"], known) == list(known)


def test_no_text_moves_the_cursor():
    assert without_control_characters("a\x1b]0;x\x07b\u202ec\nd") == "a�]0;x�b�c\nd"


@pytest.mark.skipif(sys.platform == "win32", reason="no file can be called so there")
def test_names_of_files_are_no_markup(classroom, right):
    (classroom / "inbox" / "[red]\x1b[31mwho[").mkdir()
    (classroom / "inbox" / "[red]\x1b[31mwho[" / "x.ipynb").write_bytes(notebook(right))
    said = course("collect", "inbox", "--roster", "roster.csv")
    assert "[red]�[31mwho[/x.ipynb" in said
    assert "\x1b" not in said
