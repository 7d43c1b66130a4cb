"""Training to watch: play, pause, step and scrub; map, loss and predictions move together.

The browser's half is training.js, on top of live_figure.js. It asks for a slice of training, gets
a picture, shows it, and asks for another; never are more than two under way. So a page that
stops asking has paused, nothing queues, and a closed page trains nothing.

With each answer it hears how long Python was at work, and asks again only after half as much
time has passed on top: then a third of Python's time is left for cells, on a slow machine too.

Why slices on the kernel's own thread, and not a thread in the background? A cell that reads the
weights while another thread writes them sees half an update. Here a slice is a few hundredths of
a second between two cells: a cell that you run waits for the slice, never for the training, and
finds the model with the weights of the picture.
"""

import contextlib
import copy
import math
from collections.abc import Callable, Sequence

import numpy as np
import traitlets

from course_lib.figures import epochs_axis
from course_lib.figures.training import TrainingPicture
from course_lib.nn import initializers
from course_lib.nn.models import Sequential
from course_lib.nn.randomness import seeded
from course_lib.widgets.files import source
from course_lib.widgets.live_figure import LiveFigure, Slider, aligned_end, with_live_figure
from course_lib.widgets.main_thread import run_on_main_thread
from course_lib.widgets.pace import Pace
from course_lib.widgets.training_run import TrainingRun

_DECADES = 0.1  # from one learning rate to the next
_TWICE = math.log10(2)  # from one batch size to the next, in powers of ten
# Epochs to a picture, the least and a share of those that are behind: so the first ones, in which
# most happens, go by slowly.
SPEEDS = {"slow": (1, 0.0), "normal": (1, 0.025), "fast": (4, 0.1)}

_CHANGED = "A cell has changed the weights since then: the picture shows them as they are now."


class Player(LiveFigure):
    """A live figure whose first slider is the epoch, with buttons that move it by training.

    ``menus`` maps a label to its options; ``choose(label, option)`` is told of a choice before
    the training begins again.
    """

    _esm = with_live_figure("training.js")
    _css = source("controls.css", "live_figure.css", "training.css")
    menus = traitlets.List().tag(sync=True)

    def __init__(
        self,
        training_run: TrainingRun,
        picture: TrainingPicture,
        rates: tuple[float, float],
        menus: dict[str, Sequence[str]] | None = None,
        choose: Callable[[str, str], None] | None = None,
        batches: bool = False,
    ):
        self.training_run, self.picture, self._choose = training_run, picture, choose
        self.pace, self.batches = Pace(), batches
        self.rate, epochs = training_run.model.optimizer.learning_rate, training_run.epochs
        low, high = (aligned_end(self.rate, end, _DECADES) for end in rates)
        sliders = [
            Slider("epoch", 0, epochs, 1, 0, "epoch", stops=epochs_axis.stops(epochs)),
            Slider("rate", low, high, _DECADES, self.rate, "learning rate", log=True),
        ]
        if batches:
            size, rows = training_run.batch_size, len(training_run.x)
            low, high = (round(aligned_end(size, end, _TWICE), 6) for end in (1, rows))
            high *= 1 + 1e-9  # or rounding may put the last step beyond the track's end
            sliders.append(Slider("batch", low, high, _TWICE, size, "batch size", log=True))
        super().__init__(picture.figure, sliders, self._follow, alt=picture.alt, fit=picture.fit)
        self.menus = [
            {"label": label, "options": list(options)} for label, options in (menus or {}).items()
        ]

    @property
    def epoch(self) -> int:
        """The epoch whose weights the model holds."""
        return self.training_run.epoch

    def advance(self, epochs: int = 1) -> str:
        """Train for so many epochs, and show it. Answers with the readout."""
        self.training_run.advance(epochs)
        self._show_it()
        self._send_frame()
        return self.readout

    def choose(self, label: str, option: str) -> str:
        """Choose from a menu, and begin again."""
        known = {menu["label"]: menu["options"] for menu in self.menus}
        if option not in known.get(label, ()):
            raise ValueError(f"Expected one of {known}. Received {label!r}: {option!r}.")
        self._choose(label, option)
        self._begin_again()
        self._show_it()
        self._send_frame()
        return self.readout

    def close(self) -> None:
        """Let go of the model as well."""
        super().close()
        self.training_run = self.picture = self._choose = None

    # ---------------------------------------------------------------- what the sliders do

    def _set(self, values: dict[str, float]) -> None:
        super()._set(values)
        self.values["epoch"] = self.epoch  # where it stopped, if it could not go so far

    def _follow(self, values: dict[str, float]) -> str:
        """A new rate or batch size begins again; another epoch is looked up in the history."""
        rate, epoch = values["rate"], round(values["epoch"])
        batch = round(values.get("batch", self.training_run.batch_size))
        if not np.isclose(rate, self.rate, rtol=1e-6) or batch != self.training_run.batch_size:
            self.rate = self.training_run.model.optimizer.learning_rate = rate
            self.training_run.batch_size = batch
            self._begin_again()
        elif epoch != self.epoch:
            self.training_run.seek(epoch)
        return self._picture_of(self.training_run)

    def _begin_again(self) -> None:
        """From epoch 0, with the curve so far left on the chart."""
        self.picture.keep(self.training_run.losses)
        self.training_run.restart()

    def _picture_of(self, training_run: TrainingRun) -> str:
        training_run.catch_up()
        note = _CHANGED if training_run.changed else training_run.trouble
        run, updates = training_run, training_run.updates if self.batches else None
        return self.picture.update(run.model, run.epoch, run.losses, note, updates)

    def _prepare(self, width: float, sharpness: float) -> None:
        super()._prepare(width, sharpness)
        self._show_it()

    def _show_it(self) -> None:
        self.readout = self._picture_of(self.training_run)
        self.values["epoch"] = self.epoch

    # ---------------------------------------------------------------- what a view asks

    def _on_message(self, widget: object, message: dict, buffers: list) -> None:
        run_on_main_thread(lambda: self._answer(widget, message, buffers))

    def _answer(self, widget: object, message: dict, buffers: list) -> None:
        if self.training_run is None:
            return  # closed while the message was on its way
        if message["type"] not in ("play", "step", "choose"):
            super()._on_message(widget, message, buffers)
            return
        try:
            self._do(message)
        except Exception as error:
            self.readout = f"The training did not go on. {type(error).__name__}: {error}"
            self._send_frame()
        self.send(
            {
                "type": "done",
                "view": message["view"],
                "more": self.training_run.more,
                "busy": 1000 * self.pace.busy,  # ms
            }
        )

    def _do(self, message: dict) -> None:
        if message["type"] == "choose":
            self.choose(message["label"], message["option"])
            return
        if message["type"] == "play" and message["begin"] and not self.training_run.more:
            self.training_run.restart()  # it was at its end: from the beginning
        least, share = (1, 0.0) if message["type"] == "step" else SPEEDS[message["speed"]]
        slice_ = max(least, int(share * self.training_run.epoch))
        self.pace.run(lambda seconds: self.training_run.advance(slice_, seconds), self._draw)

    def _draw(self) -> None:
        self._show_it()
        self._send_frame()

    # ---------------------------------------------------------------- where no kernel answers

    def _repr_mimebundle_(self, **kwargs) -> tuple[dict, dict]:
        """The live view; and as its still the end of the training, which a copy goes through."""
        with self._at_the_end():
            return super()._repr_mimebundle_(**kwargs)

    @contextlib.contextmanager
    def _at_the_end(self):
        twin = copy.copy(self.training_run)
        twin.history = type(twin.history)()
        twin.model = copy.deepcopy(self.training_run.model)
        twin.restart()
        twin.advance(twin.epochs)
        self.readout = self._picture_of(twin)
        try:
            yield
        finally:
            self._show_it()


