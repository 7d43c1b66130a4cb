"""The cases of one seed, with what the reference and each declared mistake do on them."""

from collections.abc import Callable
from functools import cached_property

from course_lib.checks.run import Outcome, call, was_interrupted
from course_lib.checks.verdict import Mistake


class Draw:
    """The cases that an exercise draws with one seed; what was worked out on them is kept."""

    def __init__(self, exercise, seed: int):
        self.exercise = exercise
        self.seed = seed
        self._of_mistakes: dict[int, list[Outcome]] = {}

    @cached_property
    def args(self) -> list[tuple]:
        """One tuple of arguments for each case."""
        return self.exercise.draw_args(self.seed)

    @cached_property
    def expected(self) -> list[Outcome]:
        """What the reference does on each case."""
        return self.outcomes(self.exercise.reference)

    def outcomes(self, answer: Callable) -> list[Outcome]:
        """What any answer does on each case, called here and now."""
        function = self.exercise.bound(answer)
        outcomes = []
        for args in self.args:
            outcomes.append(call(function, args, answer))
            if was_interrupted(outcomes[-1]):
                break  # or the learner would have to stop every case by hand
        return outcomes

    def of_mistake(self, mistake: Mistake) -> list[Outcome]:
        """What a declared mistake does on each case; worked out once."""
        if id(mistake) not in self._of_mistakes:
            self._of_mistakes[id(mistake)] = self.outcomes(mistake.answer)
        return self._of_mistakes[id(mistake)]
