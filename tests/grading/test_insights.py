"""`course insights`: in the terminal and as a page, on which nothing of any learner stands."""

import re

import pytest
from typer.testing import CliRunner

from benchmarks.grading import marked_class
from course_lib.grading import insights_page
from course_lib.grading.bar_charts import bar, columns
from course_lib.grading.cli import app
from course_lib.grading.gradebook import Gradebook
from course_lib.grading.item_analysis import of_class
from course_lib.grading.marking import Mark, Result
from tests.grading.test_feedback import EVIL, Page

LEARNERS = 60


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """The gradebook of a made-up class."""
    return marked_class.fill(tmp_path_factory.mktemp("class") / "book.sqlite", LEARNERS, 1)


@pytest.fixture(scope="module")
def found(made_up, known):
    with Gradebook(made_up) as book:
        return of_class(book, known, [1])


@pytest.fixture(scope="module")
def page(found):
    return insights_page.page(found)


def insights(*arguments, code=0):
    done = CliRunner().invoke(app, ["insights", *map(str, arguments)], env={"COLUMNS": "120"})
    assert done.exit_code == code, done.output
    return done.output


def test_the_terminal_shows_what_was_counted(made_up, found):
    said = insights("--gradebook", made_up)
    (lesson,) = found
    assert f"01 Neuron: build one: {LEARNERS} submissions" in said
    for one in lesson.exercises:
        (row,) = re.findall(rf"^ *{one.task} .*$", said, re.M)
        numbers = [f"{one.tried} of {LEARNERS}", f" {one.solved} ", f"{one.median_points:g} of 1"]
        numbers += [f"{one.difficulty:.2f}", f"{one.discrimination:.2f}".replace("-", "−")]
        assert all(text in row for text in numbers), row
        for message, count in one.mistakes.items():
            assert f"  {count} of {LEARNERS}: {message}" in said
    assert said.count("To ask in class: Which of these is right") == len(lesson.exercises)
    assert said.count("This is right.") == len(lesson.exercises)


def test_the_numbers_are_the_gradebooks(made_up, found):
    with Gradebook(made_up) as book:
        marks = [book.marks(row.id) for row in book.rows()]
    solved = sum(mark.points for one in marks for mark in one if mark.task == "sigmoid")
    (sigmoid,) = [one for one in found[0].exercises if one.task == "sigmoid"]
    assert sigmoid.solved == solved > 0
    assert sum(found[0].scores) == sum(mark.points for one in marks for mark in one)


def test_the_page_shows_the_same(page, found):
    (lesson,) = found
    for one in lesson.exercises:
        cells = (
            one.tried, one.solved, f"{one.median_points:g} of 1",
            insights_page.number(one.difficulty), insights_page.number(one.discrimination),
        )  # fmt: skip
        row = "".join(f"<td>{cell}</td>" for cell in cells)
        assert f'<th scope="row"><code>{one.task}</code></th>{row}' in page
    assert page.count("What each of them is") == len(lesson.exercises)


def test_the_page_loads_nothing_and_runs_nothing(page):
    read = Page(page)
    assert {"script", "link", "img", "iframe"}.isdisjoint(read.tags)
    assert not re.search(r"https?:|url\(|@import", page)
    assert "default-src 'none'" in page


def test_every_chart_has_its_text(page):
    charts = re.findall(r"<svg [^>]*>", page)
    assert len(charts) > 30
    assert all('role="img" aria-label="' in one or 'aria-hidden="true"' in one for one in charts)


def test_nothing_of_a_learner_is_on_the_page(handed_in, known):
    """Neither who they are nor what was said to them in words that are theirs."""
    for row in handed_in.rows()[:2]:
        mark = Mark("weigh", "not yet", 0.0, 1.0, (EVIL, "secret"), (("secret", EVIL),), EVIL, EVIL)
        handed_in.save(Result(row.id, (mark,), EVIL, (EVIL,)))
    shown = insights_page.page(of_class(handed_in, known, [0]))
    assert "2 submissions" in shown
    for word in ("s1", "Ada", "Lovelace", "Blaise", "ada@", "alert", "onerror", "secret"):
        assert not re.search(rf"\b{re.escape(word)}", shown), word


def test_too_few_are_said_to_be_too_few(handed_in, known):
    for row in handed_in.rows()[:2]:
        handed_in.save(Result(row.id, (Mark("weigh", "correct", 1.0, 1.0),), "1 of 1"))
    shown = insights_page.page(of_class(handed_in, known, [0]))
    assert shown.count("<td>–</td>") == 2
    assert insights_page.TOO_FEW in shown


def test_of_enough_nothing_is_missing(page):
    assert "<td>–</td>" not in page
    assert insights_page.TOO_FEW not in page


def test_the_page_is_written_and_a_dry_run_writes_none(made_up, tmp_path, page):
    path = tmp_path / "insights.html"
    arguments = ("--gradebook", made_up, "--html", path)
    assert f"Would write {path}" in insights(*arguments, "--dry-run")
    assert not path.exists()
    assert f"Written: {path}" in insights(*arguments)
    assert path.read_text(encoding="utf-8") == page
    assert f"Would replace {path}" in insights(*arguments, "--dry-run")


def test_before_anything_is_judged_it_says_so(handed_in):
    handed_in.close()
    assert "Nothing has been judged yet" in insights("--gradebook", handed_in.path)
    assert "no lesson" in insights("--gradebook", handed_in.path, "--lesson", "77", code=2)


def test_columns_are_as_high_as_their_counts():
    chart = columns('Scores <&"', [("0", 5), ("1", 10), ("2", 0)])
    assert 'aria-label="Scores &lt;&amp;&quot;. 0: 5, 1: 10, 2: 0."' in chart
    heights = [float(one) for one in re.findall(r'<rect [^>]*height="([\d.]+)"', chart)]
    assert heights[1] == 2 * heights[0] > 0
    assert heights[2] == 0
    assert re.findall(r">(\d+)</text>", chart) == ["5", "0", "10", "1", "0", "2"]


def test_without_any_count_a_chart_is_flat():
    assert 'height="0.0"' in columns("Scores", [("0", 0)])
    assert 'width="0.0"' in bar(0)