def training(
    model: Sequential,
    x: np.ndarray,
    y: np.ndarray,
    epochs: int = 1000,
    batch_size: int | None = None,
    names: Sequence[str] | None = None,
    unseen: np.ndarray | None = None,
    unseen_names: Sequence[str] = (),
    axes: tuple[str, str] = ("x1", "x2"),
    initializers: dict[str, Callable | str] | None = None,
    seed: int = 0,
    hidden: bool = False,
    rates: tuple[float, float] = (0.001, 10.0),
    space: bool = False,
    batches: bool = False,
    shuffle: bool = False,
) -> Player:
    """Watch ``model`` learn x and y; it is your model, and it keeps the weights that you see.

    ``model`` is compiled, and has one output for rows of two inputs (or of two and a column of
    ones). ``batch_size``: rows to an update; all of them if not said. ``names``: one for each row.
    ``unseen``: more rows (m, 2), which it is asked about and never learns. ``initializers``: a
    menu of first weights, ``{"He": "he_normal"}``, drawn with ``seed``; without it, training begins
    from those the model has. ``hidden`` draws the boundary of each neuron in the first layer, and
    ``space`` what two of them make of the plane. ``batches`` adds a slider for the batch size, and
    ``shuffle`` draws each epoch's order by chance, the same in each run.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    ones = x.shape[1] == 3 and bool((x[:, 2] == 1).all())
    _require(model, x, ones)
    if space:
        _require_two_sigmoids(model)
    names = [*(names or [f"({a:g}, {b:g})" for a, b in x[:, :2]]), *unseen_names]
    picture = TrainingPicture(
        x[:, :2], y, names, epochs, unseen=unseen, axes=axes, hidden=hidden, ones=ones, space=space
    )
    run = {"epochs": epochs, "batch_size": batch_size or len(x), "shuffle": shuffle}
    if not initializers:
        return Player(TrainingRun(model, x, y, **run), picture, rates, batches=batches)
    menu = "first weights"
    chosen = {menu: next(iter(initializers))}

    def begin(model: Sequential) -> None:
        begin_with(model, initializers[chosen[menu]], seed)

    training_run = TrainingRun(model, x, y, begin=begin, **run)
    menus = {menu: initializers}
    return Player(training_run, picture, rates, menus, chosen.__setitem__, batches)


def begin_with(model: Sequential, initializer: Callable | str, seed: int) -> None:
    """Put first weights into every kernel, layer by layer, and zeros into every bias."""
    draw = initializers.get(initializer)
    with seeded(seed):
        for layer in model.layers:
            layer.kernel[:] = draw(layer.kernel.shape)
            if layer.use_bias:
                layer.bias[:] = 0


def _require(model: Sequential, x: np.ndarray, ones: bool) -> None:
    if model.optimizer is None:
        raise ValueError(
            "A model learns with an optimizer and a loss. Received one that has neither. "
            'Call model.compile(optimizer=SGD(learning_rate=0.1), loss="mse") first.'
        )
    if (x.shape[1] != 2 and not ones) or model.layers[-1].units != 1:
        raise ValueError(
            "This figure maps two inputs, or two and a column of ones, to one output. "
            f"Received rows of {x.shape[1]}, and {model.layers[-1].units} outputs."
        )


def _require_two_sigmoids(model: Sequential) -> None:
    first = model.layers[0]
    units, name = getattr(first, "units", None), getattr(first.activation, "name", None)
    if (units, name) != (2, "sigmoid"):
        raise ValueError(
            "What hidden neurons make of the plane is drawn for two of them, with a sigmoid each: "
            f'Dense(2, activation="sigmoid") comes first. Received {units} units of {name}.'
        )
