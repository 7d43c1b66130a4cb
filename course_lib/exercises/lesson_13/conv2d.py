"""Lesson 13, Convolutional networks: the exercise ``conv2d``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=13, minutes=7, difficulty=2)
def conv2d(x, kernel, stride):
    """The map of one kernel over one picture x (rows, columns), "valid"."""
    height, width = kernel.shape
    rows = (x.shape[0] - height) // stride + 1
    columns = (x.shape[1] - width) // stride + 1
    answer = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = x[top : top + height, left : left + width]
            answer[i, j] = np.sum(window * kernel)
    return answer


@conv2d.cases
def _(rng):
    x = np.array(
        [[0.0, 0, 1, 1, 0], [0, 2, 1, 0, 0], [1, 3, 0, 0, 2], [4, 1, 0, 1, 1], [1, 0, 2, 5, 0]]
    )
    yield x, np.array([[1.0, 0, -1], [2, 0, -2], [3, 1, -3]]), 1
    yield x, np.array([[1.0, 0, -1], [2, 0, -2], [3, 1, -3]]), 2
    for shape, kernel, stride in (
        ((6, 8), (2, 3), 1), ((9, 6), (3, 3), 2), ((8, 8), (3, 2), 3), ((8, 7), (2, 2), 2),
    ):  # fmt: skip
        yield rng.normal(size=shape), rng.normal(size=kernel), stride


def _counts(x, kernel, stride):
    return [(n - k) // stride + 1 for n, k in zip(x.shape, kernel.shape)]


def _map(x, kernel, stride, of=lambda window, kernel: np.sum(window * kernel), counts=None):
    """One answer a window; ``of`` says which."""
    rows, columns = counts or _counts(x, kernel, stride)
    answer = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            corner = x[i * stride :, j * stride :]
            answer[i, j] = of(corner[: kernel.shape[0], : kernel.shape[1]], kernel)
    return answer


@conv2d.mistake(
    "These are the numbers with the kernel flipped in both directions, as mathematicians define a "
    "convolution. Networks lay the kernel on the window as it is: window * kernel."
)
def _(x, kernel, stride):
    return _map(x, kernel[::-1, ::-1], stride)


@conv2d.mistake(
    "The map is right for a stride of 1, and every other stride gives the same map. The next "
    "window begins `stride` pixels further, so there are fewer of them."
)
def _(x, kernel, stride):
    return _map(x, kernel, 1)


@conv2d.mistake(
    "This is right only where picture and kernel are square: the number of rows stands for the "
    "columns too. Rows and columns may differ in both: count each from its own side."
)
def _(x, kernel, stride):
    n, k = len(x), len(kernel)
    count = (n - k) // stride + 1
    maps = np.zeros((count, count))
    for i, j in np.ndindex(count, count):
        window = x[i * stride : i * stride + k, j * stride : j * stride + k]
        maps[i, j] = np.sum(window * kernel)
    return maps


@conv2d.mistake(
    "The map has the right size, and its windows lie one pixel apart whatever the stride. Window "
    "i, j begins at row i * stride and column j * stride."
)
def _(x, kernel, stride):
    rows, columns = _counts(x, kernel, stride)
    return _map(x, kernel, 1)[:rows, :columns]


@conv2d.mistake(
    'This is a map with a border of zeros around the picture, as padding="same" has it. Here the '
    "window stays inside the picture."
)
def _(x, kernel, stride):
    rows, columns = (-(-n // stride) for n in x.shape)
    sides = [
        max(0, (count - 1) * stride + k - n)
        for count, k, n in zip((rows, columns), kernel.shape, x.shape)
    ]
    padded = np.pad(x, [(side // 2, side - side // 2) for side in sides])
    return _map(padded, kernel, stride, counts=(rows, columns))


@conv2d.mistake(
    "Windows that hang over the right and lower edge are in the map too, cut off where the picture "
    "ends. Stop at the last window that lies inside: (n - k) // stride + 1 places."
)
def _(x, kernel, stride):
    def cut(window, kernel):
        return np.sum(window * kernel[: window.shape[0], : window.shape[1]])

    return _map(x, kernel, stride, cut, counts=[-(-n // stride) for n in x.shape])


@conv2d.mistake(
    "The last row and the last column of the map are missing: there are (n - k) // stride + 1 "
    "places along a side."
)
def _(x, kernel, stride):
    return _map(x, kernel, stride)[:-1, :-1]


@conv2d.mistake(
    "This takes the mean over each window. A neuron takes the sum: np.sum(window * kernel)."
)
def _(x, kernel, stride):
    return _map(x, kernel, stride) / kernel.size


@conv2d.mistake(
    "Window and kernel are multiplied as matrices here, and then all is added up. Multiply them "
    "cell by cell: window * kernel."
)
def _(x, kernel, stride):
    return _map(x, kernel, stride, lambda window, kernel: np.sum(window @ kernel.T))


@conv2d.mistake(
    "Rows and columns of the map have changed places: answer[i, j] belongs to row i and column j."
)
def _(x, kernel, stride):
    return _map(x, kernel, stride).T


@conv2d.mistake(
    "This adds up what lies under the window, and the kernel is not in it: multiply the two cell "
    "by cell before you add up."
)
def _(x, kernel, stride):
    return _map(x, kernel, stride, lambda window, kernel: np.sum(window))


@conv2d.mistake(
    "Windows lie side by side here, a whole kernel apart. The next one begins `stride` pixels "
    "further, and they may overlap."
)
def _(x, kernel, stride):
    rows, columns = (n // k for n, k in zip(x.shape, kernel.shape))
    answer = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            corner = x[i * kernel.shape[0] :, j * kernel.shape[1] :]
            answer[i, j] = np.sum(corner[: kernel.shape[0], : kernel.shape[1]] * kernel)
    return answer


@conv2d.accepts
def _(x, kernel, stride):
    rows, columns = _counts(x, kernel, stride)
    answer = 0.0
    for i, row in enumerate(kernel):
        for j, weight in enumerate(row):
            answer = (
                answer
                + weight
                * x[i : i + rows * stride, j : j + columns * stride][
                    : (rows - 1) * stride + 1 : stride, : (columns - 1) * stride + 1 : stride
                ]
            )
    return answer


@conv2d.accepts
def _(x, kernel, stride):
    windows = np.lib.stride_tricks.sliding_window_view(x, kernel.shape)
    return np.einsum("ijkl,kl->ij", windows[::stride, ::stride], kernel)


conv2d.hints(
    "How many places are there down, and how many across? Exercise 2 has the formula. Make an "
    "array of zeros of that size, and fill it with two loops.",
    "top, left = i * stride, j * stride; then np.sum(x[top : top + height, left : left + width] * "
    "kernel).",
)
conv2d.why("Nine weights have looked at every place of the picture.")
