"""Lesson 12, Overfitting: the exercise ``stop_early``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=12, minutes=5, difficulty=2, returns=(int, int))
def stop_early(val_losses, patience, min_delta):
    """Epochs trained, and the best, from 0; better is lower by more than min_delta."""
    best = 0
    for epoch, loss in enumerate(val_losses):
        if loss < val_losses[best] - min_delta:
            best = epoch
        if epoch - best == patience:
            return epoch + 1, best
    return len(val_losses), best


@stop_early.cases
def _(rng):
    yield [0.9, 0.5, 0.4, 0.48, 0.47, 0.3, 0.6, 0.7, 0.8], 3, 0.15  # 0.3 is better than 0.5
    yield [0.9, 0.7, 0.5, 0.45, 0.42, 0.6, 0.5, 0.3, 0.3], 3, 0.125  # two gains too small to count
    yield [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3], 2, 0.15  # small gains, which add up
    yield [0.9, 0.5, 0.7, 0.6, 0.55, 0.52, 0.5, 0.2], 3, 0.0625  # falls, and is never best
    yield [0.9, 0.5, 0.45, 0.44, 0.42, 0.41, 0.43, 0.44, 0.45, 0.46], 3, 0.15  # one real gain
    yield [0.5, 0.25, 0.25, 0.125, 0.0625], 2, 0.125  # lower by exactly min_delta
    yield [0.5, 0.5, 0.6, 0.7, 0.2], 2, 0.05  # the first is the best
    yield [0.9, 0.8, 0.6, 0.58, 0.4], 3, 0.05  # never stops
    yield [0.9, 0.7, 0.8, 0.5, 0.45], 2, 0.0  # any lower loss counts
    for patience in (2, 3):
        yield rng.uniform(0.1, 1, size=14).round(2).tolist(), patience, 0.105


def _stop(val_losses, patience, better, late=0):
    """Lesson 10's rule with another idea of what is better: better(epoch, best)."""
    best = 0
    for epoch in range(len(val_losses)):
        if better(epoch, best):
            best = epoch
        if epoch - best == patience + late:
            return epoch + 1, best
    return len(val_losses), best


@stop_early.mistake(
    "This is what the code does as it was given: any lower loss counts as better. Ask for more: "
    "lower than the best so far by more than min_delta."
)
def _(val_losses, patience, min_delta):
    return _stop(val_losses, patience, lambda e, b: val_losses[e] < val_losses[b])


@stop_early.mistake(
    "This comes out when min_delta makes it easier to be better: a loss that is a little *higher* "
    "than the best counts too. The gain has to be larger than min_delta: subtract it from the best."
)
def _(val_losses, patience, min_delta):
    return _stop(val_losses, patience, lambda e, b: val_losses[e] < val_losses[b] + min_delta)


@stop_early.mistake(
    "A gain of exactly min_delta counts here. It has to be *more* than min_delta: <, not <=."
)
def _(val_losses, patience, min_delta):
    return _stop(val_losses, patience, lambda e, b: val_losses[e] <= val_losses[b] - min_delta)


@stop_early.mistake(
    "This comes out when each loss is compared with the one before it. Small gains then never "
    "count, however many there are, and a fall from far above does. Compare with the *best* so far."
)
def _(val_losses, patience, min_delta):
    return _stop(
        val_losses, patience, lambda e, b: e > 0 and val_losses[e] < val_losses[e - 1] - min_delta
    )


@stop_early.mistake(
    "Here the bar sinks with every lower loss, also with one that gained too little to count. The "
    "bar is the loss of the last epoch that *counted*; then small gains can add up."
)
def _(val_losses, patience, min_delta):
    best, lowest = 0, val_losses[0]
    for epoch, loss in enumerate(val_losses):
        if loss < lowest - min_delta:
            best = epoch
        lowest = min(lowest, loss)
        if epoch - best == patience:
            return epoch + 1, best
    return len(val_losses), best


@stop_early.mistake(
    "The waiting follows min_delta here, and the second number does not: it is the lowest epoch, "
    "also where its gain was too small to count. Give back the last one that counted."
)
def _(val_losses, patience, min_delta):
    stop, _ = _stop(val_losses, patience, lambda e, b: val_losses[e] < val_losses[b] - min_delta)
    return stop, int(np.argmin(val_losses[:stop]))


@stop_early.mistake(
    "This comes out when min_delta is a share of the best loss. It is a loss itself: subtract it."
)
def _(val_losses, patience, min_delta):
    return _stop(val_losses, patience, lambda e, b: val_losses[e] < val_losses[b] * (1 - min_delta))


@stop_early.mistake(
    "The first number is one too small: it is the number of the last epoch. Asked for is how many "
    "were trained, as in lesson 10, and epochs are counted from 0."
)
def _(val_losses, patience, min_delta):
    stop, best = stop_early.reference(val_losses, patience, min_delta)
    return stop - 1, best


@stop_early.mistake(
    "The second number is the last epoch, too. By then nothing has got better for a while: give "
    "back the last epoch that counted as better."
)
def _(val_losses, patience, min_delta):
    stop, _ = stop_early.reference(val_losses, patience, min_delta)
    return stop, stop - 1


@stop_early.mistake(
    "The two stand in each other's place: first how many epochs were trained, then the best."
)
def _(val_losses, patience, min_delta):
    return stop_early.reference(val_losses, patience, min_delta)[::-1]


@stop_early.mistake("The second number is the loss of the best epoch. Asked for is its number.")
def _(val_losses, patience, min_delta):
    stop, best = stop_early.reference(val_losses, patience, min_delta)
    return stop, val_losses[best]


@stop_early.mistake(
    "Here it waits one epoch too long: it stops as soon as `patience` epochs in a row brought no "
    "gain that counts."
)
def _(val_losses, patience, min_delta):
    return _stop(
        val_losses, patience, lambda e, b: val_losses[e] < val_losses[b] - min_delta, late=1
    )


@stop_early.accepts
def _(val_losses, patience, min_delta):
    best, waited, bar = 0, 0, val_losses[0]
    for epoch in range(1, len(val_losses)):
        waited += 1
        if bar - val_losses[epoch] > min_delta:
            best, waited, bar = epoch, 0, val_losses[epoch]
        if waited >= patience:
            return epoch + 1, best
    return len(val_losses), best


@stop_early.accepts
def _(val_losses, patience, min_delta):
    best, epoch = 0, 0
    while epoch < len(val_losses) and epoch - best < patience:
        epoch += 1
        if epoch < len(val_losses) and val_losses[epoch] < val_losses[best] - min_delta:
            best = epoch
    return min(epoch + 1, len(val_losses)), best


stop_early.hints(
    "One line decides what is better. It compares with val_losses[best]: what would a loss have to "
    "lie below, to have gained more than min_delta?",
    "if loss < val_losses[best] - min_delta:",
)
stop_early.why(
    "This is `EarlyStopping(patience=…, min_delta=…, restore_best_weights=True)`. With a min_delta "
    "of 0 it is lesson 10's rule."
)
