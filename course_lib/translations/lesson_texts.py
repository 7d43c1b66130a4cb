"""Tells which paragraphs of a translated lesson are behind the English ones.

A translated lesson stands in a folder of its language, ``notebooks/source/de/01_neuron.md``. Above
each paragraph it names the English one that it was made from, by a mark that no notebook shows::

    % en: 3f2a9c1b
    Jeder Input hat ein **Gewicht**.

The mark is made from the English text. When that changes, the mark fits no paragraph any more. The
code cells are those of the English lesson; comments and docstrings in them may be translated. One
more comes first, and chooses the language.
"""

import ast
import hashlib
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from course_lib.translations import LANGUAGE

SOURCES = Path(__file__).resolve().parents[2] / "notebooks" / "source"
MARK = "% en: "

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_FORMULA = re.compile(r"\$\$.*?\$\$", re.S)
_COMMENT = re.compile(r"^% .*$", re.M)
_PARTS = re.compile(
    r"^```\{code-cell\}[^\n]*\n(?P<code>.*?)^```$"
    r"|(?P<prose>(?:^(?!```\{code-cell\})[^\n]*\S[^\n]*\n?)+)", re.M | re.S,
)  # fmt: skip


class Part(NamedTuple):
    """A paragraph or a code cell of a lesson's text, with its line and what it was made from."""

    text: str
    line: int
    is_code: bool
    made_from: str = ""

    @property
    def mark(self) -> str:
        """What a translation of this paragraph names it by."""
        return hashlib.sha256(" ".join(self.text.split()).encode()).hexdigest()[:8]

    @property
    def begins(self) -> str:
        """Its first words."""
        return " ".join(self.text.split())[:60]


def parts(text: str) -> list[Part]:
    """The paragraphs and code cells of a lesson's text, in order.

    >>> [part.text for part in parts("# A\\n\\nb\\nc\\n\\n```{code-cell} ipython3\\n2\\n```\\n")]
    ['# A', 'b\\nc', '2']
    """
    front = _FRONT.match(text)
    found = []
    for match in _PARTS.finditer(text, front.end() if front else 0):
        line = text.count("\n", 0, match.start()) + 1
        if match["code"] is not None:
            found.append(Part(match["code"].strip("\n"), line, True))
            continue
        marks = re.findall(rf"^{MARK}(\w+)$", match["prose"], re.M)
        prose = _COMMENT.sub("", match["prose"]).strip("\n")
        if prose:
            found.append(Part(prose, line, False, marks[0] if marks else ""))
    return found


def languages_of_lessons(sources: Path = SOURCES) -> dict[str, list[Path]]:
    """The translated lessons, by language."""
    found: dict[str, list[Path]] = {}
    for path in sorted(sources.glob("*/*.md")):
        found.setdefault(path.parent.name, []).append(path)
    return found


def problems(path: Path) -> list[str]:
    """In what a translated lesson is out of step with the English one: a sentence for each."""
    english = path.parents[1] / path.name
    ours = parts(path.read_text(encoding="utf-8"))
    theirs = parts(english.read_text(encoding="utf-8"))
    return [
        *_language(ours, path.parent.name),
        *_code([part for part in ours if part.is_code][1:], [p for p in theirs if p.is_code]),
        *_prose([p for p in ours if not p.is_code], [p for p in theirs if not p.is_code]),
    ]


def begun(english: Path, language: str) -> str:
    """The text of a translation that is to be made: English still, with all its marks."""
    text = english.read_text(encoding="utf-8")
    front = _FRONT.match(text)
    written = [_cell(p.text) if p.is_code else f"{MARK}{p.mark}\n{p.text}" for p in parts(text)]
    first = next((place for place, one in enumerate(written) if one.startswith("```")), 0)
    written.insert(first, _cell(f"%env {LANGUAGE}={language}"))
    return (front[0] if front else "") + "\n" + "\n\n".join(written) + "\n"


def _cell(code: str) -> str:
    return f"```{{code-cell}} ipython3\n{code}\n```"


def _language(ours: list[Part], language: str) -> Iterator[str]:
    code = [part.text for part in ours if part.is_code]
    if code[:1] != [f"%env {LANGUAGE}={language}"]:
        yield f"The first code cell chooses the language: %env {LANGUAGE}={language}"


def _untranslated(ours: list[Part], theirs: list[Part]) -> Iterator[str]:
    """Paragraphs that are English still; a formula says the same in every language."""
    for mine, other in zip(ours, theirs, strict=True):
        if mine.text == other.text and re.search(r"[^\W\d_]{3,}", _FORMULA.sub("", mine.text)):
            yield f"Line {mine.line} is English still: {mine.begins} …"


def _code(ours: list[Part], theirs: list[Part]) -> Iterator[str]:
    if len(ours) != len(theirs):
        yield f"There are {len(ours)} cells of code after the first, in English {len(theirs)}."
        return
    for mine, other in zip(ours, theirs, strict=True):
        if _meaning(mine.text) != _meaning(other.text):
            yield f"Line {mine.line}: this cell's code is not that of line {other.line} in English."


def _meaning(code: str) -> str:
    """What a cell does: its options, and its syntax without comments and docstrings."""
    options = re.findall(r"^:\w+:.*$", code, re.M)
    tree = ast.parse(re.sub(r"^:\w+:.*$", "", code, flags=re.M))
    for node in ast.walk(tree):
        kinds = ast.FunctionDef | ast.ClassDef
        if isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None:
            node.body[0].value.value = ""
    return f"{options} {ast.dump(tree)}"


def _prose(ours: list[Part], theirs: list[Part]) -> Iterator[str]:
    marks = [part.made_from for part in ours], [part.mark for part in theirs]
    for kind, i, j, k, m in SequenceMatcher(None, *marks, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from _levels(ours[i:j], theirs[k:m])
            yield from _untranslated(ours[i:j], theirs[k:m])
            continue
        for mine, other in zip(ours[i:j], theirs[k:m], strict=False):
            yield (
                f"Line {mine.line} ({mine.begins} …): its English paragraph, line {other.line}, is "
                f"another one by now. Translate it anew, with the mark {MARK}{other.mark}"
            )
        for mine in ours[i + m - k : j]:
            yield f"Line {mine.line} ({mine.begins} …): its English paragraph is gone."
        for other in theirs[k + j - i : m]:
            yield (
                f"Line {other.line} in English is not translated ({other.begins} …). "
                f"Its mark is {MARK}{other.mark}"
            )


def _levels(ours: list[Part], theirs: list[Part]) -> Iterator[str]:
    """Whether a heading is a heading still, as deep as it was."""
    for mine, other in zip(ours, theirs, strict=True):
        depths = [re.match(r"(#{1,6} )?", part.text)[0] for part in (mine, other)]
        if depths[0] != depths[1]:
            yield f"Line {mine.line}: this is a heading like that of line {other.line} in English."
