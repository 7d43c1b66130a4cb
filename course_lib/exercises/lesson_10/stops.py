"""Lesson 10, Keras: the exercise ``stops``."""

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=10, minutes=6, difficulty=3, returns=(int, int))
def stops(history, patience):
    """Early stopping by hand: (epochs that are trained, the best of them, counted from 0)."""
    best, waited = 0, 0
    losses = history["val_loss"]
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            return epoch + 1, best
    return len(losses), best


@stops.cases
def _(rng):
    falling = [0.95, 0.9, 0.84, 0.8, 0.75, 0.7, 0.66, 0.6, 0.5, 0.4]
    bumpy = [0.9, 0.8, 0.85, 0.7, 0.75, 0.72, 0.71, 0.8, 0.6, 0.5]
    yield {"loss": falling, "val_loss": bumpy}, 3
    yield {"loss": falling, "val_loss": bumpy}, 1
    yield {"loss": falling, "val_loss": falling[::-1]}, 2
    yield {"loss": falling, "val_loss": falling}, 2
    yield {"loss": falling, "val_loss": [0.9, 0.8, 0.8, 0.8, 0.8, 0.7, 0.7, 0.7, 0.8, 0.9]}, 3
    yield {"loss": falling[:5], "val_loss": [0.9, 0.7, 0.6, 0.65, 0.7]}, 2  # stops at the very end
    # Falls now and then, and is never best.
    yield {"loss": falling[:8], "val_loss": [0.9, 0.5, 0.7, 0.6, 0.7, 0.6, 0.7, 0.65]}, 3
    for patience in (2, 3):
        loss = [round(float(x), 3) for x in np.sort(rng.random(9))[::-1]]
        yield {"loss": loss, "val_loss": [round(float(x), 3) for x in rng.random(9)]}, patience


def _stop(losses, patience, better=None):
    """(epoch of the last, best) with another idea of what is better: better(epoch, best)."""
    best, waited = 0, 0
    better = better or (lambda epoch, best: losses[epoch] < losses[best])
    for epoch in range(1, len(losses)):
        best, waited = (epoch, 0) if better(epoch, best) else (best, waited + 1)
        if waited == patience:
            break
    return epoch, best


_NEVER_BETTER = (
    "Here no epoch ever counts as better, so training stops as soon as the patience allows. A best "
    "loss that begins at 0 does that: begin with the first loss, or with infinity."
)


@stops.mistake(
    "These are the numbers for the training loss, which falls as long as there is anything to "
    'learn by heart. Watch the rows that are not learned from: history["val_loss"].'
)
def _(history, patience):
    epoch, best = _stop(history["loss"], patience)
    return epoch + 1, best


@stops.mistake(
    "The first number is that of the last epoch. Epochs count from 0, so one more of them was "
    "trained."
)
def _(history, patience):
    return _stop(history["val_loss"], patience)


@stops.mistake(
    "Here it waits one epoch too long: training stops when `patience` epochs in a row were no "
    "better, and not after one more."
)
def _(history, patience):
    epoch, best = _stop(history["val_loss"], patience + 1)
    return epoch + 1, best


@stops.mistake(
    "This comes out when an epoch counts as better that is lower than the one before it. It has "
    "to beat the *best* so far, or a slow way up and down never ends."
)
def _(history, patience):
    losses = history["val_loss"]
    epoch, best = _stop(losses, patience, lambda epoch, best: losses[epoch] < losses[epoch - 1])
    return epoch + 1, best


@stops.mistake(
    "This comes out when the waiting ends with any epoch that is lower than the one before it. It "
    "goes on until an epoch beats the *best* so far."
)
def _(history, patience):
    losses, waited = history["val_loss"], 0
    for epoch in range(1, len(losses)):
        waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1
        if waited == patience:
            break
    return epoch + 1, int(np.argmin(losses[: epoch + 1]))


@stops.mistake(
    "Here all epochs that were no better count, wherever they stand. The count begins anew at each "
    "new best one."
)
def _(history, patience):
    losses, best, waited = history["val_loss"], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            waited += 1
        if waited == patience:
            return epoch + 1, best
    return len(losses), best


@stops.mistake(
    "The second number is the best epoch of the whole list. Where training stops before it, nobody "
    "has seen that one."
)
def _(history, patience):
    losses = history["val_loss"]
    return _stop(losses, patience)[0] + 1, int(np.argmin(losses))


@stops.mistake(
    "The second number is the last epoch that was trained. Where it stops in time, the best is "
    "`patience` epochs earlier: hence restore_best_weights."
)
def _(history, patience):
    epoch, _ = _stop(history["val_loss"], patience)
    return epoch + 1, epoch


@stops.mistake(
    "An equal loss counts as a better one here. On a plateau nothing has got better, so the "
    "waiting goes on: compare with <, not with <=."
)
def _(history, patience):
    losses = history["val_loss"]
    epoch, best = _stop(losses, patience, lambda epoch, best: losses[epoch] <= losses[best])
    return epoch + 1, best


@stops.mistake(
    "The second number is one too large. Epochs are counted from 0, as Keras counts, the best one "
    "too."
)
def _(history, patience):
    epoch, best = _stop(history["val_loss"], patience)
    return epoch + 1, best + 1


@stops.mistake(
    "Where it stops in time, the first number is that of the last epoch. Epochs count from 0, so "
    "one more of them was trained."
)
def _(history, patience):
    losses = history["val_loss"]
    epoch, best = _stop(losses, patience)
    return epoch + (epoch - best < patience), best


@stops.mistake("The second number is the best loss. Asked for is the epoch that reached it.")
def _(history, patience):
    epoch, best = _stop(history["val_loss"], patience)
    return epoch + 1, history["val_loss"][best]


@stops.mistake(
    "This comes out when the patience is counted from the lowest loss of the whole history. "
    "Training may have stopped before it: look only at what has happened so far."
)
def _(history, patience):
    best = int(np.argmin(history["val_loss"]))
    return min(best + patience + 1, len(history["val_loss"])), best


@stops.mistake(_NEVER_BETTER)
def _(history, patience):
    return patience, 0


@stops.mistake(_NEVER_BETTER)
def _(history, patience):
    return min(patience + 1, len(history["val_loss"])), 0


@stops.accepts
def _(history, patience):
    best_loss, best_epoch, wait, epoch = float("inf"), 0, 0, -1
    for epoch, loss in enumerate(history["val_loss"]):
        wait += 1
        if loss < best_loss:
            best_loss, best_epoch, wait = loss, epoch, 0
        elif wait >= patience:
            break
    return epoch + 1, best_epoch


@stops.accepts
def _(history, patience):
    losses = history["val_loss"]
    for n in range(1, len(losses) + 1):
        best = int(np.argmin(losses[:n]))
        if n - 1 - best >= patience:
            return n, best
    return len(losses), int(np.argmin(losses))


stops.hints(
    "Keep two things while you go through the epochs: which was the best so far, and how many have "
    "passed since. What happens to the second when a better one comes?",
    "If losses[epoch] < losses[best]: best = epoch and waited = 0. Otherwise waited += 1, and when "
    "it equals patience, return epoch + 1 and best.",
)
stops.why(
    "This is EarlyStopping, all of it. With restore_best_weights=True the model goes back to the "
    "second of your numbers."
)
