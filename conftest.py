"""Where pytest starts a kernel: it finds this course, and leaves its user's progress alone.

nbval runs notebooks as they are, in kernels of their own. These inherit what is set here, for
`pytest` and for `pytest notebooks` alike. Where there is no TensorFlow, a lesson that uses Keras
says so in a cell of its own, so what it stores is not compared there.
"""

import gc
import importlib.util
import os
from pathlib import Path

import pytest

from starting.programs import blas_threads

HERE = str(Path(__file__).parent)

pytest_plugins = ["tests.thorough", "tests.parallel", "tests.summary", "tests.nbval_outputs"]

os.environ["COURSE_PROGRESS"] = "off"
os.environ.pop("COURSE_STRICT", None)
os.environ |= blas_threads()
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [HERE, os.environ.get("PYTHONPATH")]))

# `widgets.neuron`, `data.people` and `lesson_01.sigmoid` stand in modules of their own names. Were
# pytest the first to import such a module, for its doctest, it would put the module in their place.
import course_lib.data  # noqa: E402
import course_lib.exercises  # noqa: E402
import course_lib.widgets  # noqa: E402

course_lib.exercises.lessons()


def pytest_collection_modifyitems(items):
    """Skip, aloud, the comparison of lessons that cannot say here what they say with Keras."""
    if importlib.util.find_spec("tensorflow"):
        return
    reason = pytest.mark.skip(reason="there is no TensorFlow for this machine")
    texts = Path(HERE, "notebooks", "source").glob("*.md")
    lessons = [text.stem for text in texts if "import keras" in text.read_text(encoding="utf-8")]
    for item in items:
        compares = (f"{lesson}.ipynb" in item.nodeid for lesson in lessons)
        builds = (f"in_step_with_its_text[{lesson}]" in item.nodeid for lesson in lessons)
        if any(compares) or any(builds):
            item.add_marker(reason)


def pytest_collection_finish():
    """Have no garbage collection look again through what has been imported and collected.

    These are a million objects, TensorFlow's and the tests' own, and they stay to the end. Keras
    collects garbage before each of its tests, which took a third of a second each time.
    """
    gc.collect()
    gc.freeze()
