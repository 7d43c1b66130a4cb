"""A language is chosen before the course is imported; without one, nothing is different."""

import json
import os
import subprocess
import sys

import pytest

from course_lib.translations import catalogue, english, importing, meant

SAID_BY_THE_COURSE = """
import json, sys, warnings
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    import course_lib
from course_lib.checks import State
from course_lib.exercises import lesson_01 as check, lesson_17
from course_lib import progress
check.coat({choice!r})
print(json.dumps({{
    "warned": [str(one.message) for one in warned],
    "hooks": [type(one).__name__ for one in sys.meta_path],
    "translations": sorted(name for name in sys.modules if "translations" in name),
    "state": State.NOT_YET.heading,
    "value": State.NOT_YET,
    "task": check.side.task,
    "options": list(check.coat.options),
    "choice": check.coat.choice(),
    "kept": [event.answer for event in progress.events()],
    "untranslated": [item.tiers[0] for item in lesson_17.LESSON.asks if item.tiers],
}}))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """Ask a fresh Python what the course says, in a language, and after a choice."""
    progress = tmp_path_factory.mktemp("progress") / "answers.sqlite"

    def ask(language, choice):
        environment = os.environ | {"COURSE_PROGRESS": str(progress), "COURSE_LANGUAGE": language}
        command = [sys.executable, "-c", SAID_BY_THE_COURSE.format(choice=choice)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.fixture(scope="module")
def german(said):
    return said("de_DE.UTF-8", "nahe 1: nimm den Mantel")


@pytest.fixture(scope="module")
def afterwards(said, german):
    """English, by somebody who chose in German before, and types German again."""
    return said("", "nahe 0: kein Mantel")


def test_german_is_spoken_where_it_is_there_and_english_elsewhere(german):
    assert german["warned"] == []
    assert german["hooks"][0] == "TranslatingFinder"
    assert german["state"] == "✎ Noch nicht"
    assert german["task"] == "Auf welcher Seite seiner Grenze sieht dieses Neuron x?"
    assert german["options"][2] == german["choice"] == "nahe 1: nimm den Mantel"


def test_what_is_not_translated_stays_english(german, afterwards):
    sentence = catalogue.Catalogue("de").sentence
    assert german["untranslated"] == [sentence(english) for english in afterwards["untranslated"]]
    assert any(text in afterwards["untranslated"] for text in german["untranslated"])


def test_what_is_kept_is_english_and_counts_in_every_language(german, afterwards):
    assert german["value"] == "not yet"
    assert german["kept"] == ["near 1: take the coat"]
    assert afterwards["choice"] == "near 0: no coat"
    assert afterwards["kept"] == ["near 1: take the coat", "near 0: no coat"]


def test_without_a_language_nothing_is_different(afterwards):
    assert "TranslatingFinder" not in afterwards["hooks"]
    assert afterwards["state"] == "✎ Not yet"
    assert afterwards["task"] == "On which side of its boundary does this neuron see x?"
    # What a German choice was in English is looked up, and nothing that compiles is loaded.
    assert set(afterwards["translations"]) <= {
        "course_lib.translations",
        "course_lib.translations.catalogue",
    }


def test_an_unknown_language_is_said_in_a_sentence(said):
    answer = said("xx", "near 1: take the coat")
    (sentence,) = answer["warned"]
    assert sentence.startswith("The course speaks English: it is not translated into 'xx'.")
    assert "one of: en, de" in sentence
    assert answer["state"] == "✎ Not yet"


def test_english_is_the_source():
    assert english("near 1: take the coat") == "near 1: take the coat"
    assert meant("nahe 1: nimm den Mantel", ["near 1: take the coat", "x"]) == (
        "near 1: take the coat"
    )
    assert meant("Nichts davon", ["near 1: take the coat"]) is None


# ------------------------------------------------------------------------ what is compiled is kept


class Spoken(catalogue.Catalogue):
    def __init__(self, path, said):
        super().__init__("xx", path)
        self.sentences = {"Add b once.": said}


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Load a module of a made-up course in a made-up language; what it says."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(importing, "_HERE", tmp_path / "course" / "translations")
    module = tmp_path / "course" / "checks" / "said.py"
    module.parent.mkdir(parents=True)
    module.write_text('SAID = "Add b once."\n', encoding="utf-8")

    def loaded(said, stamp):
        loader = importing.TranslatingLoader("said", str(module), Spoken(tmp_path, said), stamp)
        names = {}
        exec(loader.get_code("said"), names)
        return names["SAID"]

    loaded.module = module
    return loaded


def test_a_module_is_compiled_once_and_anew_when_its_catalogue_changes(load, tmp_path):
    assert load("Addiere b einmal.", "first") == "Addiere b einmal."
    (kept,) = (tmp_path / "cache").rglob("said*.pyc")
    assert kept.name.endswith(".opt-xx.pyc")
    assert load("this is not asked", "first") == "Addiere b einmal."
    assert load("Addiere b.", "second") == "Addiere b."


def test_a_module_is_compiled_anew_when_its_source_changes(load):
    assert load("Addiere b einmal.", "first") == "Addiere b einmal."
    load.module.write_text('SAID = "Another one now."\n', encoding="utf-8")
    assert load("Addiere b einmal.", "first") == "Another one now."


def test_what_is_kept_and_cannot_be_read_is_made_anew(load, tmp_path):
    assert load("Addiere b einmal.", "first") == "Addiere b einmal."
    (kept,) = (tmp_path / "cache").rglob("said*.pyc")
    kept.write_bytes(b"torn")
    assert load("Addiere b.", "first") == "Addiere b."
