"""Makes the glossary out of the lessons: each new word, what it means, and where it is explained.

A lesson sets a new word in **bold** once, where it says what the word means. The sentence with
the bold word is the word's entry; where it leans on the one before it ("That is called ..."),
that one comes along. A sentence that means nothing without its story is replaced by a mark below
its paragraph, which no notebook shows::

    % glossary: A **bias** is the number that is added to a neuron's weighted inputs.

Bold that ends in a full stop (**Notice.**), and the names of a lesson's blocks, are no words. The
names of sliders and buttons are in *italics*.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from course_lib.notebooks.source import MARK, NOTEBOOKS, lesson_number, prose_lines, read
from course_lib.notebooks.tidy import cell_ids

GLOSSARY = NOTEBOOKS / "glossary.md"
LABELS = {"What you'll be able to do", "You need", "Minutes", "Notice"}

_OPENING = """\
<!-- Made by `python -m course_lib.notebooks glossary` from the texts in notebooks/source. -->

# Glossary

Every word that this course explains, in one sentence. The link opens the lesson where you \
meet it.
"""
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_SHIELDED = re.compile(r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$", re.S)
_SENTENCE_END = re.compile(
    r"""(?:(?<=[.!?])|(?<=[.!?]["')*])|(?<=[.!?]\*\*))\s+  # "a full stop.", (a full stop.)
    (?=["'(*`$]*(?:[A-Z0-9`$]|[a-z]\d?\b))  # then a capital, a number, code, or a letter: h1
    """,
    re.VERBOSE,
)
_LEANS = re.compile(r"\W*(This|That|It|They|These|Those|Both|He|She|Her|His|So|And|But|Then)\b")
_ITEM = re.compile(r"\s*(?:>\s*)?(?:[-*]\s+|\d+\.\s+)?")


class Definition(NamedTuple):
    """A word, the sentence that explains it, and where: the lesson, its topic, and the cell."""

    word: str
    sentence: str
    lesson: Path
    topic: str
    cell_id: str

    @property
    def link(self) -> str:
        """Where the word is explained. JupyterLab opens a notebook at a cell, not at a heading."""
        number = f"{lesson_number(self.lesson):02}"
        return f"[{number} {self.topic}]({self.lesson.stem}.ipynb#cell-id={self.cell_id})"


class Paragraph(NamedTuple):
    """One paragraph, or one item of a list: the line it begins on, and the marks below it."""

    line: int
    text: str
    marks: list[str]


def page(lessons: Sequence[Path]) -> str:
    """The glossary of these lessons, as Markdown; the same texts give the same bytes."""
    parts = [_OPENING]
    entries = sorted(_by_word(lessons).values(), key=lambda found: _order(found[0].word))
    for letter, group in groupby(entries, key=lambda found: _order(found[0].word)[0].upper()):
        parts += [f"## {letter}\n", *map(_entry, group), ""]
    return "\n".join(parts)


def definitions(lesson: Path) -> Iterator[Definition]:
    """Every word that a lesson defines, in its order."""
    notebook = read(lesson)
    topic = notebook.cells[0].source.partition("\n")[0].lstrip("# ").partition(":")[0]
    starts = [cell.metadata["line"] for cell in notebook.cells]
    ids = cell_ids(notebook)
    for paragraph in paragraphs(lesson):
        marked = {key(word): mark for mark in paragraph.marks for word in _BOLD.findall(mark)}
        for word in words(paragraph.text):
            sentence = marked.get(key(word)) or sentence_with(word, paragraph.text)
            spelled = next(w for w in _BOLD.findall(sentence) if key(w) == key(word))
            cell_id = ids[bisect(starts, paragraph.line) - 1]
            yield Definition(spelled, _BOLD.sub(r"\1", sentence), lesson, topic, cell_id)


def problems(lessons: Iterable[Path]) -> Iterator[str]:
    """What keeps words from one sentence each that says what they mean, for the author to mend."""
    for lesson in lessons:
        seen = set()
        for word, sentence, *_ in definitions(lesson):
            if key(word) in seen:
                yield f"{lesson.name}: **{word}** is bold a second time; a new word is bold once."
            if _LEANS.match(sentence):
                yield (
                    f"{lesson.name}: the sentence with **{word}** leans on one that is not there. "
                    f"Rewrite it, or put a line '{MARK}...' below its paragraph."
                )
            seen.add(key(word))
        yield from _misplaced_marks(lesson)


def _misplaced_marks(lesson: Path) -> Iterator[str]:
    for paragraph in paragraphs(lesson):
        bold = set(map(key, words(paragraph.text)))
        for mark in paragraph.marks:
            for word in _BOLD.findall(mark) or ["no word"]:
                if key(word) not in bold:
                    yield f"{lesson.name}: a mark explains **{word}**, which is not bold above it."


def paragraphs(lesson: Path) -> Iterator[Paragraph]:
    """A lesson's prose, one paragraph or item of a list at a time, without its code."""
    found = Paragraph(0, "", [])
    for number, line in prose_lines(lesson):
        if line.startswith(MARK):
            found.marks.append(line.removeprefix(MARK).strip())
        elif line.strip():
            yield found
            found = Paragraph(number, line[_ITEM.match(line).end() :], [])
    yield found


def words(text: str) -> list[str]:
    """The words that a paragraph sets in bold, without labels such as **Notice.**

    >>> words("**Notice.** It is **dead**.")
    ['dead']
    """
    return [w for w in _BOLD.findall(text) if w not in LABELS and w[-1] not in ".:"]


def key(word: str) -> str:
    """What a word is known by: **Cells** and **cell** are one, and **loss** is no plural.

    >>> key("Cells"), key("loss"), key("bias")
    ('cell', 'loss', 'bias')
    """
    return re.sub(r"(?<![sai])s$", "", word.lower())


def sentences(text: str) -> list[str]:
    """A paragraph cut into sentences; a full stop in code or in a formula ends none.

    >>> sentences("**Notice.** At 0.5 it rests. `a. B` follows.")
    ['**Notice.**', 'At 0.5 it rests.', '`a. B` follows.']
    """
    kept = _SHIELDED.findall(text)
    cut = _SENTENCE_END.split(_SHIELDED.sub("``", text))
    parts = iter(kept)
    return [re.sub("``", lambda _: next(parts), sentence) for sentence in cut]


def sentence_with(word: str, text: str) -> str:
    """The sentence with the bold word; with the one before, where it leans on that."""
    cut = sentences(text)
    at = next(i for i, sentence in enumerate(cut) if f"**{word}**" in sentence)
    first = at - 1 if at and _LEANS.match(cut[at]) and not _is_label(cut[at - 1]) else at
    found = " ".join(cut[first : at + 1])
    return re.sub(r":$", ".", found)


def _is_label(sentence: str) -> bool:
    return bool(_BOLD.fullmatch(sentence))


def _by_word(lessons: Iterable[Path]) -> dict[str, list[Definition]]:
    found: dict[str, list[Definition]] = {}
    for lesson in lessons:
        for definition in definitions(lesson):
            found.setdefault(key(definition.word), []).append(definition)
    return found


def _order(word: str) -> str:
    """What a word is sorted by: its letters and digits.

    >>> sorted(["y_pred", "2-layer network", "XOR"], key=_order)
    ['2-layer network', 'XOR', 'y_pred']
    """
    return re.sub(r"[^\w]|_", "", word).casefold() or word


def _entry(found: list[Definition]) -> str:
    word = found[0].word
    if len(found) == 1:
        return f"- **{word}**. {found[0].sentence} ({found[0].link})"
    meanings = (f"  - {meaning.sentence} ({meaning.link})" for meaning in found)
    return "\n".join([f"- **{word}** means, depending on the lesson:", *meanings])
