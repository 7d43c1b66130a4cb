"""An exercise for a function that predicts: judged by its share right on data it was never shown.

A whole one, whose data are points on a line instead of pictures:

>>> import numpy as np
>>> from course_lib.checks import held_out_exercise
>>>
>>> @held_out_exercise(lesson=17, minutes=9, classes=2, steps={0.6: 1, 0.9: 3})
... def predict(x):
...     '''Say for each number whether it is above 0: (n,) -> n labels, 0 or 1.'''
...     return (x > 0).astype(int)
>>>
>>> @predict.held_out  # inputs, one a row, and their labels; as many, whatever the seed
... def _(rng):
...     x = rng.normal(size=300)
...     return x, (x > 0).astype(int)
>>>
>>> @predict.baseline("always 1")  # what takes no learning, told beside the answer
... def _(x):
...     return np.ones(len(x), int)
>>>
>>> def mine(x):
...     return (x > 0.4).astype(int)
>>> answer = predict(mine)
>>> print(answer)
✎ Not yet: 257 of 300 are right.
  share right      85.7 %
  60 %             reached: 1 of 3 points
  90 %             not yet: 13 more
  confused most    1 taken for 0 (43 times)
  always 1         48.3 % right
>>> answer.verdict.points
1.0

``steps`` says what share right gives how many points. They are for all steps together: 3 is the
whole. The last step asks two things more. What is predicted of a row depends on that row alone, so
some rows are shown again, in another order, and two of them each alone. And the inputs are left as
they were.

In the notebook everybody meets the same data, those of one seed; in grading the seed comes from the
class's secret, so that nobody can have looked at what will be asked. ``@predict.mistake(sentence)``
declares a function ``(inputs, predicted, true) -> bool`` that knows a wrong answer when it sees it.

What this does not prevent. Data that a course hands out can be drawn on, but not withheld: whoever
has the rows that ``held_out`` disturbs may train on them, or search them for the nearest. So
disturb them enough that looking them up does not pay, tell the share of such a search as a
``baseline``, and put the last step above it. A search that undoes each disturbance is as much a
reader of digits as a network is, and passes. That an answer was trained, and on what, is not
judged: a share right is all that this measures.
"""

import inspect
from collections.abc import Callable

import numpy as np

from course_lib.checks import learner_code
from course_lib.checks.exercise import LEARNERS_SEED, undecorated_source
from course_lib.checks.held_out_answer import HeldOutAnswer
from course_lib.checks.held_out_judge import HeldOutVerdict, judge
from course_lib.checks.item import Item
from course_lib.checks.patience import a_word_if_it_takes_long
from course_lib.checks.refusals import refusal
from course_lib.checks.run import Outcome, call, undisturbed, was_interrupted
from course_lib.checks.state import State
from course_lib.progress import store

BATCH = 200  # rows in one call: as an array of 64 float32 numbers a row, 50 kB
ALONE = 2  # rows that are shown again, each alone


def held_out_exercise(
    *,
    lesson: int,
    minutes: int,
    steps: dict[float, float],
    classes: int,
    difficulty: int = 3,
) -> Callable[[Callable], "HeldOutExercise"]:
    """Turn a reference, a function from inputs to labels, into an exercise.

    ``steps`` maps a share right, above 0 and at most 1, to the points that it gives; both grow.
    Labels are whole numbers from 0 to ``classes - 1``.
    """
    shares, points = list(steps), list(steps.values())
    growing = all(np.all(np.diff([0, *numbers]) > 0) for numbers in (shares, points))
    if not steps or not growing or shares[-1] > 1:
        raise ValueError(
            "steps maps shares right, from 0 to 1, to points; both grow, as in "
            f"{{0.7: 1, 0.9: 3}}. Received {steps}."
        )

    def declare(reference: Callable) -> HeldOutExercise:
        return HeldOutExercise(reference, lesson, minutes, difficulty, steps, classes)

    return declare


class HeldOutDraw:
    """The data of one seed, and the calls in which they are shown.

    ``args`` holds the inputs of each call, ``places`` which rows they are, ``y_true`` the labels.
    The first ``batches`` calls show every row once; the others show some of them again.
    """

    def __init__(self, exercise: "HeldOutExercise", seed: int):
        rng = np.random.default_rng(seed)
        inputs, labels = exercise.draw_data(rng)
        self.inputs, self.y_true = np.asarray(inputs), np.asarray(labels)
        n = len(self.y_true)
        once = [np.arange(n)[start : start + BATCH] for start in range(0, n, BATCH)]
        again = rng.permutation(n)[:BATCH]
        self.batches = len(once)
        self.places = [*once, again, *again[:ALONE, None]]
        self.args = [(self.inputs[rows],) for rows in self.places]

    def outcomes(self, answer: Callable) -> list[Outcome]:
        """What an answer does in each call, called here and now."""
        outcomes = []
        for args in self.args:
            outcomes.append(call(answer, args))
            if was_interrupted(outcomes[-1]):
                break
        return outcomes


