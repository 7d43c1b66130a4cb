"""What Keras keeps in ``backend``, as far as it is here."""

from course_lib.nn import not_here
from course_lib.nn.floatx import floatx, set_floatx
from course_lib.nn.naming import clear_session

__all__ = ["clear_session", "floatx", "set_floatx"]

__getattr__ = not_here.explain("backend", globals())
