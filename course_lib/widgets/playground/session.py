"""A run of the playground: a model that trains batch by batch, and remembers what was done to it.

``log`` is that memory, a list of plain entries. The same settings and the same log give the same
weights to the last bit: that is how a link rebuilds a run, and what the shown code does.

    ["train", 300]                      300 batches, one after the other
    ["rate", 0.01]                      another learning rate from here on
    ["put", layer, array, index, 0.5]   a weight (array 0) or a bias (array 1) set by hand
    ["freeze", layer, array, index]     a number that training leaves alone from here on
    ["thaw", layer, array, index]       and no longer

``layer`` counts ``model.layers``; ``index`` is a list, [row, column] of a kernel, [column] of a
bias.
"""

import math
import time

import numpy as np

from course_lib.nn import divergence
from course_lib.nn.layers import Dense
from course_lib.nn.randomness import drawing_from
from course_lib.widgets.playground.building import Own, model_of, rows_of
from course_lib.widgets.playground.settings import FEATURES, OWN, YOURS, Settings

MAX_POINTS = 400  # of a loss curve
LARGE = 2000  # weights: then a look at the losses takes longer than a step
MAX_NUMBER = 1000.0  # the largest a hand may write into a weight


class Session:
    """Rows, a model, its losses and its log. ``step`` counts batches."""

    def __init__(self, settings: Settings, log: list | tuple = (), own: Own | None = None):
        _require_own(settings, own)
        self.settings, self.own = settings, own
        self.rows = rows_of(settings, own)
        self.restart()
        for entry in log:
            self.do(entry)

    def restart(self) -> None:
        """Back to the first weights; nothing is frozen, and the log is empty."""
        self.log, self.frozen, self.trouble, self.step = [], {}, "", 0
        self._rng = np.random.default_rng(self.settings.seed)  # of dropout
        with drawing_from(self._rng):
            self.model = model_of(self.settings, self.own)
        size, rows = self.settings.batch_size, len(self.rows.x)
        self._batches = [slice(start, start + size) for start in range(0, rows, size)]
        self.losses = [(0, *self.loss())]  # (step, of the rows to learn from, of the test rows)
        # steps between two points of the loss curve
        self._apart = 1 if self.model.params.size < LARGE else 10

    @property
    def epoch(self) -> float:
        """How often all rows were seen."""
        return self.step / len(self._batches)

    @property
    def batches_per_epoch(self) -> int:
        """How many steps go through all rows once."""
        return len(self._batches)

    def loss(self) -> tuple[float, float]:
        """The loss of the rows to learn from, and of the test rows, penalties included.

        Where there are no test rows, theirs is NaN.
        """
        rows, model = self.rows, self.model
        with np.errstate(all="ignore"):
            learned = model.evaluate(rows.x, rows.y, verbose=0)
            if not len(rows.test_x):
                return learned, math.nan
            return learned, model.evaluate(rows.test_x, rows.test_y, verbose=0)

    # ------------------------------------------------------------------ what is done to it

    def do(self, entry: list) -> None:
        """Do what an entry of a log says. A wrong one is refused before anything is changed."""
        kind, *what = entry
        actions = {
            "train": self.train,
            "rate": self.set_rate,
            "put": self.put,
            "freeze": self.freeze,
            "thaw": self.thaw,
        }
        if kind not in actions:
            raise ValueError(f"Expected one of {', '.join(actions)}. Received {kind!r}.")
        actions[kind](*what)

    def train(self, steps: int, seconds: float = math.inf) -> None:
        """So many batches, and no longer than so many seconds (but for one batch).

        Where a number grows beyond all bounds, the model is left as it was before that batch, and
        ``trouble`` says which batch it was, and why.
        """
        before, points = self._snapshot(), list(self.losses)
        done, error = self._train_batches(steps, seconds)
        if error:
            self._restore(before)
            self.losses = points
            done, _ = self._train_batches(done, math.inf)
            said = str(error).removesuffix(divergence.BROKEN)
            self.trouble = f"It went wrong at step {self.step + done + 1}. {said}"
        self.step += done
        if done or error:
            self._write(["train", done + bool(error)])

    def _train_batches(self, steps: int, seconds: float) -> tuple[int, Exception | None]:
        """How many were done, and what stopped them."""
        end, done = time.monotonic() + seconds, 0
        try:
            with drawing_from(self._rng), np.errstate(all="ignore"):
                while done < steps and not self.trouble:
                    self._train_batch(self.step + done)
                    self._note_losses(self.step + done + 1)
                    done += 1
                    if time.monotonic() > end:
                        break
        except FloatingPointError as error:
            return done, error
        return done, None

    def _train_batch(self, step: int) -> None:
        batch = self._batches[step % len(self._batches)]
        self.model.train_on_batch(self.rows.x[batch], self.rows.y[batch])
        if not divergence.are_finite(self.model.params):
            raise divergence.error(self.model, None)
        for (layer, array, place), value in self.frozen.items():
            self._array(layer, array)[place] = value

    def _snapshot(self) -> tuple:
        model = self.model
        optimizer = model.optimizer.get_state()
        return model.params.copy(), model.state.copy(), optimizer, self._rng.bit_generator.state

    def _restore(self, snapshot: tuple) -> None:
        params, state, optimizer, rng = snapshot
        self.model.params[:], self.model.state[:] = params, state
        self.model.optimizer.set_state(optimizer)
        self._rng.bit_generator.state = rng

    def set_rate(self, rate: float) -> None:
        """Another learning rate from here on; what the optimizer remembers stays."""
        self._require_whole()
        Settings(learning_rate=rate)  # refuses what is none
        self.model.optimizer.learning_rate = float(rate)
        self._write(["rate", float(rate)])

    @property
    def rate(self) -> float:
        """The learning rate by now."""
        return float(self.model.optimizer.learning_rate)

    def put(self, layer: int, array: int, index: list, value: float) -> None:
        """Write a number into a weight or a bias, as a hand does."""
        place = self._place(layer, array, index)
        if not (math.isfinite(value) and abs(value) <= MAX_NUMBER):
            raise ValueError(
                f"A weight takes a number from {-MAX_NUMBER:g} to {MAX_NUMBER:g}. "
                f"Received {value!r}."
            )
        self._array(layer, array)[place] = value
        if (layer, array, place) in self.frozen:
            self.frozen[layer, array, place] = value
        self._write(["put", layer, array, list(place), float(value)])
        self._note_losses(self.step, again=True)

    def freeze(self, layer: int, array: int, index: list) -> None:
        """Training leaves this number as it is from here on."""
        place = self._place(layer, array, index)
        self.frozen[layer, array, place] = float(self._array(layer, array)[place])
        self._write(["freeze", layer, array, list(place)])

    def thaw(self, layer: int, array: int, index: list) -> None:
        """Training moves this number again."""
        place = self._place(layer, array, index)
        if self.frozen.pop((layer, array, place), None) is not None:
            self._write(["thaw", layer, array, list(place)])

    # ------------------------------------------------------------------ the memory of it

    @property
    def log_so_far(self) -> list:
        """What leads to the weights as they are: without the batch at which it went wrong."""
        if not self.trouble:
            return self.log
        *before, (kind, steps) = self.log
        return [*before, [kind, steps - 1]] if steps > 1 else before

    def _write(self, entry: list) -> None:
        """Add to the log; what only goes on with its last entry is joined to it."""
        last = self.log[-1] if self.log else [""]
        if entry[0] == last[0] == "train":
            last[1] += entry[1]
        elif (entry[0] == last[0] == "rate") or (entry[0] == "put" and entry[:4] == last[:4]):
            self.log[-1] = entry
        else:
            self.log.append(entry)

    def _note_losses(self, step: int, again: bool = False) -> None:
        """A point of the loss curve, where one is due; every second one goes when they are many."""
        if again and self.losses[-1][0] == step:
            self.losses[-1] = (step, *self.loss())
        elif step % self._apart == 0 or again:
            self.losses.append((step, *self.loss()))
        if len(self.losses) > MAX_POINTS:
            self.losses, self._apart = self.losses[::2], 2 * self._apart

    def _require_whole(self) -> None:
        if self.trouble:
            raise ValueError("This training has broken off. Reset it, or change a control, first.")

    def _array(self, layer: int, array: int) -> np.ndarray:
        return (self.model.layers[layer].kernel, self.model.layers[layer].bias)[array]

    def _place(self, layer: int, array: int, index: list) -> tuple[int, ...]:
        """An index that this array has, or a sentence."""
        self._require_whole()
        layers = self.model.layers
        known = layer in range(len(layers)) and isinstance(layers[layer], Dense)
        place = tuple(index)
        if known and array in (0, 1):
            shape = self._array(layer, array).shape
            inside = all(i in range(n) for i, n in zip(place, shape, strict=False))
            if len(place) == len(shape) and inside:
                return place
        raise ValueError(
            "Expected a weight or a bias of this network. "
            f"Received layer {layer!r}, array {array!r}, index {index!r}."
        )


def _require_own(settings: Settings, own: Own | None) -> None:
    """What settings say of a learner's own must be there."""
    if not settings.on_own_rows:
        return
    if own is None:
        raise ValueError(f"{settings.data!r} are rows that you pass: playground(x=x, y=y).")
    columns = [f"x{n + 1}" for n in range(own.x.shape[1])]
    missing = [name for name in settings.features if name not in (*FEATURES, *columns)]
    if missing:
        raise ValueError(f"Your rows have the columns {', '.join(columns)}. Received {missing}.")
    if settings.data == OWN["class"] and own.task == "number" and own.weights is None:
        raise ValueError(f"Classes are 0 and 1. Your y has others, so choose {OWN['number']!r}.")
    if settings.first_weights == YOURS and own.weights is None:
        raise ValueError(f"First weights {YOURS!r} come with a model: playground(model, x, y).")
