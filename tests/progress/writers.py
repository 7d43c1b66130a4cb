"""Many who write to one progress file at once."""

import multiprocessing

from course_lib import progress


def write_many(name, events):
    """One of many processes: its kernel's whole day, in a second."""
    for number in range(events):
        if not progress.record(1, name, "not yet", f"answer {number}"):
            raise SystemExit(f"lost: {progress.notice()}")


def write_at_once(writers, events):
    """So many processes, "w0" and on, each writing so many events; none may fail."""
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=write_many, args=(f"w{n}", events)) for n in range(writers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * writers
