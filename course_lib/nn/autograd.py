"""Gradients by remembering: numbers that know what they were made from.

Each ``Value`` keeps the values that it was computed from, and the slope along each of them.
``backward`` then walks from the result to the inputs, multiplies the slopes along every path and
adds up over the paths: the chain rule, and nothing else. (After Andrej Karpathy's micrograd, with
slopes kept as numbers in place of functions.)
"""

import math


class Value:
    """A number that remembers how it was made.

    >>> x = Value(3)
    >>> y = x * x + x
    >>> y.backward()
    >>> y.data, x.grad
    (12.0, 7.0)
    """

    def __init__(self, data: float, sources: tuple = ()):
        self.data = float(data)
        self.grad = 0.0  # dy/dself, once y.backward() has run
        self.sources = sources  # pairs: a Value that this one was made from, the slope along it

    # --- each operation: the result, and beside it the slope along each of its sources -----------

    def __add__(self, other):
        other = _value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = _value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n: float):
        if isinstance(n, Value):
            raise TypeError("The power is a plain number. Received a Value. Use n.data for it.")
        return Value(self.data**n, ((self, n * self.data ** (n - 1) if n else 0.0),))

    def exp(self):
        e = math.exp(self.data)
        return Value(e, ((self, e),))

    def log(self):
        return Value(math.log(self.data), ((self, 1 / self.data),))

    def tanh(self):
        a = math.tanh(self.data)
        return Value(a, ((self, 1 - a * a),))

    def sigmoid(self):
        a = 0.5 * (1 + math.tanh(0.5 * self.data))  # the sigmoid, in a form that can't overflow
        return Value(a, ((self, a * (1 - a)),))

    def relu(self):
        return Value(max(0.0, self.data), ((self, float(self.data > 0)),))

    # --- the rest is made of those ---------------------------------------------------------------

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -_value(other)

    def __truediv__(self, other):
        return self * _value(other) ** -1

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __rsub__(self, other):
        return _value(other) - self

    def __rtruediv__(self, other):
        return _value(other) / self

    def backward(self) -> None:
        """Fill in ``grad``, the slope of this value, for everything that it was made from.

        Gradients of an earlier call are cleared first. A value that was used twice gets two
        shares, so each share is added: ``+=``.
        """
        history = self.history()
        for value in history:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(history):
            for source, slope in value.sources:
                source.grad += value.grad * slope

    def history(self) -> list:
        """All that this value was made from and itself, each after its own sources.

        Read backwards, every value comes before its sources: when its turn comes, all who used
        it have handed in their shares. (Without recursion: a long sum is a deep history.)
        """
        ordered, seen, stack = [], set(), [(self, False)]
        while stack:
            value, sources_done = stack.pop()
            if sources_done:
                ordered.append(value)
            elif value not in seen:
                seen.add(value)
                stack.append((value, True))
                stack += [(source, False) for source, _ in value.sources]
        return ordered

    def __repr__(self):
        return f"Value({self.data:.4g}, grad={self.grad:.4g})"


def _value(number):
    return number if isinstance(number, Value) else Value(number)
