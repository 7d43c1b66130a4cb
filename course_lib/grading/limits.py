"""How much memory, time and disk a submission may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """``wall_seconds`` is for the whole submission; cells and calls have theirs within it.

    ``address_mb`` is the memory that may be reserved, ``memory_mb`` what may be filled: the kernel
    refuses more of the one, the grader watches the other. ``threads`` is how many may be started:
    NumPy needs none.
    ``restarts`` is how often a sandbox that a cell has ended is started again without that cell.
    """

    memory_mb: int = 1024
    address_mb: int = 1024
    cpu_seconds: int = 30
    wall_seconds: float = 60.0
    start_seconds: float = 30.0
    cell_seconds: float = 15.0
    call_seconds: float = 5.0
    files_mb: int = 16
    max_files: int = 500
    threads: int = 0
    restarts: int = 5

    @classmethod
    def heavy(cls) -> "Limits":
        """For notebooks that import TensorFlow, which maps much memory and starts many threads."""
        return cls(
            memory_mb=3072, address_mb=32_768, cpu_seconds=180, wall_seconds=240.0,
            cell_seconds=90.0, call_seconds=15.0, files_mb=64, threads=256,
        )  # fmt: skip
