"""The files of a language: updated from the code, compiled, and free of faults."""

import ast
import gettext
import re

import polib
import pytest

from course_lib.translations import po_files, template
from course_lib.translations.__main__ import main
from course_lib.translations.catalogue import FOLDER, Catalogue, languages

PLACES = {"Add {n} to b.": ["checks/a.py"], " and ": ["checks/a.py"], "Nothing else.": ["nn/b.py"]}


@pytest.fixture(scope="module")
def course():
    """The sentences of the course, and the placeholders of those that have some."""
    return template.places(), template.placeholders()


@pytest.mark.parametrize("language", languages())
def test_a_language_has_no_faults(language, course):
    assert list(po_files.problems(po_files.read(language), course[1])) == []


@pytest.mark.parametrize("language", languages())
def test_what_is_read_is_made_from_what_is_edited(language):
    with (FOLDER / f"{language}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    said = po_files.translated(po_files.read(language))
    assert said == Catalogue(language).sentences
    assert all(compiled.gettext(english) == other for english, other in said.items())
    assert po_files.read(language).metadata["Language"] == language


def test_every_file_that_is_edited_is_compiled():
    assert {path.stem for path in FOLDER.glob("*.po")} == set(languages())


def test_an_update_keeps_what_still_fits_and_offers_what_nearly_does(tmp_path):
    po_files.update("xx", PLACES, tmp_path)
    po = po_files.read("xx", tmp_path)
    assert [entry.msgid for entry in po] == list(PLACES)
    po.find("Add {n} to b.").msgstr = "Addiere {n} zu b."
    po.find("Nothing else.").msgstr = "Sonst nichts."
    po_files.write(po, tmp_path / "xx.po")
    now = {"Add {n} to b, once.": ["checks/a.py"], "Nothing else.": ["nn/b.py"]}
    changed = po_files.update("xx", now, tmp_path).find("Add {n} to b, once.")
    assert changed.fuzzy
    assert (changed.msgstr, changed.previous_msgid) == ("Addiere {n} zu b.", "Add {n} to b.")
    assert Catalogue("xx", tmp_path).sentences == {"Nothing else.": "Sonst nichts."}


def test_an_update_of_nothing_changes_no_byte(tmp_path):
    po_files.update("xx", PLACES, tmp_path)
    before = [(tmp_path / name).read_bytes() for name in ("xx.po", "xx.mo")]
    po_files.update("xx", PLACES, tmp_path)
    assert [(tmp_path / name).read_bytes() for name in ("xx.po", "xx.mo")] == before


def test_parts_of_sentences_are_marked_for_translators():
    po = po_files.empty(PLACES)
    assert [entry.comment for entry in po] == ["", po_files.PART, ""]


@pytest.mark.parametrize(
    ("english", "said", "fault"),
    [
        ("Add {n} to b.", "Addiere {m} zu b.", "The placeholders are {n}. Received {m}."),
        ("{} is expected.", "Etwas wird erwartet.", "What stands in {braces} stays"),
        (" and ", " und", "Spaces at the beginning and at the end"),
        ("Write `a`.", "Schreib `a.", "Backticks come in pairs"),
        ("<p>One way</p>", "Ein Weg", "every <tag> stays"),
    ],
)
def test_a_fault_is_found(english, said, fault):
    po = polib.POFile()
    po.append(polib.POEntry(msgid=english, msgstr=said))
    (found,) = po_files.problems(po, {english: {"n"} if "{n}" in english else set()})
    assert fault in found
    assert repr(said) in found


@pytest.mark.parametrize("said", ["Zu b: {n}.", "Addiere etwas zu b."])
def test_a_placeholder_may_move_or_go(said):
    po = polib.POFile()
    po.append(polib.POEntry(msgid="Add {n} to b.", msgstr=said))
    assert list(po_files.problems(po, {"Add {n} to b.": {"n"}})) == []


def test_missing_says_by_lesson_what_lacks(capsys, course):
    assert main(["missing", "de"]) == 0
    said = capsys.readouterr().out
    for part in ("lesson 01", "lesson 02", "checks"):
        total = sum(part in map(template.part_of, files) for files in course[0].values())
        assert re.search(rf"^{part} +\d+ of +{total} sentences$", said, re.M)
    assert re.search(rf"^in all +\d+ of +{len(course[0])} sentences$", said, re.M)
    assert re.search("^01_neuron: (in step with|behind) the English text", said, re.M)
    assert "17_capstone: not translated" in said


def test_missing_lists_what_lacks_in_a_lesson(capsys, course):
    assert main(["missing", "de", "--show", "lesson 02"]) == 0
    listed = [ast.literal_eval(line) for line in capsys.readouterr().out.splitlines()]
    said = po_files.translated(po_files.read("de"))
    assert listed
    assert set(listed) == {
        text
        for text, files in course[0].items()
        if "lesson 02" in map(template.part_of, files) and text not in said
    }


def test_a_language_without_a_file_is_said(capsys):
    assert main(["missing", "xx"]) == 1
    assert "There is no xx.po. Begin it:" in capsys.readouterr().err
