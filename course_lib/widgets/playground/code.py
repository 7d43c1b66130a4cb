"""The lines that rebuild a run: its rows, its model, its seed, and all that was done to it.

They are written from the settings and the log alone, for ``course_lib`` or for Keras: the two
texts differ by one line.
"""

from course_lib.widgets.playground import choices
from course_lib.widgets.playground.building import ROWS
from course_lib.widgets.playground.session import Session
from course_lib.widgets.playground.settings import YOURS, Settings

LIBRARIES = ("course_lib", "keras")


def code(session: Session, library: str = "course_lib") -> str:
    """The lines, for ``library``: "course_lib" or "keras"."""
    if library not in LIBRARIES:
        raise ValueError(f"Expected one of {', '.join(LIBRARIES)}. Received {library!r}.")
    settings = session.settings
    parts = [
        _imports(library),
        _rows(session),
        _model(settings),
        _first_weights(session),
        _training(session),
        _end(session),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _imports(library: str) -> str:
    return (
        "import numpy as np\n\n"
        "from course_lib import data\n"
        f"from {library} import Sequential, layers, optimizers, regularizers, utils"
    )


def _rows(session: Session) -> str:
    settings = session.settings
    if settings.data == "people":
        lines = [
            'x, y = data.toys("people")  # weight and height, shifted, in fives',
            "test_x, test_y = data.people()[1].x / 5, np.array([[1.0], [0.0]])  # Emily, Frank",
        ]
        return "\n".join([*lines, *_columns(settings, "x"), *_columns(settings, "test_x")])
    if settings.on_own_rows:
        lines = [
            session.own.where,
            f"order = np.random.default_rng({settings.seed}).permutation(len(x))",
            "x, y = x[order], y[order]",
        ]
    else:
        lines = [
            f'x, y = data.toys("{settings.data}", rows={ROWS}, noise={settings.noise!r}, '
            f"seed={settings.seed})"
        ]
    lines += _columns(settings, "x")
    kept = len(session.rows.x)
    if len(session.rows.test_x):
        lines.append(f"x, y, test_x, test_y = x[:{kept}], y[:{kept}], x[{kept}:], y[{kept}:]")
    return "\n".join(lines)


def _end(session: Session) -> str:
    asked = ["x, y", "test_x, test_y"] if len(session.rows.test_x) else ["x, y"]
    losses = ", ".join(f"model.evaluate({rows}, verbose=0)" for rows in asked)
    return f"print({losses})"


def _columns(settings: Settings, name: str) -> list[str]:
    """The features, where they are not the two numbers themselves."""
    if settings.features == ("x1", "x2"):
        return []
    columns = [choices.feature(one).code.replace("x[", f"{name}[") for one in settings.features]
    return [f"{name} = np.column_stack([{', '.join(columns)}])"]


def _model(settings: Settings) -> str:
    optimizer = choices.optimizer(settings.optimizer, settings.learning_rate).code
    layers = "".join(f"        layers.{layer},\n" for layer in _layers(settings))
    return (
        f"utils.set_random_seed({settings.seed})\n"
        f"model = Sequential(\n    [\n{layers}    ]\n)\n"
        f'model.compile(optimizer={optimizer}, loss="{settings.loss_name}")'
    )


def _layers(settings: Settings):
    yield f"Input(({len(settings.features)},))"
    rule = choices.penalty(settings.penalty, settings.penalty_rate)
    penalty = f", kernel_regularizer={rule.code}" if rule else ""
    for units in settings.hidden:
        yield f'Dense({units}, activation="{settings.activation}"{penalty})'
        if settings.batch_norm:
            yield "BatchNormalization()"
        if settings.dropout:
            yield f"Dropout({settings.dropout!r})"
    yield 'Dense(1, activation="sigmoid")' if settings.task == "class" else "Dense(1)"


def _first_weights(session: Session) -> str:
    settings = session.settings
    if settings.first_weights == YOURS:
        arrays = ",\n".join(f"        np.array({array.tolist()})" for array in session.own.weights)
        return f"model.set_weights(\n    [\n{arrays},\n    ]\n)"
    kernel = choices.FIRST_WEIGHTS[settings.first_weights].code
    return (
        f"rng = np.random.default_rng({settings.seed})\n"
        "for layer in model.layers:\n"
        "    if isinstance(layer, layers.Dense):\n"
        "        kernel, bias = layer.get_weights()\n"
        f"        layer.set_weights([{kernel}, bias])"
    )


def _training(session: Session) -> str:
    """One call of ``fit`` where that is all there was, or else what was done, step by step."""
    size, log = session.settings.batch_size, session.log_so_far
    if not log:
        return ""
    epochs, rest = divmod(session.step, session.batches_per_epoch)
    if len(log) == 1 and log[0][0] == "train" and not rest:
        return f"model.fit(x, y, batch_size={size}, epochs={epochs}, shuffle=False, verbose=0)"
    hands = {entry[0] for entry in log} - {"train", "rate"}
    lines = [_PUT] if hands else []
    lines.append(_train(session, frozen="freeze" in hands))
    lines.append("\n".join(_line(entry) for entry in log))
    return "\n\n\n".join(lines)


_PUT = '''
frozen = {}


def put(layer, array, index, value):
    """Write a number into a kernel (array 0) or a bias (array 1)."""
    arrays = model.layers[layer].get_weights()
    arrays[array][index] = value
    model.layers[layer].set_weights(arrays)
    if (layer, array, index) in frozen:
        frozen[layer, array, index] = value


def freeze(layer, array, index):
    """Training leaves this number as it is."""
    frozen[layer, array, index] = model.layers[layer].get_weights()[array][index]
'''.strip()


def _train(session: Session, frozen: bool) -> str:
    size, per_epoch = session.settings.batch_size, session.batches_per_epoch
    again = (
        "        for place, value in frozen.items():\n            put(*place, value)\n"
        if frozen
        else ""
    )
    return (
        "steps_done = 0\n\n\n"
        "def train(steps):\n"
        '    """So many batches, in the order of the rows."""\n'
        "    global steps_done\n"
        "    for _ in range(steps):\n"
        f"        start = steps_done % {per_epoch} * {size}\n"
        f"        model.train_on_batch(x[start : start + {size}], y[start : start + {size}])\n"
        f"{again}        steps_done += 1"
    )


def _line(entry: list) -> str:
    kind, *what = entry
    if kind == "train":
        return f"train({what[0]})"
    if kind == "rate":
        return f"model.optimizer.learning_rate = {what[0]!r}"
    layer, array, index, *value = what
    place = f"{layer}, {array}, {tuple(index)!r}"
    if kind == "put":
        return f"put({place}, {value[0]!r})"
    return f"freeze({place})" if kind == "freeze" else f"del frozen[{place}]"
