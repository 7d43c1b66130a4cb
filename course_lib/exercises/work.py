"""A learner's work under the map: saved to a file, restored from one, a lesson begun again.

The browser asks, in pieces where a file is large; what is answered are sentences.
"""

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from course_lib import backup, progress
from course_lib.backup.archive import Packed, changed_at
from course_lib.exercises.all_lessons import lessons

PIECE = 500_000  # bytes of a file in one message: a server takes ten million at most
MAX_BYTES = backup.archive.MAX_BYTES
_SLACK = 1.0  # seconds by which a file's time may differ from the clock's


class Work:
    """What the buttons do, for the notebooks in ``folder``; ``send`` takes a message to the page.

    ``handle`` gives what is to be said, or None where there is nothing to say yet.
    """

    def __init__(self, send: Callable, folder: Path | None = None):
        self._send = send
        self.folder = (folder or Path()).absolute()
        self.lessons = {lesson.number: lesson.notebook for lesson in lessons()}
        self._pieces: list[bytes] = []

    def handle(self, message: dict, buffers: list) -> str | None:
        """Do what a message asks."""
        match message["type"]:
            case "save":
                return self._save(message["stored"], message["waited"], message["last"])
            case "restore":
                return self._take(message["part"], message["of"], bytes(buffers[0]))
            case "kept":
                newer = backup.newer(message["summary"], self.folder, self.lessons)
                self._send({"type": "offer", "newer": newer})
                return None
            case "again":
                return self._begin_again(message["lesson"])
        raise ValueError(f"Received a message of unknown type {message['type']!r}.")

    def restore(self, data: bytes) -> str:
        """Put a saved file's content in its place; say how that went."""
        try:
            report = backup.restore(backup.unpack(data), self.folder, self.lessons)
        except backup.ArchiveError as error:
            return str(error)
        self._send({"type": "restored", "files": report.written})
        return "\n".join(report.said)

    def _save(self, is_stored: bool, waited: float, last: bool) -> str | None:
        """Send the file; not before the page's notebooks are on the disk, or it waited enough.

        ``is_stored`` says that the page knows they are. Else their time tells whether they were
        written since the click, ``waited`` seconds ago.
        """
        stored = self._last_stored()
        fresh = is_stored or (stored is not None and stored >= time.time() - waited - _SLACK)
        if not fresh and not last:
            self._send({"type": "wait"})
            return None
        packed = backup.pack(self.folder, self.lessons)
        name = f"neural-network-course-{datetime.now():%Y-%m-%d}.zip"
        pieces = [packed.data[i : i + PIECE] for i in range(0, len(packed.data), PIECE)]
        for part, piece in enumerate(pieces):
            about = {"type": "file", "name": name, "part": part, "of": len(pieces)}
            about |= {"summary": self._summary(packed)} if part == 0 else {}
            self._send(about, [piece])
        return "\n".join(self._saved(name, packed, stored, fresh))

    def _saved(self, name: str, packed: Packed, stored: float | None, fresh: bool) -> list[str]:
        """What was saved, and what was not."""
        said = [f"Saved as {name}, where your browser puts downloads."]
        answered = len(progress.standing())
        answers = "1 answer" if answered == 1 else f"{answered} answers"
        if packed.notebooks:
            said.append(f"In it: {answers} on the map, and {', '.join(packed.notebooks)}.")
        else:
            said.append(f"In it: {answers} on the map. No notebook here holds anything of yours.")
        said += [f"Not in it: {sentence}" for sentence in packed.left_out]
        if not fresh and stored is not None:
            when = datetime.fromtimestamp(stored)
            said.append(
                f"The notebooks are in it as they were last stored, on {when:%d %B at %H:%M}. If "
                "you have written since, save them (Ctrl+S), and click again."
            )
        return said

    def _summary(self, packed: Packed) -> dict:
        """What is in a file, for the browser to ask with when it comes back."""
        last = max((event.time for event in progress.events()), default="")
        changed = {name: changed_at(self.folder / name).isoformat() for name in packed.notebooks}
        return {"saved": packed.saved.isoformat(), "last": last, "notebooks": changed}

    def _last_stored(self) -> float | None:
        """When the notebook that this kernel serves was last stored; or the last one that was."""
        ours = self.folder / Path(os.environ.get("JPY_SESSION_NAME", "")).name
        paths = (
            [ours] if ours.suffix == ".ipynb" and ours.is_file() else self.folder.glob("*.ipynb")
        )
        return max((path.stat().st_mtime for path in paths), default=None)

    def _take(self, part: int, of: int, piece: bytes) -> str | None:
        """One piece of a file that is to be restored; with the last one, it is."""
        if part == 0:
            self._pieces = []
        if part != len(self._pieces) or sum(map(len, self._pieces)) > MAX_BYTES:
            self._pieces = []
            return "The file did not arrive whole, or is too large. Try once more."
        self._pieces.append(piece)
        if len(self._pieces) < of:
            return None
        data, self._pieces = b"".join(self._pieces), []
        return self.restore(data)

    def _begin_again(self, lesson: int) -> str:
        try:
            said = backup.begin_again(lesson, self.folder)
        except (ValueError, OSError) as error:
            return f"The lesson is as it was before: {error}"
        self._send({"type": "restored", "files": [self.lessons[lesson]], "open": True})
        return said
