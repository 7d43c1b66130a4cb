"""How the grader's tests get what they grade in."""

import os
import shutil
import subprocess
import sys

import pytest

from starting import bubblewrap, debian


@pytest.fixture
def machine(monkeypatch):
    """A made-up Debian, where we are root: what apt-get was asked, and which programs there are."""
    asked, programs = [], {"apt-get"}

    def attempt(command):
        asked.append(command)
        if command[:2] == ["apt-get", "install"]:
            programs.add("bwrap")

    debian.refresh.cache_clear()
    monkeypatch.setattr(debian, "attempt", attempt)
    monkeypatch.setattr(debian, "WINDOWS", False)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bubblewrap, "works", lambda: "bwrap" in programs)
    yield asked, programs
    debian.refresh.cache_clear()


def test_it_is_installed_where_it_is_missing_and_we_may(machine):
    asked, _ = machine
    assert bubblewrap.find_or_fetch()
    assert asked == [
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", "bubblewrap"],
    ]


def test_what_is_there_is_left_alone(machine, capsys):
    asked, programs = machine
    programs.add("bwrap")
    assert bubblewrap.find_or_fetch()
    assert asked == []
    assert capsys.readouterr().out == ""


def test_where_we_may_not_nothing_is_installed_and_it_is_said(machine, monkeypatch, capsys):
    asked, _ = machine
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not bubblewrap.find_or_fetch()
    assert asked == []
    assert "could not be fetched: the tests that grade in it are skipped" in capsys.readouterr().out


def test_where_it_is_forbidden_that_is_said(machine, monkeypatch, capsys):
    machine[1].add("bwrap")
    monkeypatch.setattr(bubblewrap, "works", lambda: False)
    assert not bubblewrap.find_or_fetch()
    assert "refuses to work here" in capsys.readouterr().out


def test_elsewhere_than_on_linux_nobody_asks(machine, monkeypatch):
    asked, _ = machine
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not bubblewrap.find_or_fetch()
    assert asked == []


def test_the_lists_of_packages_are_fetched_once(machine):
    asked, _ = machine
    debian.install("one")
    debian.install("other")
    assert [command[1] for command in asked] == ["update", "install", "install"]


def test_a_bubblewrap_that_is_not_there_or_fails_does_not_work(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not bubblewrap.works()
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1)
    )
    assert not bubblewrap.works()
