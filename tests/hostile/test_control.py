"""The positive control: a grader that trusts suffers from each attack what the attack says.

Without it, a test that finds no harm would say nothing: the attack may be broken, or the eyes that
look for harm.
"""

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.hostile import lesson
from tests.hostile.attack import Harm
from tests.hostile.attacks import ATTACKS
from tests.hostile.broken import BROKEN, PLACED

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="the attacks speak to Linux"
)

EVERYTHING = {
    name: attack
    for name, attack in (ATTACKS | BROKEN | PLACED).items()
    if getattr(attack, "harm", Harm.STOPS)
}


@pytest.fixture(scope="module")
def harms_done(request, tmp_path_factory):
    """What a grader that trusts suffers from each attack, by name; some run at once."""
    from tests.hostile import control

    course = tmp_path_factory.mktemp("course")
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(lesson.PROJECT / "course_lib", course / "course_lib", ignore=left_out)
    asked = {item.callspec.params["name"] for item in request.session.items if _is_mine(item)}
    with ThreadPoolExecutor(4) as pool:
        yield {
            name: pool.submit(control.harms_done, attack, tmp_path_factory.mktemp(name), course)
            for name, attack in EVERYTHING.items()
            if name in asked
        }


def _is_mine(item) -> bool:
    return item.path.name == "test_control.py" and hasattr(item, "callspec")


@pytest.mark.parametrize("name", EVERYTHING)
def test_without_isolation_an_attack_succeeds(name, harms_done):
    harms = harms_done[name].result()
    harm = getattr(EVERYTHING[name], "harm", Harm.STOPS)
    assert harm in harms, harms
