"""Training steps a second, ours and the peers', in one run: ``python benchmarks/training.py``.

One thread each, the same network, the same rows, plain SGD. Everybody shuffles the rows each epoch,
adds up the loss and updates after each batch. Rounds go from library to library, and the best
counts: it is the one least disturbed by whatever else the machine does. A peer that is not
installed is named and left out; they are in the extra ``bench``.

A ``fit`` takes long to begin in some libraries. So those that have one are compared twice, each
time with ours doing the same: with fits of many epochs, and with one epoch to a fit, as in a lesson
that draws after each. A target holds for both; PyTorch's loop is written by its users, and begins
at once.
"""

import argparse
import importlib.util
import os
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

for variable in ("OPENBLAS", "MKL", "OMP"):
    os.environ[f"{variable}_NUM_THREADS"] = "1"
os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0"}

import numpy as np  # noqa: E402 - it reads the number of threads when it is loaded

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))


@dataclass
class Case:
    """A network, its batches, the epochs of a fit, and how much faster than each peer to be."""

    name: str
    sizes: tuple
    hidden: str
    rows: int
    batch_size: int
    epochs: int
    targets: dict

    @property
    def steps(self):
        return self.epochs * -(-self.rows // self.batch_size)

    def data(self):
        rng = np.random.default_rng(0)
        x = rng.normal(size=(self.rows, self.sizes[0])).astype(np.float32)
        return x, np.arange(self.rows) % max(2, self.sizes[-1])

    def batches(self):
        """Slices of one epoch."""
        for start in range(0, self.rows, self.batch_size):
            yield slice(start, start + self.batch_size)


CASES = [
    Case(
        name="2-2-1 on the four people, batch 1",
        sizes=(2, 2, 1),
        hidden="sigmoid",
        rows=4,
        batch_size=1,
        epochs=100,
        targets={"PyTorch": 8, "Keras": 500},
    ),
    Case(
        name="digits 64-64-10, batch 32",
        sizes=(64, 64, 10),
        hidden="relu",
        rows=1797,
        batch_size=32,
        epochs=4,
        targets={"PyTorch": 4.5, "scikit-learn": 3.5, "Keras": 40},
    ),
    Case(
        name="784-512-10, batch 128",
        sizes=(784, 512, 10),
        hidden="relu",
        rows=1280,
        batch_size=128,
        epochs=2,
        targets={"PyTorch": 1.25, "bare matrix products": 1 / 1.3},
    ),
]


def course(case):
    return _keras_like(case, importlib.import_module("course_lib"))


def keras(case):
    """The same lines as ours."""
    importlib.import_module("tensorflow").config.threading.set_intra_op_parallelism_threads(1)
    return _keras_like(case, importlib.import_module("keras"))


def _keras_like(case, library):
    n_in, hidden, n_out = case.sizes
    model = library.Sequential(
        [
            library.Input((n_in,)),
            library.layers.Dense(hidden, activation=case.hidden),
            library.layers.Dense(n_out, activation="sigmoid" if n_out == 1 else None),
        ]
    )
    loss = "mse"
    if n_out > 1:
        loss = library.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=library.optimizers.SGD(0.01), loss=loss)
    x, y = case.data()
    return lambda: model.fit(x, y, batch_size=case.batch_size, epochs=case.epochs, verbose=0)


