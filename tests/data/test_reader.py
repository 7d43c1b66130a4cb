"""The trained network that lesson 00 shows: its script makes it as lesson 17 makes its own."""

import re

import nbformat
import numpy as np
import pytest

from course_lib import data
from course_lib.data import reader_training, trained_reader


@pytest.fixture(scope="module")
def reader():
    return data.reader()


def share(model, digits):
    return float(np.mean(model.predict(digits.x, verbose=0).argmax(axis=1) == digits.y))


def test_it_reads_what_was_kept_from_it(reader):
    assert share(reader, data.digits().test) > 0.985
    assert share(reader, data.drawn()) == 1


def test_its_weights_are_small_and_few(reader):
    assert reader.count_params() == 6090
    assert trained_reader.FILE.stat().st_size < 16_000


def test_the_script_makes_what_is_kept(tmp_path, reader):
    """The whole training once more: it takes some seconds."""
    model = reader_training.train()
    reader_training.keep(model, tmp_path / "again.npz")
    with np.load(tmp_path / "again.npz") as again, np.load(trained_reader.FILE) as kept:
        assert again.files == kept.files
        for name in kept.files:
            np.testing.assert_allclose(again[name], kept[name], atol=2e-3)
    test = data.digits().test
    outputs = [m.predict(test.x, verbose=0) for m in (model, reader)]
    np.testing.assert_allclose(*outputs, atol=0.02)  # what half precision costs


def test_it_is_the_network_of_lesson_17_trained_as_there(project):
    """Its layers, its first weights and the first of its rounds; and the share that 17 prints."""
    import course_lib
    from course_lib import optimizers, set_floatx, set_random_seed

    lesson = nbformat.read(project / "notebooks" / "17_capstone.ipynb", as_version=4)
    space = {"course_lib": course_lib, "data": data, "optimizers": optimizers,
             "set_random_seed": set_random_seed}  # fmt: skip
    for name in ("network", "untrained", "trained_on_many_hands"):
        (cell,) = [c for c in lesson.cells if f"def {name}(" in c.source]
        exec(cell.source, space)
    set_floatx("float64")
    try:
        theirs = space["trained_on_many_hands"](data.digits().train, rounds=2)
    finally:
        set_floatx("float32")
    ours = reader_training.train(rounds=2)
    for w, v in zip(ours.get_weights(), theirs.get_weights(), strict=True):
        np.testing.assert_array_equal(w, v)
    source = "\n".join(cell.source for cell in lesson.cells)
    (rounds,) = re.findall(r"final = trained_on_many_hands\(rows, rounds=(\d+)\)", source)
    assert int(rounds) == reader_training.ROUNDS
