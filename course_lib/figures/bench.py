"""What stands on the bench of lesson 12: a network with all cures at once, ready to be trained.

No widget is needed for it, so the check of the bench's goal can train the same.
"""

from course_lib.nn import regularizers
from course_lib.nn.floatx import precision
from course_lib.nn.layers import Dense, Dropout, GaussianNoise, Input
from course_lib.nn.models import Sequential
from course_lib.nn.optimizers import Adam

EPOCHS, SEED = 1000, 1


def cured(neurons: int, penalty: float, dropout: float, jitter: float) -> Sequential:
    """Two hidden layers with all cures of the lesson, each as strong as it says; compiled.

    In float64: long trainings then come out the same on every machine.
    """
    with precision("float64"):
        layers = [Input((1,)), GaussianNoise(jitter)]
        for _ in range(2):
            price = regularizers.L2(penalty)
            layers += [Dense(neurons, "tanh", kernel_regularizer=price), Dropout(dropout)]
        model = Sequential([*layers, Dense(1)])
    model.compile(Adam(learning_rate=0.005), "mse")
    return model
