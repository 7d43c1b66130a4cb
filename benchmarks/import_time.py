"""What `import course_lib` adds to NumPy's own import: ``python benchmarks/import_time.py``.

Fresh interpreters take turns, one that imports NumPy and one that imports the course; the best of
each counts, since a busy machine only ever adds. Target: under 120 ms.
"""

import argparse
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
TARGET = 120  # ms
CODE = "import time; begun = time.perf_counter(); import {}; print(time.perf_counter() - begun)"


def milliseconds(module: str) -> float:
    """One import in a fresh interpreter, measured from inside it."""
    command = [sys.executable, "-c", CODE.format(module)]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    return 1000 * float(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    times = [(milliseconds("numpy"), milliseconds("course_lib")) for _ in range(rounds + 1)]
    numpy, course = (min(one) for one in zip(*times[1:], strict=True))  # the first reads the disk
    print(f"import numpy {numpy:.0f} ms, import course_lib {course:.0f} ms")
    print(f"import course_lib adds {course - numpy:.0f} ms to NumPy's; target: under {TARGET} ms")
    sys.exit(0 if course - numpy < TARGET else 1)


if __name__ == "__main__":
    main()
