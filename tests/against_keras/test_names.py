"""Keras's names: what is here is Keras's, what is not says so, and the table is in step."""

import pytest

import course_lib
from tests.against_keras import names
from tests.against_keras.comparison import with_keras

INHERITED = (
    *("compile", "count_params", "evaluate", "fit", "get_weights", "predict", "set_weights"),
    "train_on_batch",
)
PAIRS = {name: pair for name, *pair in names.pairs()}
PAIRS |= {  # what no list of Keras's names shows
    "models.Functional": (
        course_lib.models.Functional,
        with_keras.src.models.functional.Functional,
    ),
    **{
        f"Sequential.{name}": [
            getattr(one, name) for one in (course_lib.Sequential, with_keras.Sequential)
        ]
        for name in INHERITED
    },
}


@pytest.mark.parametrize("name", PAIRS)
def test_nothing_else_differs(name):
    _, wrong = names.compared(name, *PAIRS[name])
    assert not wrong


def test_what_is_not_here_says_so():
    for where in names.PACKAGES:
        for name in names.absent(where):
            with pytest.raises(AttributeError, match=rf"course_lib\S* has no '{name}'\. \w+"):
                getattr(names.package(course_lib, where), name)


def test_the_table_is_in_step():
    assert names.TABLE.read_text(encoding="utf-8") == names.table(), (
        "python -m tests.against_keras.names"
    )


def test_a_difference_is_found():
    def ours(a, c=1, *, extra=None):
        """Another order, another default, one argument too many."""

    def theirs(a, b=0, c=2):
        """What ours is compared with."""

    missing, wrong = names.compared("layers.Made", ours, theirs)
    assert missing == ["b"]
    assert wrong == [
        "layers.Made: c=1, in Keras 2",
        "layers.Made: Keras has no argument extra",
        "layers.Made: in order ['a', 'c'], in Keras ['a', 'b', 'c']",
    ]
