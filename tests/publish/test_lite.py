"""The course in the browser: built once, served from this machine, opened in Chromium.

NumPy for the browser is in no index that tests reach, so no lesson runs here: what the page shows
before Python is there does, and all of course_lib that needs no NumPy.
"""

import contextlib
import hashlib
import json
import re
import sys
import threading
import zipfile

import nbformat
import pytest
from playwright.sync_api import expect, sync_playwright

from course_lib import keras_status
from course_lib.notebooks.source import sources
from publish.address import PROJECT, Address
from publish.lite import build as building
from publish.lite import course_wheel, lessons, packages, tools
from tests.browser.lab import START_UP, find_browser
from tests.publish import pyodide
from tests.publish.served import Quiet, served

ADDRESS = Address("somebody", "a-course")
NOBODY = Address("OWNER", "a-course")

# course_lib imports NumPy on its way to anything. Bare packages in its place have none on theirs.
BARE = """
import pathlib, sys, types
for name in ("course_lib", "course_lib.nn", "course_lib.widgets"):
    places = (pathlib.Path(path, *name.split(".")) for path in sys.path)
    sys.modules[name] = bare = types.ModuleType(name)
    bare.__path__ = [str(next(place for place in places if place.is_dir()))]
from course_lib import progress
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site in ``a-course/lite/``, as GitHub Pages would have it, and Pyodide with it."""
    python = pyodide.folder()
    if python is None:
        pytest.skip("Pyodide can't be fetched here: there is no npm, or no way to its index")
    folder = tmp_path_factory.mktemp("pages") / "a-course" / "lite"
    building.build(folder, ADDRESS, python)
    return folder


# ------------------------------------------------------------------------------- what is built


def test_all_lessons_are_there_with_their_pictures(site):
    listed = json.loads((site / "api" / "contents" / "notebooks" / "all.json").read_text())
    names = {path.name for path in (PROJECT / "notebooks").glob("*.ipynb")} | {"glossary.md"}
    assert {entry["name"] for entry in listed["content"]} == names
    for name in sorted(names - {"glossary.md"}):
        ours = nbformat.read(PROJECT / "notebooks" / name, as_version=4)
        theirs = nbformat.read(site / "files" / "notebooks" / name, as_version=4)
        assert pictures(ours) == pictures(theirs), name


def pictures(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]


def test_every_package_of_the_site_is_what_the_lock_says(site):
    lock = json.loads((site / building.LOCK).read_text())["packages"]
    folder = (site / building.LOCK).parent
    here = {name for name, package in lock.items() if "://" not in package["file_name"]}
    for name in here:
        wheel = folder / lock[name]["file_name"]
        assert hashlib.sha256(wheel.read_bytes()).hexdigest() == lock[name]["sha256"], name
    compiled = {name: package["file_name"] for name, package in lock.items() if name not in here}
    assert {"numpy", "matplotlib"} <= set(compiled)
    assert all(f"/v{packages.version()}/" in address for address in compiled.values())
    course = lock["neural-network-course"]
    assert course["imports"] == ["course_lib"]
    assert set(course["depends"]) == set(lock) - {"neural-network-course"}
    needed = {packages.normalised(name) for name in course_wheel.NEEDS}
    assert needed <= set(lock)


def test_pip_finds_the_course_in_the_site_itself(site):
    index = json.loads((site / "pypi" / "all.json").read_text())
    (release,) = index["neural-network-course"]["releases"][course_wheel.version()]
    assert (site / "pypi" / release["filename"]).exists()


def test_the_kernel_fetches_everything_while_it_starts(site):
    settings = json.loads((site / "jupyter-lite.json").read_text())["jupyter-config-data"]
    options = settings["litePluginSettings"][building.PLUGIN]["loadPyodideOptions"]
    assert {"neural-network-course", "numpy", "piplite", "micropip"} <= set(options["packages"])
    overrides = json.loads((PROJECT / "binder" / "overrides.json").read_text())
    assert settings["settingsOverrides"].items() >= overrides.items()


def test_the_wheel_holds_what_a_learner_needs_and_is_the_same_twice(tmp_path):
    first = course_wheel.make(tmp_path)
    content = first.read_bytes()
    assert course_wheel.make(tmp_path).read_bytes() == content
    names = set(zipfile.ZipFile(first).namelist())
    assert {"course_lib/__init__.py", "course_lib/widgets/common.js"} <= names
    data = (PROJECT / "course_lib" / "data").rglob("*.csv*")
    assert {path.relative_to(PROJECT).as_posix() for path in data} <= names
    texts = {f"course_lib/released/source/{path.stem}.md" for path in sources()}
    assert texts <= names, "a lesson can begin again"
    assert not [name for name in names if name.startswith("course_lib/grading")]


