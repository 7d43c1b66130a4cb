"""Each widget's script is one module in which nothing is missing and nothing is there twice."""

import re

import anywidget
import pytest

from course_lib import widgets

DECLARED = re.compile(r"(?m)^(?:async )?(?:function|const|let|class) (\w+)")


def kinds(kind=anywidget.AnyWidget):
    """All kinds of widget of the course, however deep they were derived."""
    for one in kind.__subclasses__():
        if one.__module__.startswith("course_lib.") and hasattr(one, "_esm"):
            yield one
        yield from kinds(one)


KINDS = {kind.__name__: kind for kind in kinds()}


def test_they_are_all_here():
    assert {"LiveFigure", "Player", "Kernel", "Playground", "Network"} <= set(KINDS)
    assert widgets.playground in vars(widgets).values()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_script_declares_each_name_once_and_what_it_calls(kind):
    script = str(kind._esm)
    declared = DECLARED.findall(script)
    assert len(declared) == len(set(declared))
    assert len(re.findall(r"(?m)^export default", script)) == 1
    for shared in ("make", "buildSlider", "setSlider", "openNoticeOnceMoved", "blankPaper",
                   "penFor", "keepKeys", "movedByHand", "whenResized", "inkOn"):  # fmt: skip
        if re.search(rf"(?<![\w.]){shared}\(", script):
            assert shared in declared, shared
