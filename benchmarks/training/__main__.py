"""CPU time of a training step, ours and the peers': ``python -m benchmarks.training``.

One thread each, the same network, the same rows, plain SGD. A peer that is not installed is named
and left out; they are in the extra ``bench``.

Libraries take turns in short slices of equal CPU time. The table shows the least CPU time of a
step and the lower quartile of all slices, then how many times faster ours was, as the lower and the
upper quartile of the turns. A target is met if the lower quartile reaches it, MISSED if not even
the upper one does; between them, the machine was too noisy to tell: measure again, longer.

A ``fit`` takes long to begin in some libraries. So those that have one are compared twice, each
time with ours doing the same: with fits of many epochs, and with one epoch to a fit, as in a lesson
that draws after each. Targets are for the long ones; PyTorch's loop is written by its users, and
begins at once.
"""

import argparse
import importlib.metadata
import importlib.util
import os
import platform
import statistics
import sys

for variable in ("OPENBLAS", "MKL", "OMP"):
    os.environ[f"{variable}_NUM_THREADS"] = "1"
os.environ |= {"TF_CPP_MIN_LOG_LEVEL": "2", "TF_ENABLE_ONEDNN_OPTS": "0", "COURSE_PROGRESS": "off"}

import numpy as np  # noqa: E402 - it reads the number of threads when it is loaded

from benchmarks.training import attention, cases, recurrent  # noqa: E402
from benchmarks.training.peers import PEERS  # noqa: E402
from benchmarks.training.timing import Comparison, Workers  # noqa: E402

CASES = [*cases.CASES, *recurrent.CASES, *attention.CASES]

HEADING = (
    f"  {'CPU time a step, in microseconds':32}{'least':>9}{'quartile':>10}"
    f"{'times faster, quartiles':>26}{'target':>9}"
)


def machine() -> str:
    """What the figures depend on: versions, the products' kernel, threads, and who else works."""
    names = ("numpy", "torch", "scikit-learn", "keras", "tensorflow", "tensorflow-cpu")
    versions = [f"{name} {version}" for name in names if (version := _version(name))]
    return (
        f"Python {platform.python_version()}, {', '.join(versions)}\n"
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, 1 thread each; "
        f"BLAS: {_blas()}; {_load()}"
    )


def _version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _blas():
    """NumPy's library for products, and its kernel for this processor where that can be asked."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    if importlib.util.find_spec("threadpoolctl"):
        from threadpoolctl import threadpool_info

        kernels = {library.get("architecture") for library in threadpool_info()}
        return f"{blas['name']} {blas['version']}, kernel {', '.join(filter(None, kernels))}"
    return f"{blas['name']} {blas['version']}"


def _load():
    if not hasattr(os, "getloadavg"):
        return "load unknown"
    return f"load {os.getloadavg()[0]:.1f}"


def report(case, times) -> list[str]:
    """Print one network's table; answers with the verdicts."""
    print(f"\n{case.name}\n{HEADING}")
    verdicts = []
    for name, peer in PEERS.items():
        if name not in times:
            if not importlib.util.find_spec(peer.module):
                print(f"  {name:32}{peer.module} is not installed: not compared")
            continue
        least = 1e6 * min(times[name])
        quartile = 1e6 * statistics.quantiles(times[name], n=4, method="inclusive")[0]
        line = f"  {name:32}{least:>9.1f}{quartile:>10.1f}"
        if name != peer.ours:
            faster = Comparison.of(times[peer.ours], times[name])
            line += f"{faster.lower:>14.2f} to {faster.upper:<8.2f}"
            if name in case.targets:
                verdicts.append(faster.verdict(case.targets[name]))
                line += f"{case.targets[name]:>9.2f}  {verdicts[-1]}"
        print(line)
        if name in case.notes:
            print(f"  {'':6}{case.notes[name]}")
    print(f"  {_load()}", flush=True)
    return verdicts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument(
        "--seconds", type=float, default=0.1, help="of CPU time, for each in a turn"
    )
    parser.add_argument("--only", default="", help="cases whose name contains this")
    asked = parser.parse_args()
    print(machine(), flush=True)
    workers, verdicts = Workers(), []
    for case in CASES:
        if asked.only in case.name:
            verdicts += report(case, workers.measure(case, asked.turns, asked.seconds))
    workers.end()
    sys.exit(1 if "MISSED" in verdicts else 2 if "not resolved" in verdicts else 0)


if __name__ == "__main__":
    main()
