"""Lesson 14, Recurrent networks: the goal ``hold``."""

import numpy as np

from course_lib.checks import goal
from course_lib.figures.memory_cell import STEPS, VALUES, run

_NEAR = 0.05
_WRITTEN, _FORGOTTEN = 3, 20
WANTED = np.full(STEPS, np.nan)
WANTED[_WRITTEN - 1 : _FORGOTTEN - 1] = VALUES[_WRITTEN - 1]
WANTED[_FORGOTTEN - 1 :] = 0.0


def _figure(settings, on_move):
    from course_lib.widgets.memory_cell import MemoryCell

    return MemoryCell(settings, WANTED, on_move)


def _gates(settings):
    """The gates at every step, (steps, 3); without a widget, which a grader may not have."""
    gates = np.full((STEPS, 3), 0.5)
    for step, *three in settings:
        gates[int(step) - 1 :] = three
    return gates


def _held(settings):
    """What the cell holds after each step."""
    return run(_gates(settings))[0]


def _off(settings):
    """The first step at which the cell does not hold what it should; None if there is none."""
    off = np.abs(_held(settings) - WANTED) > _NEAR
    return int(np.argmax(off)) + 1 if off.any() else None


hold = goal(
    name="hold",
    lesson=14,
    minutes=4,
    difficulty=2,
    prompt="Let the cell write the 0.8 that comes by at step 3, hold it until step 19, and forget "
    "it at step 20, for good.",
    right=[[1, 0, 0, 0], [3, 0, 1, 0], [4, 1, 0, 0], [20, 0, 0, 0]],
    reached=lambda settings: _off(settings) is None,
    figure=_figure,
    columns=("from step", "keep", "write", "show"),
)


@hold.mistake(
    "At step 3 the cell does not hold 0.8 yet. Go there, write all of what comes by, and keep "
    "nothing of what was there before: write 1, keep 0."
)
def _(settings):
    return _off(settings) == _WRITTEN


@hold.mistake(
    "0.8 is written, and later other values are written over it. Close write at step 4, and let "
    "it stay closed."
)
def _(settings):
    off = _off(settings)
    return off is not None and _WRITTEN < off < _FORGOTTEN and _gates(settings)[off - 1, 1] > 0


@hold.mistake(
    "0.8 is written, nothing is written over it, and it fades: where keep is below 1, only a share "
    "is kept. Open it all the way at step 4, and let it stay open."
)
def _(settings):
    off = _off(settings)
    return off is not None and _WRITTEN < off < _FORGOTTEN


@hold.mistake(
    "Written and held. At step 20 something is still in the cell, or comes into it: there, keep 0 "
    "and write 0."
)
def _(settings):
    return _off(settings) == _FORGOTTEN


@hold.mistake(
    "Written, held and forgotten, and then something new comes in. After step 20 write stays "
    "closed."
)
def _(settings):
    off = _off(settings)
    return off is not None and off > _FORGOTTEN


hold.hints(
    "Three moments: at step 3 write is open and keep closed; from step 4 on it is the other way "
    "round; at step 20 both are closed. Move the step first, then the gate.",
    "Step 3: keep 0, write 1. Step 4: keep 1, write 0. Step 20: keep 0.",
)
hold.why(
    "Seventeen steps, and nothing is lost: keep at 1 multiplies by 1. In an LSTM the network moves "
    "these sliders itself, at every step, by what it reads."
)
