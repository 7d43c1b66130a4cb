"""A translated lesson is held against the English one, paragraph by paragraph."""

import pytest

from course_lib.translations import lesson_texts
from course_lib.translations.__main__ import main

ENGLISH = """\
---
kernelspec:
  name: python3
---

# Add two numbers

A **sum** is what comes out.
% glossary: A **sum** is what comes out of an addition.

```{code-cell} ipython3
:tags: [exercise]

def add(a, b):
    \"\"\"The sum.\"\"\"
    return ...  # yours
```

$$a + b$$

## Look back

That was it.
"""


@pytest.fixture
def lesson(tmp_path):
    """The English text, and the German one that is begun from it and then translated."""
    english, german = tmp_path / "01_add.md", tmp_path / "de" / "01_add.md"
    german.parent.mkdir()
    english.write_text(ENGLISH, encoding="utf-8")
    text = lesson_texts.begun(english, "de")
    for said, other in {
        "# Add two numbers": "# Addiere zwei Zahlen",
        "A **sum** is what comes out.": "Eine **Summe** kommt heraus.",
        "The sum.": "Die Summe.",
        "# yours": "# deins",
        "## Look back": "## Blick zurück",
        "That was it.": "Das war es.",
    }.items():
        text = text.replace(said, other, 1)
    german.write_text(text, encoding="utf-8")
    return english, german


def changed(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_translation_with_its_marks_is_in_step(lesson):
    _, german = lesson
    assert lesson_texts.problems(german) == []
    assert "glossary" not in german.read_text(encoding="utf-8")


def test_what_is_begun_is_english_still(lesson):
    english, german = lesson
    german.write_text(lesson_texts.begun(english, "de"), encoding="utf-8")
    found = lesson_texts.problems(german)
    assert len(found) == 4  # two headings, two paragraphs; the formula needs no translation
    assert all("is English still" in sentence for sentence in found)


def test_a_paragraph_whose_english_has_changed_is_named_with_its_new_mark(lesson):
    english, german = lesson
    changed(english, "what comes out.\n%", "what you get.\n%")
    (found,) = lesson_texts.problems(german)
    assert "Eine **Summe** kommt heraus. …" in found
    assert "another one by now" in found
    old, new = (lesson_texts.parts(path.read_text("utf-8"))[1] for path in (german, english))
    assert f"% en: {new.mark}" in found
    changed(german, f"% en: {old.made_from}", f"% en: {new.mark}")
    assert lesson_texts.problems(german) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("That was it.", "That was it.\n\nOr was it?", "is not translated (Or was it? …)"),
        ("\n\nThat was it.", "", "its English paragraph is gone"),
        ("return ...", "return a", "this cell's code is not that of line"),
        (":tags: [exercise]", ":tags: [other]", "this cell's code is not that of line"),
        ("$$a + b$$", "```{code-cell} ipython3\n1\n```\n\n$$a + b$$", "in English 2"),
    ],
)
def test_what_has_changed_in_english_is_said(lesson, before, after, said):
    english, german = lesson
    changed(english, before, after)
    assert any(said in sentence for sentence in lesson_texts.problems(german))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("## Blick", "### Blick", "this is a heading like that of line"),
        ("COURSE_LANGUAGE=de", "COURSE_LANGUAGE=fr", "The first code cell chooses the language"),
        ("return ...", "return a + b", "this cell's code is not that of line"),
    ],
)
def test_what_a_translator_may_not_change_is_said(lesson, before, after, said):
    _, german = lesson
    changed(german, before, after)
    assert any(said in sentence for sentence in lesson_texts.problems(german))


def test_begin_writes_a_lesson_once(lesson, monkeypatch, capsys):
    english, _ = lesson
    monkeypatch.setattr(lesson_texts, "SOURCES", english.parent)
    assert main(["begin", "fr", "01"]) == 0
    assert (english.parent / "fr" / "01_add.md").exists()
    assert main(["begin", "de", "01"]) == 1
    assert "begun already" in capsys.readouterr().err
    assert main(["begin", "de", "7"]) == 1
    assert "begins the names of 0 lessons" in capsys.readouterr().err
