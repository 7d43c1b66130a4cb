"""All that decides a run of the playground, in one record: to a string for a link, and back.

What a run *is*, these settings and the list of what was done (``log.py``) say: nothing else is
kept. So the same record and the same list give the same numbers, and the code that is shown is
written from these two alone.
"""

from dataclasses import dataclass, fields, replace

from course_lib.data.toys import NUMBER_TOYS, TOY_NAMES
from course_lib.widgets.playground import choices

FEATURES = tuple(choices.FEATURES)
ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear", "leaky_relu", "elu", "gelu")
LOSSES = ("cross-entropy", "squared error")
OPTIMIZERS = tuple(choices.OPTIMIZERS)
PENALTIES = choices.PENALTIES
FIRST_WEIGHTS = tuple(choices.FIRST_WEIGHTS)
YOURS = "yours"  # first weights of a model that was opened
OWN = {"class": "your classes", "number": "your numbers"}  # rows that the learner brought
MAX_MORE = 8  # columns that a table of the learner's may have
MAX_LAYERS, MAX_UNITS = 8, 64


@dataclass(frozen=True)
class Settings:
    """One choice for each control. A value that fits none is refused with a sentence.

    >>> Settings(hidden=(4, 2)).task
    'class'
    >>> Settings(noise=2)
    Traceback (most recent call last):
    ...
    ValueError: noise is a number from 0 to 0.5. Received 2.0.
    """

    data: str = "circles"
    noise: float = 0.1
    test_share: float = 0.5
    seed: int = 1
    features: tuple[str, ...] = ("x1", "x2")
    hidden: tuple[int, ...] = (4, 2)
    activation: str = "tanh"
    loss: str = "cross-entropy"
    first_weights: str = "Glorot"
    optimizer: str = "SGD"
    learning_rate: float = 0.03
    batch_size: int = 10
    penalty: str = "none"
    penalty_rate: float = 0.001
    dropout: float = 0.0
    batch_norm: bool = False

    def __post_init__(self):
        object.__setattr__(self, "features", tuple(self.features))
        object.__setattr__(self, "hidden", tuple(self.hidden))
        for name in ("noise", "test_share", "learning_rate", "penalty_rate", "dropout"):
            value = getattr(self, name)
            object.__setattr__(self, name, float(value) if type(value) is int else value)
        for field in fields(self):
            _RULES[field.name](field.name, getattr(self, field.name))
        if not self.on_own_rows and (
            self.first_weights == YOURS or not set(self.features) <= set(FEATURES)
        ):
            raise ValueError(
                f"Your own columns and first weights go with your own rows. Received {self.data!r} "
                f"with {self.first_weights!r} and {self.features!r}."
            )

    def changed(self, **values) -> "Settings":
        """The same with other values. What only rows of one's own have stays behind with them."""
        if values.get("data", self.data) not in OWN.values():
            known = tuple(name for name in self.features if name in FEATURES)
            left = {"features": known or FEATURES[:2]}
            if self.first_weights == YOURS:
                left["first_weights"] = FIRST_WEIGHTS[0]
            values = left | values
        return replace(self, **values)

    @property
    def on_own_rows(self) -> bool:
        """Whether the rows are those that a learner brought."""
        return self.data in OWN.values()

    @property
    def task(self) -> str:
        """What is foretold: a "class", 0 or 1, or a "number"."""
        return "number" if self.data in (*NUMBER_TOYS, OWN["number"]) else "class"

    @property
    def loss_name(self) -> str:
        """Keras's name of the loss: a number's is the squared error, whatever was chosen."""
        squared = self.task == "number" or self.loss == "squared error"
        return "mse" if squared else "binary_crossentropy"


def _one_of(options):
    def check(name, value):
        if value not in options:
            raise ValueError(f"{name} is one of {', '.join(options)}. Received {value!r}.")

    return check


def _number(low, high, whole=False):
    kind = "a whole number" if whole else "a number"

    def check(name, value):
        good = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if not (good and low <= value <= high):
            raise ValueError(f"{name} is {kind} from {low} to {high}. Received {value!r}.")

    return check


def _switch(name, value):
    if not isinstance(value, bool):
        raise ValueError(f"{name} is on or off, True or False. Received {value!r}.")


def _features(name, value):
    known = (*FEATURES, *(f"x{n}" for n in range(3, MAX_MORE + 1)))
    if not value or value != tuple(feature for feature in known if feature in value):
        raise ValueError(
            f"{name}: at least one of {', '.join(FEATURES)}, in this order. Received {value!r}."
        )


def _hidden(name, value):
    good = all(isinstance(n, int) and 1 <= n <= MAX_UNITS for n in value)
    if not good or len(value) > MAX_LAYERS:
        raise ValueError(
            f"{name}: at most {MAX_LAYERS} layers of 1 to {MAX_UNITS} neurons. Received {value!r}."
        )


_RULES = {
    "data": _one_of((*TOY_NAMES, *OWN.values())),
    "noise": _number(0, 0.5),
    "test_share": _number(0.1, 0.9),
    "seed": _number(0, 9999, whole=True),
    "features": _features,
    "hidden": _hidden,
    "activation": _one_of(ACTIVATIONS),
    "loss": _one_of(LOSSES),
    "first_weights": _one_of((*FIRST_WEIGHTS, YOURS)),
    "optimizer": _one_of(OPTIMIZERS),
    "learning_rate": _number(1e-5, 100),
    "batch_size": _number(1, 400, whole=True),
    "penalty": _one_of(PENALTIES),
    "penalty_rate": _number(0, 10),
    "dropout": _number(0, 0.9),
    "batch_norm": _switch,
}
