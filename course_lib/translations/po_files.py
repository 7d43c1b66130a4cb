"""What translators edit, ``languages/de.po``, and what the course reads of it, ``languages/de.mo``.

For authors: it needs polib. A ``.po`` opens in Poedit, Weblate and any editor. It holds every
sentence of the course, in the order of the files, and those that are not translated are empty.
"""

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

import polib

from course_lib.translations import template
from course_lib.translations.catalogue import FOLDER
from course_lib.translations.replacing import pieces

WIDTH = 100
PART = "A part of a longer sentence."
_LIKE = 0.8  # how much of a sentence has to stay for its translation to be offered again
_BRACES = re.compile(r"\{[^{}]*\}")


def read(language: str, folder: Path = FOLDER) -> polib.POFile:
    """A language's sentences; ValueError where it has none yet."""
    path = folder / f"{language}.po"
    if not path.exists():
        known = ", ".join(sorted(one.stem for one in folder.glob("*.po"))) or "none"
        raise ValueError(
            f"There is no {path.name}. Begin it: python -m course_lib.translations update "
            f"{language}. There is: {known}."
        )
    return polib.pofile(str(path), wrapwidth=WIDTH, encoding="utf-8")


def empty(places: template.Places, language: str = "") -> polib.POFile:
    """A file with every sentence and no translation."""
    po = polib.POFile(wrapwidth=WIDTH, encoding="utf-8")
    po.metadata = {
        "Project-Id-Version": "neural-network-course",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text, files in places.items():
        where = [(f"course_lib/{file}", "") for file in files]
        comment = PART if template.is_part(text, files) else ""
        po.append(polib.POEntry(msgid=text, occurrences=where, comment=comment))
    return po


def update(language: str, places: template.Places, folder: Path = FOLDER) -> polib.POFile:
    """Bring a language's file to what the course says now, and compile it.

    A translation whose sentence has changed a little is kept beside the new one, marked fuzzy, and
    is not shown to learners until somebody has looked at it.
    """
    path = folder / f"{language}.po"
    old = {entry.msgid: entry for entry in read(language, folder)} if path.exists() else {}
    po = empty(places, language)
    gone = [text for text, entry in old.items() if text not in places and entry.msgstr]
    for entry in po:
        if known := old.get(entry.msgid):
            entry.msgstr, entry.flags = known.msgstr, known.flags
            entry.tcomment, entry.previous_msgid = known.tcomment, known.previous_msgid
        elif like := difflib.get_close_matches(entry.msgid, gone, 1, _LIKE):
            entry.msgstr, entry.previous_msgid = old[like[0]].msgstr, like[0]
            entry.flags = ["fuzzy"]
    write(po, path)
    return po


def write(po: polib.POFile, path: Path) -> None:
    """Write the file and its compiled half, with the same bytes on every machine."""
    path.write_bytes((str(po).rstrip("\n") + "\n").encode("utf-8"))
    path.with_suffix(".mo").write_bytes(po.to_binary())


def translated(po: polib.POFile) -> dict[str, str]:
    """The sentences that learners see in this language."""
    return {entry.msgid: entry.msgstr for entry in po.translated_entries()}


def problems(po: polib.POFile, placeholders: dict[str, set[str]]) -> Iterator[str]:
    """What is wrong with translations: a sentence for each.

    ``placeholders`` has every sentence of the course; one that is no part of it any more is not
    looked at.
    """
    for english, said in translated(po).items():
        for fault in (
            _faults(english, said, placeholders[english]) if english in placeholders else ()
        ):
            yield f"{fault}\n  English:     {english!r}\n  translation: {said!r}"


def _faults(english: str, said: str, names: set[str]) -> Iterator[str]:
    if names:
        left = "".join(text for text, is_name in pieces(said, dict.fromkeys(names)) if not is_name)
        unknown = set(_BRACES.findall(left)) - set(_BRACES.findall(_without(english, names)))
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in sorted(names))
            yield f"The placeholders are {known}. Received {', '.join(sorted(unknown))}."
    elif sorted(_BRACES.findall(english)) != sorted(_BRACES.findall(said)):
        yield "What stands in {braces} stays as it is, each of them, in any order."
    if _ends(english) != _ends(said):
        yield "Spaces at the beginning and at the end stay as they are: this is a part of a text."
    if said.count("`") % 2 or said.count("<") != english.count("<"):
        yield "Backticks come in pairs, and every <tag> stays."


def _without(english: str, names: set[str]) -> str:
    return "".join(t for t, is_name in pieces(english, dict.fromkeys(names)) if not is_name)


def _ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
