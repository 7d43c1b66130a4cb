"""Which browser the browser tests get."""

import os
import sys
from pathlib import Path

import pytest

from starting import browser, debian


def test_browsers_are_sought_where_windows_and_macos_keep_them(tmp_path, monkeypatch):
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    chrome = (
        tmp_path / "Applications" / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome"
    )
    for path in (edge, chrome):
        path.parent.mkdir(parents=True)
        path.touch()
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("COURSE_BROWSER", "asked for")
    found = [path for path in browser.installed() if path]
    assert found[0] == "asked for"
    assert str(edge) in found
    assert str(chrome) in found


def test_the_first_browser_that_works_is_taken(monkeypatch):
    monkeypatch.setattr(browser, "installed", lambda: iter([None, "broken", "good", "other"]))
    monkeypatch.setattr(browser, "works", lambda path: path if path in ("good", "other") else "")
    assert browser.find_or_fetch() == "good"


def test_where_no_browser_works_one_is_fetched_and_else_it_is_said(monkeypatch, capsys):
    tried = []
    monkeypatch.setattr(browser, "installed", lambda: iter([None]))
    monkeypatch.setattr(browser, "works", lambda path: tried.append(f"works {path}") or "")
    monkeypatch.setattr(browser, "from_debian", lambda: tried.append("debian") or "")
    monkeypatch.setattr(browser, "from_playwright", lambda: tried.append("playwright") or "mine")
    assert browser.find_or_fetch() == "mine"
    assert tried == ["works ", "debian", "playwright"]
    monkeypatch.setattr(browser, "from_playwright", lambda: "")
    assert browser.find_or_fetch() == ""
    assert "none could be fetched: its tests are skipped" in capsys.readouterr().out


def test_debians_browser_is_for_root_only(monkeypatch):
    monkeypatch.setattr(debian, "attempt", lambda command: pytest.fail("nobody asked for that"))
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    assert browser.from_debian() == ""


def test_a_program_that_is_no_browser_does_not_count(monkeypatch):
    monkeypatch.setattr(browser, "venv_python", lambda: Path(sys.executable))
    assert browser.works(sys.executable) == ""
