"""The lesson that is translated: it has a lesson's form, asks what it should, and is graded alike.

A translation that is behind the English lesson is a skipped test, with what it lacks. A text that
does not run, or no longer gives what its notebook stores, is found by nbval and test_notebooks.py.
"""

import json
import os
import subprocess
import sys

import nbformat
import pytest

from course_lib.backup import notices
from course_lib.backup.first_cell import is_first
from course_lib.notebooks import lesson_rules
from course_lib.notebooks.build import stored
from course_lib.notebooks.run import run
from course_lib.notebooks.solve import exercise_names, solve
from course_lib.notebooks.source import SOURCES, language, read, translations
from course_lib.translations import LANGUAGE, lesson_texts
from course_lib.translations.catalogue import Catalogue, languages

OPTIONS = """
import json
from course_lib.exercises import lessons
from course_lib.translations import english
named = [o for lesson in lessons() for q in lesson.questions.values() for o in q.options]
print(json.dumps([english(option) for option in named]))
"""

each_lesson = pytest.mark.parametrize(
    "path", translations(), ids=lambda path: f"{language(path)}/{path.stem}"
)


def test_a_lesson_is_translated():
    assert SOURCES / "de" / "01_neuron.md" in translations()
    assert {language(path) for path in translations()} <= set(languages())


@each_lesson
def test_what_a_translated_lesson_lacks(path):
    if lacks := lesson_texts.problems(path):
        pytest.skip(f"{language(path)}/{path.stem} is behind: " + "; ".join(lacks))


@each_lesson
def test_a_translated_lesson_has_a_lessons_form(path):
    notebook = nbformat.read(stored(path), as_version=4)
    assert lesson_rules.problems(notebook, None) == []
    first, *_ = (cell for cell in lesson_rules.code_cells(notebook) if not is_first(cell))
    assert first.source == f"%env {LANGUAGE}={language(path)}"
    assert exercise_names(notebook) == exercise_names(read(SOURCES / path.name))


@each_lesson
def test_what_is_to_be_noticed_is_folded_in_its_language(path):
    said = Catalogue(language(path)).sentence
    texts = [cell.source for cell in read(path).cells if cell.cell_type == "markdown"]
    assert sum(said(notices.SUMMARY) in text for text in texts) >= 1
    assert said(notices.SUMMARY) != notices.SUMMARY
    # A figure opens it by its first word, which its script looks for.
    assert said("Notice.") in said(notices.SUMMARY)
    assert said("Notice.") in said(notices.NOTICE)


@pytest.mark.parametrize("code", languages())
def test_no_two_options_of_a_language_are_one(code):
    options = {}
    for spoken in ("", code):
        environment = os.environ | {LANGUAGE: spoken}
        command = [sys.executable, "-c", OPTIONS]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        options[spoken] = json.loads(done.stdout)
    assert options[code] == options[""]


@each_lesson
def test_solved_by_its_reference_solutions_it_runs_to_its_end(path, request):
    if not request.config.getoption("--thorough", default=False):
        pytest.skip("the English lesson is solved in every run; --thorough solves this one too")
    run(solve(read(path)), path.name, strict=True, folder=stored(path).parent)
