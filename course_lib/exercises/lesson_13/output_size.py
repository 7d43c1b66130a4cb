"""Lesson 13, Convolutional networks: the exercise ``output_size``."""

from course_lib.checks import exercise


@exercise(lesson=13, minutes=4, difficulty=2, returns=int)
def output_size(size, kernel, stride, padding):
    """How many places a kernel has along one side; padding is "valid" or "same"."""
    if padding == "same":
        return -(-size // stride)  # rounded up
    return (size - kernel) // stride + 1


@output_size.cases
def _(rng):
    yield 8, 3, 1, "valid"
    yield 8, 3, 1, "same"
    yield 8, 3, 2, "valid"
    yield 7, 3, 2, "same"
    yield 9, 3, 2, "valid"
    yield 9, 4, 2, "valid"
    yield 10, 4, 2, "same"
    yield 6, 4, 3, "valid"
    yield 13, 2, 3, "same"
    yield 9, 6, 1, "same"
    for padding in ("valid", "same"):
        kernel = int(rng.integers(2, 6))
        yield int(rng.integers(12, 40)), kernel, int(rng.integers(2, 5)), padding


def _valid(size, kernel, stride):
    return (size - kernel) // stride + 1


def _same(size, stride):
    return -(-size // stride)


@output_size.mistake(
    'With "valid" this is one too few. The kernel has a first place before it moves at all: '
    "(size - kernel) // stride steps, and 1."
)
def _(size, kernel, stride, padding):
    return _same(size, stride) if padding == "same" else (size - kernel) // stride


@output_size.mistake(
    'With "valid" the 1 is divided by the stride here. The first place is there whatever the '
    "stride: add the 1 after dividing."
)
def _(size, kernel, stride, padding):
    return _same(size, stride) if padding == "same" else (size - kernel + 1) // stride


@output_size.mistake(
    'With "same" the stride does not count here. The kernel still takes only every stride-th '
    "place: size / stride, rounded up."
)
def _(size, kernel, stride, padding):
    return size if padding == "same" else _valid(size, kernel, stride)


@output_size.mistake(
    'With "same" this is rounded down. A last place that is half on the border counts too: '
    "size / stride, rounded *up*."
)
def _(size, kernel, stride, padding):
    return size // stride if padding == "same" else _valid(size, kernel, stride)


@output_size.mistake(
    'These are the sizes of "valid" for both. With "same" a border of zeros is added, and only '
    "the stride makes the map smaller: size / stride, rounded up."
)
def _(size, kernel, stride, padding):
    return _valid(size, kernel, stride)


@output_size.mistake(
    'These are the sizes of "same" for both. With "valid" the kernel stays inside: '
    "(size - kernel) // stride + 1."
)
def _(size, kernel, stride, padding):
    return _same(size, stride)


@output_size.mistake(
    'With "same" the border is counted on one side only. It lies on both sides, and then only the '
    "stride is left: size / stride, rounded up."
)
def _(size, kernel, stride, padding):
    border = kernel // 2 if padding == "same" else 0
    return (size + border - kernel) // stride + 1


@output_size.mistake(
    'With "same" this is one too many where the kernel is even: kernel // 2 zeros on both sides '
    "are then one too many. Size / stride, rounded up, holds for every kernel."
)
def _(size, kernel, stride, padding):
    border = kernel // 2 if padding == "same" else 0
    return (size + 2 * border - kernel) // stride + 1


@output_size.mistake(
    'With "same" there is one pixel of border on each side here, whatever the kernel. The border '
    "grows with it, so that only the stride is left: size / stride, rounded up."
)
def _(size, kernel, stride, padding):
    border = 1 if padding == "same" else 0
    return (size + 2 * border - kernel) // stride + 1


@output_size.mistake(
    'With "valid" this is rounded up. A last step that leads over the edge is not taken: //.'
)
def _(size, kernel, stride, padding):
    return _same(size, stride) if padding == "same" else -(-(size - kernel) // stride) + 1


@output_size.mistake(
    'With "valid" the stride does not count here. The kernel takes (size - kernel) // stride steps.'
)
def _(size, kernel, stride, padding):
    return _same(size, stride) if padding == "same" else size - kernel + 1


@output_size.mistake("The stride does not count here: it is how far the kernel moves at a time.")
def _(size, kernel, stride, padding):
    return size if padding == "same" else size - kernel + 1


@output_size.mistake(
    "The kernel's size does not count here. Its first place takes up `kernel` pixels, so only "
    "size - kernel are left to move over."
)
def _(size, kernel, stride, padding):
    return _same(size, stride) if padding == "same" else size // stride


@output_size.accepts
def _(size, kernel, stride, padding):
    if padding == "same":
        return len(range(0, size, stride))
    return len([start for start in range(0, size, stride) if start + kernel <= size])


output_size.hints(
    "Lay a kernel of 3 on 8 pixels and push it, with pencil and paper. How many pixels are left "
    "to its right at the start? How many steps fit into them?",
    '"valid": (size - kernel) // stride + 1. "same": size / stride, rounded up; '
    "-(-size // stride) or math.ceil does it.",
)
output_size.why("Every table of a convolutional network is worked out by these two lines.")
