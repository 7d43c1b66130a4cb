"""The class: a table of learners, from a CSV file such as any learning platform exports."""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True)
class Learner:
    """One learner; ``id`` is what every table calls them, and no two have the same.

    ``participant`` is what Moodle calls them in one assignment: "Participant 88101".
    """

    id: str
    name: str = ""
    email: str = ""
    login: str = ""
    section: str = ""
    participant: str = ""


class RosterError(Exception):
    """The table can't be read as a class; the message says why."""


# What the columns are called: here, by Canvas, by Moodle. The first that is there is taken.
_COLUMNS = {
    "id": ("id", "student id", "learner", "sis user id", "id number", "identifier"),
    "name": ("name", "full name", "student", "student name"),
    "email": ("email", "email address", "e-mail"),
    "login": ("login", "sis login id", "username", "user name"),
    "section": ("section", "group", "groups"),
    "participant": ("identifier",),  # of Moodle, in the grading worksheet of one assignment
}
_CANVAS_TEST_STUDENT = ("Student, Test", "Test Student")  # a teacher's own view of the course
_PARTICIPANT = re.compile(r"Participant \d+")
_PARTS_OF_A_NAME = (("first name", "last name"), ("firstname", "lastname"))


def read_roster(path: Path) -> list[Learner]:
    """Read a class: columns ``id, name, email, login, section``, of which ``id`` is needed.

    A gradebook that Canvas exported, and Moodle's grading worksheet or list of participants, are
    understood as they are. Raises RosterError.
    """
    return learners(read_table(path), path.name)


def read_table(path: Path) -> str:
    """The text of a table that a spreadsheet program or a platform saved. Raises RosterError."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterError(f"The table {path} can't be read: {error}") from None
    return _text(data, path.name)


def learners(text: str, called: str = "roster") -> list[Learner]:
    r"""Read a class from a CSV's text.

    >>> learners("Student,ID,SIS Login ID,Section\n    Points Possible,,,\nLee,17,lee@x.org,A\n")
    [Learner(id='17', name='Lee', email='', login='lee@x.org', section='A', participant='')]
    """
    rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    header = [title.strip().lower() for title in rows[0]] if rows else []
    places = {field: _place(header, titles) for field, titles in _COLUMNS.items()}
    if places["id"] is None:
        raise RosterError(
            f"{called} needs a column `id`, one of {', '.join(_COLUMNS['id'])}. "
            f"Received the columns: {', '.join(rows[0]) if rows else 'none'}."
        )
    halves = [pair for pair in _PARTS_OF_A_NAME if set(pair) <= set(header)]
    found: dict[str, Learner] = {}
    for row in rows[1:]:
        cells = [cell.strip() for cell in row] + [""] * (len(header) - len(row))
        values = {field: "" if at is None else cells[at] for field, at in places.items()}
        if not values["id"] or cells[0] == "Points Possible":
            continue
        if values["name"] in _CANVAS_TEST_STUDENT:
            continue
        if values["participant"] == values["id"]:
            values["participant"] = ""
        if not values["name"] and halves:
            values["name"] = " ".join(cells[header.index(half)] for half in halves[0]).strip()
        if values["id"] in found:
            raise RosterError(
                f"{called} names the id {values['id']!r} twice. Every learner needs one of their "
                "own."
            )
        found[values["id"]] = Learner(**values)
    if not found:
        raise RosterError(f"{called} names nobody: there is no row with an id.")
    return list(found.values())


def by_known_ids(table: Sequence[Learner], known: Sequence[Learner]) -> list[Learner]:
    """The learners of a table under the ids by which a class knows them already.

    Moodle numbers its participants anew for each assignment. Where its worksheet has no ID number,
    the e-mail address tells who that is.
    """
    ids, by_email = {one.id for one in known}, {}
    for one in known:
        by_email.setdefault(one.email.casefold(), []).append(one.id)
    found = []
    for one in table:
        same = by_email.get(one.email.casefold(), []) if one.email else []
        if one.id not in ids and len(same) == 1 and _PARTICIPANT.fullmatch(one.id):
            one = replace(one, id=same[0], participant=one.id)
        found.append(one)
    return found


def _text(data: bytes, called: str) -> str:
    """A CSV's text: UTF-8, or UTF-16 with a mark, as Excel's "Unicode text" is."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise RosterError(
            f"{called} is a workbook of a spreadsheet program. Open it there, and save it as "
            "“CSV UTF-8”."
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RosterError(
            f"{called} is not UTF-8, so that a name in line {line} would come out wrong. Save it "
            "as “CSV UTF-8” in your spreadsheet program."
        ) from None


def _delimiter(text: str) -> str:
    """Comma, or what spreadsheets write where the comma is taken: semicolon or tab."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _place(header: Sequence[str], titles: Sequence[str]) -> int | None:
    return next((header.index(title) for title in titles if title in header), None)
