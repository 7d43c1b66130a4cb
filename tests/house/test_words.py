"""No file holds words that belong elsewhere: package indexes, somebody's folders."""

import re

import pytest

from tests.house.project import FILES, NAMES, text_of

NOT_OURS = {
    "a package index's host or folder": r"pypi\.org/(simple|packages)|pythonhosted\.org|"
    r"registry\.(npmjs|yarnpkg)|(extra-|--)index-url|--find-links|/opt/[pw]",
    "a folder of somebody's machine": r"(?<![\w.])/(root|Users|home/(?!\$))/?\w|\b[A-Z]:\\Users",
}
OURS = {"tests/house/test_words.py"}  # this list


@pytest.mark.parametrize("what", NOT_OURS)
def test_no_file_names(what):
    found = [
        f"{name}: {match.group()}"
        for path, name in zip(FILES, NAMES, strict=True)
        if name not in OURS
        for match in re.finditer(NOT_OURS[what], text_of(path))
    ]
    assert found == []


def test_no_notebook_shows_a_temporary_folder():
    notebooks = [path for path in FILES if path.suffix == ".ipynb"]
    assert notebooks
    assert [
        path.name for path in notebooks if re.search(r"/tmp/|ipykernel_\d", text_of(path))
    ] == []
