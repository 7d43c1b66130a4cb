"""A lesson in good form passes; break a rule, and its sentence names what is amiss."""

import re
from types import SimpleNamespace

import nbformat
import pytest

from course_lib.notebooks.lesson_rules import against_checks, problems

OPENING = """\
# Things: build one

**What you'll do.** Build it.

**What you'll be able to do**

- build it;
- name it;
- break it,
  and mend it.

**You need** nothing.

**Minutes** 5 to read, 3 to solve. **Words:** [glossary](glossary.md).
"""
CLOSING = """\
## Recap

- It is built. `just` is a word like any other in code.

**On your own.** Build two.

**Next.** Lesson 02.
"""
STUB = "def add(a, b):\n    ...\n\n\ncheck.add(add)"


def code(source, outputs=(), **metadata):
    return {"source": source, "outputs": list(outputs), "metadata": metadata}


def picture(alt="A line going up."):
    return {
        "output_type": "display_data",
        "data": {"image/png": "iVBORw0KGgo=\n", "text/plain": "a line"},
        "metadata": {"image/png": {"alt": alt}},
    }


def html(text):
    return {"output_type": "display_data", "data": {"text/html": text}, "metadata": {}}


CELLS = {
    "opening": OPENING,
    "import": code("from course_lib.exercises import lesson_01 as check"),
    "section": "## Draw it\n\n![A thing, drawn.](thing.png)",
    "question": code("check.which"),
    "figure": code("draw()", [picture()]),
    "after": "**Notice.** It goes up.",
    "exercise": "### Exercise 1: Add them\n\n*3 minutes, difficulty 2 of 3.* Add them.",
    "stub": code(STUB, tags=["exercise"]),
    "closing": CLOSING,
}


def lesson(**changes):
    """The model lesson with some of its cells changed; None leaves a cell out."""
    cells, count = [], 0
    for i, content in enumerate((CELLS | changes).values()):
        cell = {"id": f"cell-{i}", "metadata": {}}
        if content is None:
            continue
        if isinstance(content, str):
            cell |= {"cell_type": "markdown", "source": content}
        else:
            count += 1
            cell |= {"cell_type": "code", "execution_count": count} | content
        cells.append(cell)
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def test_a_lesson_in_good_form_has_no_problem():
    assert problems(lesson(), 1) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"opening": OPENING.replace("# Things: build one\n\n", "")}, "block # and a title stands"),
        (
            {"opening": OPENING.replace("**You need** nothing.", "")},
            r"\*\*You need\*\* stands there 0",
        ),
        ({"closing": CLOSING + "\n\n**Next.** More."}, r"\*\*Next.\*\* stands there 2 times"),
        (
            {"opening": OPENING.replace("glossary.md", "words.md")},
            r"\*\*Words:\*\* .* stands there 0",
        ),
        (
            {"opening": OPENING.replace("5 to read, 3 to solve", "about eight")},
            r"block \*\*Minutes\*\*",
        ),
        (
            {
                "opening": OPENING + "\n**Next.** Early.",
                "closing": CLOSING.replace("**Next.**", ""),
            },
            r"\*\*Next.\*\* comes too early|\*\*On your own.\*\* comes",
        ),
        ({"opening": "Words.\n\n" + OPENING}, "does not begin with its title"),
        ({"opening": OPENING.replace("- name it;\n", "")}, "lists 2 things"),
        ({"opening": OPENING.replace("- name it;\n", "- name it;\n" * 4)}, "lists 6 things"),
        (
            {"opening": OPENING.replace("Things: build one", "Build a thing")},
            "title 'Build a thing' has no topic",
        ),
        ({"opening": OPENING.replace("build one", "Build one")}, "has no topic"),
        (
            {"opening": OPENING.replace("build one", "the making")},
            "'Things: the making' is no move",
        ),
        ({"section": "## The drawing"}, "heading 'The drawing' is no move"),
        ({"section": "## Drawing it"}, "is no move"),
        ({"section": "## Weights"}, "is no move"),
        (
            {"exercise": CELLS["exercise"].replace("Add them\n", "The sum\n")},
            "'Exercise 1: The sum'",
        ),
        ({"exercise": CELLS["exercise"].replace("Exercise 1", "Exercise 2")}, r"numbered \[2\]"),
        ({"exercise": CELLS["exercise"].replace("*3 minutes", "*4 minutes")}, "add up to 4"),
        ({"exercise": CELLS["exercise"].replace("difficulty", "level")}, "0 lines as"),
        ({"stub": code(STUB)}, "0 cells tagged exercise"),
        ({"figure": code("draw()\n" * 13, [picture()])}, "13 lines, and 12 are the most"),
        (
            {"figure": code("a\n" * 5), "question": code("a\n" * 5), "stub": code("a\n" * 5)},
            "median cell has 5",
        ),
        ({"stub": code("x = 1\n" * 15 + STUB, tags=["exercise"])}, "18 lines, and 15"),
        ({"import": code("")}, "0 lines"),
        ({"after": None, "exercise": None, "stub": code("1")}, "stand between words:\ndraw"),
        ({"section": None, "question": code("x = 1")}, "stand between words:\ndraw"),
        ({"section": "## Draw it\n\n![](thing.png)"}, "no alt text"),
        ({"section": '## Draw it\n\n<img src="thing.png">'}, "no alt text"),
        ({"section": '## Draw it\n\n<img alt="" src="thing.png">'}, "no alt text"),
        ({"figure": code("draw()", [picture(alt=" ")])}, "stored without alt text"),
        ({"figure": code("draw()", [html("<img src='x'>")])}, "HTML of this cell holds an image"),
        ({"figure": code("draw()", [picture()]) | {"execution_count": None}}, "top to bottom"),
        ({"figure": code("draw()", [picture()]) | {"execution_count": 9}}, "top to bottom"),
        (
            {
                "question": code(
                    "check.which",
                    [{"output_type": "error", "ename": "E", "evalue": "", "traceback": []}],
                )
            },
            "An error is stored",
        ),
        (
            {
                "question": code(
                    "check.which", [{"output_type": "stream", "name": "stderr", "text": "Hm."}]
                )
            },
            "A warning is stored: Hm.",
        ),
        (
            {
                "question": code(
                    "check.which",
                    [
                        {
                            "output_type": "display_data",
                            "data": {"application/vnd.jupyter.widget-view+json": {}},
                            "metadata": {},
                        }
                    ],
                )
            },
            "widget's view is stored",
        ),
        ({"after": "**Notice.** It is simply up."}, "word 'simply': …"),
        ({"after": "Obviously up."}, "word 'obviously'"),
        ({"after": "It is just up."}, "word 'just'"),
        ({"after": "x" * 1_600_000}, "bytes, and 1,500,000 are the most"),
    ],
)
def test_a_broken_rule_is_named(changes, sentence):
    found = problems(lesson(**changes), 1)
    assert found
    assert any(re.search(sentence, problem) for problem in found), found


