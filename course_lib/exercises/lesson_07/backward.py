"""Lesson 07, Gradient checks and autograd: the exercise ``backward``."""

from course_lib.checks import exercise


@exercise(lesson=7, minutes=8, difficulty=3)
def backward(result):
    """Fill in grad, the slope of result, for all that result was made from."""
    order = []  # every value after its sources

    def visit(value):
        if value not in order:
            for source, _ in value.sources:
                visit(source)
            order.append(value)

    visit(result)
    for value in order:
        value.grad = 0.0
    result.grad = 1.0
    for value in reversed(order):
        for source, slope in value.sources:
            source.grad += value.grad * slope


@backward.through
def _(backward, a, b, c):
    """Gradients after one call, after a second, and after the call of another result."""
    import math

    class Made:
        """What `backward` needs of a Value: it is made here from data and slopes, by hand."""

        def __init__(self, data, *sources):
            self.data, self.grad, self.sources = data, 0.0, list(sources)

    def added(x, y):
        return Made(x.data + y.data, (x, 1.0), (y, 1.0))

    def times(x, y):
        return Made(x.data * y.data, (x, y.data), (y, x.data))

    a, b, c = Made(a), Made(b), Made(c)
    z = added(times(a, b), c)
    y = Made(math.tanh(z.data), (z, 1 - math.tanh(z.data) ** 2))
    backward(y)
    found = [float(v.grad) for v in (a, b, c, z, y)]
    grads = {"a, b, c, z and y, for z = a * b + c, y = tanh(z)": found}
    m = times(a, b)
    y = added(added(m, times(m, m)), times(c, m))
    for what in ("a, b, c, m and y, for m = a * b, y = m + m * m + c * m", "the same once more"):
        backward(y)
        grads[what] = [float(v.grad) for v in (a, b, c, m, y)]
    return grads


@backward.cases
def _(rng):
    yield 2.0, 3.0, -1.0
    yield -0.5, 1.5, 0.3
    yield 1.5, 1.5, 1.5  # all alike
    for _ in range(2):
        yield tuple((rng.uniform(0.3, 1.4, 3) * rng.choice([-1, 1], 3)).tolist())


def _sorted(result):
    """Every value after its sources."""
    order = []

    def visit(value):
        if value not in order:
            for source, _ in value.sources:
                visit(source)
            order.append(value)

    visit(result)
    return order


def _cleared(result):
    """The same, with all gradients set to 0, and that of the result to 1."""
    order = _sorted(result)
    for value in order:
        value.grad = 0.0
    result.grad = 1.0
    return order


def _walk(order):
    """Let each value of the order hand on its shares."""
    for value in order:
        for source, slope in value.sources:
            source.grad += value.grad * slope


@backward.mistake(
    "These are the gradients when each share overwrites the one before, so that a value that was "
    "used twice keeps the last alone. Ways side by side add up: `+=`."
)
def _(result):
    for value in reversed(_cleared(result)):
        for source, slope in value.sources:
            source.grad = value.grad * slope


@backward.mistake(
    "From the second call on, the gradients of earlier ones are still in there: they are stale. "
    "Set every grad to 0 before you begin."
)
def _(result):
    order = _sorted(result)
    result.grad = 1.0
    _walk(reversed(order))


@backward.mistake(
    "These are the gradients when a value hands on its grad as soon as a share arrives, and again, "
    "whole, with the next share. Sort first: a value's turn comes when all who used it have had "
    "theirs."
)
def _(result):
    _cleared(result)

    def hand_on(value):
        for source, slope in value.sources:
            source.grad += value.grad * slope
            hand_on(source)

    hand_on(result)


@backward.mistake(
    "These are the gradients when the nearest to the result have their turns first. That is not "
    "enough: a value waits until all who used it have had theirs. Put each value into the list "
    "after its sources, and go through it backwards."
)
def _(result):
    _cleared(result)
    queue = [result]
    for value in queue:
        for source, slope in value.sources:
            source.grad += value.grad * slope
            if source not in queue:
                queue.append(source)


@backward.mistake(
    "Everything comes out as 0. When the walk begins, the result's own grad has to be 1, since a "
    "result moves exactly as far as itself: set it after the others are cleared."
)
def _(result):
    order = _cleared(result)
    result.grad = 0.0
    _walk(reversed(order))


@backward.mistake(
    "Nothing got further than to the result's own sources: the others had no turn, or had it "
    "before anything reached them. Put each value into a list after its sources, and go through "
    "the list backwards, from the result."
)
def _(result):
    _walk(_cleared(result))


@backward.mistake(
    "These are the slopes of single steps, added up. Steps of one way multiply: value.grad * slope."
)
def _(result):
    for value in reversed(_cleared(result)):
        for source, slope in value.sources:
            source.grad += slope


@backward.mistake(
    "Only the result has a grad, its own 1: nothing was handed on from it. Its turn is the first, "
    "so it is in the list too, at the very end. Is anything in the list at all: is the function "
    "that fills it called?"
)
def _(result):
    _walk(_cleared(result)[-2::-1])


@backward.mistake(
    "These are the gradients when a value that was used twice is in the list twice, and has two "
    "turns. Put it in only if it is not there yet."
)
def _(result):
    _cleared(result)

    def listed(value):
        return [v for source, _ in value.sources for v in listed(source)] + [value]

    _walk(reversed(listed(result)))


@backward.mistake(
    "These are the gradients when a value is put into the list before its sources, and the list is "
    "read from its front. Then one that was used twice has its turn too early: put it in *after* "
    "its sources, and read backwards."
)
def _(result):
    order = []

    def visit(value):
        if value not in order:
            order.append(value)
            for source, _ in value.sources:
                visit(source)

    visit(result)
    _cleared(result)
    _walk(order)


@backward.accepts
def _(result):
    ordered, seen, stack = [], set(), [(result, False)]
    while stack:
        value, done = stack.pop()
        if done:
            ordered.append(value)
        elif value not in seen:
            seen.add(value)
            stack.append((value, True))
            stack.extend((source, False) for source, _ in value.sources)
    for value in ordered:
        value.grad = 0.0
    result.grad = 1.0
    while ordered:
        value = ordered.pop()
        for source, slope in value.sources:
            source.grad = source.grad + slope * value.grad


@backward.accepts
def _(result):
    def clear(value):
        value.grad = 0.0
        for source, _ in value.sources:
            clear(source)

    def walk(value, share):  # along every way on its own: right, and slow where many ways part
        value.grad += share
        for source, slope in value.sources:
            walk(source, share * slope)

    clear(result)
    walk(result, 1.0)


backward.hints(
    "Three parts: put all values into a list, each after its sources; clear every grad; go through "
    "the list from its end, and let each value hand grad times slope to its sources.",
    "For the list: def visit(value): if it is not in order, visit each of its sources, and then "
    "order.append(value). Then grad = 0.0 for all, result.grad = 1.0, and reversed(order).",
)
backward.why(
    "PyTorch and TensorFlow walk back in the same order, with arrays in place of numbers. Only the "
    "clearing differs: PyTorch leaves it to you."
)
