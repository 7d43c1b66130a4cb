"""Lesson 07, Gradient checks and autograd: the exercise ``central_difference``."""

from course_lib.checks import exercise


@exercise(lesson=7, minutes=4, difficulty=1)
def central_difference(f, x, h):
    """The slope of f at x, measured from both sides with a step of h."""
    return (f(x + h) - f(x - h)) / (2 * h)


@central_difference.through
def _(central_difference, coefficients, x, h):
    """The slope of f(x) = a + b x + c x² + d x³."""
    a, b, c, d = coefficients
    return central_difference(lambda x: a + b * x + c * x**2 + d * x**3, x, h)


@central_difference.cases
def _(rng):
    yield [0.0, 0.0, 1.0, 0.0], 3.0, 0.1
    yield [1.0, 2.0, -3.0, 0.5], -1.0, 0.5
    yield [0.3, 0.0123456789, 0.01, -0.02], 0.7, 0.1  # falls, and hardly
    for h in (0.25, 0.01):
        yield rng.uniform(0.5, 2, 4).tolist(), float(rng.uniform(0.5, 2)), h


@central_difference.mistake(
    "Every slope comes out twice too large. From x - h to x + h it is a step of 2 * h: divide by "
    "that."
)
def _(f, x, h):
    return (f(x + h) - f(x - h)) / h


@central_difference.mistake(
    "These numbers come out when the rise is divided by 2 and then multiplied by h: Python goes "
    "from left to right. Put 2 * h into brackets."
)
def _(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h


@central_difference.mistake(
    "These slopes look to the right only. Take f(x + h) and f(x - h), and divide by their distance."
)
def _(f, x, h):
    return (f(x + h) - f(x)) / h


@central_difference.mistake(
    "These slopes look to the left only. Take f(x + h) and f(x - h), and divide by their distance."
)
def _(f, x, h):
    return (f(x) - f(x - h)) / h


@central_difference.mistake(
    "Every slope comes out with the opposite sign: the rise is f on the right minus f on the left, "
    "f(x + h) - f(x - h)."
)
def _(f, x, h):
    return (f(x - h) - f(x + h)) / (2 * h)


@central_difference.mistake(
    "This is the rise. A slope is rise over nudge: divide by the distance, 2 * h."
)
def _(f, x, h):
    return f(x + h) - f(x - h)


@central_difference.mistake(
    "The slopes come out without their sign. Where a curve falls, its slope is negative: keep the "
    "minus."
)
def _(f, x, h):
    return abs(f(x + h) - f(x - h)) / (2 * h)


@central_difference.accepts
def _(f, x, h):
    half = h / 1
    right, left = f(x + half), f(x - half)
    return right / (2 * h) - left / (2 * h)


@central_difference.accepts
def _(f, x, h):
    return ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h) / 2


central_difference.hints(
    "Two values of f: a step to the right of x, a step to the left. How far are they apart?",
    "(f(x + h) - f(x - h)) / (2 * h), with the brackets.",
)
central_difference.why(
    "It knows nothing of calculus, and so it can't make the same mistake as your derivation."
)
