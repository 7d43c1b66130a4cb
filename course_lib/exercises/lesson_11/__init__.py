"""Lesson 11, Step with a memory: momentum, a rate for each weight, Adam, schedules."""

import math

import numpy as np

from course_lib.checks import Lesson, exercise, question

LESSON = Lesson(number=11, title="Step with a memory", notebook="11_optimizers.ipynb")


remember_own_numbers = question(
    lesson=11,
    kind="ask",
    prompt="Lesson 10: a network of 1,994 parameters is trained with Adam, and then `summary()` "
    "counts 5,984. What are the other 3,990?",
    options={
        "Weights that the training has added": "A training changes weights and adds none: the "
        "network's shape is the same as before.",
        "Numbers that the optimizer keeps for itself": "Two for each weight and two besides: "
        "2 · 1,994 + 2. What they are for is in this lesson.",
        "The gradients, kept for the next step": "There is one gradient for each weight: 1,994. "
        "And the next step works out its own.",
    },
    answer="Numbers that the optimizer keeps for itself",
)

remember_border = question(
    lesson=11,
    kind="ask",
    prompt="Lesson 08: in the bowl w², whose slope is 2w, from which learning rate on does the "
    "ball end farther out than it began?",
    options={
        "From 0.5 on": "At 0.5 one step lands on the bottom. Above it the ball overshoots, and "
        "still ends nearer than it began.",
        "From 1 on": "A step takes away 2 · rate times w. At 1 that leads from w to -w, and "
        "above 1 to beyond -w.",
        "From 2 on": "At 2 a step leads from w to w - 4w, which is -3w: much farther out.",
    },
    answer="From 1 on",
)

remember_slopes = question(
    lesson=11,
    kind="ask",
    prompt="Lesson 05: the true answer is 1 and the prediction 0.01. Which loss has the steeper "
    "slope there?",
    options={
        "The squared error": "Its slope is -1.98. It is never steeper than 2 between 0 and 1.",
        "The cross-entropy": "Its slope is -100: a confident error is pulled at hard. Slopes of "
        "such different sizes are what this lesson is about.",
        "Both the same": "One slope is -1.98, the other -100.",
    },
    answer="The cross-entropy",
)


along_the_floor = question(
    lesson=11,
    kind="predict",
    prompt="SGD starts at w1 = -4 and w2 = 1.5, with a rate of 0.18. Where is it after 40 steps?",
    options={
        "at the bottom": "The walls forbid a higher rate. How much does a slope of w1 / 5 move w1 "
        "at this one?",
        "on the floor, still on its way": "Each step takes 3.6 % off w1.",
        "far outside: it diverges": "The border is a rate of 0.2.",
    },
    answer="on the floor, still on its way",
)

two_directions = question(
    lesson=11,
    kind="predict",
    prompt="Momentum is added. What happens to the zigzag across the ravine, and to the motion "
    "along it?",
    options={
        "both grow": "Across the ravine the steps change their sign. What is their sum?",
        "both shrink": "Along the ravine all steps point the same way. What is their sum?",
        "along it grows, across it cancels out": "Steps to and fro cancel, steps one way add up.",
    },
    answer="along it grows, across it cancels out",
)


@exercise(lesson=11, minutes=5, difficulty=1)
def momentum(w, velocity, d_w, learning_rate, beta):
    """One step with momentum: the new weights, and the new velocity."""
    velocity = beta * velocity - learning_rate * d_w
    return w + velocity, velocity


@momentum.cases
def _(rng):
    yield np.array([-4.0, 1.5]), np.zeros(2), np.array([-0.8, 15.0]), 0.12, 0.9
    for shape in ((3,), (2, 3), (4,)):
        w, velocity, d_w = rng.normal(size=(3, *shape))
        yield w, velocity, d_w, float(rng.uniform(0.05, 0.3)), float(rng.uniform(0.5, 0.95))


