"""What `import course_lib` adds to NumPy's own import: ``python benchmarks/import_time.py``.

CPU time, measured in fresh interpreters, which import NumPy first and then the course. Twice: with
bytecode cached, as it is from the second time on, and without, as the first time after an
installation. The least and the lower quartile of each; a busy machine only ever adds. Target: under
30 ms with bytecode.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
TARGET = 30  # ms
CODE = """
import time
import numpy
begun = time.process_time()
import course_lib
print(time.process_time() - begun)
"""


def milliseconds(cache: str, write: bool) -> float:
    """CPU time of one import in a fresh interpreter, with its bytecode in the folder ``cache``."""
    bytecode = {"PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": "" if write else "1"}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=PROJECT,
        env=os.environ | bytecode,
        capture_output=True,
        text=True,
        check=True,
    )
    return 1000 * float(done.stdout)


def report(what: str, times: list[float]) -> float:
    """Print a row; answers with the lower quartile."""
    quartile = statistics.quantiles(times, n=4, method="inclusive")[0]
    print(
        f"import course_lib adds {min(times):.0f} ms (lower quartile {quartile:.0f}) of CPU time "
        f"to NumPy's, {what}",
        flush=True,
    )
    return quartile


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = max(2, parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as warm, tempfile.TemporaryDirectory() as cold:
        milliseconds(warm, write=True)  # writes the bytecode, NumPy's too
        cached = report("with bytecode", [milliseconds(warm, write=True) for _ in range(rounds)])
        few = max(2, rounds // 3)  # NumPy is compiled anew each time: seconds
        report("without bytecode", [milliseconds(cold, write=False) for _ in range(few)])
    print(f"Target: under {TARGET} ms with bytecode: {'met' if cached < TARGET else 'MISSED'}")
    sys.exit(0 if cached < TARGET else 1)


if __name__ == "__main__":
    main()
