"""What a learner reads is found in the code, and replaced; what is for the machine stays."""

import ast

import pytest

from course_lib.translations.catalogue import Catalogue
from course_lib.translations.replacing import translated
from course_lib.translations.rules import KEYS, NOT_READ, NOT_REPLACED, NTH, READ_TOO, WORDS
from course_lib.translations.sentences import sentences
from course_lib.translations.template import LIBRARY

CHECK, EXERCISE = "checks/example.py", "exercises/lesson_01/example.py"


class Spoken(Catalogue):
    """A catalogue that is given as a dictionary."""

    def __init__(self, **said):
        super().__init__("xx")
        self.sentences = said


def found(source, module=CHECK):
    return [sentence.text for sentence in sentences(source, module)]


def run(source, said, module=CHECK):
    names = {}
    exec(compile(translated(source, module, Spoken(**said)), "<test>", "exec"), names)
    return names


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring of a module."""',
        'def f():\n    """What a function does."""',
        'def f(x: "Exercise | None") -> "Answer | None": ...',
        'assert said == "not this one"',
        'found = "not this one" in said',
        'table["not this one"]',
        'table = {"not this one": 1}',
        'import re\nre.search("no such thing", message)',
        'pattern = r"has no attribute (\\w+)"',
        'pattern = rf"{name} has no attribute (\\w+)"',
        'style = f"color: {ink}; margin: 0.3em 0;"',
        "html = f'<p style=\"margin: 0.3em 0;\">{text}</p>'",
        'mode = "upper_left"',
        'ax.annotate(1, textcoords="offset points")',
        'class State(StrEnum):\n    NOT_YET = "not yet"',
        'code = "import numpy as np"',
    ],
)
def test_what_is_for_the_machine_is_no_sentence(source):
    assert found(source) == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ('said = "Add up, "\\\n    "then add b."', "Add up, then add b."),
        ('raise ValueError(f"Expected {n}. Received {x!r}.")', "Expected {n}. Received {x!r}."),
        ('f"{value:.2f} of {len(all)}"', "{value:.2f} of {len(all)}"),
        ('f"{{1}} in braces: {x:{width}}"', "{{1}} in braces: {x:{width}}"),
        ('ax.set_title("epochs")', "epochs"),
        ('f(label="epochs")', "epochs"),
        ('def f(button: str = "Choose"): ...', "Choose"),
        ('html = "<p><strong>One way</strong></p>"', "<p><strong>One way</strong></p>"),
        ('" and ".join(names)', " and "),
        ("f\"it has {f'{n} of them'} here\"", "it has {text} here"),
    ],
)
def test_what_a_learner_reads_is_a_sentence(source, sentence):
    assert sentence in found(source)


def test_of_an_exercise_the_words_are_read_and_not_the_code():
    source = (
        '@exercise(lesson=1)\ndef side(x):\n    """On which side?"""\n    return "not here"\n'
        '@side.mistake("These are without b.")\ndef _(x):\n    return "not here"\n'
    )
    assert found(source, EXERCISE) == ["On which side?", "These are without b."]


def test_an_option_is_replaced_wherever_its_module_names_it():
    source = (
        'far = {"near": "No. It is far."}\n'
        'form = blanks(answers={"a": choice("too far", ["too far", "near"], mistakes=far)})\n'
        '@form.mistake("Both are near.")\ndef _(given):\n    return given["a"] == "near"\n'
    )
    tree = translated(source, EXERCISE, Spoken(**{"too far": "zu weit", "near": "nah"}))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert texts.count("nah") == 3
    assert texts.count("zu weit") == 2
    assert "near" not in texts


def test_a_translation_moves_placeholders_and_leaves_one_out():
    source = "def f(n, m):\n    return f\"{n:.1f} of {m} {'is' if m == 1 else 'are'} right.\""
    english = "{n:.1f} of {m} {'is' if m == 1 else 'are'} right."
    said = {english: "Von {m} stimmen {n:.1f} {{nicht}}."}
    assert run(source, said)["f"](2, 3) == "Von 3 stimmen 2.0 {nicht}."
    assert run(source, {})["f"](2, 3) == "2.0 of 3 are right."


def test_a_placeholder_may_hold_a_sentence_of_its_own():
    source = "def f(n):\n    return f\"It is {'very far' if n else 'quite near'}.\""
    english = "It is {'very far' if n else 'quite near'}."
    said = {english: "Es liegt {'very far' if n else 'quite near'}.", "very far": "sehr weit"}
    assert run(source, said)["f"](1) == "Es liegt sehr weit."


def test_a_docstring_that_is_read_is_replaced():
    source = '@exercise(lesson=1)\ndef side(x):\n    """On which side?\n\n    Say it.\n    """\n'
    tree = translated(source, EXERCISE, Spoken(**{"On which side?\n\nSay it.": "Wo?"}))
    assert ast.get_docstring(tree.body[0]) == "Wo?"


@pytest.mark.parametrize("module", WORDS)
def test_what_is_written_down_as_a_word_stands_in_its_module(module):
    read = set(found((LIBRARY / module).read_text(encoding="utf-8"), module))
    assert WORDS[module] & read
    assert WORDS[module] - read <= NTH  # these are listed together, and not each is in each


def test_what_is_written_down_as_an_exception_is_still_there():
    for module in (*NOT_READ, *NOT_REPLACED, *READ_TOO):
        assert (LIBRARY / module).exists()
    course = "".join(path.read_text(encoding="utf-8") for path in LIBRARY.rglob("*.py"))
    assert [key for key in KEYS if key not in course] == []


def test_lines_stay_where_they_are():
    source = 'a = "The first one."\n\nb = f"{a} and more"\nc = 1\n'
    tree = translated(source, CHECK, Spoken(**{"The first one.": "x", "{a} and more": "y {a}"}))
    assert [node.lineno for node in tree.body] == [1, 3, 4]
    assert [node.value.lineno for node in tree.body] == [1, 3, 4]
