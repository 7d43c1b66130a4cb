"""The glossary says what the lessons say, and no lesson uses a word before one has explained it."""

import re
from itertools import chain

import nbformat
import pytest

from course_lib.notebooks import glossary
from course_lib.notebooks.__main__ import main
from course_lib.notebooks.build import stored
from course_lib.notebooks.glossary import definitions, key, page, paragraphs, problems, sentences
from course_lib.notebooks.source import lesson_number, lessons, read
from course_lib.notebooks.tidy import cell_ids

LESSONS = lessons()

# Words that the glossary explains, and that earlier lessons use as everybody does.
EVERYDAY = {
    "centre": "Centre and scale, says an exercise",
    "code": "what one writes",
    "error": "Python's, and one of a check's four answers",
    "freeze": "what happens to somebody without a coat",
    "key": "of a keyboard",
    "map": "what the figures draw",
    "patience": "what one needs",
    "sign": "of a number, or of anything",
    "staircase": "what one walks up",
    "value": "what a variable has",
    "window": "one looks out of it",
}
# (lesson, word) where the words beside it say enough, or say where more is to come.
SAID_THERE = {
    (0, "input"): "exercise 1 shows it, and the lesson's first lines say what lesson 01 is for",
    (0, "network"): "what reads your digit; the paragraph under the figure says what it is made of",
    (0, "neuron"): "the lesson's first lines say that lesson 01 explains it",
    (0, "weight"): "exercise 1 shows it",
    (0, "model"): "an error message of JupyterLab's, quoted",
    (2, "linear"): "part of the long name of ReLU",
    (2, "softmax"): "the next sentence says which lesson has it",
    (2, "unit"): "part of the long name of ReLU",
    (2, "network"): "lesson 01 has said what it will be, and 02 that neurons feed neurons in it",
    (4, "error"): "prediction minus label, says the sentence",
    (5, "score"): "a perfect score, in a game",
    (8, "test row"): "the sentences before say who is the test",
    (8, "training row"): "the sentences before say who is the test",
    (9, "vanishe"): "of the vanishing gradient, which the figure before explains",
    (10, "adam"): "a name to pass to compile; exercise 1 says that lesson 11 explains it",
    (12, "norm"): "of batch norm, the short name of a layer",
    (13, "norm"): "of batch norm, the short name of a layer",
    (14, "gate"): "you open and close them later, says the sentence",
    (14, "gru"): "one with gates, which you open and close later, says the lesson",
    (14, "lstm"): "one with gates, which you open and close later, says the lesson",
}


def lesson(folder, text, name="01_sample.md"):
    """A lesson's text in a file, with a title."""
    path = folder / name
    path.write_text(f"# Nets: build it\n\n{text}\n", encoding="utf-8")
    return path


def found(path):
    return [(entry.word, entry.sentence) for entry in definitions(path)]


# ------------------------------------------------------------------- how a sentence is found


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("Look. A **bias** is added at 0.5. Go.", "bias", "A bias is added at 0.5."),
        (
            "Take `a. B` first. That is the **loss**:",
            "loss",
            "Take `a. B` first. That is the loss.",
        ),
        ("**Notice.** A sure one is **saturated**.", "saturated", "A sure one is saturated."),
        ("1. A **weight** multiplies.\n2. More.", "weight", "A weight multiplies."),
        ("> **Think.** A **map**: $f. G$ is it.", "map", "A map: $f. G$ is it."),
        ("(Its name is *z*.) A **sum** adds up. x", "sum", "A sum adds up."),
    ],
)
def test_the_sentence_with_the_bold_word_is_its_entry(tmp_path, text, word, sentence):
    assert found(lesson(tmp_path, text)) == [(word, sentence)]


def test_a_mark_below_the_paragraph_says_it_better(tmp_path):
    path = lesson(tmp_path, "She takes **Labels**.\n% glossary: A **label** is right.\n\nMore.")
    assert found(path) == [("label", "A label is right.")]
    assert list(problems([path])) == []


def test_a_mark_above_all_paragraphs_explains_nothing(tmp_path):
    path = tmp_path / "01_sample.md"
    path.write_text("% glossary: A **net** is a net.\n\n# Build it\n", encoding="utf-8")
    assert list(problems([path])) == [
        "01_sample.md: a mark explains **net**, which is not bold above it."
    ]


def test_code_holds_no_words(tmp_path):
    assert found(lesson(tmp_path, "```{code-cell}\nf(**settings, **more)\n```")) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("This is the **loss**.", "leans on one that is not there"),
        ("A **net** is good. Two **Nets** are.", "is bold a second time"),
        ("A **loss** is bad. This is the **net**.", None),
        ("A **loss** is bad.\n\nA **loss** is good.", "is bold a second time"),
        ("A loss is bad.\n% glossary: A **loss** is bad.", "explains **loss**, which is not bold"),
        ("> x\n\n- % glossary: no mark, since it begins no line", None),
        ("A **loss** is bad.\n% glossary: It is bad.", "explains **no word**"),
    ],
)
def test_what_has_no_sentence_of_its_own_is_said(tmp_path, text, sentence):
    said = list(problems([lesson(tmp_path, text)]))
    assert len(said) == (sentence is not None)
    assert all(sentence in each for each in said)


