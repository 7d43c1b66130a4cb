"""Python's error messages, in plain words, with what to do."""

import ast
import difflib
import re

from course_lib.checks.learner_code import Raised, is_stub, names_known_to, source_of, tree_of
from course_lib.checks.show import harmless


def in_plain_words(raised: Raised, exercise, answer: object = None) -> str:
    """One or two sentences on an exception; Python's own message stands beside them.

    ``answer`` is the learner's function or class, if it is here to be read.
    """
    if raised.use and not _is_of_its_definition(raised, exercise):
        return _in_the_checks_use(raised)
    if "NoneType" in raised.message and (name := _unwritten(answer)):
        return f"`{name}` gives back None: it is still to be written. Solve its exercise first."
    for kind, pattern, words in _WORDS:
        pattern = pattern.replace("NAME", re.escape(exercise.name))
        if kind in raised.kinds and (found := re.search(pattern, raised.message)):
            said = words.format(*found.groups(), name=exercise.name, where=raised.where)
            more = (advice(raised, exercise, answer) for advice in (_arrays, _did_you_mean))
            return said + "".join(more)
    said = harmless(raised.message) or raised.kind
    return f"Python stopped in your code: {said}{'' if said[-1:] in '.!?' else '.'}"


def _is_of_its_definition(raised: Raised, exercise) -> bool:
    """Whether an error in the check's use is plainly one of the definition: a method is missing."""
    name = re.escape(exercise.name)
    pattern = rf"{name}(\.\w+)?\(\)|^'{name}' object (is not callable|has no attribute)"
    return re.search(pattern, raised.message) is not None


def _in_the_checks_use(raised: Raised) -> str:
    """An error in the check's own line, which is shown: what came back could not be used there."""
    if "RecursionError" in raised.kinds:
        return (
            "The check went round without end in what your code made: is something its own source?"
        )
    message = harmless(raised.message) or raised.kind
    if raised.line is not None:
        return (
            f"In line {raised.line} your code handed something to the check that it could not use. "
            f"Python says: {message}."
        )
    return (
        "Your code ran, and then the check could not use what your code made. "
        f"Python says: {message}."
    )


def _unwritten(answer: object) -> str | None:
    """A function that the answer calls and that is still a stub."""
    tree = tree_of(answer) if answer is not None else None
    if tree is None:
        return None
    known = names_known_to(answer)
    for part in ast.walk(tree):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name):
            called = known.get(part.func.id)
            if called is not None and called is not answer and is_stub(called):
                return part.func.id
    return None


def _arrays(raised: Raised, exercise, answer: object) -> str:
    """How a list becomes an array, if a list is what is wrong, and NumPy is at hand."""
    if "TypeError" not in raised.kinds:
        return ""
    found = re.search(r"for \S+: '([\w.]+)' and '([\w.]+)'$", raised.message)
    types = found.groups() if found else ()
    alone = re.search(
        r"non-int of type '(list|float|numpy.float64)'|unary \S: 'list'", raised.message
    )
    if "list" not in types and not alone:
        return ""
    if not _has_numpy(exercise, answer):
        return " Go through the list, number by number."
    return " For arrays it works number by number: np.array(...) makes one of a list."


def _has_numpy(exercise, answer: object) -> bool:
    """Whether the learner's notebook knows NumPy as np; lesson 00 comes before it."""
    return "np" in names_known_to(answer) if answer is not None else exercise.lesson > 0


def _did_you_mean(raised: Raised, exercise, answer: object) -> str:
    """A name that is nearly the one that is missing, among the inputs and what self keeps."""
    if "NameError" not in raised.kinds:
        return ""
    if exercise.is_class and f"self.{raised.name}" in (source_of(answer) if answer else ""):
        return f" Did you mean `self.{raised.name}`?"
    known = [name for name in exercise.input_names if name in exercise.learners_names]
    near = difflib.get_close_matches(raised.name, known, n=1, cutoff=0.6)
    return f" Did you mean `{near[0]}`?" if near and near[0] != raised.name else ""


