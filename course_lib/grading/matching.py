"""Whose notebook is it? By where it lies and what it is called, never by what is in it.

Learning platforms put the learner into the name of the folder or at the front of the file's name;
what follows is the learner's own. So names are read from the outside to the inside, and what the
platform wrote is trusted before what the learner wrote.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from course_lib.grading.roster import Learner

# Canvas: <name>[_LATE]_<user id>_<submission id>_<the learner's file name>
CANVAS = re.compile(r"^(?P<name>[^_]+)_(?P<late>late_)?(?P<id>\d+)_(?P<file>\d{3,})_.+", re.I)
# Moodle: <name>_<participant number>_assignsubmission_file[_<the learner's file name>]
MOODLE = re.compile(r"^(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_", re.I)
_MIN_ID_DIGITS = 4  # a shorter number is an id only where it stands alone: 05 is a lesson's too
_SHORT_ID = re.compile(r"^(?P<id>\d{1,3})[ _-]+\d\d_[a-z]", re.I)  # or before a lesson's own name
_MAX_NAME = 1_000  # letters of a name; to order the marks on one takes quadratic time


@dataclass(frozen=True)
class Match:
    """Whose it is, or the reason why nobody can tell."""

    learner: str | None = None
    doubt: str = ""


class Matcher:
    """Knows the learners of a class by id, login, e-mail address and name."""

    def __init__(self, learners: Iterable[Learner]):
        self._by_key: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_name: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._by_joined_name: dict[str, set[str]] = defaultdict(set)
        for learner in learners:
            keys = {learner.id, learner.login, learner.email, learner.email.partition("@")[0]}
            keys.add(learner.participant)
            for key in filter(None, map(_words, keys)):
                self._by_key[key].add(learner.id)
            words = _words(learner.name)
            for order in {words, words[::-1], words[1:] + words[:1], words[-1:] + words[:-1]}:
                if len(order) > 1:
                    self._by_name[order].add(learner.id)
                    self._by_joined_name["".join(order)].add(learner.id)
            if len(words) == 1:
                self._by_name[words].add(learner.id)
        lengths = {len(key) for key in (*self._by_key, *self._by_name)}
        self._longest = max(lengths, default=1)

    def learner_of(self, origin: str) -> Match:
        """The learner whose file lies at this path, in an inbox or a zip."""
        parts = origin.split("/")
        for part in parts:
            found = self._in(part)
            if len(found) == 1:
                return Match(found.pop())
            if found:
                listed = ", ".join(sorted(found)[:4])
                return Match(None, f"“{part}” may be that of {listed}.")
        return Match(None, "No learner of the roster is named in where it lies.")

    def exact_match(self, text: str) -> str | None:
        """The one learner of whom this is the id, the login, the e-mail address or the name."""
        found = self._exactly(text) or self._named(text)
        return found.pop() if len(found) == 1 else None

    def _in(self, part: str) -> set[str]:
        """The learners whom one folder's or file's name may speak of."""
        for platform in (MOODLE, CANVAS):
            if written := platform.match(part):
                name = written["name"]  # what follows is the learner's, who may write any name
                keys = self._participant(written["id"]) if platform is MOODLE else set()
                keys = keys or self._exactly(written["id"])
                found = _together(keys, [self._named(name)])
                return found or self._among(_words(name))
        stem = re.sub(r"(\.ipynb)?(\.\w{1,5})?$", "", part)
        found = self._exactly(part) or self._exactly(stem) or self._among(_words(stem))
        if not found and (short := _SHORT_ID.match(stem)):
            return self._exactly(short["id"])
        return found

    def _exactly(self, text: str) -> set[str]:
        return set(self._by_key.get(_words(text), ())) or self._participant(text)

    def _participant(self, number: str) -> set[str]:
        return set(self._by_key.get(("participant", *_words(number)), ()))

    def _named(self, text: str) -> set[str]:
        words = _words(text)
        return set(self._by_name.get(words, ()) or self._by_joined_name.get("".join(words), ()))

    def _among(self, words: Sequence[str]) -> set[str]:
        """Those of whom a key, or else a name, stands somewhere in these words."""
        runs = [
            tuple(words[i : i + n])
            for n in range(1, self._longest + 1)
            for i in range(len(words) - n + 1)
        ]
        keys = [self._by_key[run] for run in runs if run in self._by_key and not _is_short(run)]
        names = [self._by_name[run] for run in runs if run in self._by_name]
        glued = [
            self._by_joined_name[run[0]]
            for run in runs
            if len(run) == 1 and run[0] in self._by_joined_name
        ]
        return _together(set().union(*keys), names + glued)


def attempt(origin: str) -> int:
    """The number that Canvas gave a file as it came, by which a later one is greater; 0 without."""
    found = [written for part in origin.split("/") if (written := CANVAS.match(part))]
    return int(found[0]["file"][:20]) if found else 0


def natural(text: str) -> list[tuple[int, str]]:
    """A text's parts to sort by, numbers as numbers: ``x-10`` comes after ``x-9``.

    >>> natural("x-10") > natural("x-9")
    True
    """
    parts = re.findall(r"(\d{1,20})|(\D+)", text[:_MAX_NAME])
    return [(int(number) if number else -1, other) for number, other in parts]


def _together(keys: set[str], names: Iterable[set[str]]) -> set[str]:
    """All who are spoken of. A key tells those of one name apart, and overrules no other name.

    Else a learner could write somebody else's id behind her own name, and hand in for both.
    """
    return keys.union(*((name & keys) or name for name in names))


def _is_short(run: tuple[str, ...]) -> bool:
    return len(run) == 1 and run[0].isdigit() and len(run[0]) < _MIN_ID_DIGITS


def _words(text: str) -> tuple[str, ...]:
    """Letters and digits in lower case, accents taken off, so that Ångström finds angstrom."""
    plain = unicodedata.normalize("NFKD", text[:_MAX_NAME]).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(re.findall(r"[^\W_]+", plain))
