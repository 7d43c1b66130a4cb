"""The workflow on GitHub runs what a contributor runs."""

import re

import yaml

from tests.house.project import PROJECT, text_of


def test_the_workflow_runs_what_a_contributor_runs():
    text = text_of(PROJECT / ".github" / "workflows" / "tests.yml")
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()
    assert job["strategy"]["matrix"] == {
        "os": ["ubuntu-latest", "macos-latest", "windows-latest"],
        "python": ["3.11", "3.12", "3.13"],
    }
    assert workflow["permissions"] == {"contents": "read"}
    assert [step["run"] for step in job["steps"] if "run" in step] == ["python start.py test"]
    assert all(re.search(r"@v\d+$", step["uses"]) for step in job["steps"] if "uses" in step)