# The first that fits is said. {0}, {1} are the pattern's groups.
_WORDS = (
    ("KeyboardInterrupt", "", "It was stopped. If it did not end by itself, look for a loop whose "
     "condition never becomes false."),
    ("SystemExit", "", "Your code asks Python to quit. Leave out `exit()` and `quit()`: `return` "
     "ends a function."),
    ("RecursionError", "", "`{where}` calls itself without end: nothing stops it."),
    ("MemoryError", "", "There is no room for so large an array. Look at the shapes: did two of "
     "them broadcast to a huge one?"),
    ("NotImplementedError", "", "A part of the stub is still there: `raise NotImplementedError`."),
    ("UnboundLocalError", r"'([\w.]+)'", "`{0}` is used before it has a value. A name that is "
     "assigned anywhere in a function is the function's own from its first line on."),
    ("NameError", r"name '(math)'", "`math` is not imported here: `import math` does it."),
    ("NameError", r"name '(np)'", "`np` is not known here: `import numpy as np` makes it known."),
    ("NameError", r"name '(plt)'", "`plt` is not known here: `import matplotlib.pyplot as plt` "
     "makes it known."),
    ("NameError", r"name '(\w+)'", "There is no `{0}` here. Is it spelled as above? If an earlier "
     "cell defines it, run that cell first."),
    ("AttributeError", r"'NoneType' object has no attribute '([\w.]+)'", "`{0}` is looked for on "
     "None. What was to be in its place?"),
    ("AttributeError", r"'([\w.]+)' object has no attribute '([\w.]+)'", "`{1}` is looked for on a "
     "`{0}`, which has none. Is it spelled right, and was it set before?"),
    ("AttributeError", r"module '([\w.]+)' has no attribute '(\w+)'", "There is no "
     "`{0}.{1}`. Is it spelled right?"),
    ("AttributeError", r"has no attribute '([\w.]+)'", "There is no `{0}` there. Is it spelled "
     "right?"),
    ("ZeroDivisionError", "", "A number is divided by zero. What should come out when the "
     "denominator is 0?"),
    ("OverflowError", "", "A number grew too large for a float. Is there an exp or a power of "
     "something large?"),
    ("ValueError", r"not aligned|mismatch in its core dimension|size (\d+) is different",
     "The shapes don't fit for a matrix product: the last axis of the left one must be as long as "
     "the first axis of the right one."),
    ("ValueError", r"could not be broadcast together with shapes (\(.*?\)) (\(.*?\))", "The shapes "
     "{0} and {1} don't fit together. Compared from the right, axes must be equal or 1."),
    ("ValueError", r"truth value of an array", "An `if`, `and`, `or`, `max` or `min` needs one "
     "True or False, and an array has many. np.where, np.maximum, & and | work on every number."),
    ("ValueError", r"matmul: Input operand (\d) does not have enough dimensions", "`@` multiplies "
     "arrays, and one side is a single number here. Should it be? If so, it is `*`."),
    ("TypeError", r"Cannot interpret .* as a data type", "np.zeros and its like take the shape as "
     "one thing, in brackets of its own: np.zeros((rows, columns))."),
    ("ValueError", r"inhomogeneous", "The rows are of different lengths, so no array can be made "
     "of them."),
    ("ValueError", r"cannot reshape array of size (\d+) into shape (\(.*?\))", "{0} numbers don't "
     "fill the shape {1}."),
    ("ValueError", r"(zip\(\) argument \d)", "The two lists are not of the same length."),
    ("ValueError", r"(too many|not enough) values to unpack", "The left side of `=` has another "
     "number of names than the right side has values."),
    ("ValueError", r"read-only", "An array that must not change was assigned to. Work on a copy."),
    ("TypeError", r"bitwise_xor|for \^:", "`^` is not the power in Python: that is `**`."),
    ("TypeError", r"only integer scalar arrays", "NumPy took an input for a place or an axis, "
     "which must be a whole number, of type int. Is each input where the function wants it?"),
    ("TypeError", r"'(\w+)' object cannot be interpreted as an integer", "In this line a whole "
     "number, of type int, is needed, and a {0} came. In np.max, np.sum and their like, the second "
     "input is the axis."),
    ("TypeError", r"integer scalar arrays|indices must be integers", "A place in [brackets] must "
     "be a whole number, of type int."),
    ("IndexError", r"only integers", "A place in [brackets] must be a whole number, of type int."),
    ("IndexError", "", "There is no such place: counting starts at 0, so the last of n is n - 1."),
    ("KeyError", "", "There is no such key in the dictionary."),
    ("TypeError", r"unsupported operand type\(s\) for (\S+): 'NoneType'|'NoneType'$", "One side of "
     "the calculation is None. Did a function you call forget its `return`?"),
    ("TypeError", r"unsupported operand type\(s\) for (\S+): '([\w.]+)' and '([\w.]+)'", "`{0}` "
     "does not work between {1} and {2}."),
    ("TypeError", r"can't multiply sequence by non-int of type '([\w.]+)'", "`*` means nothing "
     "between a list, a tuple or a text and a value of type `{0}`: a list times a whole number "
     "repeats the list."),
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
    ("TypeError", r"bad operand type for unary (\S): 'list'", "`{0}` does not work on a list."),
    ("TypeError", r"(\S+)\(\) missing (\d+) required positional", "`{0}` is called with {1} inputs "
     "too few."),
    ("TypeError", r"(\S+)\(\) takes (\d+) positional arguments? but (\d+)", "`{0}` takes {1} "
     "inputs and is called with {2}. In a class, each method's first is `self`."),
    ("TypeError", r"(\S+)\(\) takes no arguments", "`{0}` is called with inputs and has no "
     "`__init__` that takes them."),
)  # fmt: skip
