"""Lesson 10, Keras: the exercise ``counted``."""

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


@counted.mistake(
    "These are the numbers without the biases: each neuron learns one number more than it has "
    "inputs."
)
def _(widths, optimizer):
    trainable = sum(widths[i] * widths[i + 1] for i in range(len(widths) - 1))
    own = _KEPT[optimizer] * trainable + 2
    return trainable, own, trainable + own


@counted.mistake(
    "The optimizer's own are two too few: besides what it keeps for each weight it has the "
    "learning rate and the count of steps."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths)
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "Here Adam keeps one number for each weight. It keeps *two*, a mean of its gradients and one "
    "of their squares."
)
def _(widths, optimizer):
    own = min(_KEPT[optimizer], 1) * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "The optimizer's own are too many here, by just as many as are trainable. Its own are only "
    "what it remembers about these: 0, 1 or 2 numbers for each, and two more."
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


@counted.mistake(
    "There is a bias for each input too, as if the input were a layer. It has no neurons: begin "
    "with widths[1]."
)
def _(widths, optimizer):
    trainable = _trainable(widths) + widths[0]
    own = _KEPT[optimizer] * trainable + 2
    return trainable, own, trainable + own


@counted.mistake(
    "The biases are counted where a layer begins, one for each of its inputs. There is one for "
    "each *neuron*: (widths[i] + 1) * widths[i + 1]."
)
def _(widths, optimizer):
    trainable = sum(widths[i] * (widths[i + 1] + 1) for i in range(len(widths) - 1))
    own = _KEPT[optimizer] * trainable + 2
    return trainable, own, trainable + own


@counted.mistake(
    "The two of its own come once for each number that is kept here, and so not at all for sgd. "
    "Every optimizer has two of them, once."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * (_trainable(widths) + 2)
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "Only Adam has its two own numbers here. sgd and rmsprop have a learning rate and a count of "
    "steps as well."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths) + 2 * (optimizer == "adam")
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "The total is two too small: the optimizer's own two numbers belong to it. It is the first "
    "number plus the second."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths) + own - 2


@counted.mistake(
    "rmsprop and adam stand in each other's place: rmsprop keeps one number for each weight, adam "
    "two."
)
def _(widths, optimizer):
    own = {"sgd": 0, "rmsprop": 2, "adam": 1}[optimizer] * _trainable(widths) + 2
    return _trainable(widths), own, _trainable(widths) + own


@counted.mistake(
    "The second and the third number stand in each other's place: first the optimizer's own, then "
    "the total."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths) + 2
    return _trainable(widths), _trainable(widths) + own, own


@counted.mistake(
    "The last layer is missing: with n widths there are n - 1 layers, the output's among them."
)
def _(widths, optimizer):
    own = _KEPT[optimizer] * _trainable(widths[:-1]) + 2
    return _trainable(widths[:-1]), own, _trainable(widths[:-1]) + own


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
