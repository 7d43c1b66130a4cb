"""The predictions of all lessons: each is asked, decided and answered, whatever was chosen."""

import re

import pytest

from course_lib.checks import markup
from course_lib.exercises import lessons
from course_lib.notebooks.source import SOURCES, read

LESSONS = lessons()
PREDICTIONS = [
    pytest.param(question, id=f"{lesson.number:02}-{name}")
    for lesson in LESSONS
    for name, question in lesson.questions.items()
    if question.kind == "predict"
]
OPTIONS = [
    pytest.param(param.values[0], option, id=f"{param.id}-{option}")
    for param in PREDICTIONS
    for option in param.values[0].options
]

each_prediction = pytest.mark.parametrize("question", PREDICTIONS)
each_option = pytest.mark.parametrize(("question", "option"), OPTIONS)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def code(lesson):
    """The code cells of a lesson's text, in order."""
    notebook = read((SOURCES / lesson.notebook).with_suffix(".md"))
    return [cell.source.strip() for cell in notebook.cells if cell.cell_type == "code"]


def said(option, sentence):
    """A sentence as HTML, after what was chosen."""
    lead = f"<strong>{markup.prose(option)}</strong>"
    return f"{lead} {markup.prose(sentence)}"


def test_there_are_predictions_and_wrong_options_to_answer():
    assert len(PREDICTIONS) >= 48
    assert len(OPTIONS) - len(PREDICTIONS) >= 97


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.notebook)
def test_a_lesson_looks_back_at_its_predictions_and_at_nothing_else(lesson):
    looked = re.findall(r"^check\.(\w+)\.look_back\(\)$", "\n".join(code(lesson)), re.MULTILINE)
    assert looked == [it.name for it in lesson.questions.values() if it.kind == "predict"]


@each_prediction
def test_between_asking_and_looking_back_something_is_shown(question):
    (lesson,) = [lesson for lesson in LESSONS if lesson.number == question.lesson]
    cells = code(lesson)
    asked, answered = (cells.index(f"check.{question.name}{end}") for end in ("", ".look_back()"))
    between = cells[asked + 1 : answered]
    assert [cell for cell in between if not re.fullmatch(r"check\.\w+(\.look_back\(\))?", cell)]


@each_option
def test_choosing_it_says_only_that_it_is_kept_and_looking_back_its_sentence(
    question, option, kept
):
    view = question.look_back()._live()  # both cells have run before anybody chooses
    form = question._form()
    assert question.options[option] not in view.html
    form._handle_custom_msg({"type": "choose", "option": option}, [])
    assert form.feedback == f"Kept: {option}"
    right = question.answer
    if option == right:
        assert said(f"You said: {option}. So it is.", question.options[option]) in view.html
    else:
        assert said(f"You said: {option}.", question.options[option]) in view.html
        assert said(f"The answer: {right}.", question.options[right]) in view.html


@each_prediction
def test_without_a_kernel_every_option_is_answered(question):
    html = question.look_back()._repr_mimebundle_()[0]["text/html"]
    assert html.count("<details") == 1
    for option, sentence in question.options.items():
        lead = "The answer" if option == question.answer else "If you said"
        assert said(f"{lead}: {option}.", sentence) in html


@each_option
def test_a_sentence_follows_what_was_said_and_asks_nothing_back(question, option):
    sentence = question.options[option]
    assert sentence.endswith((".", "…"))
    assert "?" not in sentence, "the figure has been seen: what was a question is answered"
    assert option[-1] not in ".?!…", "a full stop follows it"
