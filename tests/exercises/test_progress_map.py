"""The map of lessons: what it shows, and its two buttons."""

import re

import pytest

from course_lib import keras_status, progress
from course_lib.exercises import lessons, progress_map
from course_lib.exercises.progress_map import ProgressMap
from course_lib.widgets import main_thread
from starting import status


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A progress file of this test's own."""
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def lines(text):
    return [" ".join(line.split()) for line in text.splitlines()]


def test_every_lesson_has_a_line_and_every_exercise_is_there_to_unfold():
    text, html = repr(ProgressMap()), ProgressMap()._repr_html_()
    for lesson in lessons():
        said = f"{lesson.number:02} {lesson.title}: 0 of {len(lesson.tasks)} correct"
        assert sum(said in line for line in text.splitlines()) == 1
        assert f'<a href="{lesson.notebook}"' in html
        assert said in re.sub(r"<[^>]*>", "", html)
        for name in lesson.tasks:
            assert f"<code>{name}</code>: not attempted" in html
    assert len(text.splitlines()) == len(lessons()) + len(lessons()[0].tasks)
    assert html.count("<details") == len(lessons())
    assert html.count("<details open") == 1


def here():
    (line,) = [line for line in repr(ProgressMap()).splitlines() if "you are here" in line]
    return line.split()[1]


def test_it_says_where_you_are(kept):
    assert here() == "00"
    progress.record(2, "tanh", "not yet", "…")
    assert here() == "02"
    for name in lessons()[0].tasks:
        progress.record(0, name, "correct", "…")
    assert here() == "01"  # all of 00 is done
    for lesson in lessons()[1:]:
        for name in lesson.tasks:
            progress.record(lesson.number, name, "correct", "…")
    assert here() == f"{lessons()[-1].number:02}"
    progress.record(99, "unknown", "correct", "…")
    assert here() == f"{lessons()[-1].number:02}"


def test_a_bar_is_never_full_and_never_empty_before_it_is(kept):
    tasks = list(lessons()[17].tasks)
    progress.record(17, tasks[0], "correct", "…")
    assert ProgressMap().rows[17][1][0][1] == "correct"
    (line,) = [text for text in repr(ProgressMap()).splitlines() if "17 Capstone" in text]
    assert line.split()[0].count("■") == 1
    for name in tasks[1:-1]:
        progress.record(17, name, "correct", "…")
    (line,) = [text for text in repr(ProgressMap()).splitlines() if "17 Capstone" in text]
    assert "□" in line
    progress.record(17, tasks[-1], "correct", "…")
    (line,) = [text for text in repr(ProgressMap()).splitlines() if "17 Capstone" in text]
    assert "□" not in line


def test_off_it_is_the_same_on_every_run():
    assert ProgressMap()._repr_mimebundle_() == ProgressMap()._repr_mimebundle_()


def test_states_are_shown_by_symbol_and_word(kept):
    progress.record(0, "weigh", "not yet", "…")
    progress.record(0, "weigh_all", "error", "…")
    shown = lines(repr(ProgressMap()))
    assert "✎ weigh not yet" in shown
    assert "⚠ weigh_all error" in shown
    progress.record(0, "weigh", "correct", "…")
    progress.record(0, "weigh", "not yet", "an experiment afterwards")
    assert "✔ weigh correct" in lines(repr(ProgressMap()))
    html = ProgressMap()._repr_html_()
    assert '<span aria-hidden="true">✔</span> <code>weigh</code>: correct' in html
    assert "1 of 3 correct" in html


def test_what_somebody_wrote_into_the_file_is_not_believed(kept):
    progress.record(0, "weigh", "<script>alert(1)</script>", "…")
    progress.record(0, "<script>", "correct", "…")
    assert "<script>" not in ProgressMap()._repr_html_()
    assert "○ weigh not attempted" in lines(repr(ProgressMap()))


def test_the_bundle_has_widget_html_and_text():
    data, _ = progress_map()._repr_mimebundle_()
    assert data["text/plain"] == repr(ProgressMap())
    assert data["text/html"] == ProgressMap()._repr_html_()
    assert "application/vnd.jupyter.widget-view+json" in data


def test_without_widgets_the_map_can_be_read(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "anywidget", None)
    assert isinstance(progress_map(), ProgressMap)


def test_the_buttons_words_are_shown_and_the_map_follows(kept, monkeypatch):
    live = progress_map()
    sent = []
    monkeypatch.setattr(live, "send", lambda message, buffers=None: sent.append(message))
    progress.record(0, "weigh", "correct", "def weigh(x, w): ...")
    saved = progress.export_text().encode()
    live._on_message(live, {"type": "restore", "part": 0, "of": 2}, [saved[:9]])
    assert sent == []
    live._on_message(live, {"type": "restore", "part": 1, "of": 2}, [memoryview(saved[9:])])
    assert live.said == "All of it was here already; nothing has changed."
    assert sent == [{"type": "said"}]
    assert "✔" in live.map
    assert "✔ weigh" in live._repr_mimebundle_()[0]["text/plain"]


def test_each_lesson_can_be_named_by_the_button_that_starts_it_again():
    html = ProgressMap()._repr_html_()
    assert [f'data-lesson="{lesson.number}"' in html for lesson in lessons()] == [True] * 18


def test_it_says_how_far_tensorflow_is_until_it_is_here(tmp_path, monkeypatch):
    later = []
    monkeypatch.setattr(main_thread, "run_later", lambda task, seconds: later.append(task))
    monkeypatch.setattr(keras_status.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(status, "TENSORFLOW_STATUS", tmp_path / keras_status.FILE_NAME)
    assert progress_map().keras == ""
    assert not later
    status.write("fetching", done=3, total=20, unit="packages")
    live = progress_map()
    assert live.keras == "TensorFlow is on its way: 3 of 20 packages are in place."
    assert repr(ProgressMap()).endswith(f"\n{live.keras}")
    status.write("fetching", done=19, total=20, unit="packages")
    later.pop()()
    assert "19 of 20" in live.keras
    status.write("failed", why="The network is gone.")
    later.pop()()
    assert live.keras.startswith("TensorFlow is not here. The network is gone.")
    assert not later
