"""Data LOADS what lessons learn from: arrays, with names and with where they come from."""

from course_lib.data.people import People, people
from course_lib.data.tide import tide, true_tide

__all__ = ["People", "people", "tide", "true_tide"]
