"""Thirty digits as somebody draws them, three more styles of each, to try the lesson's reader on.

They were set down after the preparation of strokes was settled, and nothing was fitted to them.
x goes to the right and y down, in hundredths of the paper; between the points a smooth curve runs,
and straight on through sharp corners.
"""

import numpy as np

from course_lib import data

STYLES = """
0: 48,10 30,22 24,48 30,76 48,88 66,78 74,50 68,22 50,10
0: 58,12 36,20 26,50 34,82 56,90 74,70 78,40 66,16 54,10
0: 50,20 36,30 32,52 38,72 52,80 64,70 68,48 62,28 48,19
1: 52,8 52,50 51,92
1: 36,28 46,18 56,6 54,50 52,94
1: 40,20 56,8 55,92 / 38,92 72,93
2: 24,24 36,8 58,8 70,24 64,44 44,66 24,88 50,88 78,88
2: 30,22 44,10 62,16 66,34 52,56 30,86 44,84 60,90 76,84
2: 20,20 40,6 64,12 70,30 56,52 36,70 20,90 84,90
3: 28,14 48,6 66,16 62,34 46,44 66,54 72,72 56,90 28,86
3: 24,10 52,8 68,20 56,38 40,46 62,54 74,70 62,90 36,94 20,84
3: 22,10 70,10 46,40 68,56 70,78 50,92 26,84
4: 52,8 36,36 22,62 76,62 / 60,40 60,92
4: 32,8 26,48 72,48 / 66,14 62,92
4: 62,92 62,8 20,62 80,62
5: 70,10 34,10 30,44 52,40 70,54 70,76 50,92 26,84
5: 36,10 32,44 54,42 68,58 64,80 44,92 24,86 / 36,10 72,8
5: 74,8 36,10 32,46 62,46 72,64 62,88 30,92
6: 62,8 40,28 28,58 32,84 52,92 68,78 64,60 46,56 30,70
6: 68,10 44,24 28,54 28,80 48,94 70,82 68,62 48,56 30,68
6: 54,6 36,34 28,66 38,90 60,88 66,68 50,58 32,68
7: 22,12 76,12 50,90
7: 20,12 78,10 46,92 / 36,50 68,50
7: 24,10 74,10 60,44 48,92 / 40,52 72,48
8: 66,18 48,8 32,20 42,40 60,54 68,74 52,92 34,80 38,60 56,42 68,24 62,12
8: 52,46 34,30 38,10 60,8 68,26 52,46 32,64 34,86 56,92 70,76 62,58 52,46
8: 70,14 50,6 34,18 44,38 62,52 70,74 54,94 36,84 38,62 58,42 70,22 66,10
9: 70,26 54,10 34,20 34,40 52,48 68,36 70,22 68,56 60,92
9: 68,18 46,8 32,26 42,44 60,42 70,20 70,56 68,92
9: 70,16 48,8 32,26 40,46 62,42 70,18 68,58 54,88 34,88
"""  # a slash lifts the pen


def curve(points, steps: int = 6) -> np.ndarray:
    """The points, and others between them on a Catmull-Rom spline: (points, 2)."""
    p = np.array(points, dtype=float)
    if len(p) == 2:
        return np.linspace(p[0], p[1], 2 * steps)
    q = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, np.newaxis]
    pieces = []
    for i in range(1, len(q) - 2):
        before, a, b, after = q[i - 1], q[i], q[i + 1], q[i + 2]
        before = 2 * a - b if i > 1 and sharp(q, i) else before
        after = 2 * b - a if i + 1 < len(q) - 2 and sharp(q, i + 1) else after
        one, two = b - before, 2 * before - 5 * a + 4 * b - after
        three = 3 * a - before - 3 * b + after
        pieces.append(a + 0.5 * (one * t + two * t**2 + three * t**3))
    return np.vstack([*pieces, p[-1:]])


def sharp(q: np.ndarray, i: int) -> bool:
    """Whether the way turns by more than 78 degrees at point i."""
    a, b = q[i] - q[i - 1], q[i + 1] - q[i]
    return bool(a @ b < 0.2 * np.linalg.norm(a) * np.linalg.norm(b))


def hand_drawn() -> list[tuple[int, list]]:
    """(digit, strokes), from 0 to 1."""
    drawings = []
    for line in STYLES.split("\n")[1:-1]:
        digit, _, strokes = line.partition(": ")
        points = [[pair.split(",") for pair in each.split()] for each in strokes.split("/")]
        drawings.append((int(digit), [(curve(stroke) / 100).tolist() for stroke in points]))
    return drawings


def shaken(strokes, rng) -> list[np.ndarray]:
    """The same as another hand draws it: turned, slanted, stretched, and with a tremble."""
    turn, slant = rng.normal(scale=(np.radians(4), 0.1))
    wider, taller = np.exp(rng.normal(scale=0.12, size=2))
    turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = turned @ [[wider, slant], [0, taller]]
    moved = []
    for stroke in map(np.asarray, strokes):
        tremble = np.cumsum(rng.normal(scale=0.008, size=stroke.shape), axis=0)
        tremble += rng.normal(scale=0.01, size=2) - tremble.mean(axis=0)
        moved.append((stroke - 0.5) @ matrix.T + 0.5 + tremble)
    return moved


def as_digits(drawings) -> data.Digits:
    """(digit, strokes) as pictures."""
    digits, strokes = zip(*drawings, strict=True)
    return data.Digits(np.array([data.picture_of(each) for each in strokes]), np.array(digits))
