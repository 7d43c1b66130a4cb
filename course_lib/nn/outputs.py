"""What a call gives: an array or a number that answers to ``.numpy()`` as Keras's tensors do."""

import numpy as np


class Output(np.ndarray):
    """An array; ``.numpy()`` gives it as a plain one, so that code written for Keras runs.

    Parts of it are the same; what is computed from it is a plain array or number.

    >>> as_output(np.ones(2)).numpy()
    array([1., 1.])
    """

    def numpy(self) -> np.ndarray:
        return self.view(np.ndarray)

    def __array_wrap__(self, computed, context=None, return_scalar=False):
        return computed[()] if return_scalar else computed

    def __repr__(self):
        return repr(self.view(np.ndarray))


class Number(float):
    """A loss or a metric: a number, which ``.numpy()`` gives as a plain one.

    >>> Number(0.5), Number(0.5).numpy()
    (0.5, 0.5)
    """

    def numpy(self) -> float:
        return float(self)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        """As a plain number: NumPy would make float64 of a float32 array times this."""
        plain = [float(one) if isinstance(one, Number) else one for one in inputs]
        return getattr(ufunc, method)(*plain, **options)


def as_output(a: np.ndarray) -> Output:
    """The same numbers, not a copy of them."""
    return a.view(Output)
