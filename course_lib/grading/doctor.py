"""What this machine can grade with: what isolates, what is installed, and what to install."""

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_lib.grading.isolation import choose

_EXTRAS = (
    ("distributed", "Dask", "grade on a cluster", "dask"),
    ("nbgrader", "nbgrader", "write into nbgrader's gradebook", "nbgrader"),
)
_APPARMOR = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; ``needed`` findings that are not ``well`` stop the grading."""

    name: str
    well: bool
    said: str
    todo: str = ""
    needed: bool = False


def examine() -> list[Finding]:
    """Look at this machine; a sandbox is started for each kind of isolation."""
    return [*_isolation(), *_machine(), *_extras()]


def can_grade(findings: list[Finding]) -> bool:
    """Whether anything isolates, and nothing else is in the way."""
    return all(finding.well for finding in findings if finding.needed)


def _isolation() -> Iterator[Finding]:
    probes = choose.probe_all()
    any_works = any(probe.works for probe in probes)
    for probe in probes:
        said = "works: a sandbox was started, and could do nothing that it must not"
        if not probe.works:
            said = probe.reason
        yield Finding(probe.name, probe.works, said, "" if probe.works else _advice(probe.name))
    best = next((probe.name for probe in probes if probe.works), "")
    yield Finding(
        "isolation",
        any_works,
        f"submissions run under {best}" if any_works else "nothing isolates a submission",
        "" if any_works else "Do one of the above; until then nothing is graded.",
        needed=True,
    )


def _advice(name: str) -> str:
    if not sys.platform.startswith("linux"):
        return "Grade on Linux: on Windows in WSL 2, elsewhere in a virtual machine."
    if name == "landlock":
        return f"It takes Linux 5.13 with Landlock switched on; this is {platform.release()}."
    said = "Install it: apt install bubblewrap, dnf install bubblewrap, or pacman -S bubblewrap."
    if _APPARMOR.exists() and _APPARMOR.read_text().strip() == "1":
        said += (
            " This system lets programs make namespaces only with an AppArmor profile; give bwrap "
            "one, or, as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0."
        )
    return said


def _machine() -> Iterator[Finding]:
    cores = cores_here()
    yield Finding(
        "processors", True, f"{cores}: course grade --jobs {cores} uses all, and is the default"
    )
    free = _free_memory()
    if free is not None:
        need = cores * 0.5
        yield Finding(
            "memory",
            free >= need,
            f"{free:.1f} GB free; a submission may take up to 1 GB, most take 0.1",
            "" if free >= need else "Use fewer --jobs.",
        )


def _extras() -> Iterator[Finding]:
    for module, name, purpose, extra in _EXTRAS:
        there = importlib.util.find_spec(module) is not None
        yield Finding(
            name,
            there,
            "installed" if there else f"not installed; only needed to {purpose}",
            "" if there else f"pip install 'neural-network-course[{extra}]'",
        )


def cores_here() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _free_memory() -> float | None:
    """Gigabytes that can be had without swapping, where the system tells."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return None
    known = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(known["MemAvailable"].split()[0]) / 1e6
