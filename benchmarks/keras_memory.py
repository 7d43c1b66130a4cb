"""How much memory a lesson's kernel takes at its peak: Binder lends 1 to 2 GB, JupyterLab included.

Runs the lesson from its text, from the first cell to the last and with all exercises solved, and
asks the kernel itself. Lesson 09, without Keras, for comparison.

    python -m benchmarks.keras_memory
"""

import sys

import nbformat

from course_lib.notebooks.run import run
from course_lib.notebooks.solve import solve
from course_lib.notebooks.source import read, sources

TARGET = 1_000  # MB, for the kernel of a Keras lesson
LESSONS = ("09", "10")
ASK = """
import resource
import sys

peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # in units of 1,024; on macOS bytes
print(peak * (1 if sys.platform == "darwin" else 1024) / 1e6)
"""


def peak(lesson: str) -> float:
    """Megabytes, of a million bytes each."""
    (path,) = sources([lesson])
    notebook = solve(read(path))
    notebook.cells.append(nbformat.v4.new_code_cell(ASK))
    run(notebook, path.name)
    return float(notebook.cells[-1].outputs[0].text)


def main() -> int:
    """Print both; the exit status is 1 where the target is missed."""
    if sys.platform == "win32":
        sys.exit("Windows counts differently: run this on Linux or macOS.")
    plain, with_keras = map(peak, LESSONS)
    print(f"lesson {LESSONS[0]}, without Keras: {plain:,.0f} MB at its peak")
    print(f"lesson {LESSONS[1]}, with Keras: {with_keras:,.0f} MB; target: below {TARGET:,} MB")
    return int(with_keras >= TARGET)


if __name__ == "__main__":
    sys.exit(main())
