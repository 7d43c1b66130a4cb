"""The workflow on GitHub runs what a contributor runs."""

import re

import yaml

from tests.house.project import PROJECT, text_of


def test_the_workflow_runs_what_a_contributor_runs():
    text = text_of(PROJECT / ".github" / "workflows" / "tests.yml")
    workflow = yaml.safe_load(text)
    jobs = workflow["jobs"]
    assert jobs["tests"]["strategy"]["matrix"] == {
        "os": ["ubuntu-latest", "macos-latest", "windows-latest"],
        "python": ["3.11", "3.12", "3.13"],
    }
    assert workflow["permissions"] == {"contents": "read"}
    steps = {name: job["steps"] for name, job in jobs.items()}
    assert {
        name: [step["run"] for step in job if "run" in step] for name, job in steps.items()
    } == {
        "tests": ["python start.py test"],
        "thorough": ["python start.py test --thorough"],
        "matrix": [
            "pip install uv",
            "python start.py matrix "
            "--python ${{ matrix.python }} --versions ${{ matrix.versions }}",
            "tail -n 300 .matrix/*.log",
        ],
    }
    uses = [step["uses"] for job in steps.values() for step in job if "uses" in step]
    assert all(re.search(r"@v\d+$", action) for action in uses)


def test_every_week_and_before_a_release_the_tests_are_thorough():
    workflow = yaml.safe_load(text_of(PROJECT / ".github" / "workflows" / "tests.yml"))
    begins = workflow[True]  # YAML reads the word `on` as yes
    assert re.fullmatch(r"\d+ \d+ \* \* \d", begins["schedule"][0]["cron"])
    assert begins["push"]["tags"] == ["v*"]
    assert "if" not in workflow["jobs"]["tests"]
    assert workflow["jobs"]["matrix"]["strategy"]["matrix"] == {
        "python": ["3.11", "3.12", "3.13", "3.14"],
        "versions": ["lowest", "highest"],
    }
    (condition,) = {workflow["jobs"][name]["if"] for name in ("thorough", "matrix")}
    assert condition == "github.event_name == 'schedule' || startsWith(github.ref, 'refs/tags/v')"


def test_the_pages_are_built_by_the_commands_that_the_guide_names():
    workflow = yaml.safe_load(text_of(PROJECT / ".github" / "workflows" / "pages.yml"))
    build, deploy = workflow["jobs"]["build"], workflow["jobs"]["deploy"]
    commands = [step["run"] for step in build["steps"] if "run" in step]
    assert commands[1:] == [
        "python -m publish site --to web",
        "python -m publish lite --to web/lite",
    ]
    guide = text_of(PROJECT / "docs" / "web.md")
    assert "\n".join(commands[1:]) in guide  # and in this order: the first writes the folder anew
    uploaded = [step["with"]["path"] for step in build["steps"] if "upload" in step.get("uses", "")]
    assert uploaded == ["web"]
    uses = [step["uses"] for step in build["steps"] + deploy["steps"] if "uses" in step]
    assert all(re.search(r"@v\d+$", action) for action in uses)


def test_only_the_job_that_publishes_may_write_pages():
    workflow = yaml.safe_load(text_of(PROJECT / ".github" / "workflows" / "pages.yml"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["jobs"]["deploy"]["needs"] == "build"
    assert workflow[True]["push"] == {"branches": ["main"]}  # and no pull request of a stranger
    assert "pull_request" not in workflow[True]
