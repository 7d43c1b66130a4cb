"""What all optimizers have in common: a learning rate, a count of steps, and a memory of them."""

import inspect
import math

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers import schedules
from course_lib.nn.optimizers.chunks import CHUNK, chunks


class Optimizer:
    """Moves a vector downhill, a step at a time; the subclasses say how, in ``update``.

    Most remember something of the steps before, such as a velocity: one number for each that they
    move, 0 at first. ``remembers`` names these arrays, and ``memory`` holds them from the first
    step on. They belong to what was moved then; ``reset`` forgets them.

    ``clipvalue`` cuts every single gradient off at this size; ``global_clipnorm`` shortens the
    whole gradient to this length and keeps its direction.
    """

    remembers: tuple = ()
    rate_or_schedule = None  # the learning rate as it was given

    def __init__(self, learning_rate, clipvalue=None, global_clipnorm=None):
        if clipvalue is not None and global_clipnorm is not None:
            raise ValueError(
                "Gradients are clipped in one way. "
                f"Received: clipvalue={clipvalue!r} and global_clipnorm={global_clipnorm!r}. "
                "Leave out one of them."
            )
        self.clipvalue = _size(clipvalue, "clipvalue")
        self.global_clipnorm = _size(global_clipnorm, "global_clipnorm")
        self.learning_rate = learning_rate
        self.reset()

    def reset(self) -> None:
        """Forget all steps, as if it were new. The learning rate stays."""
        self.iterations = 0
        self.memory: dict[str, np.ndarray] = {}
        self._params = None

    def step(self, params: np.ndarray, grads: np.ndarray) -> None:
        """Move ``params``, in place, against the slopes ``grads``, which have the same shape."""
        if params is not self._params:
            self._begin(params)
        if self.clipvalue or self.global_clipnorm:
            grads = self._clipped(grads)
        rate = self.learning_rate
        if self.memory and params.ndim == 1 and params.size > CHUNK:
            for some_params, some_grads, memory in chunks(params, grads, self.memory):
                self.update(some_params, some_grads, rate, **memory)
        else:
            self.update(params, grads, rate, **self.memory)
        self.iterations += 1

    def update(self, params: np.ndarray, grads: np.ndarray, rate: float, **memory) -> None:
        """Move ``params`` and what is remembered of them: an optimizer of your own says how."""
        raise NotImplementedError(f"{type(self).__name__} needs update(self, params, grads, rate).")

    @property
    def learning_rate(self) -> float:
        """The rate of the next step; where a schedule sets it, what it says for that step."""
        rate = self.rate_or_schedule
        return rate if isinstance(rate, float) else float(rate(self.iterations))

    @learning_rate.setter
    def learning_rate(self, value):
        if isinstance(value, schedules.LearningRateSchedule):
            self.rate_or_schedule = value
            return
        if self.follows_schedule:
            raise TypeError(
                "This optimizer's rate follows a schedule, which overrules what you set. "
                f"Received: learning_rate={value!r}. Make the optimizer with a number."
            )
        self.rate_or_schedule = validation.positive(
            value, "learning_rate", "A step is rate * gradient"
        )

    @property
    def follows_schedule(self) -> bool:
        """Whether a schedule sets the learning rate."""
        return isinstance(self.rate_or_schedule, schedules.LearningRateSchedule)

    def _begin(self, params):
        """Get ready to move this array; what is remembered of another one is of no use here."""
        if not isinstance(params, np.ndarray) or params.dtype.kind != "f":
            raise ValueError(
                "An optimizer moves an array of floats, in place. "
                f"Received: {params!r}. Make one of it first: np.array([4.0, -2.0])."
            )
        depends_on_past = bool(self.remembers) or self.follows_schedule
        if self.iterations and depends_on_past and not self._has_moved(params):
            raise ValueError(
                "An optimizer remembers the steps of one model, or of one array. Received another, "
                f"of shape {params.shape}. Make a new {type(self).__name__}, or call reset() to "
                "forget the first."
            )
        if not self.memory:
            self.memory = {name: np.zeros_like(params) for name in self.remembers}
        self._params = params

    def _has_moved(self, params):
        if self._params is not None:
            return self._params.shape == params.shape and np.shares_memory(self._params, params)
        # a copy of an optimizer goes on with the copy of its model
        return all(array.shape == params.shape for array in self.memory.values())

    def _clipped(self, grads):
        if self.clipvalue:
            return np.clip(grads, -self.clipvalue, self.clipvalue)
        length = math.sqrt(np.square(grads, dtype=np.float64).sum())  # no square is too large
        return grads * (self.global_clipnorm / max(length, self.global_clipnorm))

    def get_state(self) -> dict:
        """Its count of steps, and copies of what it remembers."""
        copies = {name: array.copy() for name, array in self.memory.items()}
        return {"iterations": self.iterations} | copies

    def set_state(self, state: dict) -> None:
        """Go on from what ``get_state`` gave."""
        expected = ["iterations", *(self.remembers if state.get("iterations") else ())]
        if set(state) != set(expected):
            raise ValueError(
                f"The state of this {type(self).__name__} is {expected}. "
                f"Received: {list(state)}. Take it from an optimizer with the same options."
            )
        self.reset()
        self.iterations = int(state["iterations"])
        self.memory = {name: np.array(state[name]) for name in expected[1:]}

    def __getstate__(self):
        """A copy takes the memory along, and meets the copied model when it moves it."""
        return vars(self) | {"_params": None}

    def __repr__(self):
        said = {"learning_rate": self.rate_or_schedule}
        for name, parameter in inspect.signature(type(self)).parameters.items():
            if name != "learning_rate" and getattr(self, name) != parameter.default:
                said[name] = getattr(self, name)
        return f"{type(self).__name__}({', '.join(f'{n}={value!r}' for n, value in said.items())})"


def _size(clip, name):
    return (
        None if clip is None else validation.positive(clip, name, "Gradients are clipped to a size")
    )
