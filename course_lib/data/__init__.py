"""Data LOADS what lessons learn from: arrays, with names and with where they come from."""

from course_lib.data.augmentation import augmented
from course_lib.data.digits import Digits, digits
from course_lib.data.first_names import first_names
from course_lib.data.marked import marked
from course_lib.data.mnist import mnist
from course_lib.data.people import People, people
from course_lib.data.sample_csv import people_csv, rents_csv
from course_lib.data.strokes import bitmap_of, drawn, drawn_strokes, picture_of
from course_lib.data.table import Table, table
from course_lib.data.tide import hourly_tide, tide, true_tide
from course_lib.data.toys import toys
from course_lib.data.trained_reader import reader
from course_lib.data.warping import warped

__all__ = [
    "Digits",
    "People",
    "Table",
    "augmented",
    "bitmap_of",
    "digits",
    "drawn",
    "drawn_strokes",
    "first_names",
    "hourly_tide",
    "marked",
    "mnist",
    "people",
    "people_csv",
    "picture_of",
    "reader",
    "rents_csv",
    "table",
    "tide",
    "toys",
    "true_tide",
    "warped",
]
