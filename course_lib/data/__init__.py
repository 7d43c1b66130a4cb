"""Data LOADS what lessons learn from: arrays, with names and with where they come from."""

from course_lib.data.digits import Digits, digits
from course_lib.data.people import People, people
from course_lib.data.tide import tide, true_tide

__all__ = ["Digits", "People", "digits", "people", "tide", "true_tide"]