@momentum.mistake(
    "You went uphill: the velocity is to *lose* learning_rate * d_w, for the gradient points up."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity + learning_rate * d_w
    return w + velocity, velocity


@momentum.mistake(
    "You subtracted the velocity. It points downhill already, because of its own minus: add it."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - learning_rate * d_w
    return w - velocity, velocity


@momentum.mistake(
    "Two signs are turned: your velocity points uphill, and then it is subtracted. The weights are "
    "right, but the velocity has to be the step itself: beta * velocity - learning_rate * d_w."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = learning_rate * d_w - beta * velocity
    return w - velocity, velocity


@momentum.mistake(
    "You moved the weights by the *old* velocity. First the velocity changes, then the weights "
    "move by what it is now."
)
def _(w, velocity, d_w, learning_rate, beta):
    return w + velocity, beta * velocity - learning_rate * d_w


@momentum.mistake(
    "beta is missing: nothing is lost of the old velocity, so the ball never comes to rest."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = velocity - learning_rate * d_w
    return w + velocity, velocity


@momentum.mistake(
    "You multiplied the gradient by beta as well. beta is what is kept of the old velocity; the "
    "gradient counts whole: beta * velocity - learning_rate * d_w."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * (velocity - learning_rate * d_w)
    return w + velocity, velocity


@momentum.mistake(
    "You took 1 - beta of the gradient, which makes a mean of the velocities. Here they add up: "
    "the gradient counts whole."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - (1 - beta) * learning_rate * d_w
    return w + velocity, velocity


@momentum.mistake(
    "The learning rate stands in the wrong place: you multiplied the whole velocity by it. That "
    "is how some libraries write it; here, as in Keras, the velocity is the step itself, and the "
    "rate belongs to the gradient."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - d_w
    return w + learning_rate * velocity, velocity


@momentum.mistake("The learning rate is missing. The velocity loses learning_rate * d_w.")
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - d_w
    return w + velocity, velocity


@momentum.mistake(
    "The weights are right, and the velocity came back as it was: the next step would begin "
    "without a memory of this one."
)
def _(w, velocity, d_w, learning_rate, beta):
    return w + beta * velocity - learning_rate * d_w, velocity


@momentum.mistake(
    "That is plain gradient descent: the old velocity has no part in it. Keep beta times of it."
)
def _(w, velocity, d_w, learning_rate, beta):
    return w - learning_rate * d_w, -learning_rate * d_w


@momentum.mistake(
    "That is Nesterov's step, which comes next: it counts the velocity once more. Here, add the "
    "velocity to the weights as it is."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - learning_rate * d_w
    return w + beta * velocity - learning_rate * d_w, velocity


@momentum.mistake("You returned the velocity first. The order is: the weights, then the velocity.")
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - learning_rate * d_w
    return velocity, w + velocity


@momentum.mistake(
    "The numbers are right, and `+=` or `*=` wrote them into the caller's own arrays. Make new "
    "ones: velocity = beta * velocity - …"
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity *= beta
    velocity -= learning_rate * d_w
    w += velocity
    return w, velocity


@momentum.accepts
def _(w, velocity, d_w, learning_rate, beta):
    step = -learning_rate * d_w + velocity * beta
    return [w + step, step]


@momentum.accepts
def _(w, velocity, d_w, learning_rate, beta):
    new_w, new_velocity = w.copy(), velocity.copy()
    for i in np.ndindex(w.shape):
        new_velocity[i] = beta * velocity[i] - learning_rate * d_w[i]
        new_w[i] += new_velocity[i]
    return new_w, new_velocity


momentum.hints(
    "Two lines. What is left of the old velocity, and what does the gradient add to it? Then the "
    "weights move by the new one.",
    "velocity = beta * velocity - learning_rate * d_w, and then w + velocity.",
)
momentum.why(
    "With beta at 0.9, steps that point one way add up to ten times their length; steps to and fro "
    "cancel."
)


same_size = question(
    lesson=11,
    kind="predict",
    prompt="Both weights get RMSprop's first step, with the slopes -0.8 for w1 and 15 for w2. "
    "Which one moves farther?",
    options={
        "w2, about twenty times as far": "That is what SGD does. Here each slope is divided by a "
        "mean of its own squares. Of what, in the first step?",
        "w1, since its slope is small": "A small slope is divided by something small.",
        "both as far": "Each slope is divided by its own size.",
    },
    answer="both as far",
)


@exercise(lesson=11, minutes=5, difficulty=2, rtol=1e-4, atol=1e-5)
def rmsprop(w, s, d_w, learning_rate, rho):
    """One step of RMSprop: the new weights, and the new mean of the squared gradients."""
    s = rho * s + (1 - rho) * d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.cases
def _(rng):
    yield np.array([-4.0, 1.5]), np.zeros(2), np.array([-0.8, 15.0]), 0.12, 0.9
    yield np.array([1.0, 2.0]), np.array([0.0, 4.0]), np.array([0.0, 3.0]), 0.1, 0.5
    for shape in ((3,), (2, 3)):
        s = rng.uniform(0.5, 4, size=shape)
        d_w = rng.choice([-1, 1], size=shape) * rng.uniform(0.3, 3, size=shape)
        rate, rho = float(rng.uniform(0.05, 0.3)), float(rng.uniform(0.6, 0.95))
        yield rng.normal(size=shape), s, d_w, rate, rho


def _mean_square(s, d_w, rho):
    return rho * s + (1 - rho) * d_w**2


@rmsprop.mistake(
    "The root is missing: s is a mean of *squares*, and only its root has the size of a slope."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / (s + 1e-7), s


@rmsprop.mistake(
    "You divided by the *old* s. The slope of this step belongs to it already: in the very first "
    "step the old one is 0."
)
def _(w, s, d_w, learning_rate, rho):
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), _mean_square(s, d_w, rho)


@rmsprop.mistake("You went uphill. Subtract the step: the gradient points up.")
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w + learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake("You multiplied by the root. Divide: a steep direction is to get a shorter step.")
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w * np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "A weight that has never had a slope divides 0 by 0, and is nan for ever. Add 1e-7 to s under "
    "the root."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / np.sqrt(s), s


@rmsprop.mistake(
    "You took one mean over all weights, so they share one rate again. Each weight has its own s: "
    "no np.mean."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate * d_w / np.sqrt(s.mean() + 1e-7), s


@rmsprop.mistake(
    "You averaged the slopes themselves, and slopes to and fro cancel. Average their squares."
)
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + (1 - rho) * d_w
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "The squares add up for ever, because 1 - rho is missing, and so the steps get too short: "
    "rho * s + (1 - rho) * d_w**2."
)
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "rho and 1 - rho are swapped: rho, which is near 1, is what is kept of the old mean."
)
def _(w, s, d_w, learning_rate, rho):
    s = (1 - rho) * s + rho * d_w**2
    return w - learning_rate * d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake(
    "The gradient is missing above the line: every weight moves the same way, whatever its slope's "
    "sign. The step is learning_rate * d_w / root."
)
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - learning_rate / np.sqrt(s + 1e-7), s


@rmsprop.mistake("The learning rate is missing: the step is learning_rate * d_w / root.")
def _(w, s, d_w, learning_rate, rho):
    s = _mean_square(s, d_w, rho)
    return w - d_w / np.sqrt(s + 1e-7), s


@rmsprop.mistake("The weights are right, and s came back as it was. Return the new one.")
def _(w, s, d_w, learning_rate, rho):
    return w - learning_rate * d_w / np.sqrt(_mean_square(s, d_w, rho) + 1e-7), s


@rmsprop.mistake("The weights came back as they were. Take the step as well.")
def _(w, s, d_w, learning_rate, rho):
    return w, _mean_square(s, d_w, rho)


@rmsprop.accepts
def _(w, s, d_w, learning_rate, rho):
    s = s + (1 - rho) * (d_w * d_w - s)
    return w - learning_rate * d_w / (np.sqrt(s) + 1e-7), s


@rmsprop.accepts
def _(w, s, d_w, learning_rate, rho):
    s = rho * s + (1 - rho) * np.square(d_w)
    rates = learning_rate / np.sqrt(s + 1e-8)
    return [w - rates * d_w, s]


rmsprop.hints(
    "s is there already. What has the size of a slope, if s is a mean of squared slopes?",
    "w - learning_rate * d_w / np.sqrt(s + 1e-7), and s beside it.",
)
rmsprop.why(
    "The learning rate is now a length: about as far as each weight moves in a step, whatever its "
    "slope."
)


@exercise(lesson=11, minutes=8, difficulty=3, rtol=1e-4, atol=1e-5)
def adam(w, d_ws, learning_rate, beta_1, beta_2):
    """Adam's steps, one for each row of d_ws, in their order: the weights after the last."""
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        m = beta_1 * m + (1 - beta_1) * d_w
        v = beta_2 * v + (1 - beta_2) * d_w**2
        m_hat, v_hat = m / (1 - beta_1**t), v / (1 - beta_2**t)
        w = w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-7)
    return w


@adam.cases
def _(rng):
    yield np.array([-4.0, 1.5]), np.array([[-0.8, 15.0]]), 0.12, 0.9, 0.999
    yield np.array([0.0, 0.0]), np.array([[1.0, -2.0], [1.0, 2.0], [-3.0, 2.0]]), 0.1, 0.9, 0.999
    for steps, size in ((2, 3), (4, 2), (6, 3)):
        slopes = rng.choice([-1, 1], size=(steps, size)) * rng.uniform(0.3, 3, size=(steps, size))
        slopes *= np.array([10, 1, 0.1])[:size]
        betas = float(rng.uniform(0.7, 0.95)), float(rng.uniform(0.96, 0.999))
        yield rng.normal(size=size), slopes, float(rng.uniform(0.05, 0.3)), *betas


def _steps_of_adam(
    w, d_ws, rate, betas, *, correct=(1, 1), first=1, square=np.square, root=np.sqrt, fresh=1
):
    """Adam with parts that can be broken: ``fresh`` is the gradient's share, as 1 - beta."""
    m = v = 0 * w
    for t, d_w in enumerate(d_ws, start=first):
        m = betas[0] * m + (1 - betas[0] if fresh else 1) * d_w
        v = betas[1] * v + (1 - betas[1] if fresh else 1) * square(d_w)
        m_hat = m / (1 - betas[0] ** t) if correct[0] else m
        v_hat = v / (1 - betas[1] ** t) if correct[1] else v
        w = w - rate * m_hat / (root(v_hat) + 1e-7)
    return w


@adam.mistake(
    "m and v are not corrected. They begin at 0, so at first they are too small, v far more than "
    "m, and the first steps too long: divide by 1 - beta_1**t and by 1 - beta_2**t."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(0, 0))


@adam.mistake("v is corrected, and m is not: divide m by 1 - beta_1**t.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(0, 1))


@adam.mistake("m is corrected, and v is not: divide v by 1 - beta_2**t.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), correct=(1, 0))


@adam.mistake(
    "You count t from 0, and 1 - beta**0 is 0: the first correction divides by nothing. The first "
    "step is step 1: enumerate(d_ws, start=1)."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), first=0)


@adam.mistake("You count t from 2 on: the first step is step 1, and the correction has to know it.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), first=2)


@adam.mistake(
    "t stays 1, so every step is corrected as if it were the first. It grows by 1 with each row."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = 0 * w, 0 * w
    for d_w in d_ws:
        m = beta_1 * m + (1 - beta_1) * d_w
        v = beta_2 * v + (1 - beta_2) * d_w**2
        w = w - learning_rate * m / (1 - beta_1) / (np.sqrt(v / (1 - beta_2)) + 1e-7)
    return w


@adam.mistake(
    "You kept the corrected m and v for the next step, so they are corrected again and again. Give "
    "the corrected ones names of their own, m_hat and v_hat."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = 0 * w, 0 * w
    for t, d_w in enumerate(d_ws, start=1):
        m = (beta_1 * m + (1 - beta_1) * d_w) / (1 - beta_1**t)
        v = (beta_2 * v + (1 - beta_2) * d_w**2) / (1 - beta_2**t)
        w = w - learning_rate * m / (np.sqrt(v) + 1e-7)
    return w


@adam.mistake(
    "Your weights share one v, a mean over all of them, and so one rate. Each weight has its own: "
    "v is an array in the shape of w."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    def mean_square(d_w):
        return np.mean(d_w**2)

    betas = (beta_1, beta_2)
    return _steps_of_adam(w, d_ws, learning_rate, betas, square=mean_square)


@adam.mistake(
    "m and v are one and the same array. `m = v = np.zeros_like(w)` makes one array with two "
    "names, and `+=` then changes both: make two arrays."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m = v = np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        m += (1 - beta_1) * (d_w - m)
        v += (1 - beta_2) * (d_w**2 - v)
        w = w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)
    return w


@adam.mistake(
    "m and v begin at 0 in every step: the lines that make them belong before the loop. As it is, "
    "nothing is remembered."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    for t, d_w in enumerate(d_ws, start=1):
        m, v = (1 - beta_1) * d_w, (1 - beta_2) * d_w**2
        w = w - learning_rate * m / (1 - beta_1**t) / (np.sqrt(v / (1 - beta_2**t)) + 1e-7)
    return w


@adam.mistake("The root is missing: divide by np.sqrt(v_hat).")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), root=np.asarray)


@adam.mistake("v is a mean of the *squared* gradients: d_w**2.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), square=np.asarray)


@adam.mistake(
    "The gradients add up, because 1 - beta_1 and 1 - beta_2 are missing: m and v are means, "
    "beta * old + (1 - beta) * new."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_2), fresh=0)


@adam.mistake("beta_1 and beta_2 are swapped: beta_1 belongs to m, and beta_2 to v.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_2, beta_1))


@adam.mistake("You used beta_1 for both. v has a longer memory: beta_2.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (beta_1, beta_1))


@adam.mistake("You went uphill. Subtract the step: m points the way of the gradient.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, -learning_rate, (beta_1, beta_2))


@adam.mistake(
    "Above the line stands this step's gradient alone. That is RMSprop, corrected; Adam moves by "
    "m_hat, the mean of the gradients."
)
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws, learning_rate, (0.0, beta_2))


@adam.mistake("Only the first row was used. Take a step for each row of d_ws.")
def _(w, d_ws, learning_rate, beta_1, beta_2):
    return _steps_of_adam(w, d_ws[:1], learning_rate, (beta_1, beta_2))


@adam.accepts  # as Keras has it: both corrections in one number
def _(w, d_ws, learning_rate, beta_1, beta_2):
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t, d_w in enumerate(d_ws, start=1):
        alpha = learning_rate * math.sqrt(1 - beta_2**t) / (1 - beta_1**t)
        m += (d_w - m) * (1 - beta_1)
        v += (np.square(d_w) - v) * (1 - beta_2)
        w = w - alpha * m / (np.sqrt(v) + 1e-7)
    return w


@adam.accepts  # a weight at a time
def _(w, d_ws, learning_rate, beta_1, beta_2):
    new = []
    for i, one in enumerate(w):
        m = v = 0.0
        for t in range(1, len(d_ws) + 1):
            slope = d_ws[t - 1][i]
            m = beta_1 * m + (1 - beta_1) * slope
            v = beta_2 * v + (1 - beta_2) * slope * slope
            one -= learning_rate * (m / (1 - beta_1**t)) / (v / (1 - beta_2**t)) ** 0.5
        new.append(one)
    return np.array(new)


adam.hints(
    "Six lines in the loop at most: two means, two corrections, one step. Which of them need their "
    "value from the step before?",
    "m = beta_1 * m + (1 - beta_1) * d_w, and v alike with beta_2 and d_w**2. Then m_hat = m / "
    "(1 - beta_1**t) and v_hat alike; the step is learning_rate * m_hat / (np.sqrt(v_hat) + 1e-7).",
)
adam.why(
    "These are the 2 · 1,994 numbers that the summary counted: an m and a v for each weight. Most "
    "networks that you have heard of were trained with this loop."
)


which_valley = question(
    lesson=11,
    kind="predict",
    prompt="All five start at the same point, w1 = -2 and w2 = 2, and see the same rows. Where do "
    "they end?",
    options={
        "all in the same valley": "They have the same start, and not the same first step.",
        "some in the one, some in the other": "SGD goes down the steepest way. RMSprop and Adam "
        "make both weights move alike.",
        "on the pass between the valleys": "On the pass the slope is 0, but a step beside it leads "
        "away.",
    },
    answer="some in the one, some in the other",
)


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
    for staircase in (False, True, False, True):
        decay_steps = int(rng.integers(20, 60))
        step = int(decay_steps * rng.integers(1, 5) + rng.integers(0.6 * decay_steps, decay_steps))
        first, decay_rate = float(rng.uniform(0.01, 1)), float(rng.uniform(0.4, 0.9))
        yield step, first, decay_steps, decay_rate, staircase


@rate_at.mistake(
    "You always go down in stairs. Without staircase the rate falls a little with every step: use "
    "/ there, and whole periods only where staircase is True."
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
    "You rounded the number of periods. A stair comes when a period is over, not in its middle: "
    "round down."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** (round(step / decay_steps) if staircase else step / decay_steps)


@rate_at.mistake("decay_steps has no part in it, so the rate falls with every single step.")
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate**step


@rate_at.mistake(
    "You multiplied by decay_rate times the periods. Each period multiplies once more: that is a "
    "power, decay_rate ** periods."
)
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate * (step // decay_steps if staircase else step / decay_steps)


@rate_at.mistake(
    "You took a fixed piece off in each period, which ends below 0. Each period keeps decay_rate "
    "of what is there: a power."
)
def _(step, first, decay_steps, decay_rate, staircase):
    periods = step // decay_steps if staircase else step / decay_steps
    return first * (1 - (1 - decay_rate) * periods)


@rate_at.mistake("That is the share of the first rate that is left. Multiply it by first.")
def _(step, first, decay_steps, decay_rate, staircase):
    return decay_rate ** (step // decay_steps if staircase else step / decay_steps)


@rate_at.mistake("Your rate grows. The power is +periods: decay_rate is below 1 already.")
def _(step, first, decay_steps, decay_rate, staircase):
    return first * decay_rate ** -(step // decay_steps if staircase else step / decay_steps)


@rate_at.mistake(
    "You divided by 1 + decay_rate * periods. That is another schedule, InverseTimeDecay; this one "
    "is a power."
)
def _(step, first, decay_steps, decay_rate, staircase):
    periods = step // decay_steps if staircase else step / decay_steps
    return first / (1 + decay_rate * periods)


@rate_at.mistake("The fraction is upside down: how many periods are over is step / decay_steps.")
def _(step, first, decay_steps, decay_rate, staircase):
    periods = decay_steps / max(step, 1)
    return first * decay_rate ** (math.floor(periods) if staircase else periods)


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


read_the_curves = question(
    lesson=11,
    kind="ask",
    prompt="Which curve belongs to a rate that is too high to be of use?",
    options={
        "A": "It has hardly come down: its rate is too low.",
        "B": "It falls all the way and is not there yet: a higher rate arrives sooner.",
        "C": "It is down after six epochs and stays there. That rate is the one to keep.",
        "D": "It begins well, falls below C once, and then each step leads farther out.",
    },
    answer="D",
)

who_wins = question(
    lesson=11,
    kind="predict",
    prompt="The same network is trained by each of the five, each at the rate that suits it best. "
    "Who ends lowest?",
    options={
        "Adam, far below the others": "Look at the best number of each row.",
        "momentum and Nesterov": "Look at the best number of each row.",
        "all about the same": "Each has a rate at which it gets there. They differ in which.",
    },
    answer="all about the same",
)


@exercise(lesson=11, minutes=6, difficulty=2, returns=float)
def choose_rate(rates, losses):
    """The rate whose training ends with the lowest loss; nan is a training that ran away."""
    return rates[np.nanargmin(losses[:, -1])]


@choose_rate.cases
def _(rng):
    yield [0.001, 0.01, 0.1], np.array([[0.9, 0.8, 0.7], [0.6, 0.3, 0.2], [0.5, 0.4, 0.45]])
    for _ in range(3):
        yield _trainings(rng)


_CURVES = np.array([
    [1.00, 0.90, 0.80, 0.72, 0.66, 0.60],  # the lowest rate: slow
    [0.90, 0.70, 0.55, 0.42, 0.35, 0.30],  # ends lowest
    [1.20, 0.90, 0.15, 0.60, 0.45, 0.44],  # is lowest on the way
    [0.45, 0.40, 0.38, 0.37, 0.36, 0.36],  # has the lowest mean
    [0.30, 0.80, 0.70, 0.60, 0.55, 0.50],  # begins lowest
    [1.50, 1.60, 1.70, 1.80, 1.90, 2.00],  # ends highest
    [1.10, 0.60, 0.95, 0.55, 0.25, 0.65],  # the highest rate that stays
    [1.00, 2.00, 9.00, 99.0, np.nan, np.nan],
])  # fmt: skip


def _trainings(rng):
    """Eight rates in no order, each with a curve of another kind: (rates, losses (8, epochs))."""
    rates = np.sort(10.0 ** rng.uniform(-4, 0, size=8))
    rates[1:6] = rng.permutation(rates[1:6])
    order = rng.permutation(8)
    noise = rng.uniform(0, 0.02, size=_CURVES.shape)
    return rates[order].tolist(), (_CURVES + noise)[order]


@choose_rate.mistake(
    "You chose a training whose loss is nan. np.argmin takes nan for the lowest there is; "
    "np.nanargmin passes it over."
)
def _(rates, losses):
    return rates[np.argmin(losses[:, -1])]


@choose_rate.mistake(
    "You chose by the lowest loss on the way. What counts is where a training ends: the last "
    "column."
)
def _(rates, losses):
    finished = np.isfinite(losses[:, -1])
    lowest = np.where(finished, np.nanmin(losses, axis=1), np.inf)
    return rates[np.argmin(lowest)]


@choose_rate.mistake(
    "You chose by the mean loss, which counts how a training began. Look at its last epoch."
)
def _(rates, losses):
    means = np.where(np.isfinite(losses[:, -1]), np.nanmean(losses, axis=1), np.inf)
    return rates[np.argmin(means)]


@choose_rate.mistake("That is the place of the rate in the list. Return the rate: rates[place].")
def _(rates, losses):
    return float(np.nanargmin(losses[:, -1]))


@choose_rate.mistake("That is the lowest loss. Return the rate that it was reached with.")
def _(rates, losses):
    return float(np.nanmin(losses[:, -1]))


@choose_rate.mistake("You took the *highest* loss at the end.")
def _(rates, losses):
    return rates[np.nanargmax(losses[:, -1])]


@choose_rate.mistake("You looked at the first epoch. The last one is losses[:, -1].")
def _(rates, losses):
    return rates[np.nanargmin(losses[:, 0])]


@choose_rate.mistake(
    "You took the highest rate that does not run away. It may jump about the bottom; compare "
    "where they end."
)
def _(rates, losses):
    return max(rate for rate, curve in zip(rates, losses, strict=True) if curve[-1] == curve[-1])


@choose_rate.mistake("You took the lowest rate: safe, and slow. Compare where they end.")
def _(rates, losses):
    return min(rates)


@choose_rate.accepts
def _(rates, losses):
    last = np.where(np.isnan(losses[:, -1]), np.inf, losses[:, -1])
    return float(rates[int(np.argmin(last))])


@choose_rate.accepts
def _(rates, losses):
    best, chosen = math.inf, None
    for rate, curve in zip(rates, losses, strict=True):
        if curve[-1] < best:  # nan is never less than anything
            best, chosen = curve[-1], rate
    return chosen


choose_rate.hints(
    "Each row is a training. Which number of a row says where it ended? And what is the smallest "
    "number of a list that holds a nan?",
    "np.nanargmin(losses[:, -1]) is the place of the lowest last loss; rates has the rate there.",
)
choose_rate.why(
    "A few short trainings, each with a rate ten times the last one's, and this line: that is how "
    "a rate is found."
)
