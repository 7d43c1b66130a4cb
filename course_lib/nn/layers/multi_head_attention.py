"""MultiHeadAttention: every step of a sequence asks the others, and mixes what they answer."""

import math

import numpy as np

from course_lib.nn import initializers, memory, validation, validation_layers
from course_lib.nn.layers import heads
from course_lib.nn.layers.noise import Dropout
from course_lib.nn.layers.query_value_key import QueryValueKey
from course_lib.nn.sums_and_products import column_sums, product, table

PARTS = ("query", "key", "value", "output")  # in Keras's order


class MultiHeadAttention(QueryValueKey):
    """``softmax(q @ k.T / sqrt(key_dim)) @ v``, in ``num_heads`` heads side by side.

    Every step of ``query`` asks with a vector q. Every step of ``value`` answers with two: a key k,
    which says what it knows about, and a value v, which is what it has to say. The more q and k
    point the same way, the larger is their product. Softmax makes weights of these scores, which
    add up to 1 for each q, and they mix the values. All heads' mixtures, side by side, go through
    ``output_kernel``.

    ``layer(x, x)`` is self-attention: the steps of a sequence ask each other. With
    ``use_causal_mask=True``, a step asks itself and those before it alone. ``layer(query, value)``
    looks from one sequence into another.

    >>> layer = MultiHeadAttention(num_heads=2, key_dim=3)
    >>> x = np.ones((1, 4, 5))
    >>> layer(x, x, use_causal_mask=True).shape
    (1, 4, 5)
    >>> layer.attention_scores[0, 0].round(2)
    array([[1.  , 0.  , 0.  , 0.  ],
           [0.5 , 0.5 , 0.  , 0.  ],
           [0.33, 0.33, 0.33, 0.  ],
           [0.25, 0.25, 0.25, 0.25]], dtype=float32)

    After a pass, ``q``, ``k`` and ``v`` are (n, heads, steps, size). The weights are kept under
    Keras's name for them, ``attention_scores``: (n, heads, steps of query, steps of value).

    Reference: Vaswani et al. (2017), https://arxiv.org/abs/1706.03762
    """

    absent = QueryValueKey.absent | {
        "output_shape": None,
        "attention_axes": None,
        "sliding_window": None,
        "flash_attention": None,
        "kernel_constraint": None,
        "bias_constraint": None,
        "use_gate": False,
    }
    query_kernel, query_bias = memory.View(), memory.View()
    key_kernel, key_bias = memory.View(), memory.View()
    value_kernel, value_bias = memory.View(), memory.View()
    output_kernel, output_bias = memory.View(), memory.View()
    d_query_kernel, d_query_bias = memory.View(), memory.View()
    d_key_kernel, d_key_bias = memory.View(), memory.View()
    d_value_kernel, d_value_bias = memory.View(), memory.View()
    d_output_kernel, d_output_bias = memory.View(), memory.View()
    of_pass = ("q", "k", "v", "attention_scores", "weights_used", "mixed", "read", "sums")
    dropped = None

    def __init__(
        self,
        num_heads: int,
        key_dim: int,
        value_dim: int | None = None,
        dropout: float = 0.0,
        use_bias: bool = True,
        *,
        kernel_initializer="glorot_uniform",
        bias_initializer="zeros",
        kernel_regularizer=None,
        bias_regularizer=None,
        seed=None,
        **named,
    ):
        super().__init__(**named)
        self.num_heads = validation.whole_number(num_heads, "num_heads", "Attention has heads")
        self.key_dim = validation.whole_number(key_dim, "key_dim", "A key is made of numbers")
        size = key_dim if value_dim is None else value_dim
        self.value_dim = validation.whole_number(size, "value_dim", "A value is made of numbers")
        self.dropout = validation.fraction(dropout, "dropout", "Dropout sets a fraction to 0")
        self.use_bias = validation_layers.flag(use_bias, "use_bias")
        self.kernel_initializer = initializers.get(kernel_initializer)
        self.bias_initializer = initializers.get(bias_initializer)
        self.seed = validation_layers.seed(seed)
        bias_regularizer = bias_regularizer if use_bias else None
        penalties = {}
        for part in PARTS:
            memory.rebind(self, **{f"{part}_kernel": None, f"{part}_bias": None})
            memory.rebind(self, **{f"d_{part}_kernel": None, f"d_{part}_bias": None})
            priced = {f"{part}_kernel": kernel_regularizer, f"{part}_bias": bias_regularizer}
            penalties |= priced
        self.regularize(**penalties)

    @property
    def kernel_regularizer(self):
        return self.regularizers.get("query_kernel")

    @property
    def bias_regularizer(self):
        return self.regularizers.get("query_bias")

    def build(self, input_shape: list) -> None:
        """``input_shape`` is a list: (None, steps, columns) of query, of value, perhaps of key."""
        self.input_shape = [validation.batch_shape(shape) for shape in input_shape]
        self.output_shape = self.compute_output_shape(self.input_shape)
        self.weight_shapes = self._shapes(*(shape[-1] for shape in self.input_shape))
        self.take_memory()
        for name, shape in self.weight_shapes.items():
            setattr(self, name, self._first_weights(name, shape))
        self.dropped = Dropout(self.dropout, seed=self.seed)
        self.built = True

    def _shapes(self, columns, of_value, of_key=None):
        n, k, v = self.num_heads, self.key_dim, self.value_dim
        kernels = [(columns, n, k), (of_key or of_value, n, k), (of_value, n, v), (n, v, columns)]
        biases = [(n, k), (n, k), (n, v), (columns,)]
        shapes = {}
        for part, kernel, bias in zip(PARTS, kernels, biases, strict=True):
            shapes |= {f"{part}_kernel": kernel, f"{part}_bias": bias}
        return shapes if self.use_bias else {name: shapes[name] for name in list(shapes)[::2]}

    def _first_weights(self, name, shape):
        """Kernels as those of a Dense layer: of as many inputs and outputs."""
        if name.endswith("bias"):
            return self.bias_initializer(shape)
        inputs = math.prod(shape[:2] if name == "output_kernel" else shape[:1])
        return self.kernel_initializer((inputs, math.prod(shape) // inputs)).reshape(shape)

    @property
    def own_generator(self):
        return self.dropped and self.dropped.own_generator

    def forward(self, x, training=False):
        """Ask, weigh, mix: (n, steps, columns) of query, value, perhaps key -> as query."""
        self.x = x
        self.q, self.k, self.v = self._project()
        scores = self.q @ heads.transposed(self.k)
        scores /= math.sqrt(self.key_dim)
        self.attention_scores = heads.softmax(scores, self.visible(x))
        self.weights_used = self.dropped.forward(self.attention_scores, training)
        self.mixed = self.weights_used @ self.v
        self.a = product(heads.joined(self.mixed), self._output_matrix())
        if self.use_bias:
            self.a += self.output_bias
        return self.a

    def backward(self, da):
        """From da (n, steps, columns) to all slopes; returns those of query, value and key.

        What comes in twice has all of its slope at its first place, and None at the others.
        """
        d_mixed = self._back_through_output(da)
        d_scores = self.dropped.backward(d_mixed @ heads.transposed(self.v))
        # Softmax: w * (d_w - sum(w * d_w)), row by row. Since mixed = sum(w * v), that sum is
        # d_mixed . mixed: of as many numbers as a value has, where a row may have many more.
        d_scores -= np.einsum("nhtv,nhtv->nht", d_mixed, self.mixed)[..., np.newaxis]
        d_scores *= self.attention_scores
        d_scores /= math.sqrt(self.key_dim)
        d_sums = [np.empty_like(sums) for sums in self.sums]
        d_q, d_k, d_v = self._of_heads(d_sums)
        np.matmul(d_scores, self.k, out=d_q)
        np.matmul(heads.transposed(d_scores), self.q, out=d_k)
        np.matmul(heads.transposed(self.weights_used), d_mixed, out=d_v)
        return self._back_through_projection(d_sums)

    def _project(self):
        """q, k and v, from one product for each array that comes in: of self-attention, one."""
        self.read, self.sums = self._read_together(), []
        for place, parts in self.read:
            self.sums.append(product(self.x[place], self._side_by_side("kernel", parts)))
            if self.use_bias:
                self.sums[-1] += self._side_by_side("bias", parts)
        return self._of_heads(self.sums)

    def _read_together(self):
        """[(place in x, what is made from it), ...]: what comes in twice is read once."""
        read = {}
        for part, place in (("query", 0), ("key", len(self.x) - 1), ("value", 1)):
            source = self.reads[place] if len(self.reads) == len(self.x) else None
            both = id(self.x[place]), id(source)  # a layer may hand on the array that it got
            read.setdefault(both, (place, []))[1].append(part)
        return list(read.values())

    def _side_by_side(self, kind, parts):
        """Kernels as one (columns, width), or biases as one (width,)."""
        weights = [getattr(self, f"{part}_{kind}") for part in parts]
        return np.concatenate([w.reshape(*w.shape[:-2], -1) for w in weights], axis=-1)

    def _columns(self, parts):
        """Which columns of their product are whose."""
        columns, stop = {}, 0
        for part in parts:
            size = self.value_dim if part == "value" else self.key_dim
            start, stop = stop, stop + self.num_heads * size
            columns[part] = slice(start, stop)
        return columns

    def _of_heads(self, sums):
        """Views on the sums, (n, heads, steps, size): of query, of key and of value."""
        found = {}
        for some, (_, parts) in zip(sums, self.read, strict=True):
            for part, columns in self._columns(parts).items():
                found[part] = heads.split(some[..., columns], self.num_heads)
        return found["query"], found["key"], found["value"]

    def _output_matrix(self):
        return self.output_kernel.reshape(-1, self.output_kernel.shape[-1])

    def _back_through_output(self, da):
        """The last product's slopes, and those of what the heads have mixed."""
        d_kernel = table(heads.joined(self.mixed)).T.dot(table(da))
        self.d_output_kernel = d_kernel.reshape(self.output_kernel.shape)
        if self.use_bias:
            column_sums(table(da), out=self.d_output_bias)
        return heads.split(product(da, self._output_matrix().T), self.num_heads)

    def _back_through_projection(self, d_sums):
        """From the slopes of q, k and v to those of their weights, and of what came in."""
        dx = [None] * len(self.x)
        for dz, (place, parts) in zip(d_sums, self.read, strict=True):
            d_kernel = table(self.x[place]).T.dot(table(dz))
            for part, columns in self._columns(parts).items():
                kernel = getattr(self, f"d_{part}_kernel")
                kernel[...] = d_kernel[:, columns].reshape(kernel.shape)
                if self.use_bias:
                    bias = getattr(self, f"d_{part}_bias")
                    column_sums(table(dz[..., columns]), out=bias.reshape(-1))
            if self.needs_dx:
                dx[place] = product(dz, self._side_by_side("kernel", parts).T)
        return dx

    def __getstate__(self):
        return super().__getstate__() | dict.fromkeys(self.of_pass)
