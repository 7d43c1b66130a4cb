"""The first names: the file that was promised, and what is in it."""

import hashlib
import re
import string
from pathlib import Path

from course_lib import data

FOLDER = Path(data.__file__).parent


def test_the_file_is_the_one_that_its_note_describes():
    note = (FOLDER / "first_names.md").read_text(encoding="utf-8")
    text = (FOLDER / "first_names.txt").read_bytes()
    assert re.findall(r"`([0-9a-f]{64})`", note) == [hashlib.sha256(text).hexdigest()]
    for words in ("United States Census Bureau", "public domain", "names"):
        assert words in note
    assert "public domain" in data.first_names.__doc__


def test_what_is_loaded():
    names = data.first_names()
    assert len(names) == len(set(names)) == 5163
    assert names == sorted(names)
    assert set("".join(names)) == set(string.ascii_lowercase)
    assert {len(name) for name in names} == set(range(2, 12))
    assert {"mary", "james", "zulma"} <= set(names)


def test_nobody_shares_a_list():
    data.first_names().clear()
    assert len(data.first_names()) == 5163
