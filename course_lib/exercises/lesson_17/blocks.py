"""Lesson 17, Capstone project: the exercise ``blocks``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=17, minutes=5, difficulty=2)
def blocks(bitmap):
    """The share of ink in each 4 x 4 block: (rows, columns) of 0 and 1 -> a quarter of each."""
    rows, columns = bitmap.shape[0] // 4, bitmap.shape[1] // 4
    return bitmap.reshape(rows, 4, columns, 4).mean(axis=(1, 3))


@blocks.cases
def _(rng):
    bitmap = np.zeros((8, 12))
    bitmap[0:3, 0:2], bitmap[5, 4:12], bitmap[2:8, 10] = 1, 1, 1
    yield bitmap
    for shape in ((32, 32), (12, 8), (16, 24)):
        yield (rng.random(shape) < rng.uniform(0.2, 0.7)).astype(float)


@blocks.mistake(
    "Sixteen dots in a row were taken for a block: reshape(-1, 4, 4) reads on along the rows. A "
    "block is four rows high and four columns wide: bitmap[4 * i : 4 * i + 4, 4 * j : 4 * j + 4]."
)
def _(bitmap):
    return bitmap.reshape(-1, 4, 4).mean(axis=(1, 2))


@blocks.mistake(
    "These are counts, from 0 to 16. The pictures go from 0 to 1: divide by the 16 dots of a block."
)
def _(bitmap):
    return bitmap.reshape(bitmap.shape[0] // 4, 4, bitmap.shape[1] // 4, 4).sum(axis=(1, 3))


@blocks.mistake(
    "This keeps the largest dot of each block, so that a single dot makes it black. Take the mean."
)
def _(bitmap):
    return bitmap.reshape(bitmap.shape[0] // 4, 4, bitmap.shape[1] // 4, 4).max(axis=(1, 3))


@blocks.mistake(
    "This looks at one dot of each block and passes over the other fifteen. Take the mean of all."
)
def _(bitmap):
    return bitmap[::4, ::4]


@blocks.mistake(
    "What is taken together here are dots that stand far apart: the reshape has its axes in "
    "another order. A side of 32 is cut into 8 blocks *of* 4: reshape(8, 4, 8, 4)."
)
def _(bitmap):
    return bitmap.reshape(4, bitmap.shape[0] // 4, 4, bitmap.shape[1] // 4).mean(axis=(0, 2))


@blocks.mistake(
    "The windows lie one dot apart here, and overlap. Blocks lie side by side: the next one begins "
    "4 dots further."
)
def _(bitmap):
    windows = np.lib.stride_tricks.sliding_window_view(bitmap, (4, 4)).mean(axis=(2, 3))
    return windows[: bitmap.shape[0] // 4, : bitmap.shape[1] // 4]


@blocks.mistake("Rows and columns have changed places here.")
def _(bitmap):
    return bitmap.reshape(bitmap.shape[0] // 4, 4, bitmap.shape[1] // 4, 4).mean(axis=(1, 3)).T


@blocks.mistake("This is the share of *paper* in each block. Ink is 1: take the mean as it stands.")
def _(bitmap):
    return 1 - bitmap.reshape(bitmap.shape[0] // 4, 4, bitmap.shape[1] // 4, 4).mean(axis=(1, 3))


@blocks.accepts
def _(bitmap):
    rows, columns = bitmap.shape[0] // 4, bitmap.shape[1] // 4
    answer = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            answer[i, j] = bitmap[4 * i : 4 * i + 4, 4 * j : 4 * j + 4].sum() / 16
    return answer


@blocks.accepts
def _(bitmap):
    return sum(bitmap[i::4, j::4] for i in range(4) for j in range(4)) / 16


blocks.hints(
    "Block i, j begins at row 4 * i and column 4 * j, and it is 4 by 4. What is the mean of its "
    "zeros and ones?",
    "Two loops over blocks, each np.mean(bitmap[4*i:4*i+4, 4*j:4*j+4]). Or "
    "bitmap.reshape(rows, 4, columns, 4).mean(axis=(1, 3)).",
)
blocks.why(
    "1,024 dots have become 64 numbers. A stroke that shakes by a dot changes them a little, where "
    "it would have changed the bitmap a lot."
)
