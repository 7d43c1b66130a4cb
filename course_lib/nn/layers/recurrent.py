"""What all recurrent layers have in common: a state, carried from one step to the next."""

import numpy as np

from course_lib.nn import activations, initializers, masking, memory, validation
from course_lib.nn.layers.base import Layer

# What Keras takes too, and the values of it that change nothing here.
_ABSENT = {
    **dict.fromkeys(("activity_regularizer", "kernel_constraint"), (None,)),
    **dict.fromkeys(("recurrent_constraint", "bias_constraint"), (None,)),
    **dict.fromkeys(("dropout", "recurrent_dropout"), (0,)),
    **dict.fromkeys(("return_state", "stateful", "zero_output_for_mask"), (False,)),
    "reset_after": (True,),
    "unroll": (False, True),
    "use_cudnn": ("auto", True, False),
}


class Recurrent(Layer):
    """Reads a sequence step by step and carries a state ``h`` along.

    x is (n, steps, n_in). What goes out is the state after the last step, (n, units); with
    ``return_sequences=True`` the states after all of them, (n, steps, units). Every sequence
    begins with a state of zeros. ``go_backwards=True`` reads the last step first, and puts the
    states out in the order in which they came about.

    All steps share the weights: ``kernel`` weighs what comes in, ``recurrent_kernel`` the state
    before. A step that a mask leaves out, (n, steps), keeps the state as it was.

    After a pass, ``h`` has the state after each step, (n, steps, units), and ``z`` the sums. After
    the way back, ``d_h`` has the slope of the loss for each of these states.
    """

    kernel, recurrent_kernel, bias = memory.View(), memory.View(), memory.View()
    d_kernel, d_recurrent_kernel, d_bias = memory.View(), memory.View(), memory.View()
    sums = 1  # how many sums a unit has in each step
    carried = ("h",)  # what goes from step to step
    of_pass = ("mask", "x_in_order", "dz", "h", "h_before", "d_h", "d_h_before")
    supports_masking = True
    mask = given_mask = None

    def __init__(
        self,
        units: int,
        activation="tanh",
        use_bias: bool = True,
        kernel_initializer="glorot_uniform",
        recurrent_initializer="orthogonal",
        bias_initializer="zeros",
        kernel_regularizer=None,
        recurrent_regularizer=None,
        bias_regularizer=None,
        *,
        return_sequences: bool = False,
        go_backwards: bool = False,
        name: str | None = None,
        trainable: bool = True,
        **kwargs,
    ):
        _refuse_absent(type(self).__name__, kwargs)
        super().__init__(name, trainable)
        self.units = validation.whole_number(
            units, "units", "A recurrent layer has at least one unit"
        )
        self.activation = activations.get(activation)
        check_elementwise(self.activation, "activation")
        self.use_bias = use_bias
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.recurrent_initializer = initializers.get(recurrent_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.regularize(
            kernel=kernel_regularizer,
            recurrent_kernel=recurrent_regularizer,
            bias=bias_regularizer if use_bias else None,
        )
        self.return_sequences, self.go_backwards = bool(return_sequences), bool(go_backwards)
        memory.rebind(self, kernel=None, recurrent_kernel=None, bias=None)
        memory.rebind(self, d_kernel=None, d_recurrent_kernel=None, d_bias=None)

    @property
    def recurrent_regularizer(self):
        return self.regularizers.get("recurrent_kernel")

    @property
    def keeps_mask(self) -> bool:
        return self.return_sequences

    def compute_output_shape(self, input_shape):
        n, steps, _ = validation.sequence(input_shape, self.name)
        return (n, steps, self.units) if self.return_sequences else (n, self.units)

    def build(self, input_shape):
        super().build(input_shape)
        columns = self.sums * self.units
        self.weight_shapes = {
            "kernel": (self.input_shape[-1], columns),
            "recurrent_kernel": (self.units, columns),
        }
        if self.use_bias:
            self.weight_shapes["bias"] = self.bias_shape()
        self.take_memory()
        self.kernel = self.kernel_initializer(self.kernel.shape)
        self.recurrent_kernel = self.recurrent_initializer(self.recurrent_kernel.shape)
        if self.use_bias:
            self.bias = self.first_bias()

    def bias_shape(self):
        return (self.sums * self.units,)

    def first_bias(self):
        return self.bias_initializer(self.bias.shape)

    def __call__(self, x, training: bool = False, mask=None):
        """Check x, build if this is the first call, and go forward; ``mask`` is (n, steps)."""
        self.given_mask = None if mask is None else validation.mask(mask, x)
        try:
            return super().__call__(x, training)
        finally:
            self.given_mask = None

    def forward(self, x, training=False):
        """One step after the other: (n, steps, n_in) -> (n, units), or (n, steps, units)."""
        self.begin(x)
        for t in range(x.shape[1]):
            self.step(t)
            if self.mask is not None:
                self.hold(t)
        self.a = self.h if self.return_sequences else self.h[:, -1]
        return self.a

    def begin(self, x):
        """The sums of all steps, as far as x goes, in one product; and a first state of zeros."""
        self.x = x
        self.mask = masking.input_mask(self) if self.given_mask is None else self.given_mask
        if self.go_backwards:
            x = x[:, ::-1]
            self.mask = None if self.mask is None else self.mask[:, ::-1]
        self.x_in_order, self.z = x, self.weighted(x)
        if self.use_bias:
            self.z += self.input_bias()
        self.h_before, self.h = self.states()

    def weighted(self, x):
        return by_sample(rows(x).dot(self.kernel), len(x))

    def input_bias(self):
        return self.bias

    def over_time(self, columns, more=0, make=np.empty):
        """An array (n, steps + more, columns), in memory as (steps + more, n, columns)."""
        n, steps, _ = self.x.shape
        return make((steps + more, n, columns), self.x.dtype).swapaxes(0, 1)

    def states(self, make=np.empty):
        """What is carried: before each step and after it, both (n, steps, units), on one memory."""
        both = self.over_time(self.units, 1, make)
        both[:, 0] = 0
        return both[:, :-1], both[:, 1:]

    def hold(self, t):
        """Sequences whose step does not count go on with what they had before it."""
        held = ~self.mask[:, t]
        for name in self.carried:
            getattr(self, name)[held, t] = getattr(self, f"{name}_before")[held, t]

    def backward(self, da):
        """Back through time, from da to ``d_kernel``, ``d_recurrent_kernel``, ``d_bias`` and dx."""
        self.begin_back(da)
        for t in reversed(range(self.h.shape[1])):
            if self.mask is None:
                self.step_back(t)
            else:
                self.step_back_masked(t)
        return self.add_up()

    def begin_back(self, da):
        """Slopes that come from outside: for every state, or for the last one alone."""
        self.d_h_before, self.d_h = self.states(np.zeros)
        self.d_h[:, slice(None) if self.return_sequences else -1] = da

    def step_back_masked(self, t):
        """Where a step did not count, the slope goes around it."""
        held = ~self.mask[:, t]
        slopes = [getattr(self, f"d_{name}") for name in self.carried]
        kept = [slope[held, t] for slope in slopes]
        for slope in slopes:
            slope[held, t] = 0
        self.step_back(t)
        for name, slope, around in zip(self.carried, slopes, kept, strict=True):
            slope[held, t] = around
            getattr(self, f"d_{name}_before")[held, t] += around

    def add_up(self):
        """The weights are the same in all steps, so their slopes add up: in one product each."""
        dz = rows(self.dz)
        np.dot(rows(self.x_in_order).T, dz, out=self.d_kernel)
        self.add_up_recurrent(dz)
        if self.needs_dx:
            dx = by_sample(dz.dot(self.kernel.T), len(self.x))
            return dx[:, ::-1] if self.go_backwards else dx

    def add_up_recurrent(self, dz):
        np.dot(rows(self.h_before).T, dz, out=self.d_recurrent_kernel)
        if self.use_bias:
            np.ones(len(dz), dz.dtype).dot(dz, out=self.d_bias)  # a sum, twice as quick

    def __getstate__(self):
        return super().__getstate__() | dict.fromkeys(self.of_pass)


def rows(sequences):
    """All steps as rows of one table, the first ones first: (n, steps, k) -> (steps * n, k)."""
    return sequences.swapaxes(0, 1).reshape(-1, sequences.shape[2])


def by_sample(rows, n):
    """And back, on the same memory: (steps * n, k) -> (n, steps, k)."""
    return rows.reshape(-1, n, rows.shape[1]).swapaxes(0, 1)


def check_elementwise(activation, name):
    """Refuse a function such as softmax: of one sum, its slope alone is not enough."""
    z = np.array([[-1.5, 0.25, 2.0]])
    alone = np.concatenate([activation(z[:, [i]]) for i in range(3)], axis=1)
    if not np.allclose(activation(z), alone):
        raise ValueError(
            f"A recurrent layer's {name} takes the sums one by one, such as 'tanh'. Received "
            f"{activation.name!r}, in which they depend on each other. Put it behind the layer: "
            f"Activation({activation.name!r})."
        )


def _refuse_absent(kind, given):
    for name, value in given.items():
        if name == "seed":
            continue  # it is for the dropout inside
        if name not in _ABSENT:
            raise TypeError(f"{kind} has no argument {name!r}. Received: {name}={value!r}.")
        if value not in _ABSENT[name]:
            raise ValueError(
                f"{kind} has no {name} here; Keras does. Received: {name}={value!r}. Leave it out."
            )
