"""Two learners at once on a JupyterHub: each works in peace, within what is theirs."""

import ast
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest

LESSON = "notebooks/01_neuron.ipynb"
FIRST_EXERCISE = "check.weighted_sum(weighted_sum)"
RIGHT = "    return sum(i * j for i, j in zip(w, x)) + b"
WITHOUT_BIAS = "    return sum(i * j for i, j in zip(w, x))"
ANSWER = """
def weighted_sum(x, w, b):
{}


check.weighted_sum(weighted_sum)
"""


@pytest.fixture(scope="module")
def at_work(hub, learners, project):
    """Both with a kernel in which lesson 01 has run up to its first exercise: at the same time."""
    notebook = nbformat.read(project / LESSON, as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    before = code[: next(i for i, cell in enumerate(code) if FIRST_EXERCISE in cell)]

    def begin(learner):
        learner.start_kernel()
        return [learner.run(cell) for cell in before]

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(begin, learners))
    assert not any("Error" in line for lines in said for line in lines), said
    return learners


def test_both_answer_at_once_and_each_is_told_of_their_own(at_work):
    ada, blaise = at_work
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ada.run, ANSWER.format(RIGHT))
        second = pool.submit(blaise.run, ANSWER.format(WITHOUT_BIAS))
    assert "Correct: A layer of a hundred neurons" in first.result()
    assert "without the bias" in second.result()


def test_progress_is_kept_for_each(hub, at_work):
    kept = {}
    for name in hub.users:
        (file,) = (hub.homes / name).rglob("progress.sqlite")
        with sqlite3.connect(file) as progress:
            rows = progress.execute("SELECT exercise, state, answer FROM events").fetchall()
        kept[name] = {(exercise, state) for exercise, state, _ in rows if state != "shown"}
        assert ("zip(w, x)) + b" in str(rows)) == (name == "ada")
    assert kept["ada"] == {("weighted_sum", "correct")}
    assert kept["blaise"] == {("weighted_sum", "not yet")}


def test_neither_has_what_the_other_has(at_work):
    ada, blaise = at_work
    ada.run("secret = 'of Ada'")
    assert "NameError" in blaise.run("secret")
    ours = [ast.literal_eval(learner.run(WHO)) for learner in at_work]
    for one, other in zip(*ours, strict=True):
        assert one
        assert other
        assert one != other


WHO = """
import os
[os.environ[name] for name in ("HOME", "USER", "JUPYTERHUB_API_TOKEN")] + [os.getcwd(), os.getpid()]
"""


def test_the_hub_lets_nobody_into_anothers_server(at_work):
    ada, blaise = at_work
    assert ada.ask("api/contents").status_code == 200
    for path in ("api/contents", "api/kernels", f"api/kernels/{blaise.kernel}", "lab"):
        assert ada.ask(path, owner="blaise").status_code == 403, path
    assert [kernel["id"] for kernel in ada.ask("api/kernels").json()] == [ada.kernel]
    for path in ("users/blaise", "users/blaise/tokens"):
        assert ada.hub_says(path).status_code == 404, path
    assert ada.hub_says("users").status_code == 403
    stolen = ada.run("import os; os.environ['JUPYTERHUB_API_TOKEN']").strip("'")
    ada.token, own = stolen, ada.token  # what any cell can read is no key to a neighbour either
    try:
        assert ada.ask("api/contents", owner="blaise").status_code == 403
    finally:
        ada.token = own


def test_no_server_shows_the_others_files(at_work):
    ada, blaise = at_work
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Mine.")])
    blaise.save("mine.ipynb", json.loads(nbformat.writes(notebook)))
    assert "mine.ipynb" in str(blaise.ask("api/contents").json()["content"])
    assert "mine.ipynb" not in str(ada.ask("api/contents").json()["content"])
    assert ada.ask("api/contents/..%2Fblaise%2Fmine.ipynb").status_code in (403, 404)


def test_no_kernel_reads_the_others_files(hub, at_work):
    if None in hub.users.values():
        pytest.skip("learners are users of the system where root runs this, with packages for all")
    ada = at_work[0]
    assert "PermissionError" in ada.run(f"open({str(hub.homes / 'blaise' / 'mine.ipynb')!r})")
    assert "PermissionError" in ada.run(f"__import__('os').listdir({str(hub.homes / 'blaise')!r})")


def test_a_kernel_computes_with_one_thread(at_work):
    for learner in at_work:
        count = "import os, numpy as np; np.ones((300, 300)) @ np.ones((300, 300));"
        count += "print(len(os.listdir('/proc/self/task')))"
        alone = (
            f"import subprocess, sys; subprocess.check_output([sys.executable, '-c', {count!r}])"
        )
        assert learner.run(alone) == r"b'1\n'"


def test_whoever_takes_too_much_memory_is_stopped_and_the_neighbour_goes_on(at_work):
    ada, blaise = at_work
    blaise.run("x = [1, 2, 3]")
    assert "MemoryError" in ada.run("hoard = np.ones(2 * 1024**3 // 8)")
    grow = (
        "hoard = []\nwhile True:\n    hoard.append(np.empty(2**27))"  # a GB each, none of it used
    )
    assert "MemoryError" in ada.run(grow)
    assert blaise.run("sum(x)") == "6"
    assert ada.run("len(hoard), 2 + 2") == "(1, 4)"  # and keeps what fitted


def test_nothing_can_be_reached_from_another_machine(hub, at_work):
    listening = {
        connection.laddr.ip
        for process in hub.processes()
        for connection in process.net_connections("inet")
        if connection.status == "LISTEN"
    }
    assert listening == {"127.0.0.1"}
