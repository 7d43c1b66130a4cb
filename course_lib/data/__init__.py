"""Data LOADS what lessons learn from: arrays, with names and with where they come from."""

from course_lib.data.augmentation import augmented
from course_lib.data.digits import Digits, digits
from course_lib.data.marked import marked
from course_lib.data.people import People, people
from course_lib.data.tide import hourly_tide, tide, true_tide
from course_lib.data.toys import toys

__all__ = [
    "Digits",
    "People",
    "augmented",
    "digits",
    "hourly_tide",
    "marked",
    "people",
    "tide",
    "toys",
    "true_tide",
]
