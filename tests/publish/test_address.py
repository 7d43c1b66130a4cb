"""The one line that knows where the course lies, and what follows from it."""

import pytest

from publish.address import Address, address, parse

MADE_UP = Address("Ada", "neural-course")
NOTEBOOK = "notebooks/01_neuron.ipynb"


def test_links_follow_from_owner_and_name():
    assert MADE_UP.repository == "https://github.com/Ada/neural-course"
    assert MADE_UP.site == "https://ada.github.io/neural-course/"
    assert MADE_UP.binder(NOTEBOOK) == (
        "https://mybinder.org/v2/gh/Ada/neural-course/main"
        "?urlpath=lab%2Ftree%2Fnotebooks%2F01_neuron.ipynb"
    )
    assert MADE_UP.colab(NOTEBOOK) == (
        "https://colab.research.google.com/github/Ada/neural-course/blob/main/" + NOTEBOOK
    )
    assert MADE_UP.in_browser(NOTEBOOK) == (
        f"https://ada.github.io/neural-course/lite/lab/index.html?path={NOTEBOOK}"
    )
    assert MADE_UP.file("README.md") == "https://github.com/Ada/neural-course/blob/main/README.md"
    assert MADE_UP.download(NOTEBOOK).endswith(f"/Ada/neural-course/main/{NOTEBOOK}")


@pytest.mark.parametrize("end", ["", "/", ".git"])
def test_an_address_is_read_as_people_write_it(end):
    assert parse("https://github.com/Ada/neural-course" + end) == MADE_UP


@pytest.mark.parametrize("url", ["", "github.com/Ada/x", "https://gitlab.com/Ada/x"])
def test_any_other_address_is_refused_with_its_form(url):
    with pytest.raises(ValueError, match=r"must look like https://github\.com/OWNER/NAME"):
        parse(url)


def test_pyproject_has_an_address():
    assert address().name
