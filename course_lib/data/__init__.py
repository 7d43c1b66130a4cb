"""Data LOADS what lessons learn from: arrays, with names and with where they come from."""

from course_lib.data.people import People, people

__all__ = ["People", "people"]
