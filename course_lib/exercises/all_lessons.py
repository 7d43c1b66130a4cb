"""The list of all lessons whose exercises are on disk."""

import importlib
from pathlib import Path

from course_lib.checks import Lesson


def lessons() -> list[Lesson]:
    """All lessons, in reading order."""
    names = sorted(path.name for path in Path(__file__).parent.glob("lesson_*"))
    modules = [importlib.import_module(f"course_lib.exercises.{name}") for name in names]
    return [module.LESSON for module in modules]
