"""Data LOADS what lessons learn from: arrays, with names and with where they come from."""

from course_lib.data.digits import Digits, digits
from course_lib.data.first_names import first_names
from course_lib.data.marked import marked
from course_lib.data.people import People, people
from course_lib.data.tide import hourly_tide, tide, true_tide

__all__ = [
    "Digits",
    "People",
    "digits",
    "first_names",
    "hourly_tide",
    "marked",
    "people",
    "tide",
    "true_tide",
]
