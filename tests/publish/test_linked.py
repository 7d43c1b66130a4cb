"""One command carries the address into every file that links to it, and back to a placeholder."""

import json
import os
import re
import shutil
import subprocess
import sys
from urllib.parse import unquote

import pytest
import yaml

from publish import first_cells
from publish.address import OWNER, Address, address
from publish.linked import BLOCKS, marks, out_of_step, set_address, text_of, write_links
from tests.house.project import FILES, NAMES
from tests.house.project import text_of as read

MADE_UP = Address("Lovelace", "neural-course")
URL = MADE_UP.repository
NOTEBOOKS = ("notebooks/00_start_here.ipynb", "notebooks/de/01_neuron.ipynb")


@pytest.fixture
def copy(project, tmp_path):
    """What the command reads and writes, in a folder of its own."""
    for name in ["pyproject.toml", *BLOCKS]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / name, tmp_path / name)
    shutil.copytree(project / "publish", tmp_path / "publish")
    (tmp_path / "notebooks" / "de").mkdir(parents=True)
    for name in NOTEBOOKS:
        shutil.copyfile(project / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def published(copy):
    """The copy, with a made-up address carried into it."""
    write_links(set_address(URL, copy), copy)
    return copy


COMMANDS = """
import json, sys
from typer.testing import CliRunner
from publish.__main__ import app

done = (CliRunner().invoke(app, ["address", *given]) for given in json.loads(sys.argv[1]))
print(json.dumps([(result.exit_code, result.output) for result in done]))
"""


def run(folder, *commands):
    """`python -m publish address` on a copy, once for each list of arguments; all in one process.

    Gives the exit code and what was said, for each.
    """
    paths = os.pathsep.join([str(folder), os.environ["PYTHONPATH"]])
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS, json.dumps(commands)],
        cwd=folder, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_file_is_in_step_with_pyproject():
    assert out_of_step(address()) == [], "run: python -m publish address"
    assert first_cells.out_of_step(address()) == [], "run: python -m publish address"


def test_no_other_file_writes_the_address_by_hand():
    where = address()
    home = {"pyproject.toml", *BLOCKS}
    assert [
        name
        for path, name in zip(FILES, NAMES, strict=True)
        if name not in home
        and not name.startswith(("publish/", "tests/"))
        and path.suffix != ".ipynb"  # whose first cells the command writes, too
        for link in (where.repository, where.site)
        if link in read(path)
    ] == []


def test_the_command_says_what_is_missing_and_then_where_the_course_lies(copy):
    before, written, after = run(copy, ["--check"], [URL + ".git"], ["--check"])
    assert before[0] == 0
    assert "python -m publish address https://github.com/YOU/NAME" in before[1]
    assert written[0] == 0, written
    assert f"The course lies at {URL}." in written[1]
    assert all(f"{name}: written" in written[1] for name in [*BLOCKS, *NOTEBOOKS])
    assert f"%pip install -q --no-deps {URL}/archive/" in (copy / NOTEBOOKS[0]).read_text("utf-8")
    assert address(copy / "pyproject.toml") == MADE_UP
    assert after == [0, f"The course lies at {URL}.\n"]


def test_check_fails_and_names_what_is_out_of_step(published):
    path = published / "README.md"
    moved = path.read_text("utf-8").replace("Lovelace/neural-course", "Lovelace/other")
    path.write_text(moved, "utf-8")
    elsewhere = "https://github.com/Blaise/nets"
    done = run(published, ["--check"], ["--check", elsewhere], ["https://example.org/x"], [])
    (code, said), of_another, refused, written = done
    assert code == 1
    assert "README.md: out of step: python -m publish address" in said
    assert "SECURITY.md" not in said
    assert all(f"{name}: out of step" in said for name in NOTEBOOKS)
    assert of_another[0] == 1
    assert "SECURITY.md: out of step" in of_another[1]
    assert refused[0] == 1
    assert "must look like https://github.com/OWNER/NAME" in refused[1]
    assert "README.md: written" in written[1]
    assert address(published / "pyproject.toml") == MADE_UP
    assert out_of_step(MADE_UP, published) == []


def test_with_an_address_nothing_says_that_one_is_missing(published):
    for name in BLOCKS:
        text = (published / name).read_text("utf-8")
        assert "publish address" not in text, name
        assert OWNER not in text, name
        assert "Lovelace" in text, name


def test_links_are_whole_and_open_what_is_there(published):
    text = (published / "README.md").read_text("utf-8")
    links = set(re.findall(r"\((https://[^)\s]*[Ll]ovelace[^)\s]*)\)", text))
    assert MADE_UP.site in links
    opened = [re.search(r"(?:urlpath=lab/tree/|path=)(.+)$", unquote(link)) for link in links]
    assert [found[1] for found in opened if found] == ["notebooks/00_start_here.ipynb"] * 2
    (workflow,) = set(re.findall(r"/actions/workflows/([\w.]+\.yml)", text))
    assert f".github/workflows/{workflow}" in NAMES


def test_machines_can_read_what_was_written(published):
    citation = yaml.safe_load((published / "CITATION.cff").read_text("utf-8"))
    assert (citation["repository-code"], citation["url"]) == (URL, MADE_UP.site)
    config = yaml.safe_load((published / ".github/ISSUE_TEMPLATE/config.yml").read_text("utf-8"))
    assert config["contact_links"][0]["url"] == f"{URL}/security/advisories/new"
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"}


def test_a_placeholder_takes_everything_back(project, published):
    write_links(set_address("https://github.com/OWNER/neural-network-course", published), published)
    if address().is_placeholder:
        for name in BLOCKS:
            assert (published / name).read_bytes() == (project / name).read_bytes()
    for name in BLOCKS:
        assert "Lovelace" not in (published / name).read_text("utf-8")


def test_a_file_without_its_marks_is_named(published):
    path = published / "SECURITY.md"
    path.write_text(path.read_text("utf-8").replace(marks("SECURITY.md", "report")[1], ""), "utf-8")
    with pytest.raises(ValueError, match=r"SECURITY\.md must have the marks <!-- address: report"):
        text_of("SECURITY.md", MADE_UP, published)
