"""The course's requirements, for tests that install them."""

from pathlib import Path

from starting.requirements import without_tensorflow


def leave_tensorflow_out(requirements: Path) -> None:
    """Take TensorFlow, and what only it needs, out of a copy of the requirements."""
    text = requirements.read_text(encoding="utf-8")
    requirements.write_text(without_tensorflow(text), encoding="utf-8")
