"""The file with a learner's work: made whole, and read with suspicion."""

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib import progress
from course_lib.backup import ArchiveError, archive, pack, unpack
from course_lib.backup import notebook as notebooks
from tests.backup.versions import OLD, answer, sources, worked

LESSONS = {1: "01_one.ipynb", 2: "02_two.ipynb"}
MINE = worked(OLD, first=answer("first"))


@pytest.fixture
def folder(tmp_path):
    """A learner's folder: one lesson answered, one untouched, one notebook of their own."""
    notebooks.write(tmp_path / LESSONS[1], MINE)
    notebooks.write(tmp_path / LESSONS[2], OLD)
    notebooks.write(tmp_path / "mine.ipynb", notebooks.notebook([notebooks.code_cell("1 + 1")]))
    return tmp_path


def zipped(**entries):
    """A zip with these entries, by name; ``manifest`` and ``one`` stand for a sound file's."""
    about = {"format": archive.FORMAT, "version": 1, "saved": "2026-11-29T08:00:00+00:00"}
    about["notebooks"] = [{"name": "01_one.ipynb", "lesson": 1}]
    whole = {"manifest.json": json.dumps(about), "notebooks/01_one.ipynb": notebooks.dumps(MINE)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {**whole, **entries}.items():
            if content is not None:
                made.writestr(name, content)
    return file.getvalue()


def changed(**entries):
    """A sound manifest with some of its entries changed."""
    about = {"format": archive.FORMAT, "version": 1, "saved": "2026-11-29T08:00:00+00:00"}
    return zipped(**{"manifest.json": json.dumps({**about, "notebooks": [], **entries})})


def test_there_and_back(folder):
    packed = pack(folder, LESSONS)
    assert packed.notebooks == ["01_one.ipynb", "mine.ipynb"], "the untouched one is not worth it"
    assert packed.left_out == []
    found = unpack(packed.data)
    assert found.saved == packed.saved
    assert [(name, saved.lesson) for name, saved in found.notebooks.items()] == [
        ("01_one.ipynb", 1),
        ("mine.ipynb", None),
    ]
    assert found.notebooks["01_one.ipynb"].content == MINE
    assert found.notebooks["01_one.ipynb"].changed == archive.changed_at(folder / "01_one.ipynb")
    assert json.loads(found.progress)["events"] == []


def test_anybody_can_open_it(folder):
    with zipfile.ZipFile(io.BytesIO(pack(folder, LESSONS).data)) as file:
        document = json.loads(file.read("notebooks/01_one.ipynb"))
    assert answer("first") in sources(document)


def test_pictures_go_along_and_what_needs_a_kernel_does_not(folder):
    document = notebooks.read(folder / "01_one.ipynb")
    data = {notebooks.VIEW: {"model_id": "1"}, "text/plain": "a figure"}
    cell = next(cell for cell in document["cells"] if cell["cell_type"] == "code")
    cell["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
    notebooks.write(folder / "01_one.ipynb", document)
    (output,) = (
        unpack(pack(folder, LESSONS).data).notebooks["01_one.ipynb"].content["cells"][1]["outputs"]
    )
    assert output["data"] == {"text/plain": "a figure"}


def test_what_cannot_be_packed_is_named(folder, monkeypatch):
    (folder / "broken.ipynb").write_text("{")
    packed = pack(folder, LESSONS)
    assert packed.left_out == ["broken.ipynb is no notebook: it is damaged, or cut short."]
    monkeypatch.setattr(archive, "MAX_BYTES", 500)
    assert "01_one.ipynb is too much for one file." in pack(folder, LESSONS).left_out


def opened(documents, **changes):
    """What a page hands out whose machine is gone."""
    about = {"format": archive.FORMAT, "version": 1, "saved": "2026-11-29T08:00:00.000Z"}
    return json.dumps({**about, "open": documents, **changes}).encode()


def test_what_a_page_had_open_is_read_too():
    found = unpack(opened({"01_one.ipynb": MINE, "bad.ipynb": {"cells": 1}}))
    assert found.notebooks["01_one.ipynb"].content == MINE
    assert [sentence.split()[0] for sentence in found.unreadable] == ["bad.ipynb"]


def test_progress_that_was_saved_alone_is_read_too():
    assert unpack(progress.export_text().encode()).progress == progress.export_text()


def locked():
    data = bytearray(zipped())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = data.find(mark)
        data[place + (6 if mark[2] == 3 else 8)] |= 1
    return bytes(data)


def link():
    file = io.BytesIO(zipped())
    with zipfile.ZipFile(file, "a") as made:
        entry = zipfile.ZipInfo("notebooks/link.ipynb")
        entry.external_attr = 0o120777 << 16
        made.writestr(entry, "/etc/passwd")
    return file.getvalue()


def twice():
    file = io.BytesIO(zipped())
    with zipfile.ZipFile(file, "a") as made, pytest.warns(UserWarning, match="Duplicate name"):
        made.writestr("notebooks/01_one.ipynb", "{}")
    return file.getvalue()


def zeros():
    return zipped(**{"notebooks/bomb.ipynb": b"0" * (archive.MAX_BYTES + 1)})


def lying():
    """A bomb whose directory says that it is small."""
    data = bytearray(zipped(**{"notebooks/a.ipynb": b"0" * 10_000_000}))
    for size in ((10_000_000).to_bytes(4, "little"),):
        while (place := data.find(size)) >= 0:
            data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


NAMES = [
    "../x.ipynb",
    "notebooks/../../x.ipynb",
    "/etc/x.ipynb",
    "notebooks/abcd/b.ipynb",
    "notebooks/../b.ipynb",
    "notebooks/de/../b.ipynb",
    "notebooks/aux/b.ipynb",
    "notebooks/de/nul.ipynb",
    "notebooks/a\\b.ipynb",
    "notebooks/C:x.ipynb",
    "notebooks/.hidden.ipynb",
    "notebooks/x.py",
    "notebooks/con.ipynb",
    "notebooks/" + "x" * 200 + ".ipynb",
    "notebooks/",
    "x.ipynb",
]
BAD = {
    "empty": (lambda: b"", "no zip"),
    "text": (lambda: b"a holiday", "no zip"),
    "cut short": (lambda: zipped()[:-30], "no zip"),
    "a zip of something else": (lambda: zipped(**{"manifest.json": None}), "no saved work"),
    "a manifest that is no JSON": (lambda: zipped(**{"manifest.json": "{"}), "no saved work"),
    "a manifest too deep": (lambda: zipped(**{"manifest.json": "[" * 100_000}), "no saved work"),
    "another format": (lambda: changed(format="x"), "no saved work"),
    "of the future": (lambda: changed(version=2), "Update the course"),
    "of no version": (lambda: changed(version=True), "another version"),
    "a very long version": (lambda: changed(version="9" * 9000), "another version"),
    "no time": (lambda: changed(saved="yesterday"), "damaged"),
    "a time of nowhere": (lambda: changed(saved="2026-11-29T08:00:00"), "damaged"),
    "JSON of something else": (lambda: b'{"a": 1}', "no saved work"),
    "JSON cut short": (lambda: b'{"format": "neural-network-course-work"', "no saved work"),
    "open notebooks without notebooks": (lambda: opened([]), "damaged"),
    "open notebooks elsewhere": (lambda: opened({"../x.ipynb": MINE}), "damaged"),
    "open notebooks of the future": (lambda: opened({}, version=2), "Update the course"),
    "no list": (lambda: changed(notebooks={}), "damaged"),
    "a link": (link, "a link"),
    "locked": (locked, "locked"),
    "a name twice": (twice, "it holds"),
    "zeros": (zeros, "unfolds to more"),
    "a bomb that lies": (lying, "no zip"),
    "many": (lambda: zipped(**{f"notebooks/{i}.ipynb": "" for i in range(1001)}), "unfolds"),
}
BAD |= {name: (lambda name=name: zipped(**{name: "{}"}), "it holds") for name in NAMES}


@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_what_is_no_saved_work_is_refused_with_a_sentence(make, words):
    with pytest.raises(ArchiveError, match=words) as refused:
        unpack(make())
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 300


def test_a_huge_file_is_not_even_opened(monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    with pytest.raises(ArchiveError, match="too large"):
        unpack(zipped())


CELL = {"cell_type": "code", "source": "1", "metadata": {}, "outputs": [], "id": "a"}
DAMAGED = {
    "no JSON": "{",
    "a list": "[]",
    "no cells": "{}",
    "cells in words": '{"cells": "many"}',
    "a cell that is a number": '{"cells": [1]}',
    "a cell of no kind": json.dumps({"cells": [{**CELL, "cell_type": "worm"}]}),
    "a source that is a number": json.dumps({"cells": [{**CELL, "source": 1}]}),
    "a source of numbers": json.dumps({"cells": [{**CELL, "source": [1]}]}),
    "too deep": '{"cells": ' + "[" * 100_000,
    "too many cells": json.dumps({"cells": [CELL] * 2_001}),
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_notebook_is_named_and_the_others_are_there(text):
    found = unpack(zipped(**{"notebooks/bad.ipynb": text}))
    assert list(found.notebooks) == ["01_one.ipynb"]
    assert len(found.unreadable) == 1
    assert found.unreadable[0].startswith("bad.ipynb is ")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*CELL, "cells", "tags", "kernelspec", "name"]), inner)
    ),
    max_leaves=10,
)


@settings(max_examples=60, deadline=None)
@given(JSON, JSON)
def test_whatever_a_notebook_holds_it_is_sound_or_refused(strange, other):
    for document in (strange, {"cells": [{**CELL, "outputs": strange, "metadata": other}]},
                     {"cells": [{**CELL, "id": strange}], "metadata": other}):  # fmt: skip
        try:
            read = notebooks.parse(json.dumps(document).encode())
        except notebooks.NotebookError:
            continue
        again = notebooks.parse(notebooks.dumps(read).encode())
        assert again == read
        assert all(0 < len(cell["id"]) <= 64 for cell in read["cells"])
