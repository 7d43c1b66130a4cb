"""Python's error messages, in plain words, with what to do."""

import difflib
import re

from course_lib.checks.learner_code import Raised
from course_lib.checks.show import harmless


def in_plain_words(raised: Raised, exercise) -> str:
    """One or two sentences on an exception; Python's own message stands beside them."""
    for kind, pattern, words in _WORDS:
        pattern = pattern.replace("NAME", re.escape(exercise.name))
        if kind in raised.kinds and (found := re.search(pattern, raised.message)):
            said = words.format(*found.groups(), name=exercise.name)
            return f"{said}{_did_you_mean(raised, exercise)}"
    return f"Python stopped in your code: {harmless(raised.message) or raised.kind}"


def _did_you_mean(raised: Raised, exercise) -> str:
    """An input whose name is nearly the one that is missing."""
    near = difflib.get_close_matches(raised.name, exercise.input_names, n=1, cutoff=0.6)
    known = not near or near[0] == raised.name
    return "" if known or "NameError" not in raised.kinds else f" Did you mean `{near[0]}`?"


# The first that fits is said. {0}, {1} are the pattern's groups.
_WORDS = (
    ("KeyboardInterrupt", "", "You stopped it. If it did not end by itself, look for a loop whose "
     "condition never becomes false."),
    ("SystemExit", "", "Your code asks Python to quit. Leave out `exit()` and `quit()`: `return` "
     "ends a function."),
    ("RecursionError", "", "Your function calls itself without end. Does `{name}` call `{name}`?"),
    ("MemoryError", "", "There is no room for so large an array. Look at the shapes: did two of "
     "them broadcast to a huge one?"),
    ("NotImplementedError", "", "A part of the stub is still there: `raise NotImplementedError`."),
    ("UnboundLocalError", r"'([\w.]+)'", "`{0}` is used before it has a value. A name that is "
     "assigned anywhere in a function is the function's own from its first line on."),
    ("NameError", r"name '(np|math|plt)'", "`{0}` is not imported. Run the lesson's first cell "
     "again, then this one."),
    ("NameError", r"name '(\w+)'", "There is no `{0}` here. Is it spelled as above? If an earlier "
     "cell defines it, run that cell first."),
    ("AttributeError", r"'([\w.]+)' object has no attribute '([\w.]+)'", "`{1}` is looked for on a "
     "`{0}`, which has none. Is it spelled right, and was it set before?"),
    ("AttributeError", r"module '([\w.]+)' has no attribute '(\w+)'", "There is no "
     "`{0}.{1}`. Is it spelled right?"),
    ("AttributeError", r"has no attribute '([\w.]+)'", "There is no `{0}` there. Is it spelled "
     "right?"),
    ("ZeroDivisionError", "", "A number is divided by zero. What should come out when the "
     "denominator is 0?"),
    ("OverflowError", "", "A number grew too large for a float. Is there an exp of something "
     "large, and could its exponent be made negative?"),
    ("ValueError", r"not aligned|mismatch in its core dimension|size (\d+) is different",
     "The shapes don't fit for a matrix product: the last axis of the left one must be as long as "
     "the first axis of the right one."),
    ("ValueError", r"could not be broadcast together with shapes (\(.*?\)) (\(.*?\))", "The shapes "
     "{0} and {1} don't fit together. Compared from the right, axes must be equal or 1."),
    ("ValueError", r"truth value of an array", "An `if`, `and` or `or` needs one True or False, "
     "and an array has many. np.where, & and | work on every number."),
    ("ValueError", r"matmul: Input operand (\d) does not have enough dimensions", "`@` multiplies "
     "arrays, and one side is a single number: use `*`."),
    ("ValueError", r"inhomogeneous", "The rows are of different lengths, so no array can be made "
     "of them."),
    ("ValueError", r"cannot reshape array of size (\d+) into shape (\(.*?\))", "{0} numbers don't "
     "fill the shape {1}."),
    ("ValueError", r"(zip\(\) argument \d)", "The two lists are not of the same length."),
    ("ValueError", r"(too many|not enough) values to unpack", "The left side of `=` has another "
     "number of names than the right side has values."),
    ("ValueError", r"read-only", "An array that must not change was assigned to. Work on a copy."),
    ("TypeError", r"integer scalar arrays|indices must be integers", "A place in [brackets] must "
     "be a whole number, of type int."),
    ("IndexError", r"only integers", "A place in [brackets] must be a whole number, of type int."),
    ("IndexError", "", "There is no such place: counting starts at 0, so the last of n is n - 1."),
    ("KeyError", "", "There is no such key in the dictionary."),
    ("TypeError", r"unsupported operand type\(s\) for (\S+): 'NoneType'|'NoneType'$", "One side of "
     "the calculation is None. Did a function you call forget its `return`?"),
    ("TypeError", r"unsupported operand type\(s\) for (\S+): '([\w.]+)' and '([\w.]+)'", "`{0}` "
     "does not work between a {1} and a {2}. If one of them is a list, make it an array: "
     "np.array(...)."),
    ("TypeError", r"can't multiply sequence by non-int", "A list times a number repeats the list. "
     "Make it an array first: np.array(...)."),
    ("TypeError", r"only length-1 arrays|only 0-dimensional arrays", "A function from `math` takes "
     "one number; here it got an array. NumPy has the same function for arrays: np.exp, np.sqrt …"),
    ("TypeError", r"must be real number, not (\w+)", "A number is needed here, and a {0} came."),
    ("TypeError", r"'NAME' object is not callable", "An object of your class is called, and for "
     "that the class needs a method `__call__`."),
    ("TypeError", r"'([\w.]+)' object is not callable", "A value of type `{0}` is followed "
     "by parentheses, as if it were a function. Is a `*` missing, or was a function's name given "
     "to something else?"),
    ("TypeError", r"'([\w.]+)' object is not subscriptable", "A value of type `{0}` has no "
     "[places]: what do you expect in it?"),
    ("TypeError", r"'([\w.]+)' object is not iterable", "A value of type `{0}` can't be looped "
     "over or unpacked."),
    ("TypeError", r"bad operand type for unary (\S): 'list'", "`{0}` does not work on a list. Make "
     "it an array: np.array(...)."),
    ("TypeError", r"(\S+)\(\) missing (\d+) required positional", "`{0}` is called with {1} inputs "
     "too few."),
    ("TypeError", r"(\S+)\(\) takes (\d+) positional arguments? but (\d+)", "`{0}` takes {1} "
     "inputs and is called with {2}. In a class, each method's first is `self`."),
    ("TypeError", r"(\S+)\(\) takes no arguments", "`{0}` is called with inputs and has no "
     "`__init__` that takes them."),
)  # fmt: skip
