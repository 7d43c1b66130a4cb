"""Hostile and broken submissions, each between two honest ones, under every isolation.

The broken ones are graded under the second isolation with --thorough only.

One class is graded for each isolation, by the commands that an instructor types. Then each attack
is looked at alone: its row, and those of its neighbours. ``test_control`` shows that the same
attacks succeed against a grader that trusts, and that the same eyes see it.
"""

import os
import shutil
import subprocess
import sys

import pytest

from tests.hostile.attack import Harm
from tests.hostile.attacks import ATTACKS, REACHING
from tests.hostile.broken import BROKEN, PLACED
from tests.thorough import usually

if not sys.platform.startswith("linux"):
    pytest.skip("the grader isolates on Linux, and nowhere else", allow_module_level=True)

from course_lib.grading.isolation import choose
from tests.hostile import classroom
from tests.hostile.control import due, points_due_to_honest

HANDED_IN = ATTACKS | BROKEN
EVERYTHING = HANDED_IN | PLACED
AS_SOMEBODY = ("unshare", "--user", "--map-user=1000", "--map-group=1000")
ISOLATIONS = {
    "bubblewrap": (EVERYTHING, ()),
    "landlock": (usually(ATTACKS, thorough=EVERYTHING), ()),
    "bubblewrap as an ordinary user": (REACHING, AS_SOMEBODY),
    "landlock as an ordinary user": (REACHING, AS_SOMEBODY),
}


GRADED = {}  # classes, by isolation: each is graded once


@pytest.fixture
def graded(request, tmp_path_factory):
    """A class after it was graded under an isolation; skipped where that does not work."""
    how = request.param
    attacks, before = ISOLATIONS[how]
    probe = choose.probe(how.split()[0])
    if not probe.works:
        pytest.skip(f"NO ISOLATION by {probe.name} on this machine: {probe.reason}")
    if before:
        skip_unless_root_can_be_somebody()
    if how not in GRADED:
        folder = tmp_path_factory.mktemp(how.replace(" ", "-"))
        GRADED[how] = classroom.grade(attacks, folder, probe.name, before)
    return GRADED[how]


def skip_unless_root_can_be_somebody():
    """As anybody but root, the first two classes are graded by an ordinary user already."""
    if os.geteuid() != 0:
        pytest.skip("these tests are run by an ordinary user as it is")
    command = [*AS_SOMEBODY, "true"]
    if not shutil.which("unshare") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("nobody but root can grade here: this machine gives no user namespaces")


def for_each(names):
    """Every isolation with each of these attacks that its class holds."""
    pairs = [(how, name) for how, (attacks, _) in ISOLATIONS.items() for name in attacks]
    chosen = [pair for pair in pairs if pair[1] in names]
    return pytest.mark.parametrize(("graded", "name"), chosen, indirect=["graded"])


@for_each(HANDED_IN)
def test_an_attack_ends_as_a_row_with_the_points_that_are_due(graded, name):
    row = graded.rows[graded.learner[name]]
    assert row.points == due(HANDED_IN[name]), row
    assert row.reason


@for_each(EVERYTHING)
def test_its_neighbours_have_all_their_points(graded, name):
    for neighbour in graded.neighbours[name]:
        assert graded.rows[neighbour].points == points_due_to_honest()


@for_each(PLACED)
def test_what_is_no_file_is_not_read_and_its_learner_is_told_of(graded, name):
    learner = graded.learner[name]
    assert learner in graded.collect_output
    assert learner not in graded.rows or graded.rows[learner].reason


SEEN = [harm for harm in Harm if harm not in (Harm.STOPS, Harm.LOSES, Harm.FORGES)]  # not in rows


@pytest.mark.parametrize("graded", ISOLATIONS, indirect=True)
@pytest.mark.parametrize("harm", SEEN)
def test_in_a_whole_class_of_attacks_no_harm_was_done(graded, harm):
    assert harm not in graded.harms, graded.harms[harm]
