"""Masks: which steps of a sequence count, and which only fill it up to the length of the longest.

A mask is (n, steps), True where a step counts. ``Embedding(mask_zero=True)`` makes one; a layer
that reads steps in their order asks for it. The question goes back through the layers of the
model, as long as they keep the steps apart, to the one that knows.
"""

import warnings


def connect(layers: list, sources: list) -> None:
    """Tell every layer of a model which layers it reads; ``sources`` are their places.

    A layer stands behind those that it reads, so one walk finds out who carries a mask.
    """
    for layer, places in zip(layers, sources, strict=True):
        layer.reads = [layers[i] for i in places]
        comes_in = any(one.carries_mask for one in layer.reads)
        layer.carries_mask = layer.makes_mask or (comes_in and layer.keeps_mask)
        if comes_in and not layer.supports_masking:
            warnings.warn(
                f"{layer.name} loses the mask: it does not tell steps that count from those that "
                "fill a sequence up. Layers behind it read all of them.",
                stacklevel=2,
            )


def input_mask(layer):
    """The mask of what came into the layer in this pass; None where all steps count."""
    masks = [output_mask(one) for one in layer.reads]
    return masks if layer.reads_several else masks[0] if masks else None


def output_mask(layer):
    """The mask of what the layer put out in this pass; None where all steps count."""
    if not layer.carries_mask:
        return None
    of_pass, mask = layer.last_mask
    if of_pass is not layer.a:  # worked out once in a pass, however many layers read it
        mask = layer.compute_mask(layer.x, input_mask(layer))
        layer.last_mask = layer.a, mask
    return mask


def as_weights(mask, weight, mean: bool):
    """What each step counts in a loss: (n, steps). One that does not count has the weight 0.

    In a mean, the others weigh as much more: it is divided by the number of all steps, and is to
    be the mean of those that count.
    """
    of_steps = mask / (mask.mean() or 1) if mean else mask
    return of_steps if weight is None else of_steps * weight.reshape(len(mask), -1)


def steps_as_rows(weight, *arrays) -> list:
    """Where every step has a weight, each step is a row: (n, steps, ...) -> (n * steps, ...)."""
    if weight is None or weight.ndim == 1:
        return [*arrays, weight]
    rows = [one.reshape(weight.size, *one.shape[weight.ndim :]) for one in arrays]
    return [*rows, weight.ravel()]
