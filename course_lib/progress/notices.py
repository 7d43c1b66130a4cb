"""What a learner should know about their progress file: each sentence is said once."""

import threading

_LOCK = threading.RLock()
_NOTICES: list[str] = []
_SAID: set[str] = set()


def say(sentence: str) -> None:
    """Have this said with the next answer, unless it was said before."""
    with _LOCK:
        if sentence not in _SAID:
            _SAID.add(sentence)
            _NOTICES.append(sentence)


def notice() -> str:
    """What the learner should know about their progress file; said once, then empty."""
    with _LOCK:
        pending = _NOTICES.copy()
        _NOTICES.clear()
    return " ".join(pending)