# --------------------------------------------------------------------- what the lessons say there


KERAS = [
    path.name
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb"))
    if "import keras" in path.read_text(encoding="utf-8")
]


@pytest.fixture(scope="module")
def copies(tmp_path_factory):
    """The notebooks for the browser, of an address that is one."""
    folder = tmp_path_factory.mktemp("copies") / "notebooks"
    lessons.copy(folder, ADDRESS)
    return folder


@pytest.mark.parametrize("name", KERAS)
def test_a_lesson_with_keras_names_the_way_to_it_before_it_imports_it(copies, name):
    cells = nbformat.read(copies / name, as_version=4).cells
    (note,) = [i for i, cell in enumerate(cells) if "no TensorFlow.**" in cell.source]
    assert ADDRESS.binder(f"notebooks/{name}") in cells[note].source
    assert ADDRESS.repository in cells[note].source
    assert "import keras" in cells[note + 1].source
    assert not [cell for cell in cells[:note] if re.search(r"^\s*import keras", cell.source, re.M)]


def test_lesson_00_says_what_a_browser_keeps_below_its_title(copies):
    cells = nbformat.read(copies / "00_start_here.ipynb", as_version=4).cells
    (note,) = [i for i, cell in enumerate(cells) if "You are in a browser" in cell.source]
    assert cells[note - 1].source.startswith("# Start here")


def test_while_the_address_is_a_placeholder_no_lesson_links_to_it():
    said = lessons.where_keras_runs("notebooks/10_keras.ipynb", NOBODY)
    assert "computer of your own" in said
    assert "](" not in said


def test_nothing_else_in_a_lesson_is_changed(copies):
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        ours = nbformat.read(path, as_version=4).cells
        theirs = nbformat.read(copies / path.name, as_version=4).cells
        notes = [cell for cell in theirs if cell.id in ("in-a-browser", "where-keras-runs")]
        assert len(notes) <= 1
        assert [cell for cell in theirs if cell not in notes] == ours


def test_in_a_browser_the_lesson_says_that_the_note_knows_the_way(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setattr(keras_status, "_is_here", lambda: False)
    with pytest.raises(ImportError, match="A browser has no TensorFlow; the note above says where"):
        keras_status.wait()
    assert keras_status.sentence() == "", "nothing is missing that could be had"


# ------------------------------------------------------------------------------- its own locks


def pinned(path):
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", path.read_text(encoding="utf-8"), re.M))


@pytest.mark.parametrize("lock", [tools.REQUIREMENTS, tools.BROWSER], ids=lambda lock: lock.stem)
def test_versions_are_those_that_learners_and_tests_have(lock):
    """The widgets' halves in the page and in Python must fit; what was tested is what is shown."""
    ours, theirs = pinned(PROJECT / "requirements.txt"), pinned(lock)
    assert "anywidget" in ours.keys() & theirs.keys()
    assert {name: theirs[name] for name in ours.keys() & theirs.keys()}.items() <= ours.items()
    asked = re.findall(r"^[\w-]+", lock.with_suffix(".in").read_text(encoding="utf-8"), re.M)
    assert set(asked) <= set(theirs)


# ------------------------------------------------------------------------------ what is refused


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ValueError, match="holds files, and no site of this command"):
        building.build(tmp_path, ADDRESS)
    assert (tmp_path / "thesis.txt").exists()


def test_another_pyodide_than_the_kernels_is_refused(site, tmp_path, monkeypatch):
    monkeypatch.setattr(packages, "version", lambda: "0.1")
    with pytest.raises(
        ValueError, match=r"kernel wants Pyodide [\d.]+, and pyodide.json is of 0.1"
    ):
        building.build(tmp_path / "site", ADDRESS)


def test_without_an_index_it_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(tools, "_cache", lambda requirements: tmp_path / requirements.stem)
    monkeypatch.setattr(tools.shutil, "which", lambda name: None)
    monkeypatch.setattr(tools, "REQUIREMENTS", tmp_path / "requirements.txt")
    (tmp_path / "requirements.txt").write_text("./no-such-package\n")
    monkeypatch.setattr(tools.sys, "executable", "false")
    with pytest.raises(tools.ToolsMissing, match="JupyterLite could not be installed"):
        tools.environment()
    assert not (tmp_path / "requirements" / "made").exists()


# ------------------------------------------------------------------------------ in a real browser


class Handler(Quiet):
    extensions_map = Quiet.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    python_may_come = threading.Event()  # until then, whoever asks for Pyodide waits

    def do_GET(self):
        if "pyodide.mjs" in self.path:
            self.python_may_come.wait()
        super().do_GET()

    def handle(self):
        with contextlib.suppress(ConnectionError):  # the page was closed meanwhile
            super().handle()


