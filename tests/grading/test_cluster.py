"""A Dask cluster on loopback grades as this machine does."""

import os
import subprocess
import sys

import pytest

from course_lib.grading.export import by_exercise
from course_lib.grading.schedule import grade

pytest.importorskip("distributed", reason="Dask is not installed: pip install -e '.[dask]'")

CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def scheduler(tmp_path, project):
    script = tmp_path / "cluster.py"
    script.write_text(CLUSTER)
    environment = {**os.environ, "PYTHONPATH": str(project)}
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    with process:
        yield process.stdout.readline().strip()
        process.stdin.close()
        process.wait(60)


def test_a_cluster_grades_as_this_machine_does(isolation, scheduler, handed_in, known):
    assert grade(handed_in, scheduler=scheduler).graded == 3
    there = by_exercise(handed_in, known, [0])
    assert [row.score for row in handed_in.rows()] == [2, 1, 0]
    handed_in.ungrade()
    grade(handed_in, jobs=0)
    assert by_exercise(handed_in, known, [0]) == there
