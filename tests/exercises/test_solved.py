"""A recap shows what is solved of its lesson, and follows as answers come."""

import gc

import pytest

from course_lib import progress
from course_lib.exercises import lesson_01, solved


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


def answer(name, state):
    assert progress.record(1, name, state, "...")


def test_each_exercise_of_the_lesson_stands_there_in_its_order():
    names = list(lesson_01.LESSON.tasks)
    answer(names[0], "correct")
    answer(names[1], "not yet")
    lines = str(solved(lesson_01)).splitlines()
    assert (
        lines[0]
        == f"{'■' * (10 // len(names))}{'□' * (10 - 10 // len(names))} 1 of {len(names)} correct"
    )
    assert [line.split()[1] for line in lines[1:]] == names
    assert [line.split("  ")[-1].strip() for line in lines[1:4]] == [
        "correct", "not yet", "not attempted",
    ]  # fmt: skip


def test_the_page_follows_an_answer_and_a_widget_that_is_gone_follows_none():
    shown = solved(lesson_01)
    data, _ = shown._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in data
    assert "0 of" in shown.text.html
    answer("weighted_sum", "correct")
    assert "1 of" in shown.text.html
    shown.text.close()
    del shown
    gc.collect()
    answer("sigmoid", "correct")  # nobody is there, and nothing is raised


def test_what_fails_to_follow_costs_no_answer():
    class Broken:
        def refresh(self):
            raise RuntimeError

    broken = Broken()
    progress.follow(broken)
    answer("weighted_sum", "correct")
    assert progress.standing()[1, "weighted_sum"] == "correct"