@pytest.fixture(scope="module")
def url(site):
    """Where the site is served, below a folder, as GitHub Pages does."""
    with served(site.parents[1], Handler) as address:
        yield f"{address}a-course/lite/"
        Handler.python_may_come.set()


@pytest.fixture(scope="module")
def page(url):
    with sync_playwright() as playwright:
        path = find_browser(playwright)
        if path is None:
            pytest.skip("there is no browser here")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(1000 * START_UP)
        yield page
        browser.close()


def status(page):
    return page.locator("#jp-main-statusbar")


def wait_idle(page):
    expect(status(page)).to_contain_text(re.compile(r"\| Idle"), timeout=2000 * START_UP)


def run(page, code):
    """Run code in a new first cell; gives its output, as the page shows it."""
    page.locator(".jp-Notebook .jp-Cell").first.click(position={"x": 5, "y": 5})
    page.keyboard.press("Escape")
    count = page.locator(".jp-Notebook .jp-CodeCell").count()
    page.keyboard.press("a")
    expect(page.locator(".jp-Notebook .jp-CodeCell")).not_to_have_count(count)
    cell = page.locator(".jp-Notebook .jp-Cell").first
    page.keyboard.press("Enter")
    expect(cell.locator(".cm-content")).to_be_focused()
    page.keyboard.insert_text(code)
    page.keyboard.press("Control+Enter")
    number = re.compile(r"\[\d+\]:")
    expect(cell.locator(".jp-InputPrompt").first).to_have_text(number, timeout=1000 * START_UP)
    return cell.locator(".jp-OutputArea").first


def test_the_bare_address_opens_lesson_00_and_its_pictures_wait_for_no_kernel(page, url):
    page.goto(url)
    expect(page.locator(".jp-Notebook h1").first).to_contain_text("Start here")
    picture = page.locator(".jp-OutputArea-output img").first
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 100")
    expect(status(page)).not_to_contain_text("Idle")
    assert page.locator(".jp-Dialog").count() == 0, "nobody is asked for a kernel"
    Handler.python_may_come.set()
    wait_idle(page)
    assert page.locator(".jp-mod-dirty").count() == 0, "what was only opened is not changed"


def test_on_a_phone_a_lesson_has_the_whole_width(page, url):
    phone = page.context.browser.new_page(viewport={"width": 400, "height": 800})
    phone.set_default_timeout(1000 * START_UP)
    phone.goto(url)
    expect(phone.locator(".jp-Notebook h1").first).to_contain_text("Start here")
    assert phone.locator(".jp-NotebookPanel").bounding_box()["width"] > 380
    phone.close()


def test_the_kernel_imports_the_course_as_far_as_numpy(page):
    said = run(page, "import course_lib")
    expect(said).to_contain_text("No module named 'numpy'")
    expect(run(page, BARE + "print(progress.location())")).to_have_text("/drive/progress.jsonl")
    waits = """
from course_lib.widgets import cleanup, main_thread
done = []
main_thread.run_after_what_waits(lambda: done.append("later"))
print(done, len(cleanup._request()["metadata"]["cellId"]) > 8)
"""
    expect(run(page, waits)).to_have_text("[] True")
    expect(run(page, "print(done)")).to_have_text("['later']")


def test_a_form_is_answered(page):
    form = """
from course_lib.widgets.choice import Choice
Choice("Which is it?", ["this", "that"], lambda option: f"You chose {option}, in Python.")
"""
    shown = run(page, form)
    shown.get_by_label("that").check()
    shown.get_by_role("button", name="Choose").click()
    expect(shown).to_contain_text("You chose that, in Python.")


def test_a_lesson_begins_again_in_the_browsers_own_files(page):
    outputs = (
        "import json\n"
        "def outputs():\n"
        "    with open('01_neuron.ipynb') as file:\n"
        "        return sum(len(c.get('outputs', [])) for c in json.load(file)['cells'])\n"
        "print(outputs() > 10)"
    )
    expect(run(page, outputs)).to_have_text("True")
    again = "from course_lib import backup\nprint(backup.begin_again(1), outputs())"
    expect(run(page, again)).to_have_text(re.compile(r"^01_neuron.ipynb is as it was.* 0\s*$"))


def test_answers_and_progress_outlive_the_page(page, url):
    kept = 'print(progress.record(1, "a", "correct", "x = 1"), repr(progress.notice()))'
    expect(run(page, kept)).to_have_text("True ''")
    run(page, "# what I wrote")
    page.keyboard.press("Control+s")
    expect(page.locator(".jp-mod-dirty")).to_have_count(0)
    page.goto(url)
    expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_contain_text("# what I wrote")
    wait_idle(page)
    expect(run(page, BARE + "print(progress.standing())")).to_have_text("{(1, 'a'): 'correct'}")
