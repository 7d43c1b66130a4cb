"""What a layer of attention reads: a query and a value, and a key where keys are another array."""

import numpy as np

from course_lib.nn import masking, symbols, unsupported, validation, validation_layers
from course_lib.nn.layers.base import Layer
from course_lib.nn.outputs import as_output

ABSENT_IN_CALL = {"query_mask": None, "value_mask": None, "key_mask": None, "attention_mask": None}


class QueryValueKey(Layer):
    """A layer that is called as ``layer(query, value)`` or ``layer(query, value, key)``.

    Each of them is (n, steps, columns). With ``use_causal_mask=True``, a step of query sees the
    steps of value up to its own place. In a model, a layer has one call, so it keeps what it was
    called with.

    Inside, ``x`` is a list: query, value, and key if there is one.
    """

    reads_several = True
    supports_masking = True
    use_causal_mask = False
    attention_scores = None

    @property
    def call_arguments(self) -> dict:
        return {"use_causal_mask": self.use_causal_mask}

    def call_on(self, read: list, **named):
        return self(*read, **named)

    def __call__(
        self,
        query,
        value,
        key=None,
        *,
        return_attention_scores: bool = False,
        training: bool | None = None,
        use_causal_mask: bool = False,
        **others,
    ):
        """Check what comes in, build if this is the first call, and go forward."""
        unsupported.check(type(self), others, ABSENT_IN_CALL)
        causal = validation_layers.flag(use_causal_mask, "use_causal_mask")
        x = [query, value] if key is None else [query, value, key]
        if symbols.is_symbolic(x):
            return self._connect(x, training, causal, return_attention_scores)
        self.a = as_output(self._pass(self._arrays(x), bool(training), causal))
        return (self.a, as_output(self.attention_scores)) if return_attention_scores else self.a

    def _connect(self, x, training, causal, return_attention_scores):
        if return_attention_scores:
            raise ValueError(
                "In a model, a layer puts out one value. Received return_attention_scores=True. "
                "Leave it out, and look at layer.attention_scores after model.predict(x)."
            )
        symbol = symbols.connect(self, x, training)
        self.use_causal_mask = causal
        return symbol

    def _pass(self, x, training, causal):
        """One forward pass, after which the layer is as its model has it again."""
        self.build_for([one.shape for one in x])
        in_model, self.use_causal_mask = self.use_causal_mask, causal
        try:
            return self.forward(x, training)
        finally:
            self.use_causal_mask = in_model

    def _arrays(self, x):
        """The arrays, checked. What comes in twice stays one array: it is read once."""
        checked = {
            id(one): validation.rows(one, None, self.dtype, self.name, name)
            for name, one in zip(("query", "value", "key"), x, strict=False)
        }
        x = [checked[id(one)] for one in x]
        validation_layers.same_rows(x, self.name)
        return x

    def compute_output_shape(self, input_shape: list) -> tuple:
        """As query has it: (n, steps, columns)."""
        query, value, key = query_value_key(input_shape)
        for shape in (query, value, key):
            validation.sequence(shape, self.name)
        if not validation.fits(value[1:2], key[1:2]):
            raise ValueError(
                f"{self.name} reads a key for each step of value. Received {key[1]} steps of key "
                f"and {value[1]} of value. Leave key out, or pass one that is as long as value."
            )
        return tuple(query)

    def build_for(self, input_shape: list) -> None:
        """Build, unless that is done; then the columns have to fit the weights."""
        if not self.built:
            self.build(input_shape)
        now, then = (
            [shape[-1] for shape in query_value_key(shapes)]
            for shapes in (input_shape, self.input_shape)
        )
        if now != then:
            raise ValueError(
                f"{self.name} has weights for query, value and key of {then} columns. Received "
                f"{now}. Make a new layer for them."
            )

    def compute_mask(self, inputs, previous_mask):
        """A step counts where that of query does."""
        return previous_mask[0]

    def visible(self, x) -> np.ndarray | None:
        """Which steps of value each step of query may look at: (n, 1, of query, of value).

        The 1 is for all heads; None is for all steps. Without masks, it is (of query, of value).
        """
        query, value, key = query_value_key(masking.input_mask(self) or [None, None])
        masks = [None if mask is None else mask[:, np.newaxis, np.newaxis] for mask in (value, key)]
        if query is not None:
            masks.append(query[:, np.newaxis, :, np.newaxis])
        if self.use_causal_mask:
            masks.append(np.tri(x[0].shape[1], x[1].shape[1], dtype=bool))
        masks = [mask for mask in masks if mask is not None]
        return np.logical_and.reduce(np.broadcast_arrays(*masks)) if masks else None


def query_value_key(several: list) -> tuple:
    """All three; where there are two, keys are made from value."""
    query, value, *key = several
    return query, value, *(key or [value])
