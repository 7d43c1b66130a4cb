"""The guide is true: its commands say what it says they say, and its tables are the exercises'."""

import contextlib
import difflib
import re
import shlex
import tomllib

import pytest
from markdown_it import MarkdownIt

from course_lib.checks import markup
from course_lib.exercises import lessons
from course_lib.grading import guide
from course_lib.grading.cli import commands
from course_lib.grading.cli.commands import load
from course_lib.grading.isolation import choose
from tests.grading import guide_commands
from tests.grading.classroom import exercises

LESSONS = guide_commands.PROJECT / "docs" / "lessons.md"
TEXT = guide_commands.GUIDE.read_text(encoding="utf-8")
MARKDOWN = MarkdownIt("commonmark").enable("table")


# --- the worked example --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """The guide, with what its commands say now."""
    if not any(probe.works for probe in choose.probe_all()):
        pytest.skip("nothing isolates here, so nothing is graded")
    folder = tmp_path_factory.mktemp("term")
    guide_commands.make(folder)
    with contextlib.chdir(folder):
        yield guide_commands.play(TEXT), folder


def without_the_machine(text):
    """A guide without what another machine, or another day, says differently."""
    text = re.sub(r"(?<=\$ course doctor\n).*?(?=^```)", "", text, flags=re.M | re.S)
    text = re.sub(r"\d+:\d\d:\d\d", "0:00:00", text)
    text = re.sub(r"(?<=by Prof. Curie, )\d{4}-\d\d-\d\d", "2026-03-09", text)
    return re.sub(r"\d+ s, [\d.]+ s each", "1 s, 1 s each", text)


def test_every_command_of_the_guide_says_what_it_says(played):
    before, after = without_the_machine(TEXT), without_the_machine(played[0])
    changed = "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm=""))
    assert not changed, (
        f"{changed}\nIf that is as it should be: python -m tests.grading.guide_commands"
    )


def test_the_example_is_more_than_a_few_commands():
    commands = re.findall(r"^\$ (\w+ \w+)", TEXT, re.M)
    assert {"course doctor", "course release", "course collect", "course grade"} <= set(commands)
    assert {"course status", "course export", "course regrade", "course try"} <= set(commands)


def test_the_feedback_pages_say_what_the_guide_says(played):
    pages = {path.stem: path.read_text("utf-8") for path in (played[1] / "feedback").iterdir()}
    assert "These are the numbers without the bias" in pages["1042"]
    for word in ("expected", "yours", "A hint"):
        assert word in pages["1042"]
    assert "<script" not in "".join(pages.values())


def test_what_one_platform_gets_is_what_the_table_says(played):
    read = {name: (played[1] / name).read_text("utf-8") for name in ("grades.csv", "canvas-up.csv")}
    assert ",5,,,,5,6,83.33," in read["grades.csv"]
    assert '"Hopper, Grace",504,1044,grace,B,4.8' in read["canvas-up.csv"]


# --- whatever else is typed ----------------------------------------------------------------------

COMMANDS = {name: load(name) for name in commands.COMMANDS}
TYPED = sorted({
    found.strip()
    for found in re.findall(r"(?:^ *(?:\$ )?|`)(course [a-z][^`\n#]*)", TEXT, re.M)
    if found.split()[1] in COMMANDS or "--" in found or "`" in found
})  # fmt: skip


def test_there_are_commands_to_look_at():
    assert len(TYPED) > 15
    assert {line.split()[1] for line in TYPED} == set(COMMANDS)


@pytest.mark.parametrize("line", TYPED)
def test_a_command_and_its_options_exist(line):
    _, name, *arguments = shlex.split(line)
    assert name in COMMANDS
    options = {o for p in COMMANDS[name].params for o in (*p.opts, *p.secondary_opts)}
    assert {one for one in arguments if one.startswith("--")} <= options | {"--help"}


