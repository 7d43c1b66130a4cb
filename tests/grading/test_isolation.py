"""What isolates: it is tried before it is trusted, and where it fails, nothing is graded."""

import errno
import os
import platform
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from course_lib.grading.inside import import_filter, landlock_rules, lockdown, seccomp
from course_lib.grading.isolation import bubblewrap, choose, landlock, readable, sandbox_process
from course_lib.grading.limits import Limits
from course_lib.grading.sandbox import CallRequest, NoIsolation, run_in_sandbox
from course_lib.grading.session import Session, SessionEnded
from course_lib.notebooks.threads import ONE_BLAS_THREAD

ON_LINUX = sys.platform.startswith("linux")
linux = pytest.mark.skipif(not ON_LINUX, reason="sandboxes are made by Linux")


@pytest.fixture(params=choose.NAMES)
def isolation(request):
    """Each kind of isolation in turn."""
    probe = choose.probe(request.param)
    if not probe.works:
        pytest.skip(f"{probe.name} does not work here: {probe.reason}")
    return choose._module(probe.name)


def raised_by(source, isolation, **options):
    """What a cell in a sandbox raises, as the note on it says."""
    transcript = run_in_sandbox([source], [], isolation=isolation.name, **options)
    return " ".join(transcript.notes)


# Choosing


@pytest.fixture
def set_probes(monkeypatch):
    """Decides which isolations are said to work."""

    def decide(**works):
        found = {name: choose.Probe(name, works[name], "broken") for name in works}
        monkeypatch.setattr(choose, "probe", found.__getitem__)

    return decide


@pytest.mark.parametrize(
    ("works", "chosen"),
    [((True, True), "bubblewrap"), ((True, False), "bubblewrap"), ((False, True), "landlock")],
)
def test_the_best_that_works_is_chosen(set_probes, works, chosen):
    set_probes(bubblewrap=works[0], landlock=works[1])
    assert choose.choose().name == chosen


def test_where_nothing_isolates_nothing_is_run(set_probes, monkeypatch):
    set_probes(bubblewrap=False, landlock=False)
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(NoIsolation, match=r"bubblewrap: broken; landlock: broken.*Install"):
        run_in_sandbox(["x = 1"], [CallRequest("x", ())])


def test_who_names_an_isolation_gets_that_or_none(set_probes):
    set_probes(bubblewrap=False, landlock=True)
    with pytest.raises(NoIsolation, match="bubblewrap: broken"):
        choose.choose("bubblewrap")


def test_an_isolation_is_known_by_name():
    with pytest.raises(ValueError, match="'docker'"):
        choose.probe("docker")


def test_other_systems_are_told_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    probe = choose.probe.__wrapped__("bubblewrap")
    assert not probe.works
    assert "Linux" in probe.reason


