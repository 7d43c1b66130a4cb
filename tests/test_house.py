"""The house is in order: style, spelling, links, floors, and no word that belongs elsewhere."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from markdown_it import MarkdownIt

PROJECT = Path(__file__).resolve().parents[1]
LIBRARY = PROJECT / "course_lib"


def committed():
    """Every file that git has or would take; without git, every file that is not made by a tool."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True)
        paths = [PROJECT / name.decode() for name in done.stdout.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        made = re.compile(
            r"/(\.git|\.venv|__pycache__|\.\w+_cache|\.hypothesis|\.ipynb_checkpoints)/"
        )
        paths = [path for path in PROJECT.rglob("*") if not made.search(path.as_posix())]
    return sorted(path for path in paths if path.is_file())


def text_of(path):
    """A file's text; nothing where it is a picture or other bytes."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


FILES = committed()
NAMES = [path.relative_to(PROJECT).as_posix() for path in FILES]


@pytest.mark.parametrize(
    "name",
    [
        *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", ".ci/run"),
        *("start.py", "requirements.txt", "requirements-test.txt", "notebooks/00_start_here.ipynb"),
    ],
)
def test_what_everybody_looks_for_is_there(name):
    assert name in NAMES


# Style and spelling


def run(*command):
    """Run a tool of this environment on the project; return its exit code and what it said."""
    command = [sys.executable, "-m", *command]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def test_ruff_finds_nothing_to_format():
    code, said = run("ruff", "format", "--check", ".")
    assert code == 0, said


def test_ruff_finds_nothing_to_say():
    code, said = run("ruff", "check", "--output-format=concise", ".")
    assert code == 0, said


def test_ruff_looks_at_notebooks():
    said = run("ruff", "check", "--show-files", ".")[1]
    assert "01_neuron.ipynb" in said
    assert "start.py" in said


def test_codespell_finds_nothing():
    code, said = run("codespell_lib", *(name for name in NAMES if "." in name))
    assert code == 0, said


# Links

MARKDOWN = MarkdownIt("commonmark").enable("table")
HTML_LINK = re.compile(r"""<(?:a|img)\b[^>]*?\b(?:href|src)=["']([^"']+)""")


def pages():
    """Every text with links, as (path that links are relative to, name, Markdown)."""
    for path, name in zip(FILES, NAMES, strict=True):
        if path.suffix == ".ipynb":
            cells = nbformat.read(path, as_version=4).cells
            texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
            yield path, name, "\n\n".join(texts)
        elif path.suffix == ".md" and "notebooks/source/" not in name:  # these become notebooks
            yield path, name, text_of(path)


def tokens(markdown):
    """All tokens of a Markdown text, the inline ones too."""
    for token in MARKDOWN.parse(markdown):
        yield token
        yield from token.children or []


def links(markdown):
    """Every address that a Markdown text links to or shows."""
    for token in tokens(markdown):
        if token.type in ("html_inline", "html_block"):
            yield from HTML_LINK.findall(token.content)
        for attribute in ("href", "src"):
            if token.attrGet(attribute):
                yield token.attrGet(attribute)


def anchors(path):
    """The fragments that a page answers to: as GitHub makes them, or JupyterLab for a notebook."""
    ((_, _, markdown),) = [page for page in pages() if page[0] == path]
    found, opened = set(), False
    for token in tokens(markdown):
        if opened and token.type == "inline":
            heading = re.sub(r"[*`_]|\[|\]\([^)]*\)", "", token.content)
            if path.suffix == ".ipynb":
                found.add(heading.replace(" ", "-"))
            else:
                found.add(re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-"))
        opened = token.type == "heading_open"
    return found


ADDRESSES = [(path, name, link) for path, name, markdown in pages() for link in links(markdown)]


def test_there_are_links_to_look_at():
    assert {"README.md", "CONTRIBUTING.md"} <= {name for _, name, _ in ADDRESSES}
    assert any(name.endswith(".ipynb") for _, name, _ in ADDRESSES)


@pytest.mark.parametrize(
    ("path", "name", "link"), ADDRESSES, ids=[f"{n}:{a}" for _, n, a in ADDRESSES]
)
def test_a_link_leads_somewhere(path, name, link):
    if re.match(r"[a-z]+:", link):
        assert link.startswith(("https://", "mailto:", "attachment:", "data:image/"))
        return
    place, _, anchor = link.partition("#")
    target = (path.parent / place).resolve() if place else path
    if place:
        assert target.is_relative_to(PROJECT)
        assert target.is_dir() or target in FILES, f"{name} links to {link}, which is not there"
    if anchor:
        assert anchor in anchors(target), f"{name} links to {link}: no such heading"


def test_a_link_to_binder_opens_a_lesson_that_exists():
    for _, name, link in ADDRESSES:
        if "mybinder.org/v2/" in link:
            opened = re.search(r"\?urlpath=lab/tree/(.+\.ipynb)$", link)
            assert opened, f"{name}: {link} does not say which notebook to open in JupyterLab"
            assert opened.group(1) in NAMES


def test_headings_become_anchors_as_github_makes_them(monkeypatch, tmp_path):
    page = tmp_path / "page.md"
    text = "# What `x` is, *here*\n\n[a](#what-x-is-here) <img src='b.png'> ![c](d.svg)\n"
    monkeypatch.setattr(sys.modules[__name__], "pages", lambda: [(page, "page.md", text)])
    assert anchors(page) == {"what-x-is-here"}
    assert list(links(text)) == ["#what-x-is-here", "b.png", "d.svg"]


# Floors

FLOORS = ["nn", "data", "figures", "widgets", "progress", "checks", "notebooks", "grading"]

# What a floor may take from elsewhere, besides Python itself and what the floors below it may.
# Except for progress: what it takes, nobody above needs.
PACKAGES = {
    "nn": {"numpy"},
    "data": set(),
    "figures": {"matplotlib", "contourpy"},
    "widgets": {"anywidget", "ipywidgets", "traitlets", "IPython"},
    "progress": set(),
    "checks": set(),
    "notebooks": {"PIL", "jupyter_client", "jupytext", "nbclient", "nbformat", "rich", "typer"},
    "grading": {"distributed", "nbgrader", "sqlite3"},
}
PROGRESS_ONLY = {"platformdirs", "sqlite3"}
MODULES = sorted(path for path in LIBRARY.rglob("*.py"))


def imports(path):
    """Every module that a file imports, anywhere in it, by its full name."""
    package = path.relative_to(PROJECT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*parts, *filter(None, [node.module])])
            # `from course_lib import figures` imports a floor, by another word.
            names = (alias.name for alias in node.names) if module == "course_lib" else ()
            yield from (f"course_lib.{n}" if n in FLOORS else module for n in names)
            if module != "course_lib":
                yield module


def named(path):
    """A module's test is called by its place."""
    return path.relative_to(PROJECT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_run_downwards_only(path):
    inside = path.relative_to(LIBRARY).parts
    floor = FLOORS.index(inside[0]) if len(inside) > 1 else 0  # the front door shows nn
    for module in imports(path):
        package, _, rest = module.partition(".")
        if package != "course_lib":
            continue
        if not rest:
            assert floor > 0, f"{module}: nn must not go through the front door"
            continue
        assert FLOORS.index(rest.split(".")[0]) <= floor, f"{module} is above {FLOORS[floor]}"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_floor_takes_in_what_belongs_on_it(path):
    inside = path.relative_to(LIBRARY).parts
    floor = inside[0] if len(inside) > 1 else "nn"
    allowed = set().union(*(PACKAGES[name] for name in FLOORS[: FLOORS.index(floor) + 1]))
    if floor == "progress":
        allowed |= PROGRESS_ONLY
    taken = {module.split(".")[0] for module in imports(path)} - {"course_lib"}
    python = set(sys.stdlib_module_names) - PROGRESS_ONLY
    assert taken - python <= allowed


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_file_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_folder_is_a_floor():
    folders = {path.relative_to(LIBRARY).parts[0] for path in MODULES if path.parent != LIBRARY}
    assert folders <= set(FLOORS)


def test_the_front_door_opens_onto_numpy_alone():
    code = (
        "import sys, numpy; before = set(sys.modules); import course_lib;"
        "print(*sorted(set(sys.modules) - before))"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    outside = {name.split(".")[0] for name in loaded if "cython" not in name}  # those are NumPy's
    assert outside - {*sys.stdlib_module_names, "numpy"} == {"course_lib"}
    ours = [name.split(".") for name in loaded if name.startswith("course_lib.")]
    assert {parts[1] for parts in ours} == {"nn"}


def test_what_runs_before_anything_is_installed_needs_nothing():
    for path in [PROJECT / "start.py", *sorted((PROJECT / "starting").glob("*.py"))]:
        taken = {module.split(".")[0] for module in imports(path)}
        assert taken <= {*sys.stdlib_module_names, "starting"}, path.name


# Words that belong elsewhere

NOT_OURS = {
    "a package index's host or folder": r"pypi\.org/(simple|packages)|pythonhosted\.org|"
    r"registry\.(npmjs|yarnpkg)|(extra-|--)index-url|--find-links|/opt/[pw]",
    "a folder of somebody's machine": r"(?<![\w.])/(root|Users|home/(?!\$))/?\w|\b[A-Z]:\\Users",
}
OURS = {"tests/test_house.py"}  # this list


@pytest.mark.parametrize("what", NOT_OURS)
def test_no_file_names(what):
    found = [
        f"{name}: {match.group()}"
        for path, name in zip(FILES, NAMES, strict=True)
        if name not in OURS
        for match in re.finditer(NOT_OURS[what], text_of(path))
    ]
    assert found == []


def test_no_notebook_shows_a_temporary_folder():
    notebooks = [path for path in FILES if path.suffix == ".ipynb"]
    assert notebooks
    assert [
        path.name for path in notebooks if re.search(r"/tmp/|ipykernel_\d", text_of(path))
    ] == []


# The same commands elsewhere


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
    } == {"tests": ["python start.py test"], "thorough": ["python start.py test --thorough"]}
    uses = [step["uses"] for job in steps.values() for step in job if "uses" in step]
    assert all(re.search(r"@v\d+$", action) for action in uses)


def test_every_week_and_before_a_release_the_tests_are_thorough():
    workflow = yaml.safe_load(text_of(PROJECT / ".github" / "workflows" / "tests.yml"))
    begins = workflow[True]  # YAML reads the word `on` as yes
    assert re.fullmatch(r"\d+ \d+ \* \* \d", begins["schedule"][0]["cron"])
    assert begins["push"]["tags"] == ["v*"]
    assert "if" not in workflow["jobs"]["tests"]
    condition = workflow["jobs"]["thorough"]["if"]
    assert condition == "github.event_name == 'schedule' || startsWith(github.ref, 'refs/tags/v')"
