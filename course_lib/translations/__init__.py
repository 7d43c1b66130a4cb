"""TRANSLATES the course: its sentences stand in the code in English, and are replaced on import.

Without ``COURSE_LANGUAGE`` nothing here is used. With ``COURSE_LANGUAGE=de``, set before
``course_lib`` is imported, each module is compiled from its source with German sentences in the
place of the English ones, and Python keeps the result beside its other compiled files. So the code
stays as it reads: no sentence is wrapped in a function's call, and f-strings may be translated.

=============== ================================================================================
`sentences`     which texts of a module does a learner read? f-strings become templates
`replacing`     puts another language's into a module's syntax tree
`rules`         the words, keys and places that these need to know by name
`scripts`       the same for the browser's half of a widget, in JavaScript
`catalogue`     a language's sentences, read from ``languages/de.mo``
`importing`     compiles a module with another language's sentences in it
`template`      every sentence of the course, by where it stands; for authors
`po_files`      what translators edit, ``languages/de.po``, and what is made of it; for authors
`lesson_texts`  which paragraphs of a translated lesson are behind the English ones; for authors
=============== ================================================================================

On the command line: ``python -m course_lib.translations extract``, ``update de``, ``missing de``,
``begin de 01``. docs/translations.md says how a language is added.

What is kept and counted does not depend on the language: names of exercises and states are the
same in each, and a chosen option is kept in English.
"""

import os
import re
import warnings
from collections.abc import Iterable

LANGUAGE = "COURSE_LANGUAGE"
SOURCE_LANGUAGE = "en"

_spoken = None  # the catalogue of the language that was chosen; None for English


def begin(setting: str | None = None) -> None:
    """Have the modules of ``course_lib`` that are not imported yet speak another language.

    The setting, else ``COURSE_LANGUAGE``, is a language's code, as ``de`` or ``de_DE.UTF-8``.
    """
    setting = os.environ.get(LANGUAGE, "") if setting is None else setting
    code = re.split(r"[_.@-]", setting.strip().lower())[0]
    if code in ("", SOURCE_LANGUAGE):
        return
    from course_lib.translations import catalogue

    if code not in catalogue.languages():
        known = ", ".join([SOURCE_LANGUAGE, *catalogue.languages()])
        warnings.warn(
            f"The course speaks English: it is not translated into {setting!r}. "
            f"{LANGUAGE} may be one of: {known}.",
            stacklevel=3,
        )
        return
    speak(catalogue.Catalogue(code))


def speak(catalogue) -> None:
    """Have modules that are not imported yet speak with a catalogue's sentences."""
    global _spoken
    from course_lib.translations import importing

    _spoken = catalogue
    importing.install(catalogue)


def english(text: str) -> str:
    """A sentence of the course in English, whatever language it is in: what is kept of a choice.

    >>> english("near 1: take the coat")
    'near 1: take the coat'
    """
    return _spoken.english(text) if _spoken else text


def meant(given: str, options: Iterable[str]) -> str | None:
    """The option that somebody chose, here or in another language; None if it is none of them.

    >>> meant("turn", ["move", "turn"]), meant("turn", ["move"])
    ('turn', None)
    """
    by_english = {english(option): option for option in options}
    if given in by_english.values():
        return given
    if given in by_english:
        return by_english[given]
    from course_lib.translations import catalogue

    readings = (catalogue.Catalogue(code).english(given) for code in catalogue.languages())
    return next((by_english[text] for text in readings if text in by_english), None)


def script(text: str) -> str:
    """A script for the browser, with its sentences in the language that was chosen."""
    if _spoken is None:
        return text
    from course_lib.translations import scripts

    return scripts.translated(text, _spoken)
