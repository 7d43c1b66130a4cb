"""Find a Chrome, Chromium or Edge that the browser tests can drive, or fetch one."""

import os
import shutil
import subprocess
from pathlib import Path

from starting import debian
from starting.places import venv_python

OPEN_A_PAGE = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = sys.argv[1] or playwright.chromium.executable_path
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    browser.new_page().goto("about:blank")
    browser.close()
    print(path)
"""


def find_or_fetch():
    """Return the path of a browser that works, or "" where there is none and none can be had."""
    for candidate in installed():
        if candidate and works(candidate):
            return candidate
    # Playwright's own, fetched earlier, comes first. Where we are root on Debian, its package comes
    # next: it is small, and brings the libraries along that Playwright's download leaves out.
    found = works("") or from_debian() or from_playwright()
    if not found:
        print("No browser was found, and none could be fetched: its tests are skipped.", flush=True)
    return found


def works(path):
    """Return the path of this browser ("" is Playwright's own) if a page opens in it, else ""."""
    command = [str(venv_python()), "-c", OPEN_A_PAGE, path]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    except (subprocess.SubprocessError, OSError):
        return ""
    return answer.stdout.strip()


def installed():
    """Yield where browsers may be: as asked, on the PATH, then where macOS and Windows put them."""
    yield os.environ.get("COURSE_BROWSER")
    for name in ("google-chrome", "chromium", "chromium-browser", "microsoft-edge", "chrome"):
        yield shutil.which(name)
    for home in (Path("/Applications"), Path.home() / "Applications"):
        for name in ("Google Chrome", "Chromium", "Microsoft Edge"):
            yield if_file(home / f"{name}.app" / "Contents" / "MacOS" / name)
    for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        programs = Path(os.environ.get(variable, "."))
        yield if_file(programs / "Google" / "Chrome" / "Application" / "chrome.exe")
        yield if_file(programs / "Chromium" / "Application" / "chrome.exe")
        yield if_file(programs / "Microsoft" / "Edge" / "Application" / "msedge.exe")


def if_file(path):
    """Return a path as text if there is a file, else None."""
    return str(path) if path.is_file() else None


def from_debian():
    """Install Debian's chromium if we may, and return its path if it works."""
    if not debian.may_install():
        return ""
    print("Fetching Debian's chromium for the browser tests.", flush=True)
    debian.install("chromium")
    path = shutil.which("chromium")
    return works(path) if path else ""


def from_playwright():
    """Let Playwright download its own Chromium, and return its path if it works."""
    print("Fetching Playwright's Chromium for the browser tests.", flush=True)
    debian.attempt([str(venv_python()), "-m", "playwright", "install", "chromium"])
    return works("")
