"""CPU time in equal, alternating slices: what a busy machine disturbs least.

Every library lives in a process of its own, so that the CPU time of the threads that one keeps
going is not another's. In a turn, each peer in its turn trains for the same CPU time; ratios are
taken within a turn, where the machine was the same for all.
"""

import importlib.util
import multiprocessing
import statistics
import time
from dataclasses import dataclass

from benchmarks.training.cases import Case
from benchmarks.training.peers import PEERS


def work(connection):
    """A library's process: prepares fits, and runs them for as long as it is asked to."""
    fits = {}
    while (asked := connection.recv()) is not None:
        name, case, seconds = asked
        if case is not None:
            fits[name] = PEERS[name].fit_of(case)
            fit, _ = fits[name]
            if fit:
                fit()  # Keras traces its graph in the first; nobody is timed in it
            connection.send(fit is not None)
        else:
            connection.send(_slice(*fits[name], seconds))


def _slice(fit, steps, seconds):
    """Seconds of CPU time a step, over this much CPU time and one fit at least."""
    begun, fits = time.process_time(), 0
    while (passed := time.process_time() - begun) < seconds or not fits:
        fit()
        fits += 1
    return passed / (fits * steps)


class Workers:
    """One process for each module that is installed."""

    def __init__(self):
        spawn = multiprocessing.get_context("spawn")  # a fork would copy threads that do not run
        self.connections = {}
        for module in {peer.module for peer in PEERS.values()}:
            if importlib.util.find_spec(module):
                here, there = spawn.Pipe()
                spawn.Process(target=work, args=(there,), daemon=True).start()
                self.connections[module] = here

    def ask(self, name: str, case: Case | None = None, seconds: float = 0.0):
        connection = self.connections[PEERS[name].module]
        connection.send((name, case, seconds))
        return connection.recv()

    def measure(self, case: Case, turns: int, seconds: float) -> dict[str, list[float]]:
        """Seconds a step of every peer that can train this case, in each turn."""
        installed = [name for name in PEERS if PEERS[name].module in self.connections]
        names = [name for name in installed if self.ask(name, case)]
        times = {name: [] for name in names}
        for _ in range(turns):
            for name in names:
                times[name].append(self.ask(name, seconds=seconds))
        return times

    def end(self) -> None:
        for connection in self.connections.values():
            connection.send(None)


@dataclass(frozen=True)
class Comparison:
    """How much faster than a peer: the quartiles of the ratios of all turns."""

    lower: float
    upper: float

    @classmethod
    def of(cls, ours: list[float], theirs: list[float]) -> "Comparison":
        ratios = [their / our for our, their in zip(ours, theirs, strict=True)]
        lower, _, upper = statistics.quantiles(ratios, n=4, method="inclusive")
        return cls(lower, upper)

    def verdict(self, target: float) -> str:
        """By the lower quartile; a machine that is too noisy to tell gets no verdict.

        >>> Comparison(5.2, 6.1).verdict(5), Comparison(4.0, 4.9).verdict(5)
        ('met', 'MISSED')
        >>> Comparison(4.9, 5.6).verdict(5)
        'not resolved'
        """
        if self.lower >= target:
            return "met"
        return "MISSED" if self.upper < target else "not resolved"