def pytorch(case):
    """The loop of PyTorch's own tutorial, with its running loss."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    n_in, hidden, n_out = case.sizes
    middle = nn.Sigmoid() if case.hidden == "sigmoid" else nn.ReLU()
    layers = [nn.Linear(n_in, hidden), middle, nn.Linear(hidden, n_out)]
    model = nn.Sequential(*layers, *([nn.Sigmoid()] if n_out == 1 else []))
    criterion = nn.MSELoss() if n_out == 1 else nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    x, y = map(torch.from_numpy, case.data())
    y = y[:, None].float() if n_out == 1 else y

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

    warnings.simplefilter("ignore", ConvergenceWarning)  # so few epochs are not meant to converge
    model = MLPClassifier(
        hidden_layer_sizes=case.sizes[1:-1],
        activation="logistic" if case.hidden == "sigmoid" else "relu",
        solver="sgd",
        alpha=0.0,
        batch_size=case.batch_size,
        learning_rate_init=0.01,
        max_iter=case.epochs,
        n_iter_no_change=case.epochs,
        tol=0.0,
        momentum=0.0,
        nesterovs_momentum=False,
        warm_start=True,
    )
    x, y = case.data()
    return lambda: model.fit(x, y)


def bare_products(case):
    """The five matrix products of a step and nothing else: what no library can do without."""
    rng = np.random.default_rng(0)
    n, (n_in, hidden, n_out) = case.batch_size, case.sizes
    shapes = [(n, n_in), (n_in, hidden), (n, hidden), (hidden, n_out), (n, n_out)]
    x, w1, h, w2, dz2 = (rng.normal(size=shape).astype(np.float32) for shape in shapes)
    dw1, dw2 = np.empty_like(w1), np.empty_like(w2)

    def fit():
        for _ in range(case.steps):
            x @ w1
            h @ w2
            np.dot(h.T, dz2, out=dw2)
            dh = dz2 @ w2.T
            np.dot(x.T, dh, out=dw1)

    return fit


@dataclass
class Rival:
    """Who runs: how its fit is prepared, the module it needs, and its rival among us."""

    prepare: Callable
    module: str
    ours: str = "course_lib"
    epoch_a_fit: bool = False

    def fit_of(self, case):
        """A call without arguments, and the number of steps that it makes."""
        case = replace(case, epochs=1) if self.epoch_a_fit else case
        return self.prepare(case), case.steps


BY_EPOCH = "course_lib, an epoch a fit"
RIVALS = {
    "course_lib": Rival(course, "numpy"),
    "PyTorch": Rival(pytorch, "torch"),
    "scikit-learn": Rival(scikit_learn, "sklearn"),
    "Keras": Rival(keras, "tensorflow"),
    "bare matrix products": Rival(bare_products, "numpy"),
    BY_EPOCH: Rival(course, "numpy", BY_EPOCH, epoch_a_fit=True),
    "scikit-learn, an epoch a fit": Rival(scikit_learn, "sklearn", BY_EPOCH, epoch_a_fit=True),
    "Keras, an epoch a fit": Rival(keras, "tensorflow", BY_EPOCH, epoch_a_fit=True),
}


def steps_per_second(case, names, rounds, seconds):
    """The best of each rival's fits; in a round, each has the same time (and one fit at least)."""
    fits = {name: RIVALS[name].fit_of(case) for name in names}
    for fit, _ in fits.values():
        fit()  # Keras traces its graph in the first; nobody is timed in it
    best = dict.fromkeys(names, 0.0)
    for _ in range(rounds):
        for name, (fit, steps) in fits.items():
            end = time.perf_counter() + seconds
            while (begun := time.perf_counter()) < end:
                fit()
                best[name] = max(best[name], steps / (time.perf_counter() - begun))
    return best


def report(case, speeds):
    """Print one network's table; is every target that could be measured met?"""
    print(f"\n{case.name}\n  {'':28}{'steps/s':>10}{'ours / theirs':>16}{'target':>10}")
    met = True
    for name, rival in RIVALS.items():
        if name not in speeds:
            print(f"  {name:28}{rival.module} is not installed: not compared")
            continue
        ratio, target = speeds[rival.ours] / speeds[name], case.targets.get(name.partition(",")[0])
        met = met and (target is None or ratio >= target)
        against = "" if name == rival.ours else f"{ratio:>15.2f}x"
        wanted = "" if target is None else f"{target:>9.2f}x  {verdict(ratio, target)}"
        print(f"  {name:28}{speeds[name]:>10,.0f}{against:16}{wanted}")
    return met


def verdict(ratio, target):
    return "met" if ratio >= target else "MISSED"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=0.3, help="of each rival in each round")
    asked = parser.parse_args()
    names = [name for name in RIVALS if importlib.util.find_spec(RIVALS[name].module)]
    met = [
        report(case, steps_per_second(case, names, asked.rounds, asked.seconds)) for case in CASES
    ]
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()