def test_options_that_are_named_alone_exist():
    options = {
        o for one in COMMANDS.values() for p in one.params for o in (*p.opts, *p.secondary_opts)
    }
    named = set(re.findall(r"`(--[a-z-]+)", TEXT))
    assert named
    assert named <= options | {"--help"}


def test_what_pip_is_to_install_exists():
    project = tomllib.loads((guide_commands.PROJECT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    named = set(re.findall(r"'\.\[(\w+)\]'", TEXT))
    assert named == {"grade", "dask", "nbgrader"}
    assert named <= set(project["optional-dependencies"])
    assert "course" in project["scripts"]


# --- what the guide quotes -----------------------------------------------------------------------

SOURCES = "\n".join(
    path.read_text("utf-8")
    for path in (guide_commands.PROJECT / "course_lib" / "grading").rglob("*.py")
)
JOINED = re.sub(r'"\s*\n\s*f?"', "", SOURCES)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nothing on this machine isolates a submission",
        "No learner of the roster is named in where it lies",
        "can't be told",
        "Another grader is at work on",
        "An earlier run was broken off",
        "is no gradebook of this course, or one of another version",
        "was left out",
        "stopped with",
        "in the notebook. Was its cell deleted",
        "It took longer than",
        "It used more than",
        "The file is damaged",
        "was to be handed in",
        "can't grade",
        "The platform marks it as late and gives no time",
        "It took the place of one that had come in time",
    ],
)
def test_a_sentence_that_the_guide_explains_is_said(sentence):
    assert sentence in JOINED
    assert sentence.partition(". Was")[0] in TEXT


def test_the_limits_are_those_that_the_guide_gives():
    from course_lib.grading.limits import Limits

    usual, heavy = Limits(), Limits.heavy()
    assert f"took more than {usual.cell_seconds:g} seconds" in TEXT
    assert f"It took longer than {usual.call_seconds:g} seconds" in TEXT
    assert f"more than {usual.memory_mb} MB of memory" in TEXT
    assert heavy.memory_mb == 3 * usual.memory_mb
    assert (usual.wall_seconds, heavy.wall_seconds) == (60, 240)  # a minute, and four


def test_the_states_of_the_table_are_the_states():
    from course_lib.checks import State

    assert re.findall(r"^\| (\S) ([a-z ]+?) \|", TEXT, re.M)
    assert {f"{s.symbol} {s}" for s in State} == {
        f"{symbol} {word}" for symbol, word in re.findall(r"^\| ([✔✎⚠○]) ([a-z ]+?) \|", TEXT, re.M)
    }


# --- the guide to the lessons --------------------------------------------------------------------


def test_the_guide_to_the_lessons_is_in_step(known):
    found, made = LESSONS.read_bytes(), guide.page(known, list(known)).encode("utf-8")
    assert found == made, "Make it again: python -m course_lib.grading guide --to docs/lessons.md"


def rendered(text):
    """The words that a reader of Markdown sees, and none of its signs."""
    html = MARKDOWN.render(text)
    return markup_free(html)


def markup_free(html):
    """HTML's text."""
    import html as entities

    return " ".join(entities.unescape(re.sub(r"<[^>]+>", "", html)).split())


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: f"{lesson.number:02}")
def test_every_mistake_reads_as_a_check_shows_it(known, lesson):
    seen = rendered(guide.page(known, [lesson.number]))
    for task in lesson.tasks.values():
        for sentence in guide.mistakes(task):
            assert markup_free(markup.prose(sentence)) in seen


def test_all_kinds_of_mistakes_are_there(known):
    page = rendered(guide.page(known, list(known)))
    tasks = {
        name: task
        for assignment in known.assignments.values()
        for name, task in assignment.tasks.items()
    }
    declared = [m.message for t in tasks.values() for m in t.mistakes if hasattr(m, "message")]
    assert len(declared) > 300
    assert all(markup_free(markup.prose(message)) in page for message in declared)
    (unused,) = list(tasks["loop"].left_out.values())[:1] or [None]
    assert unused is None or markup_free(markup.prose(unused)) in page
    curve = next(iter(tasks["name_curves"].blanks.values()))
    assert all(markup_free(markup.prose(said)) in page for said in curve.mistakes.values())


