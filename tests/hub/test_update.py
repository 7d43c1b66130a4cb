"""A lesson changes while a class works in it: a link brings the change, and takes no answer.

The repository on the web is a folder here, and nbgitpuller pulls from it through the hub.
"""

import copy
import json
import random
import subprocess

import nbformat
import pytest

from publish.address import Address
from tests.thorough import usually

LESSON = "notebooks/01_neuron.ipynb"
CHANGES = usually(25, thorough=400)
ANSWER = "def weighted_sum(x, w, b):\n    return w[0] * x[0] + w[1] * x[1] + b  # my answer"


def exercise(notebook):
    """The cell with the first exercise."""
    return next(cell for cell in notebook["cells"] if "def weighted_sum" in cell["source"])


def git(*arguments, cwd):
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def upstream(hub, project):
    """The repository that the class pulls from, with lesson 01 in it, and what commits there."""
    folder = hub.folder / "neural-course"
    (folder / "notebooks").mkdir(parents=True)
    (folder / LESSON).write_bytes((project / LESSON).read_bytes())
    git("init", "--quiet", "--initial-branch=main", ".", cwd=folder)

    def commit(message):
        git("add", "--all", cwd=folder)
        git("commit", "--quiet", "--message", message, cwd=folder)

    commit("Lesson 01")
    return folder, commit


@pytest.fixture
def link(hub, upstream, monkeypatch):
    """The link that the course makes for this hub, with that folder in place of GitHub."""
    monkeypatch.setattr(Address, "repository", upstream[0].as_uri())
    return Address("Ada", "neural-course").nbgitpuller(hub.url, LESSON)


def test_the_link_leads_through_the_hub_to_the_lesson(learners, link):
    page = learners[0].browser.get(link, timeout=120)
    assert page.status_code == 200
    assert page.url.startswith(f"{learners[0].hub}/user/ada/git-pull?")
    assert f"lab/tree/neural-course/{LESSON}" in page.text


def test_a_changed_lesson_comes_and_the_answer_stays(learners, upstream, link):
    ada, blaise = learners
    folder, commit = upstream
    for learner in learners:
        learner.pull(link)
    path = f"neural-course/{LESSON}"

    mine = ada.read(path)
    exercise(mine)["source"] = ANSWER
    exercise(mine)["outputs"] = [nbformat.v4.new_output("stream", text="Correct")]
    ada.save(path, mine)

    theirs = nbformat.read(folder / LESSON, as_version=4)
    asked = exercise(theirs)
    asked.source = "# A new first line.\n" + asked.source.replace("return", "return 1 *")
    theirs.cells[0].source = "# A new title"
    theirs.cells.append(nbformat.v4.new_markdown_cell("A new ending."))
    nbformat.write(theirs, folder / LESSON)
    nbformat.write(nbformat.v4.new_notebook(), folder / "notebooks" / "02_new.ipynb")
    commit("Lesson 01 changes, lesson 02 is there")

    for learner in learners:
        learner.pull(link)
    after = ada.read(path)
    # A line that both changed stays the learner's; a new one comes, in an answered cell too.
    assert exercise(after)["source"] == "# A new first line.\n" + ANSWER
    assert exercise(after)["outputs"][0]["text"] == "Correct"
    assert after["cells"][0]["source"] == "# A new title"  # she had not touched these
    assert after["cells"][-1]["source"] == "A new ending."
    assert ada.read("neural-course/notebooks/02_new.ipynb")["cells"] == []
    assert exercise(blaise.read(path))["source"] == asked.source  # he had answered nothing


def test_a_lesson_that_a_learner_deleted_comes_back(learners, upstream, link):
    ada = learners[0]
    ada.pull(link)
    ada.ask(f"api/contents/neural-course/{LESSON}", "DELETE").raise_for_status()
    ada.pull(link)
    assert ada.read(f"neural-course/{LESSON}")["cells"]


# ------------------------------------------------------------ what any change makes of a lesson


def as_a_learner_leaves_it(released):
    """A lesson that was run, so that each output is another, and answered."""
    notebook = copy.deepcopy(released)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=2):
        cell.execution_count = number
        for output in cell.outputs:
            output.pop("execution_count", None)
            if "data" in output:
                output.data["application/vnd.jupyter.widget-view+json"] = {"model_id": str(number)}
            if output.output_type == "execute_result":
                output.execution_count = number
    exercise(notebook).source = ANSWER
    return notebook


def as_an_author_changes_it(released, draw):
    """Some cells gone, some new, some reworded."""
    notebook, cells = copy.deepcopy(released), []
    for cell in notebook.cells:
        change = draw.choice(["none"] * 6 + ["gone", "reworded", "code before", "words before"])
        if change == "reworded":
            cell.source = cell.source.replace("e", "E", 2) + "\n# more"
        if change == "code before":
            cells.append(nbformat.v4.new_code_cell("z = 7", execution_count=3))
        if change == "words before":
            cells.append(nbformat.v4.new_markdown_cell("New words.\n\nAnd more of them."))
        cells += [] if change == "gone" else [cell]
    notebook.cells = cells
    return notebook


@pytest.mark.parametrize("seed", range(CHANGES))
def test_whatever_an_author_changes_a_lesson_opens_and_holds_the_answer(seed, project, tmp_path):
    released = nbformat.read(project / LESSON, as_version=4)
    versions = {
        "learner": as_a_learner_leaves_it(released),
        "released": released,
        "author": as_an_author_changes_it(released, random.Random(seed)),
    }
    for name, notebook in versions.items():
        (tmp_path / name).write_text(nbformat.writes(notebook), encoding="utf-8")
    # What `git merge -Xours` does to a file that both have changed.
    merged = git("merge-file", "-p", "--ours", *versions, cwd=tmp_path)
    notebook = json.loads(merged)
    assert [cell["source"] for cell in notebook["cells"]].count(ANSWER.splitlines(True)) == 1
