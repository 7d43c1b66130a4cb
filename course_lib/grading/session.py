"""One session with one sandbox, from its start to its end: requests and replies.

A request goes in and one reply has to come out: in time, not too long, after the request and not
before it, and with the nonce that the request brought. Anything else ends the session, and nothing
that came is believed.
"""

import contextlib
import json
import os
import secrets
import select
import time

from course_lib.grading import wire
from course_lib.grading.limits import Limits

POLL_SECONDS = 0.05  # between two checks of what a sandbox uses
MAX_SESSION_BYTES = 4 * wire.MAX_LINE_BYTES  # received in all


class SessionEnded(Exception):
    """The session is over; the message says why, in a sentence."""


class Session:
    """Talks to one worker in one sandbox."""

    def __init__(self, isolation, limits: Limits):
        self._received_bytes = 0
        self._sandbox = isolation.start(limits)
        process = self._sandbox.process
        self._stdin, self._stdout = process.stdin.fileno(), process.stdout.fileno()
        for pipe in (self._stdin, self._stdout):
            os.set_blocking(pipe, False)
        try:
            self._start(limits.start_seconds)
        except BaseException:
            self.close()
            raise

    def request(self, kind: str, content, seconds: float) -> dict:
        """Send one request and wait for its reply, a dictionary.

        Raises SessionEnded where no reply comes. For content that is not plain data it raises
        WireError, and sends nothing.
        """
        nonce = secrets.token_hex(16)
        line = self._exchange(wire.pack({"nonce": nonce, kind: content}), seconds)
        try:
            reply = wire.unpack(line)
        except wire.WireError as error:
            raise SessionEnded(f"It sent what is no reply: {error}") from None
        if type(reply) is not dict or reply.pop("nonce", None) != nonce:
            raise SessionEnded("It sent a reply to something that it was not asked.")
        return reply

    def close(self) -> None:
        """End the sandbox, and everything in it."""
        self._sandbox.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def _start(self, seconds: float) -> None:
        settings = json.dumps(self._sandbox.settings()).encode("ascii") + b"\n"
        try:
            message = json.loads(self._exchange(settings, seconds))
        except (SessionEnded, ValueError) as error:
            raise SessionEnded(
                f"The sandbox did not start. {error} {self._last_error_output()}".strip()
            ) from None
        if message != {"ready": True}:
            raise SessionEnded(f"The sandbox refused to start: {message.get('refused', message)}.")
        try:
            self._sandbox.usage()
        except OSError as error:
            raise SessionEnded(f"What the sandbox uses can't be watched: {error}.") from None
        self._sandbox.make_first_oom_victim()

    def _exchange(self, request: bytes, seconds: float) -> bytes:
        """Write a line, read a line."""
        poll = select.poll()
        poll.register(self._stdout, select.POLLIN)
        if poll.poll(0):
            self._read()  # raises where the sandbox has ended
            raise SessionEnded("It spoke before it was asked.")
        poll.register(self._stdin, select.POLLOUT)
        unsent, received = memoryview(request), bytearray()
        deadline = time.monotonic() + seconds
        next_poll = time.monotonic() + POLL_SECONDS
        while b"\n" not in received:
            left = deadline - time.monotonic()
            if left <= 0:
                raise SessionEnded(f"It took longer than {seconds:.3g} seconds.")
            events = dict(poll.poll(1000 * min(left, POLL_SECONDS)))
            if time.monotonic() > next_poll:
                next_poll = time.monotonic() + POLL_SECONDS
                if message := self._sandbox.exceeded_limit():
                    raise SessionEnded(message)
            if self._stdout in events:
                received += self._read()
            elif self._stdin in events:
                unsent = self._write(unsent)
                if not unsent:
                    poll.unregister(self._stdin)
            if len(received) > wire.MAX_LINE_BYTES + 1:
                raise SessionEnded(
                    f"Its reply was longer than {wire.MAX_LINE_BYTES // 1_000_000} MB."
                )
        line, _, more = bytes(received).partition(b"\n")
        if more:
            raise SessionEnded("It said more than it was asked.")
        self._received_bytes += len(line)
        if self._received_bytes > MAX_SESSION_BYTES:
            raise SessionEnded(f"It said more than {MAX_SESSION_BYTES // 1_000_000} MB in all.")
        return line

    def _read(self) -> bytes:
        with contextlib.suppress(BlockingIOError):
            if not (chunk := os.read(self._stdout, 65_536)):
                raise SessionEnded(self._why_it_ended())
            return chunk
        return b""

    def _write(self, unsent: memoryview) -> memoryview:
        try:
            return unsent[os.write(self._stdin, unsent) :]
        except BlockingIOError:
            return unsent
        except BrokenPipeError:
            raise SessionEnded(self._why_it_ended()) from None

    def _why_it_ended(self) -> str:
        """Why a sandbox that has ended did so, as far as can be told."""
        with contextlib.suppress(Exception):
            status = self._sandbox.process.wait(timeout=2)
            signal = -status if status < 0 else status - 128
            if signal == 9:
                return "It was ended: it ran out of memory or time, or ended itself."
            if signal in (4, 6, 7, 8, 11):
                return "It crashed: its memory ran out, or it called itself without end."
        return "It ended itself."

    def _last_error_output(self) -> str:
        """The end of what a sandbox that did not start wrote to stderr."""
        error = self._sandbox.process.stderr.fileno()
        os.set_blocking(error, False)
        with contextlib.suppress(BlockingIOError):
            return os.read(error, 2000).decode("utf-8", "replace").strip()[-500:]
        return ""
