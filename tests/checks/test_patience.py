"""A check that runs for long says once how to stop it; a quick one says nothing."""

import threading
import time

import pytest

from course_lib.checks import patience


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(patience, "AFTER", 0.05)
    monkeypatch.delenv("COURSE_STRICT", raising=False)


def test_a_long_run_is_told_how_to_stop(impatient, samples, capsys):
    def weighted_sum(x, w, b):
        time.sleep(0.15)
        print("noise")
        return 0.0

    answer = samples.weighted_sum(weighted_sum)
    said = capsys.readouterr().out
    assert said.count("Interrupt") == 1, "once, however many calls there are"
    assert "noise" not in said
    assert "Interrupt" not in str(answer), "it is no part of what the code printed"


def test_a_quick_run_is_told_nothing_and_leaves_no_thread(samples, capsys):
    before = threading.active_count()
    samples.weighted_sum(lambda x, w, b: 0.0)
    assert capsys.readouterr().out == ""
    time.sleep(0.05)
    assert threading.active_count() <= before


def test_where_there_are_no_threads_it_does_without(impatient, samples, monkeypatch, capsys):
    def start(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Timer, "start", start)
    samples.weighted_sum(lambda x, w, b: time.sleep(0.02))
    assert capsys.readouterr().out == ""


def test_where_nobody_sits_nothing_is_said(impatient, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_STRICT", "1")
    with patience.a_word_if_it_takes_long():
        time.sleep(0.1)
    assert capsys.readouterr().out == ""
