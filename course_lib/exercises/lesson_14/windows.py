"""Lesson 14, Recurrent networks: the exercise ``windows``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=14, minutes=8, difficulty=3, returns=list)
def windows(series, width, cut):
    """Two pairs (x, y): x (rows, width, 1) is what came before y (rows, 1), scaled."""
    scaled = (series - series[:cut].mean()) / series[:cut].std()
    x = np.array([scaled[i : i + width] for i in range(len(series) - width)])[:, :, np.newaxis]
    y = scaled[width:, np.newaxis]
    return [(x[: cut - width], y[: cut - width]), (x[cut - width :], y[cut - width :])]


@windows.cases
def _(rng):
    yield np.array([1.0, 3.0, 3.0, 1.0, 5.0, 4.0, 8.0, 6.0]), 2, 4  # a mean of 2, a std of 1
    for n, width, cut in ((12, 3, 8), (11, 4, 7), (14, 2, 9), (13, 5, 9)):
        yield rng.normal(rng.normal(scale=4), rng.uniform(0.5, 3), size=n).cumsum(), width, cut


def _scaled(series, cut):
    return (series - series[:cut].mean()) / series[:cut].std()


def _rows(scaled, width, late=0):
    """All windows, and for each what comes ``late`` readings after the next."""
    count = len(scaled) - width - late
    x = np.array([scaled[i : i + width] for i in range(count)])[:, :, np.newaxis]
    return x, scaled[width + late :, np.newaxis][:count]


def _split(x, y, at):
    return [(x[:at], y[:at]), (x[at:], y[at:])]


@windows.mistake(
    "These are the numbers that come out when mean and deviation have seen the whole series, the "
    "test's readings too. Take both from series[:cut]."
)
def _(series, width, cut):
    return _split(*_rows(_scaled(series, len(series)), width), cut - width)


@windows.mistake(
    "The test is scaled here with a mean and deviation of its own. In use nobody has those yet, "
    "and the network has learned in other units: scale everything with those of series[:cut]."
)
def _(series, width, cut):
    own = (series - series[cut:].mean()) / series[cut:].std()
    at = cut - width
    return [_split(*_rows(_scaled(series, cut), width), at)[0], _split(*_rows(own, width), at)[1]]


@windows.mistake(
    "Here y is the last reading *in* its window: the answer stands in the question. y is the "
    "reading that comes after it."
)
def _(series, width, cut):
    return _split(*_rows(_scaled(series, cut), width, late=-1), cut - width)


@windows.mistake(
    "Here y is the last reading *in* its window: the answer stands in the question. y is the "
    "reading that comes after it."
)
def _(series, width, cut):
    x, _ = _rows(_scaled(series, cut), width)
    return _split(x, x[:, -1], cut - width)


@windows.mistake(
    "Here y comes one reading too late: there is a gap between the window and its answer. After "
    "scaled[i : i + width] comes scaled[i + width]."
)
def _(series, width, cut):
    return _split(*_rows(_scaled(series, cut), width, late=1), cut - width)


@windows.mistake(
    "The first `cut` windows are for training here, and the answers of the last of them are the "
    "test's readings: the test has leaked. Cut so that each training y is before `cut`: the first "
    "cut - width windows."
)
def _(series, width, cut):
    return _split(*_rows(_scaled(series, cut), width), cut)


@windows.mistake(
    "There is a gap here: the first test window begins at `cut`, so the first few readings of the "
    "test are never asked for. A window may look back before `cut`: nothing leaks by that, since "
    "at that hour those readings are known."
)
def _(series, width, cut):
    scaled = _scaled(series, cut)
    return [_rows(scaled[:cut], width), _rows(scaled[cut:], width)]


@windows.mistake(
    "The series is cut into windows, and it is not scaled: subtract the mean of series[:cut], "
    "divide by its std."
)
def _(series, width, cut):
    return _split(*_rows(series, width), cut - width)


@windows.mistake(
    "The windows are scaled here, and y is not. Both are readings of one series: scale it before "
    "it is cut into windows."
)
def _(series, width, cut):
    x, _ = _rows(_scaled(series, cut), width)
    return _split(x, series[width:, np.newaxis], cut - width)


@windows.mistake(
    "The last window is missing here. There are len(series) - width of them: the last one's answer "
    "is the last reading."
)
def _(series, width, cut):
    x, y = _rows(_scaled(series, cut), width)
    return _split(x[:-1], y[:-1], cut - width)


@windows.mistake(
    "The training rows end one too early: the reading right before `cut` is an answer that may be "
    "trained on. The first cut - width windows."
)
def _(series, width, cut):
    return _split(*_rows(_scaled(series, cut), width), cut - width - 1)


@windows.mistake(
    "The training rows end one too late here: the answer of the last is reading number `cut`, the "
    "first of the test. The first cut - width windows."
)
def _(series, width, cut):
    return _split(*_rows(_scaled(series, cut), width), cut - width + 1)


@windows.mistake(
    "Here the windows stand side by side and share no reading. Let each begin one reading after "
    "the one before: range(len(series) - width)."
)
def _(series, width, cut):
    x, y = _rows(_scaled(series, cut), width)
    first = cut - width
    return [(x[:first:width], y[:first:width]), (x[first::width], y[first::width])]


@windows.mistake(
    "The readings in each window stand the wrong way round, the newest first. Time runs forward: "
    "scaled[i : i + width]."
)
def _(series, width, cut):
    x, y = _rows(_scaled(series, cut), width)
    return _split(x[:, ::-1], y, cut - width)


@windows.mistake(
    "x has the shape (rows, width) here. A recurrent layer reads (rows, steps, features), and the "
    "feature is one: add [:, :, np.newaxis]."
)
def _(series, width, cut):
    x, y = _rows(_scaled(series, cut), width)
    return _split(x[:, :, 0], y, cut - width)


@windows.mistake(
    "y has the shape (rows,) here. The network answers a column, (rows, 1), and the difference of "
    "the two would be a square of numbers: add [:, np.newaxis]."
)
def _(series, width, cut):
    x, y = _rows(_scaled(series, cut), width)
    return _split(x, y[:, 0], cut - width)


@windows.mistake(
    "x has the shape (rows, 1, width) here: one step with many features. Each reading is a step "
    "of its own: (rows, width, 1)."
)
def _(series, width, cut):
    x, y = _rows(_scaled(series, cut), width)
    return _split(x.transpose(0, 2, 1), y, cut - width)


@windows.mistake(
    "The two pairs stand in each other's place: first the training rows, then the test's."
)
def _(series, width, cut):
    return _split(*_rows(_scaled(series, cut), width), cut - width)[::-1]


@windows.mistake(
    "This comes out when the series is divided by its variance. Divide by its root: std."
)
def _(series, width, cut):
    scaled = (series - series[:cut].mean()) / series[:cut].var()
    return _split(*_rows(scaled, width), cut - width)


@windows.accepts
def _(series, width, cut):
    scaled = (series - np.mean(series[:cut])) / np.std(series[:cut])
    pairs = [(scaled[t - width : t], scaled[t]) for t in range(width, len(scaled))]
    x = np.array([x for x, _ in pairs]).reshape(-1, width, 1)
    y = np.array([y for _, y in pairs]).reshape(-1, 1)
    rows = cut - width
    return [(x[:rows], y[:rows]), (x[rows:], y[rows:])]


windows.hints(
    "The window that begins at i is scaled[i : i + width], and its answer scaled[i + width]. Which "
    "is the last i whose answer still comes before `cut`?",
    "There are len(series) - width windows. The first cut - width of them are for training, all "
    "others for the test; mean and deviation come from series[:cut].",
)
windows.why(
    "A series leaks in more ways than a table: by its scale, by a window that contains its own "
    "answer, and by windows across the cut."
)
