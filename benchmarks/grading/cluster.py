"""A Dask cluster of two workers on this machine, in processes of its own."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]


@contextlib.contextmanager
def standing_by(wanted: bool) -> Iterator[str]:
    """The address of a cluster that waits for work, or an empty text where none is wanted."""
    if not wanted:
        yield ""
        return
    command = [sys.executable, "-m", "benchmarks.grading.cluster"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            if not (address := process.stdout.readline().strip()):
                sys.exit("Dask's cluster did not start.")
            print(f"  Dask's cluster of two workers waits at {address}", flush=True)
            yield address
        finally:
            process.stdin.close()
            process.wait(60)


def main() -> None:
    """Keep a cluster until whoever started this hangs up."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