PREDICT = {
    "section": CELLS["section"] + "\n\n> **Predict.** What will it do?",
    "after": "**Notice.** It goes up.",
    "answered": code("check.which.look_back()"),
}


def predicting(*order, **changes):
    """The model lesson with a prediction, its cells up to the figure's words in this order."""
    cells = CELLS | PREDICT | changes
    rest = {name: cells[name] for name in ("exercise", "stub", "closing")}
    middle = {name: cells[name] for name in order}
    first = {name: cells[name] for name in ("opening", "import")}
    count = iter(range(1, 99))
    made = [
        {"cell_type": "markdown", "source": it}
        if isinstance(it, str)
        else {"cell_type": "code", "execution_count": next(count)} | it
        for it in (first | middle | rest).values()
    ]
    made = [{"id": f"cell-{i}", "metadata": {}} | cell for i, cell in enumerate(made)]
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made})


@pytest.mark.parametrize(
    "order",
    [
        ("section", "question", "figure", "after", "answered"),
        ("section", "question", "figure", "answered", "after"),
    ],
)
def test_a_prediction_is_answered_after_the_figure_or_after_its_words(order):
    assert problems(predicting(*order), 1) == []


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        (
            ("section", "question", "figure", "after"),
            r"No check.which.look_back\(\) answers the prediction check.which.",
        ),
        (("section", "question", "answered", "figure", "after"), "comes too early"),
        (("answered", "section", "question", "figure", "after"), "comes too early"),
        (("section", "figure", "after", "answered"), "comes too early"),
    ],
)
def test_a_prediction_that_is_not_answered_is_named(order, sentence):
    (found,) = problems(predicting(*order), 1)
    assert re.search(sentence, found)


def test_an_exercise_stub_may_be_longer_than_other_cells():
    stub = code("x = 1\n" * 12 + STUB, tags=["exercise"])
    assert problems(lesson(stub=stub), 1) == []


def test_from_lesson_02_on_one_remembers():
    assert any("## Remember" in problem for problem in problems(lesson(), 2))
    opening = OPENING + "\n## Remember\n\nThree questions."
    assert problems(lesson(opening=opening), 2) == []


def test_words_in_code_and_words_within_words_are_allowed():
    after = "Adjust it. Write `just = 1`, or:\n\n```\nsimply = 2\n```\n\n$just$ and\n$$\nsimply\n$$"
    assert problems(lesson(after=after), 1) == []


def test_an_image_with_words_is_allowed():
    section = '## Draw it\n\n<img src="thing.png" alt="A thing.">'
    assert problems(lesson(section=section), 1) == []


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        (
            {"add": (3, 2), "sub": (3, 2)},
            r"asks \['add'\], and its checks declare \['add', 'sub'\]",
        ),
        ({"sum": (3, 2)}, "declare"),
        ({}, "declare"),
        ({"add": (4, 2)}, "says 3 minutes and difficulty 2; the check 4 and 2"),
        ({"add": (3, 1)}, "the check 3 and 1"),
    ],
)
def test_lesson_and_checks_tell_the_same(declared, sentence):
    exercises = {
        name: SimpleNamespace(minutes=minutes, difficulty=difficulty)
        for name, (minutes, difficulty) in declared.items()
    }
    (found,) = against_checks(lesson(), exercises)
    assert re.search(sentence, found)


def test_lesson_and_checks_in_agreement():
    assert against_checks(lesson(), {"add": SimpleNamespace(minutes=3, difficulty=2)}) == []
