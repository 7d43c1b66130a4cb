"""Puts the site together, in a folder from which any web server can serve it."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from publish.address import PROJECT, Address
from publish.lite import course_wheel, lessons, packages, tools

PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
EXTENSION = "extensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
BROUGHT = ("ipykernel", "piplite", "pyodide_kernel")  # by JupyterLite's kernel
LOCK = "static/pyodide-lock/pyodide-lock.json"
APPS = ["lab", "notebooks", "tree"]
OPENING = f"lab/index.html?path={lessons.FIRST}"
ON_A_PHONE = f"notebooks/index.html?path={lessons.FIRST}"  # Notebook 7: no list of files beside it
MARK = "jupyter-lite.json"  # lies in every such site, and in no other folder
AUTOSAVE = {"@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10}}  # seconds

INDEX = """<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Neural networks, in the browser</title>
  <link rel="icon" href="lab/favicon.ico">
  <script>
    location.replace(innerWidth < 700 ? "{on_a_phone}" : "{opening}");
  </script>
  <!-- JupyterLite's pages look here for where the site begins. -->
  <script id="jupyter-config-data" type="application/json" data-jupyter-lite-root=".">{{}}</script>
  <p><a href="{opening}">Open the course</a></p>
</html>
"""


def build(to: Path, address: Address, pyodide: Path | None = None) -> None:
    """Build the site in the folder ``to``; one that was built there before is replaced.

    Python for the browser comes from where Pyodide is published. With ``pyodide``, a folder of its
    npm package or of its whole distribution, it comes with the site.
    """
    _make_room(to)
    environment = tools.environment()
    kernel = _kernels_pyodide(environment)
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "site"
        lessons.copy(source / "files" / "notebooks", address)
        wheels = _wheels(source)
        _write_settings(source, wheels)
        _run_jupyterlite(environment, source, to)
    if pyodide:
        shutil.copytree(pyodide, to / "static" / "pyodide", dirs_exist_ok=True)
    _write_lock(to, f"{kernel['url']}/", pyodide)
    _tell_the_kernel(to, pyodide)
    (to / "index.html").write_text(
        INDEX.format(opening=OPENING, on_a_phone=ON_A_PHONE), encoding="utf-8"
    )


def _make_room(to: Path) -> None:
    """Remove an earlier site; ValueError for a folder with anything else in it."""
    if to.exists() and any(to.iterdir()):
        if not (to / MARK).exists():
            raise ValueError(
                f"{to} holds files, and no site of this command. Name an empty or a new folder."
            )
        shutil.rmtree(to)


def _kernels_pyodide(environment: Path) -> dict[str, str]:
    """Where JupyterLite's kernel gets Pyodide; ValueError where pyodide.json is of another one."""
    ask = (
        "import json; from jupyterlite_pyodide_kernel import constants as c; "
        "print(json.dumps({'version': c.PYODIDE_VERSION, 'url': c.PYODIDE_CDN_URL}))"
    )
    command = [str(tools.python(environment)), "-c", ask]
    kernel = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    if kernel["version"] != packages.version():
        raise ValueError(
            f"JupyterLite's kernel wants Pyodide {kernel['version']}, and {packages.EXCERPT.name} "
            f"is of {packages.version()}: publish/lite/packages.py says how to renew it."
        )
    return kernel


def _wheels(source: Path) -> list[str]:
    """The wheels that come with the site, course_lib's among them, as paths in the source."""
    folder = source / "wheels"
    folder.mkdir()
    course_wheel.make(folder)
    for wheel in tools.wheels():
        shutil.copy(wheel, folder)
    return [f"wheels/{wheel.name}" for wheel in sorted(folder.iterdir())]


def _write_settings(source: Path, wheels: list[str]) -> None:
    """What JupyterLite is told before it builds."""
    overrides = json.loads((PROJECT / "binder" / "overrides.json").read_text(encoding="utf-8"))
    _write_json(source / "overrides.json", overrides | AUTOSAVE)
    _write_json(
        source / "jupyter_lite_config.json",
        {
            "LiteBuildConfig": {
                "contents": ["files"],
                "apps": APPS,
                "no_sourcemaps": True,
                "no_unused_shared_packages": True,
            },
            "PipliteAddon": {"piplite_urls": wheels},
        },
    )
    page = {"appName": "Neural networks", "contentsStorageName": "neural-network-course"}
    page["exposeAppInBrowser"] = True  # so that the page can store notebooks before they are saved
    _write_json(source / MARK, {"jupyter-lite-schema-version": 0, "jupyter-config-data": page})


def _run_jupyterlite(environment: Path, source: Path, to: Path) -> None:
    command = [tools.python(environment), "-m", "jupyterlite_core", "build"]
    command += ["--lite-dir", source, "--output-dir", to.resolve()]
    done = subprocess.run(
        [str(part) for part in command], cwd=source, capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"JupyterLite did not build. It said:\n{done.stderr[-3000:]}")


def _write_lock(to: Path, distribution: str, pyodide: Path | None) -> None:
    here = {
        path: f"../../{path.relative_to(to).as_posix()}" for path in (to / "pypi").glob("*.whl")
    }
    for name in BROUGHT:
        (path,) = (to / EXTENSION).glob(f"{name}-*.whl")
        here[path] = f"../../{path.relative_to(to).as_posix()}"
    lock = packages.lock({url: path for path, url in here.items()}, distribution, pyodide)
    (to / LOCK).parent.mkdir(parents=True)
    _write_json(to / LOCK, lock)


def _tell_the_kernel(to: Path, pyodide: Path | None) -> None:
    """Have the kernel fetch all packages while it starts: no cell installs any."""
    settings = json.loads((to / MARK).read_text(encoding="utf-8"))
    plugins = settings["jupyter-config-data"].setdefault("litePluginSettings", {})
    lock = json.loads((to / LOCK).read_text(encoding="utf-8"))
    options = {"lockFileURL": f"./{LOCK}", "packages": sorted(lock["packages"])}
    plugins.setdefault(PLUGIN, {})["loadPyodideOptions"] = options
    if pyodide:
        plugins[PLUGIN]["pyodideUrl"] = "./static/pyodide/pyodide.mjs"
    _write_json(to / MARK, settings)


def _write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
