"""CPU time of one layer's pass, ours and the peers': ``python -m benchmarks.layers``.

Forward and backward of a batch, one thread each, against PyTorch without a graph (eager) on its own
memory layout. Beside it a step of Keras's ``fit`` of a model that has this layer alone: it also
computes a loss and updates, so it has no target. A peer that is not installed is left out.

Ours gets pictures as you write them, or, where the layer stands behind another one, as that one
hands them on: samples last in memory.

Each library lives in a process of its own, and they take turns of equal CPU time. The table shows
the least CPU time of a pass; how many times faster ours was is the lower and the upper quartile of
the turns. A target is met if the lower quartile reaches it, MISSED if not even the upper one does.
"""

import argparse
import importlib.util
import multiprocessing
import os
import sys
import time
from dataclasses import dataclass

for variable in ("OPENBLAS", "MKL", "OMP"):
    os.environ[f"{variable}_NUM_THREADS"] = "1"
os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0"}

import numpy as np  # noqa: E402 - it reads the number of threads when it is loaded

from benchmarks.training.timing import Comparison  # noqa: E402

N = 32


@dataclass(frozen=True)
class Case:
    """A layer, by Keras's name and arguments; the pictures that it reads; PyTorch to be beaten by.

    ``first`` is for the first layer of a model, which needs no slope of x.
    """

    name: str
    layer: str
    arguments: dict
    shape: tuple
    target: float
    first: bool = False

    def x(self):
        return np.random.default_rng(0).normal(size=(N, *self.shape)).astype(np.float32)

    def keras_like(self, library):
        return getattr(library.layers, self.layer)(**self.arguments)


def conv(filters, padding="same"):
    return "Conv2D", {"filters": filters, "kernel_size": 3, "padding": padding}


CASES = [
    Case("Conv2D, 8x8x1 to 8, the first layer", *conv(8), (8, 8, 1), target=4, first=True),
    Case("Conv2D, 8x8x8 to 16", *conv(16), (8, 8, 8), target=1.5),
    Case("Conv2D, 8x8x8 to 16, no border", *conv(16, "valid"), (8, 8, 8), target=1.5),
    Case("Conv2D, 28x28x1 to 8, the first layer", *conv(8), (28, 28, 1), target=2, first=True),
    Case("Conv2D, 28x28x8 to 16", *conv(16), (28, 28, 8), target=0.6),
    Case("MaxPooling2D, 8x8x8", "MaxPooling2D", {}, (8, 8, 8), target=1.7),
    Case("MaxPooling2D, 28x28x8", "MaxPooling2D", {}, (28, 28, 8), target=1.7),
]


def course(case):
    import course_lib

    layer, x = case.keras_like(course_lib), case.x()
    da = as_handed_on(np.ones(layer(x).shape, np.float32))
    layer.needs_dx = not case.first
    x = x if case.first else as_handed_on(x)

    def forward_and_backward():
        layer.forward(x, training=True)
        layer.backward(da)

    return forward_and_backward, 1


def as_handed_on(a):
    """The same numbers, as our layers hand them on: one place of all samples side by side."""
    return np.ascontiguousarray(a.swapaxes(0, -1)).swapaxes(0, -1)


def pytorch(case):
    import torch

    torch.set_num_threads(1)
    layer = torch.nn.MaxPool2d(2)
    if case.layer == "Conv2D":
        filters, size = case.arguments["filters"], case.arguments["kernel_size"]
        padding = case.arguments["padding"]
        layer = torch.nn.Conv2d(case.shape[-1], filters, size, padding=padding)
    x = torch.from_numpy(case.x()).permute(0, 3, 1, 2).contiguous()
    x.requires_grad_(not case.first)
    da = torch.ones_like(layer(x))

    def forward_and_backward():
        layer.zero_grad()
        x.grad = None
        layer(x).backward(da)

    return forward_and_backward, 1


def keras(case):
    import keras
    import tensorflow

    tensorflow.config.threading.set_intra_op_parallelism_threads(1)
    before = keras.layers.Conv2D(case.shape[-1], 1)  # so that there is something to learn
    layers = [case.keras_like(keras)] if case.first else [before, case.keras_like(keras)]
    model = keras.Sequential([keras.Input(case.shape), *layers])
    model.compile(keras.optimizers.SGD(0.01), "mse")
    steps = 20
    x = np.concatenate([case.x()] * steps)
    y = np.zeros((len(x), *model.output_shape[1:]), np.float32)
    return lambda: model.fit(x, y, batch_size=N, epochs=1, verbose=0), steps


PEERS = {
    "course_lib": (course, "numpy"),
    "PyTorch": (pytorch, "torch"),
    "Keras's fit": (keras, "tensorflow"),
}


def work(connection, name):
    """A library's process: a case prepares it, seconds let it run for this long."""
    run = passes = None
    while (asked := connection.recv()) is not None:
        if isinstance(asked, Case):
            run, passes = PEERS[name][0](asked)
            run()  # what the first one prepares is not timed
            connection.send(True)
        else:
            connection.send(seconds_a_pass(run, passes, asked))


def seconds_a_pass(run, passes, seconds):
    begun, runs = time.process_time(), 0
    while (passed := time.process_time() - begun) < seconds or not runs:
        run()
        runs += 1
    return passed / (runs * passes)


def start(name):
    """The other end of a library's process."""
    spawn = multiprocessing.get_context("spawn")  # a fork would copy threads that do not run
    here, there = spawn.Pipe()
    spawn.Process(target=work, args=(there, name), daemon=True).start()
    return here


def measure(workers, case, turns, seconds):
    """Seconds a pass of each library, in each turn."""
    for worker in workers.values():
        worker.send(case)
        worker.recv()
    times = {name: [] for name in workers}
    for _ in range(turns):
        for name, worker in workers.items():
            worker.send(seconds)
            times[name].append(worker.recv())
    return times


def report(case, times):
    """Print a layer's lines; the verdict on its target, if there is one."""
    print(
        f"\n{case.name}\n  {'CPU time a pass, in microseconds':36}{'least':>8}{'times faster':>20}"
    )
    said = None
    for name, taken in times.items():
        line = f"  {name:36}{1e6 * min(taken):>8.0f}"
        if name != "course_lib":
            faster = Comparison.of(times["course_lib"], taken)
            line += f"{faster.lower:>10.2f} to {faster.upper:<6.2f}"
        if name == "PyTorch":
            said = faster.verdict(case.target)
            line += f"  target {case.target}: {said}"
        print(line, flush=True)
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=0.05, help="of CPU time, in each turn")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    asked = parser.parse_args()
    found = [name for name, (_, module) in PEERS.items() if importlib.util.find_spec(module)]
    print(f"Compared: {', '.join(found)}. Batches of {N}.", flush=True)
    workers = {name: start(name) for name in found}
    verdicts = [
        report(case, measure(workers, case, asked.turns, asked.seconds))
        for case in CASES
        if asked.only in case.name
    ]
    for worker in workers.values():
        worker.send(None)
    sys.exit(1 if "MISSED" in verdicts else 2 if "not resolved" in verdicts else 0)


if __name__ == "__main__":
    main()