def test_what_is_not_installed_is_said(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(landlock_rules, "version", lambda: 0)
    assert "apt install bubblewrap" in bubblewrap.missing()
    assert "5.13" in landlock.missing()


@linux
def test_another_processor_has_no_filter_and_so_no_sandbox(monkeypatch):
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert not seccomp.supported()
    assert landlock.missing() or not landlock_rules.version()


# Locking up


def test_a_worker_that_can_read_a_secret_refuses_to_start(isolation, monkeypatch):
    monkeypatch.setattr(sandbox_process, "forbidden_files", lambda: (os.__file__,))
    with pytest.raises(SessionEnded, match=f"possible to open {re.escape(os.__file__)}"):
        Session(isolation, Limits())


def test_what_fails_at_the_start_raises_and_grades_nothing(isolation, monkeypatch):
    monkeypatch.setattr(sandbox_process, "forbidden_files", lambda: (os.__file__,))
    with pytest.raises(NoIsolation, match="possible to open"):
        run_in_sandbox(["x = 1"], [], isolation=isolation.name)


def test_a_worker_that_does_not_start_says_what_it_can(isolation, monkeypatch):
    monkeypatch.setattr(sandbox_process, "WORKER_FILE", sandbox_process.WORKER_FILE + "less")
    with pytest.raises(SessionEnded, match=r"did not start.*worker.pyless"):
        Session(isolation, Limits())


def test_a_sandbox_that_cannot_be_watched_is_not_used(isolation, monkeypatch):
    def unseen(self):
        raise OSError("unseen")

    monkeypatch.setattr(sandbox_process.SandboxProcess, "usage", unseen)
    with pytest.raises(SessionEnded, match="watched: unseen"):
        Session(isolation, Limits())


@linux
def test_what_succeeds_is_noticed(tmp_path):
    """Here, outside, everything that the worker tries succeeds, and each is a reason to stop."""
    attempts = [
        lambda: os.close(os.open(tmp_path, os.O_RDONLY)),
        lambda: os.close(os.open(tmp_path / "new", os.O_CREAT | os.O_WRONLY)),
        lambda: os.kill(os.getpid(), 0),
    ]
    for attempt in attempts:
        with pytest.raises(lockdown.LockdownError, match="it was possible to try"):
            lockdown._must_fail("try", attempt)


# Reaching out


def test_only_what_is_on_the_list_of_system_calls_exists(isolation):
    """Every other number, up to far beyond the last that Linux has, is refused."""
    column = seccomp._architecture()[0]
    lists = (*seccomp._ALLOWED.values(), *seccomp._NUMBERS.values())
    known = {numbers[column] for numbers in lists} - {seccomp.number("socket")}
    known |= {335, 336}  # the kernel's own, behind its debugger's back: a crash for all others
    unknown = [n for n in range(700) if n not in known]
    said = raised_by(
        f"""
import ctypes, errno
libc = ctypes.CDLL(None, use_errno=True)
through = []
for number in {unknown}:
    ctypes.set_errno(0)
    if libc.syscall(number, 0, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() != errno.ENOSYS:
        through.append(number)
raise Exception(through)
""",
        isolation,
    )
    assert said == "Cell 1 stopped with Exception: []"
    assert len(unknown) > 500


REACHES = [
    "os.fork()", "os.kill(os.getppid() or 2, 0)", "os.kill(-1, 9)", "os.killpg(0, 9)",
    "os.execv('/bin/sh', ['sh'])", "__import__('socket').socket()", "os.memfd_create('x')",
    "__import__('subprocess').run(['true'])", "os.mkfifo('pipe')", "os.chmod('.', 0)",
    "os.truncate('/dev/null', 0)", "os.setpriority(os.PRIO_PROCESS, 0, 19)", "os.chroot('/')",
    "__import__('threading').Thread(target=print).start()",
    "__import__('fcntl').fcntl(0, 8, 1)", "__import__('fcntl').ioctl(0, 0x5412, b'x')",
    "__import__('resource').prlimit(1, 0)", "__import__('resource').setrlimit(0, (-1, -1))",
    "open('/etc/passwd')", "open('/proc/self/environ')", "os.listdir('/proc/1')",
    "open('/dev/shm/x', 'w')", "open('/x', 'w')", "open(os.__file__, 'a')",
    "os.listdir('/home')", "os.listdir('/var')", "open('/etc/hostname')",
    "os.symlink('/', 'root')", "os.link(os.__file__, 'x')", "os.rename(os.__file__, 'x')",
    "os.unlink(os.__file__)",
]  # fmt: skip


def test_what_reaches_beyond_the_sandbox_fails(isolation):
    cells = [f"import os\n{attempt}" for attempt in REACHES]
    transcript = run_in_sandbox(cells, [], isolation=isolation.name)
    notes = dict(enumerate(transcript.notes))
    for number, attempt in enumerate(REACHES):
        failed = rf"Cell {number + 1} stopped with \w*(Error|error): "
        assert re.match(failed, notes.get(number, "")), f"{attempt} did not fail: {notes}"


def test_the_solutions_are_not_there(isolation, project):
    lessons = map(str, (project / "course_lib" / "exercises").rglob("*.py"))
    paths = [
        *lessons,
        str(project / "notebooks"),
        str(project / "course_lib" / "grading" / "marking.py"),
    ]
    source = f"""
import os
import course_lib.exercises.lesson_01 as lesson
found = []
for path in {paths}:
    try:
        os.close(os.open(path, os.O_RDONLY))
        found.append(path)
    except OSError:
        pass
raise Exception(found, getattr(lesson, "__file__", None))
"""
    assert raised_by(source, isolation) == "Cell 1 stopped with Exception: ([], None)"
    assert len(paths) > 10


def test_the_environment_is_clean(isolation, monkeypatch):
    monkeypatch.setenv("SECRET", "gradebook")
    said = raised_by("import os; raise Exception(sorted(os.environ))", isolation)
    assert "SECRET" not in said
    assert "PYTHONHASHSEED" in said


def test_a_sandbox_has_one_blas_thread_whatever_the_grader_has(isolation, monkeypatch):
    for name in ONE_BLAS_THREAD:
        monkeypatch.setenv(name, "8")
    source = f"import os; raise Exception([os.environ[name] for name in {list(ONE_BLAS_THREAD)}])"
    assert raised_by(source, isolation) == f"Cell 1 stopped with Exception: {['1'] * 4}"


def test_no_pipe_but_its_own_two_is_open(isolation):
    found = "[i for i in range(1000) if i < 64 and _is_open(i)]"
    source = f"""
import os
def _is_open(i):
    try:
        return bool(os.fstat(i))
    except OSError:
        return False
raise Exception({found})
"""
    reader, writer = os.pipe()
    try:
        assert raised_by(source, isolation) == "Cell 1 stopped with Exception: [0, 1, 2, 3, 4]"
    finally:
        os.close(reader)
        os.close(writer)


# Ending


def gone(process, seconds=10):
    """Whether a process is no more, or soon."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_nothing_is_left_of_a_sandbox_that_is_closed(isolation):
    session = Session(isolation, Limits())
    inside, home = session._sandbox.worker(), session._sandbox.home
    with pytest.raises(SessionEnded, match="longer than"):
        session.request("cell", (1, "open('x', 'w').write('y')\nwhile True: pass"), 0.3)
    session.close()
    assert gone(inside, seconds=0.5)
    assert not os.path.exists(home)


def test_a_sandbox_ends_with_its_grader(isolation, project, tmp_path):
    """Whose end comes without a warning."""
    grader = f"""
import sys, time
from course_lib.grading.session import Session, SessionEnded
from course_lib.grading.isolation import {isolation.name}
from course_lib.grading.limits import Limits
session = Session({isolation.name}, Limits())
print(session._sandbox.worker(), flush=True)
session.request("cell", (1, "import signal, time\\nwhile True: time.sleep(1)"), 60)
"""
    environment = {**os.environ, "PYTHONPATH": str(project), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [sys.executable, "-c", grader], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        inside = int(process.stdout.readline())
        assert not gone(inside, seconds=0.3)
        process.send_signal(signal.SIGKILL)
    assert gone(inside)


def test_what_a_killed_grader_left_is_swept_up(monkeypatch, tmp_path):
    monkeypatch.setattr(landlock.tempfile, "gettempdir", lambda: str(tmp_path))
    for name in ("course-sandbox-999999999-ab", f"course-sandbox-{os.getpid()}-ab", "other"):
        (tmp_path / name).mkdir()
    landlock._remove_stale_folders.__wrapped__()
    kept = [f"course-sandbox-{os.getpid()}-ab", "other"] if ON_LINUX else ["other"]
    assert sorted(path.name for path in tmp_path.iterdir()) == kept


# What can be read


def test_nothing_that_can_be_read_says_what_is_right(project):
    seen = readable.readable_paths()
    checks = [path for path in seen.course if "checks" in path]
    names = {Path(path).name.partition(".")[0] for path in checks}  # the files and their bytecode
    assert names == {"run", "learner_code", "values"}
    for path in [*seen.course, *seen.readable, *seen.packages]:
        assert not (project / "course_lib" / "exercises" / "lesson_01").is_relative_to(path)
        assert not (project / "course_lib" / "grading" / "marking.py").is_relative_to(path)


def test_everything_that_the_import_filter_allows_is_there(project):
    for path in (*import_filter.ALLOWED_FILES, *import_filter.ALLOWED_FOLDERS):
        assert (project / "course_lib" / path).exists()


def test_a_course_among_the_packages_is_gone_around(tmp_path):
    """Rules that only allow have to name what lies beside it."""
    for path in ("numpy/core", "course_lib/exercises", "zlib"):
        (tmp_path / path).mkdir(parents=True)
    hidden = str(tmp_path / "course_lib")
    names = {str(tmp_path / name) for name in ("numpy", "zlib")}
    assert set(readable._around(str(tmp_path), (hidden,))) == names
    assert readable._around(str(tmp_path / "numpy"), (hidden,)) == [str(tmp_path / "numpy")]
    assert readable._around(hidden, (hidden,)) == []


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A view in which a copy of the course, with its solutions, stands among the packages."""
    solutions = tmp_path / "packages" / "course_lib" / "exercises" / "lesson_01.py"
    solutions.parent.mkdir(parents=True)
    solutions.write_text("answer = 42")
    (tmp_path / "packages" / "beside.py").write_text("there = True")
    usual, folder = readable.readable_paths(), str(tmp_path / "packages")
    paths = readable.ReadablePaths(
        usual.python, (*usual.packages, folder), (*usual.readable, folder),
        (*usual.hidden, str(tmp_path / "packages" / "course_lib")), usual.course,
    )  # fmt: skip
    for module in (bubblewrap, landlock, sandbox_process):
        monkeypatch.setattr(module, "readable_paths", lambda: paths)
    return solutions


def test_an_installed_course_keeps_its_solutions_to_itself(isolation, installed):
    said = raised_by(f"import beside; open({str(installed)!r})", isolation)
    assert "beside" not in said
    assert re.search("PermissionError|FileNotFoundError", said)
    said = raised_by(f"open({str(installed.parent)!r} + '/new', 'w')", isolation)
    assert "Error" in said


# The filter itself


def run_filter(program, number, argument=0, architecture=None, place=0):
    """What a filter says to a call: a small machine for its small language."""
    audit = seccomp._architecture()[1]
    data = {0: number, 4: audit if architecture is None else architecture}
    data |= {16 + 8 * i: argument if i == place else 0 for i in range(6)}
    accumulator, at = 0, 0
    while True:
        code, yes, no, value = program[at]
        at += 1
        if code == 0x20:
            accumulator = data[value]
        elif code == 0x06:
            return value
        else:
            test = {0x15: accumulator == value, 0x35: accumulator >= value,
                    0x45: bool(accumulator & value)}[code]  # fmt: skip
            at += yes if test else no


@pytest.fixture(params=["x86_64", "aarch64"])
def program(request, monkeypatch):
    """The filter for each kind of processor, on any machine, threads allowed or not."""
    monkeypatch.setattr(platform, "machine", lambda: request.param)
    return seccomp._program


ALLOWED, KILLED = 0x7FFF0000, 0x80000000
REFUSED, MISSING = 0x50000 | errno.EPERM, 0x50000 | errno.ENOSYS


def test_the_filter_lets_computing_pass(program):
    column = seccomp._architecture()[0]
    for numbers in seccomp._ALLOWED.values():
        if numbers[column] is not None:
            assert run_filter(program(False), numbers[column]) == ALLOWED


@pytest.mark.parametrize(
    ("name", "place", "good", "bad"),
    [
        ("kill", 0, os.getpid(), 1), ("tgkill", 0, os.getpid(), os.getppid()),
        ("kill", 0, os.getpid(), 0), ("kill", 0, os.getpid(), 2**32 - 1), ("prctl", 0, 15, 1),
        ("prlimit64", 0, 0, 1), ("fcntl", 1, 3, 8), ("fcntl", 1, 1030, 10),
        ("ioctl", 1, 0x5401, 0x5412),
    ],
    ids=lambda value: "own pid" if value == os.getpid() else None,  # the same in each run
)  # fmt: skip
def test_the_filter_looks_at_arguments(program, name, place, good, bad):
    number = seccomp.number(name)
    assert run_filter(program(False), number, good, place=place) == ALLOWED
    assert run_filter(program(False), number, bad, place=place) == REFUSED


def test_the_filter_allows_threads_and_never_processes(program):
    thread, process, number = 0x3D0F00, 0x1200011, seccomp.number("clone")
    assert run_filter(program(False), number, thread) == MISSING
    assert run_filter(program(True), number, thread) == ALLOWED
    assert run_filter(program(True), number, process) == REFUSED


def test_the_filter_kills_what_speaks_for_another_processor(program):
    i386 = 0x40000003
    assert run_filter(program(False), 1, architecture=i386) == KILLED


def test_the_filter_knows_the_second_set_of_numbers(program):
    assert run_filter(program(False), 0x40000000 + 1) == MISSING


@pytest.mark.parametrize(
    ("column", "header"),
    [
        (0, "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        (1, "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_the_numbers_are_the_kernels(column, header):
    if not os.path.exists(header):
        pytest.skip(f"the kernel's own list is not installed: {header}")
    found = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text()))
    found.setdefault("newfstatat", found.get("fstatat"))  # its name on ARM
    for name, numbers in {**seccomp._ALLOWED, **seccomp._NUMBERS}.items():
        if numbers[column] is not None:
            assert int(found[name]) == numbers[column], name
