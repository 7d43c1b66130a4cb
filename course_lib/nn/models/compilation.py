"""What ``compile`` chose, and how far the optimizer has come: as plain data, and back."""

from course_lib.nn.models import serialization

_OPTIMIZER = "optimizer/"  # the arrays that it remembers have names that begin so: "optimizer/m"


def get_config(model) -> dict | None:
    """Optimizer, loss and metrics of a compiled model."""
    if not model.loss:
        return None
    return {
        "optimizer": serialization.serialize(model.optimizer),
        "iterations": model.optimizer.iterations,
        "loss": serialization.serialize(model.loss),
        "metrics": [_metric_config(name, one) for name, one in model.chosen_metrics.items()],
    }


def _metric_config(name, metric):
    """The word that ``compile`` was given, where it was one: it heads the history's column."""
    return name if metric == name or metric.name != name else serialization.serialize(metric)


def optimizer_arrays(model) -> dict:
    """What the optimizer of a compiled model remembers of its steps, by the names in the file."""
    state = model.optimizer.get_state() if model.loss else {}
    return {f"{_OPTIMIZER}{name}": one for name, one in state.items() if name != "iterations"}


def restore(model, config: dict, arrays: dict) -> None:
    """Compile the model as it was, and let its optimizer go on from where it was."""
    optimizer = serialization.deserialize(config["optimizer"])
    loss = serialization.deserialize(config["loss"])
    model.compile(optimizer, loss, metrics=serialization.deserialize(config["metrics"]))
    remembered = {
        name.removeprefix(_OPTIMIZER): array
        for name, array in arrays.items()
        if name.startswith(_OPTIMIZER)
    }
    optimizer.set_state({"iterations": config["iterations"]} | remembered)
