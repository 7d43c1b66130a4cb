"""A language's sentences, as the standard library's gettext reads them from ``languages/*.mo``."""

import functools
import gettext
from pathlib import Path

FOLDER = Path(__file__).parent / "languages"


def languages(folder: Path = FOLDER) -> list[str]:
    """The languages that the course is translated into, at least in part, by their codes."""
    return sorted(path.stem for path in folder.glob("*.mo"))


class Catalogue:
    """The sentences of one language. What is not translated stays English.

    >>> Catalogue("de").sentence("This goal is in no catalogue.")
    'This goal is in no catalogue.'
    """

    def __init__(self, language: str, folder: Path = FOLDER):
        self.language = language
        self.path = folder / f"{language}.mo"

    @functools.cached_property
    def sentences(self) -> dict[str, str]:
        """Each English sentence that is translated, with its translation."""
        with self.path.open("rb") as file:
            return _Messages(file).messages()

    @functools.cached_property
    def _english(self) -> dict[str, str]:
        return {said: english for english, said in self.sentences.items()}

    def sentence(self, english: str) -> str:
        """A sentence, or an f-string's template, in this language."""
        return self.sentences.get(english, english)

    def english(self, said: str) -> str:
        """What a sentence of this language is in English; itself where it is none."""
        return self._english.get(said, said)


class _Messages(gettext.GNUTranslations):
    """Gettext's reader, which has no public way to list what it has read."""

    def messages(self) -> dict[str, str]:
        return {english: said for english, said in self._catalog.items() if english}
