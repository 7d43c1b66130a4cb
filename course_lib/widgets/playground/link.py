"""A run as one short text, and back: the settings that are not the usual ones, and the log.

A text of a later version may hold what this one does not know. What it knows is taken; of the
rest a sentence is said. Rows that a learner brought are not carried, only a mark of them: the text
opens where the same rows are.
"""

import base64
import binascii
import hashlib
import json
import zlib
from dataclasses import asdict, fields

from course_lib.widgets.playground.building import Own
from course_lib.widgets.playground.session import Session
from course_lib.widgets.playground.settings import YOURS, Settings

_HEAD = "playground-1-"
_MAX_BYTES = 200_000  # of the text, and of what it unpacks to
MAX_STEPS = 200_000  # that a text may ask for: ten seconds or so


def write(session: Session) -> str:
    """The text of a run.

    >>> write(Session(Settings(seed=7)))[:13]
    'playground-1-'
    """
    usual, chosen = asdict(Settings()), asdict(session.settings)
    record = {name: value for name, value in chosen.items() if value != usual[name]}
    whole = {"set": record, "log": session.log}
    if session.settings.on_own_rows:
        whole["rows"] = mark(session.own, session.settings)
    plain = json.dumps(whole, separators=(",", ":"))
    packed = zlib.compress(plain.encode())
    return _HEAD + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def mark(own: Own, settings: Settings) -> str:
    """Tells a learner's rows from others, and says nothing else about them."""
    arrays = [own.x, own.y]
    arrays += own.weights if settings.first_weights == YOURS else []
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays)).hexdigest()[:12]


def read(text: str, own: Own | None = None) -> tuple[Settings, list, str]:
    """Settings, log, and a sentence on what of it was left out ("" if nothing was).

    ``own`` is what a learner brought to the playground that opens the text.

    >>> settings, log, left_out = read(write(Session(Settings(seed=7))))
    >>> settings.seed, log, left_out
    (7, [], '')
    """
    record = _unpack(text.strip())
    settings, left_out = _settings(record.get("set", {}))
    log = record.get("log", [])
    if settings.on_own_rows and not _are_here(record, settings, own):
        settings, log = Settings(), []
        left_out = [
            "rows and weights that somebody brought: a link does not carry them. Open a playground "
            "on the same rows, and the text there"
        ]
    if not isinstance(log, list) or _steps(log) > MAX_STEPS:
        log = []
        left_out.append(f"what was done to it: only {MAX_STEPS:,} steps are gone through again")
    return settings, log, f"Left out: {'; '.join(left_out)}." if left_out else ""


def _are_here(record: dict, settings: Settings, own: Own | None) -> bool:
    """Whether the rows of the text, and its first weights, are those of this playground."""
    if own is None or (settings.first_weights == YOURS and own.weights is None):
        return False
    return record.get("rows") == mark(own, settings)


def _unpack(text: str) -> dict:
    try:
        if not text.startswith(_HEAD) or len(text) > _MAX_BYTES:
            raise ValueError
        packed = base64.urlsafe_b64decode(text[len(_HEAD) :] + "==")
        unpacked = zlib.decompressobj().decompress(packed, _MAX_BYTES)
        record = json.loads(unpacked)
        if not isinstance(record, dict) or not isinstance(record.get("set", {}), dict):
            raise ValueError
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        raise ValueError(
            f"Expected a text that the playground wrote: it begins with {_HEAD!r}. "
            f"Received {text[:40]!r}. Copy the whole of it."
        ) from None
    return record


def _settings(record: dict) -> tuple[Settings, list[str]]:
    """Settings of what is known, one by one, and what was not."""
    known, left_out = {}, []
    names = {field.name for field in fields(Settings)}
    for name, value in record.items():
        value = tuple(value) if isinstance(value, list) else value
        try:
            if name not in names:
                raise ValueError
            Settings(**{**known, name: value})
            known[name] = value
        except (TypeError, ValueError):
            left_out.append(f"{str(name)[:40]} = {str(value)[:40]}")
    return Settings(**known), left_out


def _steps(log: list) -> float:
    try:
        return sum(entry[1] for entry in log if entry[0] == "train")
    except (IndexError, KeyError, TypeError):
        return float("inf")
