"""The link for a class on a JupyterHub, and the command that prints it."""

from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from publish import __main__ as command
from publish.address import Address

MADE_UP = Address("Ada", "neural-course")
NOTEBOOK = "notebooks/01_neuron.ipynb"


@pytest.mark.parametrize("hub", ["https://hub.example.org", "https://hub.example.org/"])
def test_a_link_pulls_the_repository_and_opens_a_notebook(hub):
    link = urlsplit(MADE_UP.nbgitpuller(hub, NOTEBOOK))
    assert f"{link.scheme}://{link.netloc}{link.path}" == (
        "https://hub.example.org/hub/user-redirect/git-pull"
    )
    assert parse_qs(link.query) == {
        "repo": ["https://github.com/Ada/neural-course"],
        "branch": ["main"],
        "urlpath": [f"lab/tree/neural-course/{NOTEBOOK}"],
    }


def test_a_hub_below_a_path_keeps_it():
    link = MADE_UP.nbgitpuller("http://127.0.0.1:8000/jupyter")
    assert link.startswith("http://127.0.0.1:8000/jupyter/hub/user-redirect/git-pull?repo=https%3A")


@pytest.mark.parametrize("hub", ["", "hub.example.org", "ftp://hub.example.org"])
def test_what_is_no_hubs_address_is_refused(hub):
    with pytest.raises(ValueError, match=r"begins with https://"):
        MADE_UP.nbgitpuller(hub)


def printed(monkeypatch, where, *options):
    monkeypatch.setattr(command, "address", lambda: where)
    return CliRunner().invoke(command.app, ["links", *options])


def test_the_command_prints_the_link_and_nothing_else(monkeypatch):
    hub = "https://hub.example.org"
    done = printed(monkeypatch, MADE_UP, "--hub", hub, "--notebook", NOTEBOOK)
    assert done.exit_code == 0
    assert done.output == MADE_UP.nbgitpuller(hub, NOTEBOOK) + "\n"


def test_a_placeholder_is_told_to_the_one_who_prints(monkeypatch):
    where = Address("OWNER", "neural-course")
    done = printed(monkeypatch, where, "--hub", "https://hub.example.org")
    assert done.exit_code == 1
    assert "OWNER stands for the repository's owner" in done.stderr
    assert done.stdout == where.nbgitpuller("https://hub.example.org") + "\n"


def test_a_hub_without_its_scheme_ends_in_a_sentence(monkeypatch):
    done = printed(monkeypatch, MADE_UP, "--hub", "hub.example.org")
    assert done.exit_code == 2
    assert "begins with https://" in done.stderr
    assert done.stdout == ""
