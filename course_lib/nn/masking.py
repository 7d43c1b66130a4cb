"""Masks: which steps of a sequence count, and which only fill it up to the length of the longest.

A mask is (n, steps), True where a step counts. ``Embedding(mask_zero=True)`` makes one; a layer
that reads steps in their order asks for it. The question goes back through the layers of the
model, as long as they keep the steps apart, to the one that knows.
"""

import warnings


def connect(layers: list, sources: list) -> None:
    """Tell every layer of a model which layers it reads; ``sources`` are their places."""
    for layer, places in zip(layers, sources, strict=True):
        layer.reads = [layers[i] for i in places]
        layer.reads_mask = any(carries_mask(one) for one in layer.reads)
        if layer.reads_mask and not layer.supports_masking:
            warnings.warn(
                f"{layer.name} loses the mask: it does not tell steps that count from those that "
                "fill a sequence up. Layers behind it read all of them.",
                stacklevel=2,
            )


def carries_mask(layer) -> bool:
    """Whether what this layer puts out has steps that do not count."""
    return layer.makes_mask or (layer.reads_mask and layer.keeps_mask)


def input_mask(layer):
    """The mask of what came into the layer in this pass; None where all steps count."""
    masks = [output_mask(one) for one in layer.reads]
    return masks if layer.reads_several else masks[0] if masks else None


def output_mask(layer):
    """The mask of what the layer put out in this pass; None where all steps count."""
    if not carries_mask(layer):
        return None
    of_pass, mask = layer.last_mask
    if of_pass is not layer.a:  # asked once in a pass, however many layers read it
        mask = layer.compute_mask(layer.x, input_mask(layer))
        layer.last_mask = layer.a, mask
    return mask
