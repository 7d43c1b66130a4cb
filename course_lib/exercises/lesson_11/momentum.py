"""Lesson 11, Step with a memory: the exercise ``momentum``."""

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
