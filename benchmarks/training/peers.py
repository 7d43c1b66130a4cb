"""Who trains: for each library, how it makes a ``fit`` of a case.

Plain SGD on the same network and the same rows. Everybody shuffles the rows each epoch, adds up
the loss and updates after each batch. A function here gets a case and answers with a call without
arguments; or with None, if the case is not for it.
"""

import importlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.training import attention, recurrent
from benchmarks.training.cases import Case

RATE = 0.01


def course(case):
    return _keras_like(case, importlib.import_module("course_lib"))


def keras(case):
    """The same lines as ours."""
    importlib.import_module("tensorflow").config.threading.set_intra_op_parallelism_threads(1)
    return _keras_like(case, importlib.import_module("keras"))


def _keras_like(case, library):
    model = model_of(case, library)
    loss = library.losses.SparseCategoricalCrossentropy(from_logits=True) if case.classes else "mse"
    model.compile(optimizer=library.optimizers.SGD(RATE), loss=loss)
    x, y = case.data()
    return lambda: model.fit(x, y, batch_size=case.batch_size, epochs=case.epochs, verbose=0)


def model_of(case, library):
    """A chain; or a graph, where a layer is one of ``attention.PARTS``."""
    inputs = x = library.Input(case.input_shape)
    if not any(kind in attention.PARTS for kind, _ in case.layers):
        layers = [getattr(library.layers, kind)(**arguments) for kind, arguments in case.layers]
        return library.Sequential([inputs, *layers])
    for kind, arguments in case.layers:
        x = attention.PARTS[kind](library.layers, x, **arguments)
    return library.Model(inputs, x)


def _torch_dense(nn, shape, units, activation=None):
    squeeze = {None: [], "sigmoid": [nn.Sigmoid()], "relu": [nn.ReLU()], "tanh": [nn.Tanh()]}
    return [nn.Linear(shape[-1], units), *squeeze[activation]], (*shape[:-1], units)


# By Keras's name of a layer: a function of torch.nn, a sample's shape and Keras's arguments. It
# answers with PyTorch's modules, and a sample's shape behind them.
TORCH_LAYERS = {"Dense": _torch_dense, **recurrent.TORCH_LAYERS, **attention.TORCH_LAYERS}


def pytorch(case):
    """The loop of PyTorch's own tutorial, with its running loss."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    modules, shape = [], case.input_shape
    for kind, arguments in case.layers:
        made, shape = TORCH_LAYERS[kind](nn, shape, **arguments)
        modules += made
    model = nn.Sequential(*modules)
    criterion = nn.CrossEntropyLoss() if case.classes else nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=RATE)
    x, y = map(torch.from_numpy, case.data())
    y = y if case.classes else y.float()

    def fit():
        for _ in range(case.epochs):
            order = torch.randperm(len(x))
            shuffled_x, shuffled_y, running_loss = x[order], y[order], 0.0
            for rows in case.batches():
                optimizer.zero_grad()
                loss = criterion(model(shuffled_x[rows]), shuffled_y[rows])
                loss.backward()
                optimizer.step()
                running_loss += loss.item()

    return fit


def scikit_learn(case):
    """Its network's ``fit``, with plain SGD, no penalty, a constant rate and no early end."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    if case.sizes is None:
        return None
    warnings.simplefilter("ignore", ConvergenceWarning)  # so few epochs are not meant to converge
    hidden = case.layers[0][1]["activation"]
    model = MLPClassifier(
        hidden_layer_sizes=case.sizes[1:-1],
        activation="logistic" if hidden == "sigmoid" else hidden,
        solver="sgd",
        alpha=0.0,
        batch_size=case.batch_size,
        learning_rate_init=RATE,
        max_iter=case.epochs,
        n_iter_no_change=case.epochs,
        tol=0.0,
        momentum=0.0,
        nesterovs_momentum=False,
        warm_start=True,
    )
    x, y = case.data()
    return lambda: model.fit(x, y.ravel())


def bare_products(case):
    """The five matrix products of a step and nothing else: what no library can do without."""
    if case.sizes is None or len(case.sizes) != 3:
        return None
    rng = np.random.default_rng(0)
    n, (n_in, hidden, n_out) = case.batch_size, case.sizes
    shapes = [(n, n_in), (n_in, hidden), (n, hidden), (hidden, n_out), (n, n_out)]
    x, w1, h, w2, dz2 = (rng.normal(size=shape).astype(np.float32) for shape in shapes)
    dw1, dw2 = np.empty_like(w1), np.empty_like(w2)

    def fit():
        for _ in range(case.steps):
            x.dot(w1)
            h.dot(w2)
            h.T.dot(dz2, out=dw2)
            dh = dz2.dot(w2.T)
            x.T.dot(dh, out=dw1)

    return fit


def scalar_loop(case):
    """2-2-1 number by number, without NumPy: what a loop in plain Python costs."""
    if case.sizes != (2, 2, 1):
        return None
    from benchmarks.training.scalar_loop import fit_2_2_1

    x, y = case.data()
    return lambda: fit_2_2_1(x.tolist(), y.ravel().tolist(), case.epochs, RATE)


@dataclass(frozen=True)
class Peer:
    """A way to train: its ``fit`` of a case, the module it needs, and who it is held against.

    With ``epoch_a_fit``, a fit is of one epoch, as in a lesson that draws after each: some
    libraries take long to begin one.
    """

    prepare: Callable
    module: str
    ours: str = "course_lib"
    epoch_a_fit: bool = False

    def fit_of(self, case: Case) -> tuple:
        """A call without arguments (or None), and the number of steps that it makes."""
        case = replace(case, epochs=1) if self.epoch_a_fit else case
        return self.prepare(case), case.steps


BY_EPOCH = "course_lib, an epoch a fit"
PEERS = {
    "course_lib": Peer(course, "numpy"),
    "PyTorch": Peer(pytorch, "torch"),
    "scikit-learn": Peer(scikit_learn, "sklearn"),
    "Keras": Peer(keras, "tensorflow"),
    "bare matrix products": Peer(bare_products, "numpy"),
    "plain Python, no NumPy": Peer(scalar_loop, "numpy"),
    BY_EPOCH: Peer(course, "numpy", BY_EPOCH, epoch_a_fit=True),
    "scikit-learn, an epoch a fit": Peer(scikit_learn, "sklearn", BY_EPOCH, epoch_a_fit=True),
    "Keras, an epoch a fit": Peer(keras, "tensorflow", BY_EPOCH, epoch_a_fit=True),
}