class HeldOutExercise(Item):
    """One such exercise: call it with a function that predicts, and it says how good it is."""

    is_class = False

    def __init__(self, reference, lesson, minutes, difficulty, steps, classes):
        super().__init__(reference.__name__, lesson)
        self.reference = reference
        self.minutes, self.difficulty = minutes, difficulty
        self.steps, self.classes = dict(steps), classes
        self.points = self.steps[max(self.steps)]
        self.task = self.__doc__ = inspect.cleandoc(reference.__doc__ or "")
        self.mistakes: list[tuple[str, Callable]] = []
        self.baselines: list[tuple[str, Callable]] = []
        self._held_out = None
        self._learners_draw = None

    # --- declaring -------------------------------------------------------------------------------

    def held_out(self, draw: Callable) -> Callable:
        """Declare the data: given an rng, it returns inputs, one a row, and their labels."""
        self._held_out = draw
        return draw

    def baseline(self, name: str) -> Callable:
        """Declare what reaches some share without learning; it is told, on the same data."""

        def declare(answer: Callable) -> Callable:
            self.baselines.append((name, answer))
            return answer

        return declare

    def mistake(self, message: str) -> Callable:
        """Declare a wrong answer, by a function of (inputs, predicted, true) that knows it."""

        def declare(is_it: Callable) -> Callable:
            self.mistakes.append((message, is_it))
            return is_it

        return declare

    # --- answering -------------------------------------------------------------------------------

    def __call__(self, *answers, **named) -> HeldOutAnswer:
        """Check an answer: ``check.predict(predict)``. Never raises, except under strictness."""
        try:
            with a_word_if_it_takes_long():
                answer = self._answer(answers, named)
        except Exception as exception:  # our own fault, or an answer that is stranger than expected
            sentence = f"The check could not make sense of this ({type(exception).__name__})."
            answer = HeldOutAnswer(self, HeldOutVerdict(State.ERROR, (sentence,)))
        return self._strictly(answer)

    def judge(self, answer: Callable, seed: int = LEARNERS_SEED) -> HeldOutVerdict:
        """Judge a function on the data of one seed, without a word to anybody."""
        draw = self.draw(seed)
        with undisturbed():
            return judge(self, draw, draw.outcomes(answer))

    def solution_source(self) -> str:
        """The reference's source without its decorators, as it may stand in a notebook."""
        return undecorated_source(self.reference)

    def through_source(self) -> None:
        """A prediction is called as it is; the grader asks every exercise."""

    def __repr__(self) -> str:
        unit = "minute" if self.minutes == 1 else "minutes"
        return (
            f"Exercise `{self.name}` ({self.minutes} {unit}, difficulty {self.difficulty} of 3): "
            f"{self.task}\nWrite it, then check it: `check.{self.name}({self.name})`."
        )

    def draw(self, seed: int = LEARNERS_SEED) -> HeldOutDraw:
        """The data of a seed; the learner's are kept."""
        if seed != LEARNERS_SEED:
            return HeldOutDraw(self, seed)
        self._learners_draw = self._learners_draw or HeldOutDraw(self, seed)
        return self._learners_draw

    def draw_data(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        """Inputs and labels, as the exercise's author draws them."""
        if self._held_out is None:
            raise ValueError(f"The exercise {self.name} declares no data: @{self.name}.held_out.")
        return self._held_out(rng)

    def _answer(self, answers, named) -> HeldOutAnswer:
        if sentence := refusal(self, answers, named):
            return HeldOutAnswer(self, HeldOutVerdict(State.ERROR, (sentence,)))
        (answer,) = answers
        line = learner_code.placeholder_line(answer)
        if learner_code.is_stub(answer):
            verdict = HeldOutVerdict(
                State.NOT_ATTEMPTED, ("Write your code in place of the `...`.",)
            )
        elif line:
            sentence = f"Line {line} still holds `...`: put your code in its place."
            verdict = HeldOutVerdict(State.NOT_ATTEMPTED, (sentence,))
        else:
            verdict = self.judge(answer)
        self._keep(verdict.state, learner_code.source_of(answer))
        return HeldOutAnswer(self, verdict, store.notice())
