"""What all optimizers have in common: a learning rate, a count of steps, and a memory of them."""

import inspect
import math

import numpy as np

from course_lib.nn import validation
from course_lib.nn.optimizers import schedules
from course_lib.nn.optimizers.chunks import CHUNK, chunks

_LR = "An optimizer's rate is called learning_rate. Received: lr. Write optimizer.learning_rate."


class Optimizer:
    """Moves a vector downhill, a step at a time; the subclasses say how, in ``update``.

    Most remember something of the steps before, such as a velocity: one number for each that they
    move, most often 0 at first. ``remembers`` names these arrays, and ``memory`` holds them from
    the first step on. They belong to what was moved then; ``reset`` forgets them.

    ``weight_decay`` makes every number smaller by ``rate * weight_decay`` of itself, before each
    step. ``clipvalue`` cuts every single gradient off at this size; ``clipnorm`` shortens the
    gradient of each array, a kernel or a bias, to this length and keeps its direction;
    ``global_clipnorm`` does so with the whole gradient.

    Keras's ``use_ema``, ``loss_scale_factor`` and ``gradient_accumulation_steps``, and its
    optimizers Nadam, Ftrl, Lion, Lamb, Muon and Adafactor are not here.
    """

    remembers: tuple = ()
    elementwise = False
    first_memory = 0.0  # all that is remembered before the first step
    rate_or_schedule = None  # the learning rate as it was given

    def __init_subclass__(cls, elementwise: bool = False):
        """``elementwise`` promises that ``update`` moves each number by its own gradient alone.

        Then a long vector comes to it in chunks. Not inherited: your ``update`` may need all.
        """
        cls.elementwise = elementwise

    def __init__(
        self, learning_rate, weight_decay=None, clipnorm=None, clipvalue=None, global_clipnorm=None
    ):
        clips = {"clipnorm": clipnorm, "clipvalue": clipvalue, "global_clipnorm": global_clipnorm}
        _check_one_way(clips)
        for name, clip in clips.items():
            setattr(self, name, _size(clip, name))
        self.weight_decay = _fraction_lost(weight_decay)
        self.learning_rate = learning_rate
        self.reset()

    def reset(self) -> None:
        """Forget all steps, as if it were new. The learning rate stays."""
        self.iterations = 0
        self.memory: dict[str, np.ndarray] = {}
        self._params, self._boundaries = None, []

    def step(self, params: np.ndarray, grads: np.ndarray) -> None:
        """Move ``params``, in place, against the slopes ``grads``, which have the same shape."""
        if params is not self._params:
            self.begin(params)
        if self.clipvalue or self.clipnorm or self.global_clipnorm:
            grads = self._clipped(grads)
        rate = self.learning_rate
        if self.weight_decay:
            params *= 1 - rate * self.weight_decay
        if self.memory and self.elementwise and params.size > CHUNK and params.ndim == 1:
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
    def lr(self):
        """The old name, which older texts on Keras set: it would change nothing."""
        raise AttributeError(_LR)

    @lr.setter
    def lr(self, value):
        raise AttributeError(_LR)

    @property
    def follows_schedule(self) -> bool:
        """Whether a schedule sets the learning rate."""
        return isinstance(self.rate_or_schedule, schedules.LearningRateSchedule)

    def begin(self, params: np.ndarray, boundaries: list[int] | None = None) -> None:
        """Get ready to move this array; what is remembered of another one is of no use here.

        A model's vector is made of several arrays. ``boundaries`` says at which places all but the
        first of them begin; ``clipnorm`` asks for it.
        """
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
            self.memory = {name: np.full_like(params, self.first_memory) for name in self.remembers}
        self._params, self._boundaries = params, boundaries or []

    def _has_moved(self, params):
        if self._params is not None:
            return self._params.shape == params.shape and np.shares_memory(self._params, params)
        # a copy of an optimizer goes on with the copy of its model
        return all(array.shape == params.shape for array in self.memory.values())

    def _clipped(self, grads):
        if self.clipvalue:
            return np.clip(grads, -self.clipvalue, self.clipvalue)
        if self.clipnorm and self._boundaries:
            arrays = np.split(grads, self._boundaries)
            return np.concatenate([_shortened(array, self.clipnorm) for array in arrays])
        return _shortened(grads, self.clipnorm or self.global_clipnorm)

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
        return vars(self) | {"_params": None, "_boundaries": []}

    def __repr__(self):
        said = {"learning_rate": self.rate_or_schedule}
        for name, parameter in inspect.signature(type(self)).parameters.items():
            if name != "learning_rate" and getattr(self, name) != parameter.default:
                said[name] = getattr(self, name)
        return f"{type(self).__name__}({', '.join(f'{n}={value!r}' for n, value in said.items())})"


def _shortened(grads, longest):
    """The same direction, and no longer than this."""
    length = math.sqrt(np.square(grads, dtype=np.float64).sum())  # no square is too large
    return grads * (longest / max(length, longest))


def _check_one_way(clips):
    given = [f"{name}={clip!r}" for name, clip in clips.items() if clip is not None]
    if len(given) > 1:
        raise ValueError(
            f"Gradients are clipped in one way. Received: {' and '.join(given)}. "
            "Leave out all but one of them."
        )


def _size(clip, name):
    return (
        None if clip is None else validation.positive(clip, name, "Gradients are clipped to a size")
    )


def _fraction_lost(weight_decay):
    if weight_decay is None:
        return None
    return validation.non_negative(weight_decay, "weight_decay", "Weights lose a fraction", 0.004)
