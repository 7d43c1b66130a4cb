"""Lesson 11, Optimizers: the exercise ``rate_at``."""

import math

import numpy as np

from course_lib.checks import exercise


@exercise(lesson=11, minutes=4, difficulty=2)
def rate_at(step, first, decay_steps, decay_rate, staircase):
    """The learning rate of a step: first, times decay_rate for every decay_steps steps."""
    periods = step // decay_steps if staircase else step / decay_steps
    return first * decay_rate**periods


@rate_at.cases
def _(rng):
    yield 0, 0.1, 100, 0.5, False
    yield 100, 0.1, 100, 0.5, False
    yield 175, 0.1, 100, 0.5, True
    yield 230, 0.1, 100, 0.5, True  # early in a period: to round is to round down
    yield 300, 0.1, 100, 0.5, True
    for staircase in (False, True, False, True):
        decay_steps = int(rng.integers(20, 60))
        step = int(decay_steps * rng.integers(1, 5) + rng.integers(0.6 * decay_steps, decay_steps))
        first, decay_rate = float(rng.uniform(0.01, 1)), float(rng.uniform(0.4, 0.9))
        yield step, first, decay_steps, decay_rate, staircase


@rate_at.mistake(
    "Where staircase is True, the whole product was rounded down, to 0 mostly: ** binds more "
    "tightly than //, so decay_rate ** step // decay_steps is a power first. Put the exponent into "
    "brackets: (step // decay_steps)."
)
def _(step, first, decay_steps, decay_rate, staircase):
    if staircase:
        return first * decay_rate**step // decay_steps
    return first * decay_rate ** (step / decay_steps)


@rate_at.mistake(
    "The rate goes down in stairs here even where staircase is False. There it falls a little with "
    "every step: step / decay_steps, and whole periods only where staircase is True."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** (step // decay_steps)


@rate_at.mistake(
    "staircase has no effect. Where it is True, only whole periods count: step // decay_steps."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** (step / decay_steps)


@rate_at.mistake("staircase is turned round: the stairs are for True.")
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** (step / decay_steps if staircase else step // decay_steps)


@rate_at.mistake(
    "Here a stair comes in the middle of a period, as `round` has it. It comes when a period is "
    "over: round down, step // decay_steps."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** (round(step / decay_steps) if staircase else step / decay_steps)


@rate_at.mistake(
    "These are the rates when every single step counts as a whole period. A period has decay_steps "
    "steps: divide by it."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate**step


@rate_at.mistake(
    "These are the rates when first is multiplied by decay_rate times the periods. Each period "
    "multiplies once more: that is a power, decay_rate ** periods."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate * (step // decay_steps if staircase else step / decay_steps)


@rate_at.mistake(
    "Here each period takes off an equal piece, so in the end the rate is below 0. A period keeps "
    "decay_rate of what is there: decay_rate ** periods."
)
def _(step, first, decay_steps, decay_rate, staircase):
    periods = step // decay_steps if staircase else step / decay_steps
    return first * (1 - (1 - decay_rate) * periods)


@rate_at.mistake("That is the share that is left of the first rate. Multiply it by first.")
def _(step, first, decay_steps, decay_rate, staircase):
    return decay_rate ** (step // decay_steps if staircase else step / decay_steps)


@rate_at.mistake(
    "This rate grows. decay_rate is below 1 already, so the power needs no minus: "
    "decay_rate ** periods."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** -(step // decay_steps if staircase else step / decay_steps)


@rate_at.mistake(
    "These are the rates of another schedule, InverseTimeDecay: first / (1 + decay_rate * "
    "periods). This one is a power: decay_rate ** periods."
)
def _(step, first, decay_steps, decay_rate, staircase):
    periods = step // decay_steps if staircase else step / decay_steps
    return first / (1 + decay_rate * periods)


@rate_at.mistake(
    "This comes out with the fraction upside down: decay_steps / step, which step 0 cannot do. "
    "How many periods are over is step / decay_steps."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** (decay_steps // step if staircase else decay_steps / step)


@rate_at.mistake(
    "Each stair comes a period too early here, as soon as its period begins. It comes when the "
    "period is over: step // decay_steps."
)
def _(step, first, decay_steps, decay_rate, staircase):
    periods = step / decay_steps
    return first * decay_rate ** (math.ceil(periods) if staircase else periods)


@rate_at.accepts
def _(step, first, decay_steps, decay_rate, staircase):
    periods = step / decay_steps
    if staircase:
        periods = math.floor(periods)
    return first * math.exp(periods * math.log(decay_rate))


@rate_at.accepts
def _(step, first, decay_steps, decay_rate, staircase):
    if not staircase:
        return float(np.power(decay_rate, step / decay_steps) * first)
    rate = first
    for _ in range(step // decay_steps):
        rate *= decay_rate
    return rate


rate_at.hints(
    "How many periods of decay_steps are over at this step? And how often has the rate been "
    "multiplied by decay_rate?",
    "first * decay_rate ** (step / decay_steps); with staircase, step // decay_steps.",
)
rate_at.why(
    "It is what `ExponentialDecay` computes. Long steps while the way is long, short ones near the "
    "bottom."
)
