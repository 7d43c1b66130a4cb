"""Finds what isolates on this machine, by starting a sandbox that tests itself."""

import functools
import sys
from dataclasses import dataclass

from course_lib.grading.isolation.sandbox_process import NoIsolation
from course_lib.grading.limits import Limits

NAMES = ("bubblewrap", "landlock")  # the better one first


@dataclass(frozen=True)
class Probe:
    """Whether one kind of isolation works here, and if not, why."""

    name: str
    works: bool
    reason: str = ""


def choose(name: str | None = None):
    """The isolation of that name, or the best that works; NoIsolation where there is none."""
    probes = [probe(each) for each in ([name] if name else NAMES)]
    for each in probes:
        if each.works:
            return _module(each.name)
    said = "; ".join(f"{each.name}: {each.reason}" for each in probes)
    raise NoIsolation(
        "Nothing on this machine isolates a submission, so nothing is graded. "
        f"Tried {said}. Install bubblewrap, or grade on Linux 5.13 or later."
    )


def check_name(name: str | None) -> None:
    """Refuse the name of an isolation that is none, with a ValueError."""
    if name is not None and name not in NAMES:
        raise ValueError(f"An isolation is one of {', '.join(NAMES)}. Received {name!r}.")


@functools.cache
def probe(name: str) -> Probe:
    """Whether an isolation works here: a sandbox is started, and tests that it is shut."""
    check_name(name)
    if not sys.platform.startswith("linux"):
        return Probe(name, False, "it takes Linux (on Windows, WSL 2; elsewhere, a container)")
    from course_lib.grading.session import Session, SessionEnded

    isolation = _module(name)
    if reason := isolation.missing():
        return Probe(name, False, reason)
    try:
        Session(isolation, Limits()).close()
    except (SessionEnded, OSError) as error:
        return Probe(name, False, str(error))
    return Probe(name, True)


def probe_all() -> list[Probe]:
    """Whether each kind of isolation works here."""
    return [probe(name) for name in NAMES]


def _module(name: str):
    from course_lib.grading.isolation import bubblewrap, landlock

    return {"bubblewrap": bubblewrap, "landlock": landlock}[name]
