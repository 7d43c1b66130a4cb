"""Says whether Keras is here, on its way, or why not: it comes with TensorFlow, after all the rest.

``start.py`` installs the small packages, opens JupyterLab, and fetches TensorFlow behind it. A file
inside the environment says how far it is; ``starting/status.py`` writes and describes it. Where
nothing fetches TensorFlow, as on Binder, there is no such file, and only its presence counts.

    from course_lib import keras_status

    try:
        keras_status.wait()
        import keras
    except ImportError as reason:
        print(reason)
"""

import importlib
import importlib.util
import json
import sys
import time
from pathlib import Path

FILE_NAME = "course-tensorflow.json"
SILENCE = 60  # seconds without a report, after which nobody is fetching any more
NONE = "There is no TensorFlow for this machine."
NONE_IN_A_BROWSER = "A browser has no TensorFlow; the note above says where there is one."
STOPPED = "You stopped waiting for TensorFlow; run this cell again to wait for it."
AGAIN = "Close JupyterLab and run `python3 start.py` again, and it goes on."


def wait() -> None:
    """Wait until Keras can be imported; where it can't, raise an ImportError that says why.

    Interrupt the kernel to stop waiting.
    """
    width = 0
    try:
        while line := on_its_way():
            width = _rewrite(f"{line} Interrupt the kernel to go on without it.", width)
            time.sleep(1)
    except KeyboardInterrupt:
        raise ImportError(STOPPED) from None
    finally:
        _rewrite("", width)
    importlib.invalidate_caches()  # what Python has not found before may be there now
    if reason := missing():
        raise ImportError(reason)
    if width:
        print("TensorFlow is here.")


def sentence() -> str:
    """What to tell a learner who does not need Keras yet; nothing where all is as it should be."""
    said = on_its_way() or missing()
    return "" if said in (NONE, NONE_IN_A_BROWSER) else said


def on_its_way() -> str:
    """How far TensorFlow is, in a sentence; nothing where nobody fetches it."""
    status = _read()
    if status.get("state") != "fetching" or time.time() - status.get("time", 0) > SILENCE:
        return ""
    if not status.get("total"):
        return "TensorFlow is on its way."
    here = f"TensorFlow is on its way: {status['done']} of {status['total']} {status['unit']} are"
    if status["unit"] == "packages":
        return f"{here} in place."
    rest = f", the rest in about {status['seconds']} s" if "seconds" in status else ""
    return f"{here} fetched{rest}."


def missing() -> str:
    """Why Keras can't be imported, and what to do, in a sentence; nothing where it can."""
    status = _read()
    match status.get("state"):
        case "failed":
            return f"TensorFlow is not here. {status.get('why')} {AGAIN}"
        case "fetching" | "stopped":  # "fetching" long ago: it was ended before it could say so
            return f"TensorFlow is not here yet: fetching it was interrupted. {AGAIN}"
        case "declined" if not _is_here():
            return "TensorFlow was left out; `python3 start.py --tensorflow` fetches it."
    if _is_here():
        return ""
    return NONE_IN_A_BROWSER if sys.platform == "emscripten" else NONE


def _is_here() -> bool:
    """Whether Python finds both; looking costs milliseconds, importing seconds."""
    try:
        return all(importlib.util.find_spec(name) for name in ("tensorflow", "keras"))
    except ValueError:  # somebody has forbidden one of them in sys.modules
        return False


def _read() -> dict:
    """What start.py has written; empty where there is nothing that can be read."""
    try:
        status = json.loads((Path(sys.prefix) / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return status if isinstance(status, dict) else {}


def _rewrite(text: str, width: int) -> int:
    """Write over the line that was there, so wide; answer with how wide it is now."""
    if text or width:
        print("\r" + text.ljust(width) + "\r" * (not text), end="", flush=True)
    return max(width, len(text))
