"""The sentences of the browser's half are found and replaced; its classes and keys stay."""

import pytest

from course_lib.translations import scripts
from course_lib.translations.catalogue import Catalogue
from course_lib.translations.template import LIBRARY


class Spoken(Catalogue):
    def __init__(self, said):
        super().__init__("xx")
        self.sentences = said


@pytest.mark.parametrize(
    "script",
    [
        'el.className = "course-controls choice";',
        'make("p", { className: `live-figure ${kind} more` });',
        'if (said.state === "not yet") return;',
        'el.querySelectorAll("input, button");',
        'svg.setAttribute("class", "network-number low");',
        'pen.font = "bold 13px system-ui, sans-serif";',
        "pen.fillStyle = `rgb(${a}, ${b}, ${c})`;",
        'if (event.key === "Tab") return;',
        '// "No string at all," says this comment.',
        '/* "Nor is this one" */',
    ],
)
def test_what_is_for_the_machine_is_no_sentence(script):
    assert list(scripts.texts(script)) == []


def test_sentences_are_found_and_replaced():
    script = 'say(`Row ${row + 1} of ${n}`); button.textContent = "Reset"; // "A comment here"\n'
    assert [found.text for found in scripts.texts(script)] == ["Row {row + 1} of {n}", "Reset"]
    said = {"Row {row + 1} of {n}": "{n} Zeilen, die {row + 1}.", "Reset": 'Zurück"setzen'}
    assert scripts.translated(script, Spoken(said)) == (
        'say(`${n} Zeilen, die ${row + 1}.`); button.textContent = "Zurück\\"setzen"; '
        '// "A comment here"\n'
    )


def test_without_translations_a_script_is_what_it_was():
    for path in LIBRARY.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert scripts.translated(text, Spoken({})) == text


def test_the_text_that_says_python_is_silent_is_found_in_every_widget_that_has_it():
    silent = "Python does not answer"
    for path in LIBRARY.rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert (silent in text) == any(silent in found.text for found in scripts.texts(text))
