"""A goal to reach by the sliders of a figure: the check looks on while they are moved.

An answer is a list of rows of numbers: what the figure keeps of its sliders. A mistake's function
is given the same list.
"""

import json
from collections.abc import Callable, Sequence

from course_lib.checks.form import Form, Judged
from course_lib.checks.state import State

Settings = list[list[float]]


def goal(
    *,
    name: str,
    lesson: int,
    minutes: int,
    prompt: str,
    right: Settings,
    reached: Callable[[Settings], bool],
    figure: Callable,
    columns: Sequence[str],
    difficulty: int = 1,
    points: int = 1,
    begin: str = "Move a slider first.",
) -> "Goal":
    """Declare a goal; ``name`` is the name that it is given in its file.

    ``right`` are settings that reach it, rows of numbers with a name for each of their ``columns``;
    ``reached(settings)`` says whether others do. ``figure(settings, on_move)`` makes the figure,
    with ``settings`` kept on an earlier day, or None. It calls ``on_move(settings)`` whenever they
    change, and shows the sentence that this gives; ``begin`` is the one where nothing has moved.
    """
    return Goal(
        name, lesson, minutes, difficulty, points, prompt, right, reached, figure, columns, begin
    )


class Goal(Form):
    """A figure with a goal; without a kernel, what the goal is."""

    def __init__(
        self, name, lesson, minutes, difficulty, points, prompt, right, reached, figure, columns,
        begin,
    ):  # fmt: skip
        super().__init__(name, lesson, minutes, difficulty, points, prompt)
        self._right, self._reached, self._figure = right, reached, figure
        self.columns = tuple(columns)
        self.begin = begin
        self._last = None

    @property
    def right_answer(self) -> Settings:
        """Settings that reach the goal."""
        return self._right

    def judge(self, answer: Settings) -> Judged:
        """Say whether the goal is reached, and what the settings do instead."""
        if not answer:
            return Judged(State.NOT_ATTEMPTED, (self.begin,))
        if self._reached(answer):
            return Judged(State.CORRECT)
        messages = [message for message, is_it in self.mistakes if is_it(answer)]
        return Judged(State.NOT_YET, tuple(messages[:1]) or ("The goal is not reached.",))

    def read(self, given: str | Settings) -> Settings:
        """Understand settings: rows of numbers, or the same as a text."""
        try:
            rows = json.loads(given) if isinstance(given, str) else given
            rows = [[float(value) for value in row] for row in rows]
        except (TypeError, ValueError):
            rows = [[]]
        if any(len(row) != len(self.columns) for row in rows):
            raise ValueError(
                f"Settings are rows of numbers, [{', '.join(self.columns)}]. Received {given!r}."
            )
        return rows

    def write(self, answer: Settings) -> str:
        """The settings as a text."""
        return json.dumps(answer)

    def part(self, name: str) -> str:
        return name

    def moved(self, settings: Settings) -> str:
        """Look at what a slider has done; keep it once it reaches the goal. Says how it stands."""
        judged = self.judge(settings)
        if judged.state is State.CORRECT and settings != self._last:
            self._keep(judged.state, self.write(settings))
        self._last = settings
        stuck = [f"Stuck? check.{self.name}.hint()"] if judged.state is State.NOT_YET else []
        return " ".join([f"{judged.state.heading}:", *self._sentences(judged), *stuck])

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        try:
            return self._figure(self._kept(), self.moved)._repr_mimebundle_()
        except ImportError:
            return super()._repr_mimebundle_()

    def _widget(self, on_check, answer, said):
        raise ImportError("A goal is a figure; where there is none, its text is shown.")

    def _lines(self) -> list[str]:
        return [f"Each row: {', '.join(self.columns)}."]
