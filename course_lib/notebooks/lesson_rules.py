"""The shape that every lesson has, as rules: each gives a sentence for what it finds wrong.

A learner who has read one lesson knows where to look in the next. So the blocks come in one
order, cells are short, a figure stands between words, and nothing stored is an accident. What
a rule cannot see is whether the lesson is any good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median

from nbformat import NotebookNode

from course_lib.notebooks.solve import exercise_names
from course_lib.notebooks.source import is_exercise
from course_lib.notebooks.tidy import dumps

MAX_MEDIAN_LINES, MAX_LINES, MAX_STUB_LINES = 4, 12, 15
MAX_BYTES = 1_500_000
BANNED_WORDS = ("simply", "obviously", "just")
NOT_VERBS = {
    *("a", "an", "the", "this", "that", "your", "our", "my", "it", "its", "there", "here"),
    *("what", "why", "how", "when", "where", "which", "who", "is", "are", "some", "more"),
    *("introduction", "overview", "summary", "example", "examples", "exercise", "exercises"),
}

_EXERCISE = re.compile(r"^### Exercise (\d+): (.+)$", re.M)
_MINUTES_AND_DIFFICULTY = re.compile(r"^\*(\d+) minutes?, difficulty (\d) of 3\.\*", re.M)
_MINUTES = re.compile(r"^\*\*Minutes\*\* (\d+) to read, (\d+) to solve\.", re.M)
_QUESTION = re.compile(r"check\.(\w+)(\.look_back\(\))?")
_IMAGE = re.compile(r"!\[(.*?)\]\(|<img\b(?![^>]*\balt=\"[^\"]+\")")
_CODE_IN_PROSE = re.compile(r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", re.S)


def problems(notebook: NotebookNode, number: int | None) -> list[str]:
    """What is wrong with a notebook as it is stored; ``number`` is its place among the lessons.

    One that is no lesson, and has None, is free in its blocks and its headings.
    """
    rules = () if number is None else (_blocks, _headings, _predictions, _exercises)
    rules += (_lengths, _figures, _alt_texts, _outputs, _words)
    return [sentence for rule in rules for sentence in rule(notebook, number)]


def prose(notebook: NotebookNode) -> str:
    """All that the lesson says, without its code."""
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that run, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _blocks(notebook, number) -> Iterator[str]:
    """Every block there, once, and in order."""
    blocks = {
        "# and a title": r"^# \S",
        "**What you'll do.**": r"^\*\*What you'll do\.\*\* \S",
        "**What you'll be able to do**": r"^\*\*What you'll be able to do\*\*$",
        "**You need**": r"^\*\*You need\*\* \S",
        "**Minutes** N to read, M to solve.": _MINUTES.pattern,
        "**Words:** [glossary](glossary.md).": r" \*\*Words:\*\* \[glossary\]\(glossary\.md\)\.$",
        "## Remember": r"^## Remember$",
        "### Exercise 1": r"^### Exercise 1: ",
        "## Recap": r"^## Recap$",
        "**On your own.**": r"^\*\*On your own\.\*\* \S",
        "**Next.**": r"^\*\*Next\.\*\* \S",
    }
    if number < 2:
        del blocks["## Remember"]  # there is nothing to remember yet
    text, at = prose(notebook), 0
    for name, pattern in blocks.items():
        found = [match.start() for match in re.finditer(pattern, text, re.M)]
        if len(found) != 1:
            yield f"The block {name} stands there {len(found)} times, and once is right."
        elif found[0] < at:
            yield f"The block {name} comes too early: the order is {', '.join(blocks)}."
        else:
            at = found[0]
    if not text.startswith("# "):
        yield "The lesson does not begin with its title."
    able = re.search(r"be able to do\*\*\n\n((?:- .*\n(?:  .*\n)*)+)", text)
    verbs = len(re.findall(r"^- ", able[1], re.M)) if able else 0
    if not 3 <= verbs <= 5:
        yield f"What you'll be able to do lists {verbs} things; 3 to 5 are kept in mind."


def _headings(notebook, number) -> Iterator[str]:
    """Headings begin with a verb, which no article and no -ing form is; a title with its topic."""
    for level, heading in re.findall(r"^(#{1,3}) (.+)$", prose(notebook), re.M):
        topic, colon, move = heading.partition(": ")
        titled = level == "#" and number != 0  # lesson 00 has no topic but itself
        if titled and not (colon and topic[0].isupper() and move[:1].islower()):
            yield (
                f"The title {heading!r} has no topic: begin with the word that people look for, "
                "then the move, as in 'Neuron: build one'."
            )
        words = (move if titled else re.sub(r"^Exercise \d+: ", "", heading)).split() or [""]
        first = words[0].lower().strip(".,:?!*`")
        if heading in {"Recap", "Remember"}:
            continue
        if len(words) < 2 or first in NOT_VERBS or first.endswith(("ing", "tion")):
            yield f"The heading {heading!r} is no move: begin with a verb, as in 'Move the bias'."


def _predictions(notebook, number) -> Iterator[str]:
    """Each prediction is answered: asked, decided by a cell that runs, and looked back at."""
    asked, answered = {}, {}
    for i, cell in enumerate(notebook.cells):
        question = _question(cell)
        if question and question[2]:
            answered[question[1]] = i
        elif question and i and "> **Predict.**" in notebook.cells[i - 1].source:
            asked[question[1]] = i
    for name in asked:
        if name not in answered:
            yield f"No check.{name}.look_back() answers the prediction check.{name}."
    for name, at in answered.items():
        cells = notebook.cells[asked.get(name, at) : at]
        if all(cell.cell_type != "code" or _question(cell) for cell in cells):
            yield (
                f"check.{name}.look_back() comes too early: first the prediction, then a cell that "
                "decides it."
            )


def _exercises(notebook, number) -> Iterator[str]:
    """Numbered from 1, each with its minutes, which add up to those stated at the top."""
    text = prose(notebook)
    numbers = [int(match[1]) for match in _EXERCISE.finditer(text)]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"The exercises are numbered {numbers}."
    minutes = [int(match[1]) for match in _MINUTES_AND_DIFFICULTY.finditer(text)]
    cells = sum(map(is_exercise, notebook.cells))
    if not len(numbers) == len(minutes) == cells:
        yield (
            f"There are {len(numbers)} headings of exercises, {len(minutes)} lines as '*2 minutes, "
            f"difficulty 1 of 3.*' and {cells} cells tagged exercise; each exercise has all three."
        )
    stated = _MINUTES.search(text)
    if stated and int(stated[2]) != sum(minutes):
        yield f"{stated[2]} minutes to solve are stated; the exercises add up to {sum(minutes)}."


def against_checks(notebook: NotebookNode, declared: dict[str, object]) -> list[str]:
    """Whether the lesson asks the exercises that its checks declare, in order, with their minutes.

    ``declared`` maps a name to an exercise with ``minutes`` and ``difficulty``.
    """
    asked = exercise_names(notebook)
    if asked != list(declared):
        return [f"The lesson asks {asked}, and its checks declare {list(declared)}."]
    stated = [(int(m), int(d)) for m, d in _MINUTES_AND_DIFFICULTY.findall(prose(notebook))]
    return [
        f"{name}: the lesson says {said[0]} minutes and difficulty {said[1]}; "
        f"the check {exercise.minutes} and {exercise.difficulty}."
        for (name, exercise), said in zip(declared.items(), stated, strict=False)
        if said != (exercise.minutes, exercise.difficulty)
    ]


def _lengths(notebook, number) -> Iterator[str]:
    """Short cells, one idea each; a stub may be longer, since its signature is given."""
    lengths = {}
    for cell in code_cells(notebook):
        lines = sum(bool(line.strip()) for line in cell.source.splitlines())
        most = MAX_STUB_LINES if is_exercise(cell) else MAX_LINES
        lengths[cell.id] = lines
        if not 1 <= lines <= most:
            yield f"A cell has {lines} lines, and {most} are the most:\n{cell.source}"
    if lengths and median(lengths.values()) > MAX_MEDIAN_LINES:
        found = median(lengths.values())
        yield f"The median cell has {found} lines; {MAX_MEDIAN_LINES} are the most."
    size = len(dumps(notebook).encode("utf-8"))
    if size > MAX_BYTES:
        yield f"The notebook has {size:,} bytes, and {MAX_BYTES:,} are the most."


def _figures(notebook, number) -> Iterator[str]:
    """Prose right before and right after each picture; a question may come in between."""
    cells = [cell for cell in notebook.cells if not _question(cell)]
    for i, cell in enumerate(cells):
        if cell.cell_type == "code" and any(map(has_picture, cell.outputs)):
            around = [cells[j].cell_type for j in (i - 1, i + 1) if 0 <= j < len(cells)]
            if around != ["markdown", "markdown"]:
                yield f"This figure does not stand between words:\n{cell.source}"


def _question(cell) -> re.Match | None:
    """The name in a cell that only shows a question, ``check.NAME``, or its ``look_back()``."""
    return _QUESTION.fullmatch(cell.source.strip()) if cell.cell_type == "code" else None


def has_picture(output) -> bool:
    """Whether an output shows a picture, as image/png or inside its HTML."""
    data = output.get("data", {})
    return "image/png" in data or "<img" in data.get("text/html", "")


def _alt_texts(notebook, number) -> Iterator[str]:
    """A picture says in words what it shows, in the text and in what is stored."""
    for match in _IMAGE.finditer(prose(notebook)):
        if not (match[1] or "").strip():
            yield f"An image in the text has no alt text: {match[0]}"
    for cell in code_cells(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            png = output.get("metadata", {}).get("image/png", {})
            if "image/png" in data and not png.get("alt", "").strip():
                yield f"The picture of this cell is stored without alt text:\n{cell.source}"
            if any(not (m[1] or "").strip() for m in _IMAGE.finditer(data.get("text/html", ""))):
                yield f"The HTML of this cell holds an image without alt text:\n{cell.source}"


def _outputs(notebook, number) -> Iterator[str]:
    """Every cell was run, once and in order; nothing failed, nothing was warned of."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        yield f"The cells were not run from top to bottom, each once: {counts}."
    for cell in code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                yield f"An error is stored:\n{cell.source}"
            if output.get("name") == "stderr":
                yield f"A warning is stored: {output.text}\n{cell.source}"
            if any("widget" in kind for kind in output.get("data", {})):
                yield f"A widget's view is stored, which no kernel will ever hold:\n{cell.source}"


def _words(notebook, number) -> Iterator[str]:
    """Words that tell a reader who is stuck that they should not be."""
    text = _CODE_IN_PROSE.sub(" ", prose(notebook))
    for word in BANNED_WORDS:
        for match in re.finditer(rf"[^\n]{{0,30}}\b{word}\b[^\n]{{0,30}}", text, re.I):
            yield f"The word {word!r}: …{match[0]}…"
