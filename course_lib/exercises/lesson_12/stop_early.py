"""Lesson 12, Tell learning from learning by heart: the exercise ``stop_early``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=12, minutes=6, difficulty=2, returns=(int, int))
def stop_early(val_losses, patience):
    """The epoch after which training stops, and the epoch whose weights are put back."""
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.cases
def _(rng):
    yield [0.9, 0.7, 0.5, 0.6, 0.4, 0.6, 0.5, 0.7, 0.3], 3  # stops before it would get better
    yield [0.9, 0.5, 0.7, 0.6, 0.7, 0.6, 0.7, 0.65], 3  # falls now and then, and is never best
    yield [0.5, 0.4, 0.4, 0.4, 0.4, 0.3, 0.2], 3  # as low as the best is no better
    yield [0.5, 0.5, 0.6, 0.7, 0.4], 2  # the first is the best
    yield [0.9, 0.8, 0.7, 0.75, 0.6], 2  # never stops
    yield [0.9, 0.6, 0.7, 0.8, 0.5, 0.6, 0.4, 0.5, 0.6], 4
    yield [0.9, 0.7, 0.8, 0.5], 1
    for patience in (2, 3):
        yield rng.uniform(0.1, 1, size=14).round(2).tolist(), patience


_NEVER_BETTER = (
    "Here no epoch ever counts as a new best, so it stops as soon as the patience allows. A lowest "
    "loss that begins at 0 does that: begin with the first loss, or with infinity."
)


def _waited(val_losses, patience, late=0):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        if epoch - best == patience + late:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "Here all epochs without a new best count, wherever they stand. The patience begins anew with "
    "each new best: set the count back to 0."
)
def _(val_losses, patience):
    best = waited = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best]:
            best = epoch
        elif epoch > 0:
            waited += 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "This comes out when the waiting ends at any epoch that is lower than the one before it. "
    "Compare with the *best* so far: a loss may fall a little and still be far above it."
)
def _(val_losses, patience):
    best = waited = 0
    for epoch in range(1, len(val_losses)):
        if val_losses[epoch] < val_losses[best]:
            best = epoch
        waited = 0 if val_losses[epoch] < val_losses[epoch - 1] else waited + 1
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "This comes out when any epoch that is lower than the one before it counts as a new best. A "
    "loss may fall a little and still be far above the *best* so far: compare it with that."
)
def _(val_losses, patience):
    best = waited = 0
    for epoch in range(1, len(val_losses)):
        lower = val_losses[epoch] < val_losses[epoch - 1]
        best, waited = (epoch, 0) if lower else (best, waited + 1)
        if waited == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "The second number is the epoch that it stops after, too. By then nothing has got better for a "
    "while: put back the weights of the best epoch."
)
def _(val_losses, patience):
    stop, _ = _waited(val_losses, patience)
    return stop, stop


@stop_early.mistake(
    "Where the patience runs out, the second number is the epoch that it stops after, too. By then "
    "nothing has got better for a while: put back the weights of the best epoch."
)
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return stop, stop if stop - best == patience else best


@stop_early.mistake(
    "The second number is the best epoch of the whole list, and training may have stopped before "
    "it. Look only at what has happened so far."
)
def _(val_losses, patience):
    return _waited(val_losses, patience)[0], val_losses.index(min(val_losses))


@stop_early.mistake(
    "This comes out when the patience is counted from the lowest loss of the whole list. Training "
    "may have stopped before it: look only at what has happened so far."
)
def _(val_losses, patience):
    best = val_losses.index(min(val_losses))
    return min(best + patience, len(val_losses) - 1), best


@stop_early.mistake(_NEVER_BETTER)
def _(val_losses, patience):
    return patience - 1, 0


@stop_early.mistake(_NEVER_BETTER)
def _(val_losses, patience):
    return min(patience, len(val_losses) - 1), 0


@stop_early.mistake(
    "Here it stops at the first epoch without a new best. Wait for `patience` of them in a row."
)
def _(val_losses, patience):
    return _waited(val_losses, 1)


@stop_early.mistake(
    "Here it waits one epoch too long: it stops as soon as `patience` epochs in a row brought no "
    "new best."
)
def _(val_losses, patience):
    return _waited(val_losses, patience, late=1)


@stop_early.mistake(
    "Here it stops one epoch too early: wait for `patience` epochs in a row without a new best, "
    "the best itself not counted."
)
def _(val_losses, patience):
    return _waited(val_losses, patience, late=-1)


@stop_early.mistake(
    "An epoch that is *as good* as the best counts as a new best here, so a loss that stands still "
    "is waited for without end. Only a lower one counts: <."
)
def _(val_losses, patience):
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss <= val_losses[best]:
            best = epoch
        if epoch - best == patience:
            return epoch, best
    return len(val_losses) - 1, best


@stop_early.mistake(
    "Here it never stops before the end of the list, whatever the losses do. Stop when `patience` "
    "epochs in a row brought no new best."
)
def _(val_losses, patience):
    return len(val_losses) - 1, int(np.argmin(val_losses))


@stop_early.mistake(
    "Both numbers are one too large, as if epochs were counted from 1. They are counted from 0 "
    "here, as in Keras and in a list."
)
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return stop + 1, best + 1


@stop_early.mistake(
    "The two stand in each other's place: first the epoch that it stops after, then the best."
)
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return best, stop


@stop_early.mistake(
    "The first number is one too large: it is how many epochs were trained. Asked for is the epoch "
    "after which it stops, and they are counted from 0."
)
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return stop + 1, best


@stop_early.mistake(
    "Where the patience runs out, the first number is one too large: it is how many epochs were "
    "trained. Asked for is the epoch after which it stops, and they are counted from 0."
)
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return stop + (stop - best == patience), best


@stop_early.mistake(
    "The second number is the lowest loss. Asked for is the epoch in which it was reached."
)
def _(val_losses, patience):
    stop, best = _waited(val_losses, patience)
    return stop, val_losses[best]


@stop_early.accepts
def _(val_losses, patience):
    best, waited, lowest = 0, 0, float("inf")
    for epoch, loss in enumerate(val_losses):
        if loss < lowest:
            best, waited, lowest = epoch, 0, loss
            continue
        waited += 1
        if waited >= patience:
            break
    return epoch, best


@stop_early.accepts
def _(val_losses, patience):
    for stop in range(len(val_losses)):
        best = int(np.argmin(val_losses[: stop + 1]))
        if stop - best >= patience:
            break
    return stop, best


stop_early.hints(
    "Remember the best epoch so far. How long ago is it, after each epoch?",
    "Go through the losses with enumerate. A lower loss makes its epoch the best; when "
    "epoch - best has reached patience, stop. At the end of the list it stops by itself.",
)
stop_early.why("This is what `EarlyStopping(patience=…, restore_best_weights=True)` does.")
