"""Carrying progress away and back: merged, never counted twice, never half."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import progress
from course_lib.progress import ProgressFileError, database
from course_lib.progress.transfer import FORMAT


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """Sit down at a machine, by name: each has a progress file of its own."""

    def sit_down(name):
        monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / name / "progress.sqlite"))

    sit_down("home")
    yield sit_down
    database.close()


def document(*events, **changes):
    return json.dumps({"format": FORMAT, "version": 1, "events": list(events)} | changes)


EVENT = {
    "id": "a1",
    "time": "2026-11-21T08:00:00+00:00",
    "lesson": 1,
    "exercise": "sigmoid",
    "state": "correct",
    "answer": "def sigmoid(z): ...",
}


def test_there_and_back(machine, tmp_path):
    progress.record(1, "sigmoid", "not yet", "return 'é 😀'")
    progress.record(1, "sigmoid", "correct", "return 1")
    before = progress.events()
    assert progress.export_file(tmp_path / "mine.json") == 2
    machine("binder")
    assert progress.events() == []
    assert progress.import_file(tmp_path / "mine.json") == 2
    assert progress.events() == before
    assert progress.import_file(tmp_path / "mine.json") == 0
    assert progress.events() == before


def test_two_machines_are_merged_in_the_order_of_time(machine):
    progress.record(1, "a", "not yet")
    machine("lab")
    progress.record(1, "a", "correct")
    from_lab = progress.export_text()
    machine("home")
    progress.record(1, "b", "correct")
    assert progress.import_text(from_lab) == 1
    assert [(e.exercise, e.state) for e in progress.events()] == [
        ("a", "not yet"),
        ("a", "correct"),
        ("b", "correct"),
    ]
    assert progress.latest(1, "a").state == "correct"


def test_an_export_is_whole_or_not_at_all(machine, tmp_path, monkeypatch):
    target = tmp_path / "mine.json"
    target.write_text("what was there before")
    monkeypatch.setattr("os.replace", lambda *paths: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        progress.export_file(target)
    assert target.read_text() == "what was there before"
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


BAD = {
    "empty": ("", "not JSON"),
    "not JSON": ("{", "not JSON"),
    "too deep": ("[" * 100_000, "not JSON"),
    "a list": ("[]", "no saved progress of this course"),
    "another file": ('{"a": 1}', "no saved progress of this course"),
    "a number": ("7", "no saved progress of this course"),
    "of the future": (document(version=2), "Update the course"),
    "of no version": (document(version="1"), "another version"),
    "true": (document(version=True), "another version"),
    "no events": (document(events=None), "no list of events"),
    "an event that is a list": (document(EVENT, [1]), "Event 2"),
    "a field too many": (document({**EVENT, "grade": 1}), "Event 1"),
    "a field missing": (document({k: v for k, v in EVENT.items() if k != "time"}), "Event 1"),
    "a lesson in words": (document({**EVENT, "lesson": "one"}), "Event 1"),
    "a lesson that is true": (document({**EVENT, "lesson": True}), "Event 1"),
    "a huge lesson": (document({**EVENT, "lesson": 10**30}), "Event 1"),
    "no answer": (document({**EVENT, "answer": None}), "Event 1"),
    "no id": (document({**EVENT, "id": ""}), "Event 1"),
    "a time in words": (document({**EVENT, "time": "yesterday"}), "Event 1"),
    "a time of nowhere": (document({**EVENT, "time": "2026-11-21T08:00:00"}), "Event 1"),
    "half a letter": (document({**EVENT, "answer": "\ud83d"}), "Event 1"),
}


@pytest.mark.parametrize(("text", "words"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_a_sentence_and_nothing_is_lost(machine, tmp_path, text, words):
    progress.record(1, "kept", "correct")
    before = progress.events()
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProgressFileError, match=words):
        progress.import_file(path)
    assert progress.events() == before


def test_files_that_cannot_be_read(machine, tmp_path, monkeypatch):
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    for name in ("missing.json", "binary.json"):
        with pytest.raises(ProgressFileError, match=f"{name} could not be read"):
            progress.import_file(tmp_path / name)
    monkeypatch.setattr("course_lib.progress.transfer.FILE_LIMIT", 2)
    with pytest.raises(ProgressFileError, match="too large"):
        progress.import_file(tmp_path / "binary.json")


def test_restoring_where_nothing_can_be_kept(machine, tmp_path, monkeypatch):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "a file" / "p.sqlite"))
    with pytest.raises(ProgressFileError, match="Nothing is restored: the progress file can't"):
        progress.import_text(document(EVENT))
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    with pytest.raises(ProgressFileError, match="COURSE_PROGRESS=off"):
        progress.import_text(document(EVENT))


def test_restoring_over_a_damaged_file(machine, tmp_path):
    path = progress.location()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nonsense " * 1000)
    assert progress.import_text(document(EVENT)) == 1
    assert "set aside" in progress.notice()


def test_an_id_that_is_there_is_not_overwritten(machine):
    assert progress.import_text(document(EVENT)) == 1
    assert progress.import_text(document({**EVENT, "answer": "something else"})) == 0
    assert progress.latest(1, "sigmoid").answer == EVENT["answer"]


@settings(max_examples=30, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*EVENT, "format", "version", "events"]), inner)
        ),
        max_leaves=12,
    )
)
def test_nothing_else_ever_comes_out_of_a_strange_file(tmp_path_factory, strange):
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("strange")
        patch.setenv("COURSE_PROGRESS", str(folder / "p.sqlite"))
        texts = [json.dumps(strange), document(strange), document(EVENT, events=strange)]
        said = [refusal(text) for text in texts]
        database.close()
    assert all(sentence is None or sentence.endswith(".") for sentence in said)


def refusal(text):
    """What is said to a text that can't be restored; None where it can."""
    try:
        progress.import_text(text)
    except ProgressFileError as error:
        return str(error)
    return None
