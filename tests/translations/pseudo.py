"""A language made for tests: every sentence stands in brackets, and so shows where none was put.

As a program it loads the course in this language, calls a function of
tests/translations/shown_to_learners.py, and prints what that finds outside brackets, a line each:
``python -m tests.translations.pseudo checks 01``.
"""

import importlib
import re
import sys

from course_lib.translations import catalogue

# Braces that are doubled are a text's own.
_PLACEHOLDER = re.compile(r"(?<!\{)(\{(?!\{)(?:[^{}]|\{[^{}]*\})*\})")
OPEN, CLOSE = "⟦", "⟧"


class Brackets(catalogue.Catalogue):
    """The catalogue of this language, which knows every sentence."""

    def __init__(self):
        super().__init__("pseudo")

    def sentence(self, english):
        """Brackets around the words, not around placeholders: what fills them is looked at.

        A placeholder that chooses between two words, {'is' if n == 1 else 'are'}, is left out.
        """
        parts = _PLACEHOLDER.split(english)
        for place, part in enumerate(parts):
            if place % 2:
                parts[place] = "" if " if " in part and "'" in part else part
            elif words := part.strip():
                parts[place] = part.replace(words, f"{OPEN}{words}{CLOSE}")
        return "".join(parts)

    def english(self, said):
        return said.replace(OPEN, "").replace(CLOSE, "")


def speak():
    """Forget what is imported of the course, and import it in brackets from now on."""
    sys.dont_write_bytecode = True  # what is compiled here is nobody else's
    for name in [name for name in sys.modules if name.partition(".")[0] == "course_lib"]:
        if not name.startswith("course_lib.translations"):
            del sys.modules[name]
    importlib.import_module("course_lib.translations").speak(Brackets())


if __name__ == "__main__":
    speak()
    shown = importlib.import_module("tests.translations.shown_to_learners")
    for finding in getattr(shown, sys.argv[1])(*sys.argv[2:]):
        print(finding)
