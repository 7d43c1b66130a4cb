"""The bank of answers: wrong ones are refused and told what they have to be told, right ones pass.

Those that say what they have to be told are put to the checks in every run, and of the others
every fifth; with ``--thorough``, all.
"""

import pytest

from course_lib.checks import State
from tests.exercises.bank import told, written
from tests.thorough import usually

BANK = written()
STEP = usually(5, thorough=1)
CHOSEN = [one for i, one in enumerate(BANK) if one.says or i % STEP == 0]


def test_the_bank_holds_hundreds():
    assert len(CHOSEN) >= len(BANK) / 5
    assert sum(not one.right for one in BANK) >= 300
    assert sum(one.right for one in BANK) >= 100
    assert len({str(one) for one in BANK}) == len(BANK), "each is another"


@pytest.mark.parametrize("one", CHOSEN, ids=str)
def test_an_answer_is_told_what_is_true_of_it(one):
    _, said = told(one)
    assert (said.state is State.CORRECT) is one.right, str(said)
    assert one.says in str(said)
