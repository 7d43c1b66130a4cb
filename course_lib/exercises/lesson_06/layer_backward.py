"""Lesson 06, Backpropagation: the exercise ``layer_backward``."""

import itertools

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=6, minutes=7, difficulty=3, rtol=1e-5, atol=1e-6)
def layer_backward(x, kernel, dz):
    """d_kernel (n_in, units), d_bias (units,) and dx (n, n_in), from dz (n, units)."""
    d_kernel = x.T @ dz
    d_bias = dz.sum(axis=0)
    dx = dz @ kernel.T
    return d_kernel, d_bias, dx


@layer_backward.cases
def _(rng):
    yield np.array([[-2.0, -1.0]]), np.ones((2, 2)), np.array([[-0.0107, -0.0107]])
    x = np.array([[0.0, 1.5], [-2.0, 0.0], [1.0, 0.5]])  # an input of 0 is one like any other
    yield x, np.array([[1.0, -0.5], [0.5, 2.0]]), np.array([[0.5, -1.0], [0.25, 2.0], [-1.5, 1.0]])
    for n, n_in, units in ((4, 2, 3), (3, 3, 3), (5, 4, 2)):
        yield (
            rng.normal(size=(n, n_in)),
            rng.normal(size=(n_in, units)),
            rng.normal(size=(n, units)),
        )


@layer_backward.mistake(
    "d_kernel comes out on its side: it has one row for each input and one column for each neuron, "
    "as the kernel has. Swap the two: x.T @ dz."
)
def _(x, kernel, dz):
    return dz.T @ x, dz.sum(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_kernel and d_bias come out as means over the rows. The loss has divided already, once; here "
    "the rows' shares are added up."
)
def _(x, kernel, dz):
    return x.T @ dz / len(x), dz.mean(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_bias comes out as the mean over the rows, d_kernel as the sum. Add up in both: the loss has "
    "divided already."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.mean(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_bias comes out as dz itself, a row for each sample. All rows use the same bias, so their "
    "shares add up: dz.sum(axis=0)."
)
def _(x, kernel, dz):
    return x.T @ dz, dz, dz @ kernel.T


@layer_backward.mistake(
    "d_bias comes out as one sum for each *row*. There is one bias a neuron, and neurons are "
    "columns: axis=0 adds down the rows."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=1), dz @ kernel.T


@layer_backward.mistake(
    "d_bias comes out as one sum for all neurons together. Each has its own: dz.sum(axis=0)."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(), dz @ kernel.T


@layer_backward.mistake(
    "dx needs the kernel turned over: going forward, inputs became neurons; going back, neurons "
    "become inputs. dz @ kernel.T. (With as many inputs as neurons, the shapes don't tell you.)"
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), dz @ kernel


@layer_backward.mistake(
    "dx comes out on its side. It has the shape of x, a row for each sample: dz @ kernel.T."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), kernel @ dz.T


@layer_backward.mistake(
    "All three come out as means over the rows. The loss has divided by their number already: "
    "leave the division out."
)
def _(x, kernel, dz):
    return x.T @ dz / len(x), dz.mean(axis=0), dz @ kernel.T / len(x)


@layer_backward.mistake(
    "d_kernel holds the last row's share alone. Every row of the batch adds its own: `+=`, where "
    "`=` would overwrite."
)
def _(x, kernel, dz):
    return np.outer(x[-1], dz[-1]), dz.sum(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "d_kernel and d_bias hold the last row's share alone. Every row of the batch adds its own."
)
def _(x, kernel, dz):
    return np.outer(x[-1], dz[-1]), dz[-1], dz @ kernel.T


@layer_backward.mistake(
    "d_kernel comes out as if x were *reshaped*, which deals its numbers out anew, row after row. "
    "Turn it over, so that rows become columns: x.T."
)
def _(x, kernel, dz):
    return x.reshape(x.shape[::-1]) @ dz, dz.sum(axis=0), dz @ kernel.T


@layer_backward.mistake(
    "dx comes out as if the kernel were *reshaped*, which deals its numbers out anew, row after "
    "row. Turn it over, so that rows become columns: kernel.T."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), dz @ kernel.reshape(kernel.shape[::-1])


@layer_backward.mistake(
    "d_kernel and dx come out as if x and the kernel were *reshaped*, which deals their numbers "
    "out anew, row after row. Turn both over, so that rows become columns: `.T`."
)
def _(x, kernel, dz):
    turned = x.reshape(x.shape[::-1]), kernel.reshape(kernel.shape[::-1])
    return turned[0] @ dz, dz.sum(axis=0), dz @ turned[1]


@layer_backward.mistake(
    "dx comes out multiplied by x * (1 - x). This layer does not know what made its x: the layer "
    "before goes through its own squeeze. Hand dz @ kernel.T on as it is."
)
def _(x, kernel, dz):
    return x.T @ dz, dz.sum(axis=0), dz @ kernel.T * x * (1 - x)


def _in_order(places):
    """The three right gradients, those at these places of the right order."""

    def answer(x, kernel, dz):
        three = x.T @ dz, dz.sum(axis=0), dz @ kernel.T
        return tuple(three[place] for place in places)

    return answer


for _places in itertools.permutations(range(3)):
    if _places != (0, 1, 2):
        layer_backward.mistake(
            "All three gradients are right, and they stand in another order. Return d_kernel, "
            "d_bias, dx."
        )(_in_order(_places))


@layer_backward.accepts
def _(x, kernel, dz):
    d_kernel = sum(np.outer(row, slopes) for row, slopes in zip(x, dz, strict=True))
    return d_kernel, np.ones(len(dz)) @ dz, (kernel @ dz.T).T


@layer_backward.accepts
def _(x, kernel, dz):
    return [
        np.einsum("ni,nu->iu", x, dz),
        np.einsum("nu->u", dz),
        np.einsum("nu,iu->ni", dz, kernel),
    ]


@layer_backward.accepts
def _(x, kernel, dz):
    x, kernel, dz = (table.astype(np.float32) for table in (x, kernel, dz))
    return x.T @ dz, dz.sum(axis=0), dz @ kernel.T


layer_backward.hints(
    "Each gradient has the shape of what it belongs to. Write the three shapes down, and look "
    "which product can give them.",
    "x.T @ dz, dz.sum(axis=0) and dz @ kernel.T.",
)
layer_backward.why(
    "These three lines are `Dense.backward_from_z`, and train every Dense layer here."
)
