"""Lesson 11, Optimizers: the exercise ``momentum``."""

import numpy as np

from course_lib.checks import exercise


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
    "The gradient's part has the wrong sign: the velocity is to *lose* learning_rate * d_w, for "
    "the gradient points uphill."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity + learning_rate * d_w
    return w + velocity, velocity


@momentum.mistake(
    "The velocity is right, and the weights move against it. It points downhill already, because "
    "of its own minus: w + velocity."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - learning_rate * d_w
    return w - velocity, velocity


@momentum.mistake(
    "The weights are right, and the velocity came back with the other sign. It has to be the step "
    "itself: beta * velocity - learning_rate * d_w, which is added to w."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = learning_rate * d_w - beta * velocity
    return w - velocity, velocity


@momentum.mistake(
    "The weights moved by the *old* velocity. First the velocity changes, then the weights move by "
    "what it is now."
)
def _(w, velocity, d_w, learning_rate, beta):
    return w + velocity, beta * velocity - learning_rate * d_w


@momentum.mistake(
    "These are the numbers without beta: all of the old velocity stays, so the ball never comes to "
    "rest. Keep beta times of it."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = velocity - learning_rate * d_w
    return w + velocity, velocity


@momentum.mistake(
    "This comes out when beta shortens the gradient's part as well. beta says what is kept of the "
    "old velocity; the gradient counts whole: beta * velocity - learning_rate * d_w."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * (velocity - learning_rate * d_w)
    return w + velocity, velocity


@momentum.mistake(
    "Here only 1 - beta of the gradient's part counts, which makes the velocity a mean. In this "
    "lesson steps add up: the gradient counts whole, beta * velocity - learning_rate * d_w."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - (1 - beta) * learning_rate * d_w
    return w + velocity, velocity


@momentum.mistake(
    "Here the learning rate shortens the whole velocity, and not the gradient alone. Some "
    "libraries write it so; in this lesson, as in Keras, the velocity is the step itself, and the "
    "rate stands beside the gradient: beta * velocity - learning_rate * d_w."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - d_w
    return w + learning_rate * velocity, velocity


@momentum.mistake(
    "These are the numbers without the learning rate: the velocity is to lose learning_rate * d_w."
)
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
    "That is a step of plain gradient descent: the old velocity has no part in it. Keep beta times "
    "of it."
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


@momentum.mistake("Here the velocity comes first. The order is: the weights, then the velocity.")
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity - learning_rate * d_w
    return velocity, w + velocity


@momentum.mistake(
    "The numbers are right, and the caller's own `w` and `velocity` have changed with them, as "
    "`+=` and `*=` do it. Make new arrays: velocity = beta * velocity - …"
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity *= beta
    velocity -= learning_rate * d_w
    w += velocity
    return w, velocity


@momentum.mistake(
    "The velocity is beta * velocity + learning_rate * d_w here, and is subtracted from the "
    "weights: so some texts write it. In this lesson the velocity is the step itself, minus and "
    "all: beta * velocity - learning_rate * d_w, and then w + velocity."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity + learning_rate * d_w
    return w - velocity, velocity


@momentum.mistake(
    "That is momentum as PyTorch has it: the velocity is a sum of gradients, and the rate and the "
    "minus come when the weights move. In this lesson the velocity is the step itself: "
    "beta * velocity - learning_rate * d_w, and then w + velocity."
)
def _(w, velocity, d_w, learning_rate, beta):
    velocity = beta * velocity + d_w
    return w - learning_rate * velocity, velocity


@momentum.mistake(
    "Only the new weights came back. The next step needs the velocity too: w + velocity, velocity."
)
def _(w, velocity, d_w, learning_rate, beta):
    return w + beta * velocity - learning_rate * d_w


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
