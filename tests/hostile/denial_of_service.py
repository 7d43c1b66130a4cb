"""Attacks that end the run, or never let it end. All other answers in these notebooks are right."""

from tests.hostile.attack import Harm, attack


@attack(Harm.STOPS)
def an_endless_loop():
    while True:
        pass


@attack(Harm.STOPS, where="finish", loses=frozenset({"finish"}))
def an_endless_loop_in_an_answer():
    def finish(x1, x2, w1, w2, b):
        while True:
            pass


@attack(Harm.STOPS)
def a_long_sleep():
    import time

    time.sleep(100_000)


@attack(Harm.STOPS)
def a_loop_that_no_signal_ends():
    import signal

    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue


@attack(Harm.STOPS)
def an_expression_that_never_matches():
    import re

    re.match(r"(a+)+$", "a" * 60 + "b")


@attack(Harm.LOSES)
def an_exit_at_once():
    import os

    os._exit(0)


@attack(Harm.LOSES, where="finish", loses=frozenset({"finish"}))
def an_exit_at_once_in_an_answer():
    def finish(x1, x2, w1, w2, b):
        import os

        os._exit(0)


@attack(Harm.LOSES)
def a_polite_exit():
    import sys

    sys.exit("that is all")


@attack(None, where="finish", loses=frozenset({"finish"}))
def a_polite_exit_in_an_answer():
    def finish(x1, x2, w1, w2, b):
        raise SystemExit(0)


@attack(Harm.LOSES)
def a_kill_of_itself():
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


@attack(Harm.STOPS)
def a_kill_of_its_parent():
    import os
    import signal

    os.kill(os.getppid(), signal.SIGKILL)


@attack(Harm.STOPS)
def a_kill_of_its_whole_group():
    import os
    import signal

    os.killpg(0, signal.SIGKILL)


@attack(Harm.STOPS)
def a_stop_that_nobody_continues():
    import os
    import signal

    os.kill(os.getpid(), signal.SIGSTOP)


@attack(Harm.STOPS)
def a_stop_of_its_parent():
    import os
    import signal

    os.kill(os.getppid(), signal.SIGSTOP)


@attack(Harm.LOSES)
def a_crash():
    import ctypes

    ctypes.string_at(0)


@attack(Harm.LOSES)
def an_abort():
    import os

    os.abort()


@attack(Harm.LOSES)
def a_stack_without_bottom():
    import sys

    sys.setrecursionlimit(10**9)

    class Down:
        def __getattr__(self, name):
            return getattr(self, name)

    Down().bottom  # noqa: B018


@attack(Harm.LOSES)
def an_interrupt():
    raise KeyboardInterrupt


@attack(Harm.LOSES)
def an_exception_unlike_any_other():
    class Unlike(BaseException):
        def __str__(self):
            raise Unlike

        __repr__ = __str__

    raise Unlike


@attack(Harm.LOSES)
def an_ordinary_error():
    1 / 0  # noqa: B018


@attack(Harm.LOSES)
def closed_doors():
    import os

    os.closerange(0, 1024)


@attack(Harm.STOPS)
def a_farewell_that_never_ends():
    import atexit
    import threading
    import time

    atexit.register(time.sleep, 100_000)
    threading.Thread(target=time.sleep, args=(100_000,)).start()


@attack(Harm.STOPS)
def a_question_to_nobody():
    import os

    while os.read(0, 1 << 16):
        pass


@attack(Harm.STOPS)
def a_pipe_that_nobody_fills():
    import os
    import tempfile

    path = os.path.join(tempfile.mkdtemp(), "pipe")
    os.mkfifo(path)
    with open(path, "rb") as pipe:
        pipe.read()
