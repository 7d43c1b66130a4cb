"""The way back through a function of which only the values are known: measured, not derived."""

import numpy as np

from course_lib.nn.gradients import STEP, central_difference, numerical_gradient

NUMBER, ROW, BATCH = "number", "row", "batch"  # how far a number is heard in what comes out


def reach(f, row_shape: tuple) -> str:
    """How far a number of z is heard in f(z), tried out on random rows of this shape.

    >>> reach(np.tanh, (3,)), reach(lambda z: z - z.mean(axis=1, keepdims=True), (3,))
    ('number', 'row')
    >>> reach(lambda z: z - z.mean(axis=0), (3,))
    'batch'
    """
    z = np.random.default_rng(0).normal(size=(4, *row_shape))
    if _same_alone(f, z, lambda z: z.ravel()[::2, np.newaxis]):
        return NUMBER
    return ROW if _same_alone(f, z, lambda z: z[::2]) else BATCH


def _same_alone(f, z, part):
    """Does f make of a part alone what it makes of it among the others?"""
    with np.errstate(all="ignore"):
        try:
            alone, among = f(part(z)), part(f(z))
        except Exception:  # it does not take such a part: so it does not take it alone
            return False
    return np.shape(alone) == among.shape and np.allclose(alone, among, 1e-9, equal_nan=True)


def backward(f, z, da, heard: str):
    """dz from da, both in the shape of z (n, ...), in float64."""
    if heard == NUMBER:
        return da * central_difference(f, z)
    if heard == ROW:
        return _column_by_column(f, z, da)
    return numerical_gradient(lambda z: np.vdot(da, f(z)), z.copy())


def _column_by_column(f, z, da):
    """Nudge one column in all rows at once: each row moves by itself."""
    dz = np.empty_like(z)
    for j in np.ndindex(z.shape[1:]):
        nudge = np.zeros(z.shape[1:])
        nudge[j] = STEP
        slopes = (f(z + nudge) - f(z - nudge)) / (2 * STEP)
        dz[(slice(None), *j)] = (da * slopes).reshape(len(z), -1).sum(axis=1)
    return dz
