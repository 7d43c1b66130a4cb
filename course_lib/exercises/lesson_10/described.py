"""Lesson 10, Keras: what a model says of itself, to be compared."""

import functools
import inspect
import re


def described(answer, *sizes):
    """The parts of the model that an answer builds, as plain values.

    It is handed a library that is nowhere to import: course_lib, with a list of all that was made
    by it. The grader runs this function's source in a sandbox, so all that it needs stands in it.
    """
    import types

    import course_lib

    made = []

    class Library:
        def __init__(self, module):
            self.module = module

        def __getattr__(self, name):
            found = getattr(self.module, name)
            if isinstance(found, types.ModuleType):
                return Library(found)
            return noted(found) if isinstance(found, type) else found

    def noted(make):
        def maker(*args, **named):
            made.append(make(*args, **named))
            return made[-1]

        return maker

    def ours(thing):
        return any(thing is one for one in made)

    def name(chosen):
        if chosen is None or isinstance(chosen, str):
            return chosen
        return getattr(chosen, "name", None) or getattr(chosen, "__name__", type(chosen).__name__)

    model = answer(Library(course_lib), *sizes)
    if model is None:
        return None
    layers = list(getattr(model, "layers", ()))
    optimizer = getattr(model, "optimizer", None)
    rate = getattr(optimizer, "learning_rate", None)  # in Keras, a variable
    return {
        "kind": type(model).__name__,
        "layers": [
            {
                "kind": type(layer).__name__,
                "units": getattr(layer, "units", None),
                "activation": name(getattr(layer, "activation", None)),
                "penalty": bool(getattr(layer, "regularizers", None)),
                "ours": ours(model) and ours(layer),
            }
            for layer in layers
        ],
        "parameters": model.count_params() if getattr(model, "built", False) else None,
        "optimizer": name(optimizer),
        "rate": rate if isinstance(rate, float) else None,
        "loss": name(getattr(model, "loss", None)),
    }


def through(*names):
    """``described`` for an exercise whose inputs have these names."""

    @functools.wraps(described)  # inspect finds the source of what is wrapped
    def use(answer, *sizes):
        return described(answer, *sizes)

    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    use.__signature__ = inspect.Signature([inspect.Parameter(n, kind) for n in ("answer", *names)])
    return use


def layer_texts(layers: list[dict]) -> list[str]:
    """A text for each layer, as “64, relu”: an activation belongs to the linear layer before it."""
    texts = []
    for layer in layers:
        if layer["kind"] == "InputLayer":
            continue
        parts = _parts(layer)
        if layer["kind"] in ("Activation", "ReLU", "Softmax"):
            if layer["activation"] == "linear":
                continue
            if texts and texts[-1][1:] == ["linear", *parts[1:]]:
                texts[-1][1] = layer["activation"]
                continue
        texts.append(parts)
    return [", ".join(parts) for parts in texts]


def _parts(layer: dict) -> list[str]:
    if layer["units"] is not None:
        parts = [str(layer["units"]), layer["activation"]]
    else:
        parts = [layer["activation"] or layer["kind"]]
    parts += ["with a penalty"] * layer["penalty"]
    return parts + ["of another library"] * (not layer["ours"])


def optimizer_text(model: dict) -> str:
    """The optimizer's name, with its learning rate where that is not Adam's own."""
    if model["optimizer"] == "adam" and model["rate"] not in (None, 0.001):
        return f"adam, learning rate {model['rate']}"
    return re.sub(r"_\d+$", "", model["optimizer"] or "none")  # Keras counts its optimizers
