"""The course's requirements, for tests that install them."""

from pathlib import Path


def leave_tensorflow_out(requirements: Path) -> None:
    """Take TensorFlow, and what only it needs, out of a copy of the requirements.

    They are the lines that ask for a machine that there is a TensorFlow for.
    """
    lines = requirements.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not ("==" in line and "platform_machine ==" in line)]
    requirements.write_text("".join(kept), encoding="utf-8")