def test_words_stand_in_their_order_each_with_its_place(tmp_path):
    one = lesson(tmp_path, "A **y_pred** is said.\n\n## Go on\n\n```\nx\n```\n\nA **Net** is big.")
    two = lesson(tmp_path, "A **net** is small.", "02_more.md")
    (top, cell), (other,) = cell_ids(read(one)), cell_ids(read(two))
    assert page([one, two]).partition("meet it.\n\n")[2] == (
        "## N\n\n- **Net** means, depending on the lesson:\n"
        f"  - A Net is big. ([01 Nets](01_sample.ipynb#cell-id={cell}))\n"
        f"  - A net is small. ([02 Nets](02_more.ipynb#cell-id={other}))\n\n"
        f"## Y\n\n- **y_pred**. A y_pred is said. ([01 Nets](01_sample.ipynb#cell-id={top}))\n"
    )


def test_links_lead_to_cells_as_the_notebooks_have_them():
    for path in LESSONS:
        ids = {cell.id for cell in nbformat.read(stored(path), as_version=4).cells}
        assert {entry.cell_id for entry in definitions(path)} <= ids


# --------------------------------------------------------------------------------- the course's


def test_the_glossary_is_in_step_with_the_lessons():
    made = page(LESSONS).encode("utf-8")
    assert glossary.GLOSSARY.read_bytes() == made, (
        "Make it again: python -m course_lib.notebooks glossary"
    )


def test_every_word_has_a_sentence_of_its_own():
    assert list(problems(LESSONS)) == []


def test_every_bold_word_is_there_and_every_sentence_says_its_word():
    entries = page(LESSONS)
    known = {key(word) for word in re.findall(r"^- \*\*(.+?)\*\*", entries, re.M)}
    bold = [
        word
        for cell in chain.from_iterable(read(path).cells for path in LESSONS)
        if cell.cell_type == "markdown"
        for word in re.findall(r"\*\*(.+?)\*\*", cell.source)
    ]
    labels = {"You need", "Minutes", "What you'll be able to do"}
    assert {key(word) for word in bold if word[-1] not in ".:" and word not in labels} == known
    assert len(known) > 100
    for path in LESSONS:
        for entry in definitions(path):
            assert entry.word in entry.sentence
            assert "**" not in entry.sentence
            assert entry.sentence in entries


def test_no_word_comes_before_its_meaning():
    """In the order of reading; a sentence that names the lesson to come may name its words too."""
    assert list(early_words()) == []


def test_every_excuse_is_used():
    early = {(number, word) for number, word, _ in early_words(excused=False)}
    assert set(SAID_THERE) <= early
    assert set(EVERYDAY) <= {word for _, word in early}


def early_words(excused=True):
    """(lesson, word, sentence) for each word that stands in the text before it is explained."""
    explained = {}
    for path in LESSONS:
        for i, paragraph in enumerate(paragraphs(path)):
            for word in glossary.words(paragraph.text):
                explained.setdefault(key(word), (lesson_number(path), i))
    patterns = {
        word: re.compile(rf"\b{re.escape(word)}(s|es)?\b", 0 if word == "he" else re.I)
        for word in explained
        if len(word) > 2 or word == "l2"  # letters are everywhere
    }
    for path in LESSONS:
        number = lesson_number(path)
        for i, sentence in read_in_order(path):
            named = {int(n) for n in re.findall(r"[Ll]essons? (\d\d)", sentence)}
            for word, pattern in patterns.items():
                at = explained[word]
                excuse = word in EVERYDAY or (number, word) in SAID_THERE
                if (number, i) >= at or named & set(range(at[0], 99)) or (excused and excuse):
                    continue
                if pattern.search(sentence):
                    yield number, word, sentence


def read_in_order(path):
    """(paragraph, sentence) of what is read in order: no title, no list of aims, no outlook."""
    begun = False
    for i, paragraph in enumerate(paragraphs(path)):
        text = paragraph.text
        if begun and not re.match(r"\*\*Next|#|\*[^*].*\*$", text):
            prose = re.sub(r"`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|\]\([^)]*\)", " ", text)
            yield from ((i, sentence) for sentence in sentences(prose))
        begun = begun or text.startswith("**Minutes**")


# ---------------------------------------------------------------------------------- the command


def test_the_command_writes_checks_and_says_what_is_amiss(tmp_path, monkeypatch, capsys):
    path = lesson(tmp_path, "A **loss** is bad.")
    monkeypatch.setattr("course_lib.notebooks.__main__.lessons", lambda: [path])
    monkeypatch.setattr(glossary, "GLOSSARY", tmp_path / "glossary.md")
    assert main(["glossary", "--check"]) == 1
    assert main(["glossary"]) == 0
    assert main(["glossary"]) == 0
    assert main(["glossary", "--check"]) == 0
    lesson(tmp_path, "It is a **loss**.")
    assert main(["glossary"]) == 1
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.startswith("glossary")] == [
        "glossary: out of step",
        "glossary: written",
        "glossary: as it was",
        "glossary: in step",
        "glossary: written",
    ]
    assert "leans on one that is not there" in out
