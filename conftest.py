"""Where pytest starts a kernel: it finds this course, and leaves its user's progress alone.

nbval runs notebooks as they are, in kernels of their own. These inherit what is set here, for
`pytest` and for `pytest notebooks` alike.
"""

import os
from pathlib import Path

HERE = str(Path(__file__).parent)

os.environ["COURSE_PROGRESS"] = "off"
os.environ.pop("COURSE_STRICT", None)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [HERE, os.environ.get("PYTHONPATH")]))

# `widgets.neuron` and `data.people` are functions in modules of their own names. Were pytest the
# first to import such a module, for its doctest, it would put the module in the function's place.
import course_lib.data  # noqa: E402
import course_lib.widgets  # noqa: E402, F401
