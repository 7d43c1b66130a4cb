"""One sandbox from its start to its end, and the turns that are taken with it.

A request goes in and one reply has to come out: in time, of a decent size, after the request and
not before, and with the word that the request brought. Whatever else comes ends the conversation,
and nothing that was said is believed.
"""

import contextlib
import json
import os
import secrets
import select
import time

from course_lib.grading import wire
from course_lib.grading.limits import Limits

_GLANCE = 0.05  # seconds between two looks at what a sandbox uses
_MOST_HEARD = 4 * wire.MOST_BYTES  # in one conversation


class Stopped(Exception):
    """The conversation is over; the message says why, in a sentence."""


class Conversation:
    """Talks to one worker in one sandbox."""

    def __init__(self, isolation, limits: Limits):
        self._heard = 0
        self._cage = isolation.start(limits)
        process = self._cage.process
        self._to, self._from = process.stdin.fileno(), process.stdout.fileno()
        for pipe in (self._to, self._from):
            os.set_blocking(pipe, False)
        try:
            self._start(limits.start_seconds)
        except BaseException:
            self.close()
            raise

    def ask(self, kind: str, content, seconds: float) -> dict:
        """Send one request and wait for its reply, a dictionary; Stopped where none comes.

        WireError is raised, and nothing sent, for content that is no plain data.
        """
        turn = secrets.token_hex(16)
        line = self._exchange(wire.pack({"turn": turn, kind: content}), seconds)
        try:
            reply = wire.unpack(line)
        except wire.WireError as error:
            raise Stopped(f"It sent what is no reply: {error}") from None
        if type(reply) is not dict or reply.pop("turn", None) != turn:
            raise Stopped("It sent a reply to something that it was not asked.")
        return reply

    def close(self) -> None:
        """End the sandbox, and everything in it."""
        self._cage.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def _start(self, seconds: float) -> None:
        settings = json.dumps(self._cage.settings()).encode("ascii") + b"\n"
        try:
            said = json.loads(self._exchange(settings, seconds))
        except (Stopped, ValueError) as error:
            raise Stopped(
                f"The sandbox did not start. {error} {self._complaint()}".strip()
            ) from None
        if said != {"ready": True}:
            raise Stopped(f"The sandbox refused to start: {said.get('refused', said)}.")
        try:
            self._cage.use()
        except OSError as error:
            raise Stopped(f"What the sandbox uses can't be watched: {error}.") from None
        self._cage.volunteer()

    def _exchange(self, request: bytes, seconds: float) -> bytes:
        """Write a line, read a line."""
        poll = select.poll()
        poll.register(self._from, select.POLLIN)
        if poll.poll(0):
            self._read()  # which tells an end from a word too many
            raise Stopped("It spoke before it was asked.")
        poll.register(self._to, select.POLLOUT)
        unsent, heard = memoryview(request), bytearray()
        deadline = time.monotonic() + seconds
        glance = time.monotonic() + _GLANCE
        while b"\n" not in heard:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Stopped(f"It took longer than {seconds:.3g} seconds.")
            events = dict(poll.poll(1000 * min(left, _GLANCE)))
            if time.monotonic() > glance:
                glance = time.monotonic() + _GLANCE
                if said := self._cage.overuse():
                    raise Stopped(said)
            if self._from in events:
                heard += self._read()
            elif self._to in events:
                unsent = self._write(unsent)
                if not unsent:
                    poll.unregister(self._to)
            if len(heard) > wire.MOST_BYTES + 1:
                raise Stopped(f"Its reply was longer than {wire.MOST_BYTES // 1_000_000} MB.")
        line, _, more = bytes(heard).partition(b"\n")
        if more:
            raise Stopped("It said more than it was asked.")
        self._heard += len(line)
        if self._heard > _MOST_HEARD:
            raise Stopped(f"It said more than {_MOST_HEARD // 1_000_000} MB in all.")
        return line

    def _read(self) -> bytes:
        with contextlib.suppress(BlockingIOError):
            if not (chunk := os.read(self._from, 65_536)):
                raise Stopped(self._end())
            return chunk
        return b""

    def _write(self, unsent: memoryview) -> memoryview:
        try:
            return unsent[os.write(self._to, unsent) :]
        except BlockingIOError:
            return unsent
        except BrokenPipeError:
            raise Stopped(self._end()) from None

    def _end(self) -> str:
        """Why a sandbox that has ended did so, as far as can be told."""
        with contextlib.suppress(Exception):
            status = self._cage.process.wait(timeout=2)
            signal = -status if status < 0 else status - 128
            if signal == 9:
                return "It was ended: it ran out of memory or time, or ended itself."
            if signal in (4, 6, 7, 8, 11):
                return "It crashed: its memory ran out, or it called itself without end."
        return "It ended itself."

    def _complaint(self) -> str:
        """The last words of a sandbox that never started."""
        error = self._cage.process.stderr.fileno()
        os.set_blocking(error, False)
        with contextlib.suppress(BlockingIOError):
            return os.read(error, 2000).decode("utf-8", "replace").strip()[-500:]
        return ""