def test_minutes_and_points_are_the_exercises_own(known):
    page = guide.page(known, [1])
    tasks = known[1].tasks.values()
    code = exercises(known[1])
    forms = len(tasks) - len(code)
    solve, points = sum(t.minutes for t in tasks), sum(t.points for t in code)
    assert f"25 minutes to read, {solve} to solve." in page
    numbers = f"| 25 | {solve} | {len(code)} | {points} | {forms} |"
    row = f"| [01 Neuron: build one](#01-neuron-build-one) {numbers}"
    assert row in page


def test_all_that_the_course_checks_is_counted(known):
    page = guide.page(known, list(known))
    checked, coded, forms, questions, hours = map(
        int,
        re.search(
            r"^In all (\d+) checked exercises: (\d+) in code, (\d+) as a form\. Besides, (\d+) "
            r"questions are asked,.* Together about (\d+) hours\.$",
            page,
            re.M,
        ).groups(),
    )
    assert coded == sum(len(lesson.exercises) + len(lesson.held_out) for lesson in lessons())
    assert forms == sum(len(lesson.forms) for lesson in lessons())
    assert questions == sum(len(lesson.questions) for lesson in lessons())
    assert checked == coded + forms
    assert checked > (100 if 17 in known else 80)
    minutes = re.findall(r"^\| all \| (\d+) \| (\d+) \| ", page, re.M)[0]
    assert hours == round(sum(map(int, minutes)) / 60)


def test_without_the_lessons_text_there_is_no_time_to_read(known, tmp_path):
    assert guide.minutes_to_read(known[1], tmp_path) is None
    assert "\n30 minutes to solve.\n" in guide.page(known, [1], tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "Take `a | b`, *not* 2 * x, nor __init__, x_2 or <b>.",
        "**x** is a power; d_w**2 too: * and ** stay.",
        "*sparse*_x [a](b) [c][d] &amp; \\n \\_ ends *.",
        "`x * y` times *z* * _w_",
    ],
)
def test_no_sign_is_lost(text):
    assert rendered(guide.markdown(text)) == markup_free(markup.prose(text))


# --- the commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["guide", "try"])
def test_both_commands_have_help_with_examples(command):
    assert (
        f"course {command}"
        in guide_commands.run(f"course {command} --help").partition("Examples")[2]
    )


def test_the_page_is_shown_written_and_checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "## 01 Neuron: build one" in guide_commands.run("course guide 01")
    assert "Would write lessons.md" in guide_commands.run(
        "course guide 01 --to lessons.md --dry-run"
    )
    assert "out of step" in guide_commands.run("course guide 01 --to lessons.md --check")
    assert "Written: lessons.md" in guide_commands.run("course guide 01 --to lessons.md")
    assert "lessons.md: in step" in guide_commands.run("course guide 01 --to lessons.md --check")
    assert "out of step" in guide_commands.run("course guide 02 --to lessons.md --check")
    assert "--to FILE" in guide_commands.run("course guide --check")
    page = (tmp_path / "lessons.md").read_text("utf-8")
    assert "02 Choose" not in page


def test_an_instructors_own_exercises_join(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (own,) = [b for language, b in guide_commands.BLOCK.findall(TEXT) if language == "python"]
    (tmp_path / "midterm.py").write_text(own)
    assert "8 minutes to solve." in guide_commands.run("course guide 90 --exercises midterm.py")
    (tmp_path / "more.py").write_text(own.replace("=90", "=1"))
    assert "| `margin` | 8 | 2 | 3 |" in guide_commands.run("course guide 01 --exercises more.py")
