"""Judge what a predictor gave for held-out data. Pure: nothing is called but the baselines.

A check calls the learner's function itself; the grader lets a sandbox call it. Both come here with
one ``Outcome`` for each call of the draw.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_lib.checks.predicted_labels import read_labels
from course_lib.checks.run import Outcome
from course_lib.checks.show import harmless
from course_lib.checks.state import State

Rows = tuple[tuple[str, str], ...]
_SAME = 0.98  # of the rows shown again get the same label; a tie may fall either way
_GUESSING = 1.5  # times the share of a guess: hardly better than guessing


@dataclass(frozen=True)
class HeldOutVerdict:
    """A state, sentences, a table, and how much was right; ``share`` is None where none was read.

    ``points`` are those of the steps that were reached.
    """

    state: State
    sentences: tuple[str, ...] = ()
    rows: Rows = ()
    share: float | None = None
    points: float = 0.0


def judge(exercise, draw, outcomes: Sequence[Outcome]) -> HeldOutVerdict:
    """Say how many are right, which steps that reaches, and what is confused most."""
    shown = list(zip(outcomes, draw.places, strict=False))
    once, again = shown[: draw.batches], shown[draw.batches :]
    read = [read_labels(exercise, outcome, len(rows)) for outcome, rows in once]
    for (outcome, rows), labels in zip(once, read, strict=True):
        if outcome.raised:
            return _raised(outcome, len(rows))
        if isinstance(labels, str):
            return HeldOutVerdict(State.NOT_YET, (labels, *_share_of_largest(once, draw)))
    predicted = np.concatenate(read)
    flaws = (*_changed(outcomes), *_not_alone(exercise, again, predicted))
    return _measured(exercise, draw, predicted, flaws)


def _measured(exercise, draw, predicted: np.ndarray, flaws: tuple[str, ...]) -> HeldOutVerdict:
    n, right = len(predicted), int(np.sum(predicted == draw.y_true))
    reached = [step for step in exercise.steps if right >= _least(step, n)]
    if flaws and len(reached) == len(exercise.steps):
        reached.pop()
    complete = len(reached) == len(exercise.steps)
    points = float(exercise.steps[reached[-1]]) if reached else 0.0
    found = () if complete else _mistakes(exercise, draw, predicted, right / n)
    rows = (
        ("share right", _percent(right / n)),
        *_step_rows(exercise, right, n, reached),
        *_confused(draw.y_true, predicted),
        *_baseline_rows(exercise, draw),
    )
    state = State.CORRECT if complete else State.NOT_YET
    sentences = (f"{right} of {n} are right.", *flaws, *found)
    return HeldOutVerdict(state, sentences, rows, right / n, points)


def _least(step: float, n: int) -> int:
    """How many of n have to be right for a step."""
    return int(np.ceil(step * n - 1e-9))


def _step_rows(exercise, right: int, n: int, reached: list[float]) -> Rows:
    def said(step: float) -> str:
        if step in reached:
            return f"reached: {exercise.steps[step]:g} of {exercise.points:g} points"
        missing = _least(step, n) - right
        return f"not yet: {missing} more" if missing > 0 else "not yet: see above"

    return tuple((f"{100 * step:g} %", said(step)) for step in exercise.steps)


def _confused(y_true: np.ndarray, predicted: np.ndarray) -> Rows:
    wrong = y_true != predicted
    pairs, counts = np.unique(
        np.column_stack([y_true[wrong], predicted[wrong]]), axis=0, return_counts=True
    )
    most = np.argsort(-counts, kind="stable")[:3]
    said = [f"{pairs[i][0]} taken for {pairs[i][1]} ({_times(counts[i])})" for i in most]
    return (("confused most", ", ".join(said)),) if said else ()


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _baseline_rows(exercise, draw) -> Rows:
    return tuple(
        (name, f"{_percent(np.mean(np.asarray(answer(draw.inputs.copy())) == draw.y_true))} right")
        for name, answer in exercise.baselines
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _mistakes(exercise, draw, predicted: np.ndarray, share: float) -> tuple[str, ...]:
    """What is wrong, if it has a name: the exercise's own mistakes, then those of every predictor.

    Each says what such an answer does.
    """
    for message, is_it in exercise.mistakes:
        if is_it(draw.inputs.copy(), predicted.copy(), draw.y_true.copy()):
            return (message,)
    if np.all(predicted == predicted[0]):
        return (f"All of them get the same label, {predicted[0]}. {_given(draw)}",)
    for by, side in ((1, "high"), (-1, "low")):
        if np.mean(predicted - by == draw.y_true) > max(0.5, share):
            return (f"Most labels are one too {side}: they begin at 0.",)
    if share < _GUESSING / exercise.classes:
        return (f"That is hardly better than guessing. {_given(draw)}",)
    return ()


def _given(draw) -> str:
    """What the inputs are, for those whose model learned from others."""
    inputs = draw.args[0][0]
    least, most = draw.inputs.min(), draw.inputs.max()
    return (
        f"Your function is given an array of shape {inputs.shape}, with numbers from {least:.3g} "
        f"to {most:.3g}. Did your model learn from such?"
    )


def _raised(outcome: Outcome, rows: int) -> HeldOutVerdict:
    raised = outcome.raised
    said = f"`{raised.kind}: {harmless(raised.message)}`" if raised.message else f"`{raised.kind}`"
    where = f"line {raised.line}" if raised.line else ""
    table = ((where, raised.text),) if where else ()
    sentence = f"Called with {rows} of them at once, your function stopped with {said}."
    return HeldOutVerdict(State.ERROR, (sentence,), table)


def _share_of_largest(once, draw) -> tuple[str, ...]:
    """Of probabilities, how many would be right if the place of the largest were taken."""
    values = [outcome.value for outcome, _ in once]
    for value, (_, rows) in zip(values, once, strict=True):
        if type(value) is not np.ndarray or value.dtype.kind not in "fiu":
            return ()
        if value.ndim != 2 or len(value) != len(rows) or value.shape[1] < 2:
            return ()
    right = np.mean(np.concatenate([value.argmax(axis=1) for value in values]) == draw.y_true)
    return (f"With it, {_percent(right)} would be right.",)


def _changed(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    if not any(outcome.changed for outcome in outcomes):
        return ()
    return ("Your function changes the inputs that it is given. Work on a copy: `x = x.copy()`.",)


def _not_alone(exercise, again, predicted: np.ndarray) -> tuple[str, ...]:
    """What is to be said where a row's label hangs on the rows beside it."""
    differing = total = 0
    for outcome, rows in again:
        labels = "" if outcome.raised else read_labels(exercise, outcome, len(rows))
        if isinstance(labels, str):
            return (_refused_again(outcome, rows, labels),)
        differing += int(np.sum(labels != predicted[rows]))
        total += len(rows)
    if differing <= (1 - _SAME) * total:
        return ()
    return (
        f"Shown again, in another order and alone, {differing} of {total} get another label. "
        "A label hangs on its own row only: on no mean over all rows, no dropout, no random "
        "numbers.",
    )


def _refused_again(outcome: Outcome, rows: np.ndarray, labels: str) -> str:
    what = "one alone" if len(rows) == 1 else f"{len(rows)} of them in another order"
    if outcome.raised:
        said = f"it stops with `{outcome.raised.kind}: {harmless(outcome.raised.message)}`."
    else:
        said = labels[0].lower() + labels[1:]
    return f"Called with {what}, {said}"
