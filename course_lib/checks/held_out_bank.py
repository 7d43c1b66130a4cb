"""Try a held-out exercise on itself: its reference reaches every step, and what is no answer none.

What ``inspect_held_out`` returns must be put right, as that of ``bank.inspect_exercise``.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from course_lib.checks.held_out import HeldOutExercise
from course_lib.checks.state import State


def inspect_held_out(exercise: HeldOutExercise, seeds: Iterable[int]) -> list[str]:
    """Check all that such an exercise must do, on every seed.

    The reference reaches each step, every baseline falls short of the last one, and one label for
    all falls short of the first: else somebody's points hang on the luck of the draw.
    """
    problems: dict[str, int] = {}
    for seed in seeds:
        for problem in _problems(exercise, seed):
            problems.setdefault(problem, seed)
    found = [f"{problem} (First seen with seed {seed}.)" for problem, seed in problems.items()]
    return [*_incomplete(exercise), *found]


def _incomplete(exercise: HeldOutExercise) -> Iterator[str]:
    if len(exercise.tiers) < 2:
        yield "There are fewer than two hints."
    if not exercise.reason:
        yield "It does not say what a correct answer is good for."
    if not exercise.baselines:
        yield "It tells no baseline: what share is reached without learning?"
    if exercise(lambda inputs: None).state is State.CORRECT:
        yield "The stub passes."


def _problems(exercise: HeldOutExercise, seed: int) -> Iterator[str]:
    verdict = exercise.judge(exercise.reference, seed)
    if verdict.state is not State.CORRECT:
        yield f"The reference itself is refused: {' '.join(verdict.sentences)}"
    for name, answer in exercise.baselines:
        if exercise.judge(answer, seed).state is State.CORRECT:
            yield f"The baseline “{name}” reaches the last step."
    for label in range(exercise.classes):
        if exercise.judge(_always(label), seed).points:
            yield f"To answer {label} always gives points."


def _always(label: int) -> Callable:
    return lambda inputs: np.full(len(inputs), label)
