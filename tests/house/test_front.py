"""What GitHub reads of a repository: the citation, the issue forms, the promise, the version."""

import re
import tomllib

import pytest
import yaml

from tests.hostile.attack import Harm
from tests.house.project import PROJECT, text_of

VERSION = tomllib.loads(text_of(PROJECT / "pyproject.toml"))["project"]["version"]
FORMS = sorted((PROJECT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))

# Of the Citation File Format 1.2.0.
REQUIRED = {"authors", "cff-version", "message", "title"}
ALLOWED = REQUIRED | {
    *("abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords"),
    *("license", "license-url", "preferred-citation", "references", "repository"),
    *("repository-artifact", "repository-code", "type", "url", "version"),
}
# Of GitHub's form schema: what an element of each type may say of itself.
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}
# SECURITY.md's words for what tests/hostile looks for.
PROMISED = {
    Harm.STOPS: "end the run, hold it up beyond its clock, or keep another learner from a row",
    Harm.LOSES: "take points from right ones",
    Harm.FORGES: "give itself points for answers that are not right",
    Harm.LEAKS: "read the secret, the expected values, the gradebook, another submission",
    Harm.SPOILS: "change or delete any of them",
    Harm.KILLS: "end a process that is not its own",
    Harm.CALLS: "reach a network",
    Harm.LINGERS: "leave something running",
    Harm.HOARDS: "take more memory, processors, processes or disk than its share",
    Harm.SCRIPTS: "run anything in your terminal, browser or spreadsheet",
}


def test_the_citation_is_one():
    citation = yaml.safe_load(text_of(PROJECT / "CITATION.cff"))
    assert REQUIRED <= set(citation) <= ALLOWED
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", citation["date-released"])
    assert all(set(author) <= {"name", "website", "alias"} for author in citation["authors"])
    assert all(isinstance(word, str) and word for word in citation["keywords"])


def test_one_version_and_one_date_for_all():
    citation = yaml.safe_load(text_of(PROJECT / "CITATION.cff"))
    heading = rf"^## {re.escape(VERSION)}, (\d{{4}}-\d\d-\d\d)$"
    (date,) = re.findall(heading, text_of(PROJECT / "CHANGELOG.md"), re.M)
    assert (citation["version"], citation["date-released"]) == (VERSION, date)


def test_there_are_three_forms():
    names = [yaml.safe_load(text_of(form))["name"] for form in FORMS]
    assert names == ["A check said something wrong", "A sentence I read twice", "An attack"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_is_one_that_github_takes(form):
    parsed = yaml.safe_load(text_of(form))
    assert {"name", "description", "body"} <= set(parsed)
    assert set(parsed) <= {"name", "description", "body", "title", "labels", "assignees"}
    assert any(element["type"] != "markdown" for element in parsed["body"])
    ids = [element["id"] for element in parsed["body"] if element["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w-]+", name) for name in ids)
    for element in parsed["body"]:
        is_an_element(element)


def is_an_element(element):
    attributes = element["attributes"]
    assert set(element) <= {"type", "id", "attributes", "validations"}
    assert set(attributes) <= ATTRIBUTES[element["type"]]
    assert attributes["value" if element["type"] == "markdown" else "label"]
    assert set(element.get("validations", {})) <= {"required"}
    if element["type"] == "dropdown":
        assert len(set(attributes["options"])) == len(attributes["options"])
    if element["type"] == "checkboxes":
        assert all(set(box) <= {"label", "required"} for box in attributes["options"])
        assert "validations" not in element, "a box is required by itself"


def test_the_chooser_is_set():
    config = yaml.safe_load(text_of(PROJECT / ".github/ISSUE_TEMPLATE/config.yml"))
    assert set(config) <= {"blank_issues_enabled", "contact_links"}
    assert isinstance(config["blank_issues_enabled"], bool)


def test_an_attack_is_sent_to_the_private_form_first():
    (first, *_) = yaml.safe_load(text_of(FORMS[-1]))["body"]
    assert "everybody can read this" in first["attributes"]["value"]
    assert "SECURITY.md" in first["attributes"]["value"]


def test_the_promise_is_what_the_attacks_are_judged_by():
    assert set(PROMISED) == set(Harm)
    text = text_of(PROJECT / "SECURITY.md")
    for harm, words in PROMISED.items():
        assert words in text, harm
