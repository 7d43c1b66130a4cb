"""Lesson 10, Trade your code for one import: the exercise ``counted``."""

from course_lib.checks import exercise


@exercise(lesson=10, minutes=4, difficulty=2, returns=(int, int, int))
def counted(widths, optimizer):
    """After fit, as summary() counts: (trainable, the optimizer's own, total)."""
    trainable = sum((widths[i] + 1) * widths[i + 1] for i in range(len(widths) - 1))
    remembered = {"sgd": 0, "rmsprop": 1, "adam": 2}[optimizer]
    own = remembered * trainable + 2
    return trainable, own, trainable + own


@counted.cases
def _(rng):
    yield [20, 64, 10], "adam"
    yield [8, 6, 6, 4], "sgd"
    for optimizer, depth in (("rmsprop", 3), ("adam", 4), ("rmsprop", 2)):
        yield [int(n) for n in rng.integers(2, 40, size=depth)], optimizer


def _trainable(widths):
    return sum((widths[i] + 1) * widths[i + 1] for i in range(len(widths) - 1))


_KEPT = {"sgd": 0, "rmsprop": 1, "adam": 2}


@counted.mistake("The biases are left out: each neuron learns one number more than it has inputs.")
def _(widths, optimizer):
    trainable = sum(widths[i] * widths[i + 1] for i in range(len(widths) - 1))
    own = _KEPT[optimizer] * trainable + 2
    return trainable, own, trainable + own


@counted.mistake(
    "You counted what the optimizer keeps for each weight, and not the two numbers of its own: "
    "the learning rate and the count of steps."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths)
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "Adam keeps *two* numbers for each weight, a mean of its gradients and one of their squares. "
    "You counted one."
)
def _(widths, optimizer):
    own = min(_KEPT[optimizer], 1) * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "You counted the weights among what the optimizer keeps, and then once more in the total. Its "
    "own are only what it remembers about them."
)
def _(widths, optimizer):
    own = (_KEPT[optimizer] + 1) * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "The total leaves out what the optimizer keeps. In the table after fit it is everything: "
    "5,984 and not 1,994."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths)


@counted.mistake("You counted the input as a layer. It has no neurons: begin with widths[1].")
def _(widths, optimizer):
    trainable = _trainable(widths) + widths[0]
    own = _KEPT[optimizer] * trainable + 2
    return trainable, own, trainable + own


@counted.accepts
def _(widths, optimizer):
    trainable = 0
    for i in range(1, len(widths)):
        trainable += widths[i - 1] * widths[i] + widths[i]
    if optimizer == "adam":
        own = 2 * trainable + 2
    elif optimizer == "rmsprop":
        own = trainable + 2
    else:
        own = 2
    return [trainable, own, own + trainable]


counted.hints(
    "First the layers, as in lesson 04: inputs times neurons, and a bias for each neuron. Then: "
    "how many numbers does each optimizer keep for each of these?",
    "own is 0, 1 or 2 times the trainable ones for sgd, rmsprop and adam, and 2 more in any case.",
)
counted.why(
    "When somebody says how large their model is, ask whether the optimizer is in it: with Adam it "
    "is two thirds."
)
