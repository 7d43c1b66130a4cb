"""Attacks on the conversation itself: replies that are giant, nested, early, or made by hand.

Some know this grader's own way of talking, and mean nothing to another. They have no control, and
say so: their harm is None.
"""

from tests.hostile.attack import Harm, attack

# ruff: noqa: F821 - cells, as learners write them; `at` holds their targets


@attack(Harm.HOARDS)
def a_giant_reply():
    import contextlib
    import os
    import stat
    import time

    for number in range(3, 64):
        with contextlib.suppress(OSError):
            left, patience = at.megabytes << 20, 200
            os.set_blocking(number, False)
            while left > 0 and patience and stat.S_ISFIFO(os.fstat(number).st_mode):
                try:
                    left -= os.write(number, b"x" * min(left, 1 << 20))
                    patience = 200
                except BlockingIOError:
                    patience -= 1
                    time.sleep(0.001)


@attack(Harm.STOPS)
def a_reply_nested_without_end():
    import contextlib
    import os

    deep = 300_000
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(number, b"]" * deep + b"a" * (deep - 1) + b".")  # a pickle of lists
            os.write(number, b"\n" + b'{"tuple":[' * deep + b"]}" * deep + b"\n")
    os._exit(0)


@attack(Harm.FORGES, answers="wrong")
def a_reply_before_the_question():
    import contextlib
    import os
    import pickle

    names = ("finish", "weighted_sum", "sigmoid", "tipping_point", "side")
    forged = pickle.dumps({"scores": dict.fromkeys(names, 1), "messages": []})
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(number, forged)


@attack(None, answers="wrong")
def a_reply_before_the_question_in_the_words_of_this_grader():
    import contextlib
    import os

    from course_lib.grading import wire

    outcome = {"value": 1.0, "raised": None, "printed": "", "warned": (), "given": ()}
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(number, wire.pack({"nonce": "0" * 32, "found": True, **outcome}))


@attack(None, answers="wrong")
def a_conversation_taken_over():
    """From here on no cell runs: this loop answers in their place, with all that might be right."""
    import itertools
    import os
    import sys

    from course_lib.checks.values import Strange
    from course_lib.grading import wire

    frame, nonce = sys._getframe(), ""
    while frame:
        nonce = frame.f_locals.get("request", {}).get("nonce", nonce)
        frame = frame.f_back
    values = [0.5, 1, True, None, "yes", float("nan"), np.ones(3), [], {}, Strange("float")]
    guesses = itertools.cycle(values)
    said = {"nonce": nonce, "raised": None, "form_answers": {}}
    with os.fdopen(3, "rb") as requests:
        while True:
            os.write(4, wire.pack(said))
            request = wire.unpack(requests.readline())
            said = {"nonce": request["nonce"], "found": True, "raised": None, "form_answers": {}}
            if "case" in request:
                said |= {"value": next(guesses), "given": request["case"]}
                said |= {"printed": "", "warned": ()}


@attack(None, answers="wrong")
def a_grader_within_the_sandbox_rewritten():
    """All that runs beside the answers is theirs to change; what is right is decided elsewhere."""
    import sys

    right = {"value": True, "raised": None, "printed": "", "warned": (), "given": ()}
    for name, module in list(sys.modules.items()):
        if name.startswith("course_lib"):
            for function in ("compare", "judge", "failures", "differs", "unchanged"):
                setattr(module, function, lambda *args, **named: None)
    request_loop = sys.modules.get("course_lib.grading.inside.request_loop")
    if request_loop:
        request_loop._Handler.on_case = lambda self, args: {**right, "given": args}
        request_loop._Handler.on_prepare = lambda self, asked: {"found": True}


@attack(None)
def a_murmur_that_hides_a_full_disk():
    """Whoever only looks around while nothing is said never looks."""
    import contextlib
    import os

    for number in range(400):
        with contextlib.suppress(OSError), open(f"{at.mark}-{number}", "wb") as file:
            file.write(bytes(4 << 20))
        with contextlib.suppress(OSError):
            os.write(4, b" ")


@attack(None)
def files_that_are_removed_and_still_open():
    import os

    kept = []
    for number in range(50):
        name = f"{at.mark}-{number}"
        file = open(name, "wb")  # noqa: SIM115 - that is the attack
        os.unlink(name)
        for _ in range(8):
            file.write(bytes(1 << 20))
            file.flush()
        kept.append(file)


@attack(None)
def system_calls_by_their_other_numbers():
    """A processor that has run 32-bit programs answers to their numbers too; so does x32."""
    import ctypes
    import mmap
    import platform

    fork, fork_32, x32 = 57, 2, 0x40000000
    libc = ctypes.CDLL(None, use_errno=True)
    if platform.machine() == "x86_64":
        if libc.syscall(x32 + fork) == 0:
            libc.sleep(at.seconds)
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(b"\xb8" + fork_32.to_bytes(4, "little") + b"\xcd\x80\xc3")  # int 0x80; return
        place = ctypes.addressof(ctypes.c_char.from_buffer(page))
        if ctypes.CFUNCTYPE(ctypes.c_int)(place)() == 0:
            libc.sleep(at.seconds)


@attack(Harm.HOARDS)
def a_word_that_asks_for_more():
    """Notebooks of later lessons may use more memory: those that, like this one, import keras."""
    import contextlib
    import time

    with contextlib.suppress(ImportError):
        import keras  # noqa: F401
    hoard = bytearray(b"x") * (at.megabytes << 20)
    time.sleep(0.5)
    del hoard
