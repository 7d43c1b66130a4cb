"""What the forms have in common: they are kept, restored, shown, and read without a kernel."""

import pytest

from course_lib.checks import Lesson, number, parsons
from course_lib.checks.blanks import blanks
from course_lib.exercises import lesson_02
from course_lib.progress import store

ORDER = parsons(
    name="ORDER",
    lesson=99, minutes=1, prompt="Order `these`.", program="a = 1\nif a < 2:\n    b = a",
    left_out={"a += 1 < 2": "It does not belong."},
)  # fmt: skip
SUM = blanks(
    name="SUM",
    lesson=99, minutes=1, prompt="Add.", text="`1 < 2` and {total}",
    answers={"total": number(2, "the total", mistakes={1: "Both of them."})},
)  # fmt: skip
for form in (ORDER, SUM):
    form.hints("First", "Second")
    form.why("It counts.")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def widget_of(form):
    """The widget that a form would show now."""
    shown = []
    make = form._widget
    form._widget = lambda *parts: shown.append(make(*parts)) or shown[0]
    try:
        form._repr_mimebundle_()
    finally:
        del form._widget
    return shown[0]


@pytest.mark.parametrize("form", [ORDER, SUM], ids=lambda form: form.name)
def test_a_form_knows_its_name_and_its_hints(form):
    assert form.name in ("ORDER", "SUM")
    assert [form.hint().tier for _ in range(3)] == [1, 2, 2]
    assert "It counts." in repr(form.solution())


@pytest.mark.parametrize(
    ("form", "wrong"), [(ORDER, ["a = 1"]), (SUM, {"total": "1"})], ids=["order", "blanks"]
)
def test_an_answer_is_kept_and_comes_back(kept, form, wrong):
    assert "No answer" in repr(form.my_answer())
    widget = widget_of(form)
    assert widget.said == {}
    widget.check(wrong)
    assert store.latest(99, form.name).state == "not yet"
    again = widget_of(form)
    assert again.answer == wrong
    assert again.said["state"] == "not yet"
    again.check(form.right_answer)
    assert store.latest(99, form.name).state == "correct"
    assert len(store.events()) == 2  # showing a form again is no event
    assert widget_of(form).said["sentences"] == ["It counts."]
    assert form.my_answer().source == form.write(form.right_answer)


def test_an_empty_answer_is_not_kept(kept):
    assert widget_of(SUM).check({})["state"] == "not attempted"
    assert store.events() == []


def test_what_was_kept_of_an_older_lesson_is_let_be(kept):
    store.record(99, "SUM", "correct", "gone = 3")
    store.record(99, "ORDER", "correct", "another line")
    assert widget_of(SUM).answer == {}
    assert widget_of(ORDER).answer == ORDER.lines


@pytest.mark.parametrize("form", [ORDER, SUM], ids=lambda form: form.name)
def test_without_widgets_it_is_text(form, monkeypatch):
    def refuse(*parts):
        raise ImportError

    monkeypatch.setattr(form, "_widget", refuse)
    bundle = form._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert form.prompt in bundle["text/plain"]
    assert "< 2" in bundle["text/plain"]
    assert "&lt; 2" in bundle["text/html"]
    assert "<form" not in bundle["text/html"]


def test_a_lesson_lists_its_tasks_in_order():
    tasks = list(lesson_02.LESSON.tasks)
    assert tasks == [
        *("tanh", "tanh_slope", "stays_awake", "relu", "relu_slope", "leaky_relu", "name_curves")
    ]
    assert list(lesson_02.LESSON.forms) == ["stays_awake", "name_curves"]
    assert "name_curves" not in lesson_02.LESSON.exercises
    assert isinstance(lesson_02.LESSON, Lesson)
