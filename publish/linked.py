"""The links that stand in committed files: README, CITATION.cff and others, made from the address.

In each file they stand between two marks, and nothing else of the file is touched::

    <!-- address: try -->
    ...
    <!-- address: end -->

Where comments begin with ``#`` the marks do too. While the address is a placeholder, a block says
what is missing, or nothing where a machine reads the file: no link is there that leads nowhere.
"""

import re
from collections.abc import Callable
from pathlib import Path

from publish.address import PROJECT, Address, parse

MISSING = (
    "`python -m publish address https://github.com/YOU/NAME` writes {what} here, once it is known "
    "where this repository lies."
)

STILL_MISSING = """\
pyproject.toml does not name your repository yet, so no file links to it: no badge, no links to the
browser and Binder, no form for private reports. Once you know its address:
  python -m publish address https://github.com/YOU/NAME"""


def try_it(where: Address) -> str:
    """README: the ways to begin that need nothing installed."""
    if where.is_placeholder:
        return (
            "**Nothing installed:** paste the address of this repository into "
            "[Binder](https://mybinder.org/), which lends you a machine and opens the first lesson "
            f"in your browser. ({MISSING.format(what='direct links')})"
        )
    return (
        f"**Nothing installed:** [in your browser]({where.in_browser()}) · "
        f"[on a machine that Binder lends]({where.binder()}) · "
        f"[the lessons as pages to read]({where.site})"
    )


def package(where: Address) -> str:
    """README: the course as a package, straight from the repository."""
    if where.is_placeholder:
        return ""
    return (
        "Without a clone, and with [pipx](https://pipx.pypa.io), "
        f"`pipx run --spec git+{where.repository} neural-network-course` puts the notebooks into "
        "a folder of yours and opens them; it takes 2 GB the first time, TensorFlow among them."
    )


def badge(where: Address) -> str:
    """README: whether the tests pass."""
    if where.is_placeholder:
        return ""
    workflow = f"{where.repository}/actions/workflows/tests.yml"
    return f"[![Tests]({workflow}/badge.svg?branch={where.branch})]({workflow})"


def citation(where: Address) -> str:
    """CITATION.cff: where the code and the site are."""
    if where.is_placeholder:
        return ""
    return f'repository-code: "{where.repository}"\nurl: "{where.site}"'


def report_privately(where: Address) -> str:
    """SECURITY.md and CODE_OF_CONDUCT.md: the form that only maintainers read."""
    if where.is_placeholder:
        return MISSING.format(what="the link to the private form")
    return f"**[Report it privately]({_advisory(where)}).** Only the maintainers can read it there."


def contacts(where: Address) -> str:
    """The issue chooser: the private form, and the lessons."""
    if where.is_placeholder:
        return ""
    return (
        "contact_links:\n"
        "  - name: An attack that works\n"
        f'    url: "{_advisory(where)}"\n'
        "    about: Report it here, where only the maintainers can read it.\n"
        "  - name: What went wrong while I learned\n"
        f'    url: "{where.file("README.md")}#if-something-goes-wrong"\n'
        "    about: The table of what may be said at the start, and what to do then."
    )


def _advisory(where: Address) -> str:
    return f"{where.repository}/security/advisories/new"


BLOCKS: dict[str, dict[str, Callable[[Address], str]]] = {
    "README.md": {"badge": badge, "try": try_it, "package": package},
    "CITATION.cff": {"citation": citation},
    "SECURITY.md": {"report": report_privately},
    "CODE_OF_CONDUCT.md": {"report": report_privately},
    ".github/ISSUE_TEMPLATE/config.yml": {"contacts": contacts},
}


def set_address(url: str, project: Path = PROJECT) -> Address:
    """Write this address into pyproject.toml; ValueError where it is no repository on GitHub."""
    where = parse(url)
    path = project / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    line = f'Repository = "{where.repository}"'
    changed, count = re.subn(r'(?m)^Repository = ".*"$', lambda _: line, text)
    if count != 1:
        raise ValueError(
            f'{path} must have one line `Repository = "…"`, under [project.urls]. It has {count}.'
        )
    _write(path, changed)
    return where


def out_of_step(where: Address, project: Path = PROJECT) -> list[str]:
    """The names of the files whose links are not those of this address."""
    return [name for name in BLOCKS if _read(project / name) != text_of(name, where, project)]


def write_links(where: Address, project: Path = PROJECT) -> list[str]:
    """Put the links of this address into every file that has some; the names of those changed."""
    changed = out_of_step(where, project)
    for name in changed:
        _write(project / name, text_of(name, where, project))
    return changed


def text_of(name: str, where: Address, project: Path = PROJECT) -> str:
    """A file's text as it is to be; ValueError where one of its blocks isn't there."""
    text = _read(project / name)
    for block, make in BLOCKS[name].items():
        start, end = (re.escape(mark) for mark in marks(name, block))
        made = make(where)
        filled = f"\n{made}\n" if made else "\n"
        text, count = re.subn(
            f"({start})\n.*?({end})", lambda found, new=filled: found[1] + new + found[2], text,
            flags=re.DOTALL,
        )  # fmt: skip
        if count != 1:
            raise ValueError(
                f"{name} must have the marks {' … '.join(marks(name, block))} once. They are there "
                f"{count} times: put them back around the links."
            )
    return text


def marks(name: str, block: str) -> tuple[str, str]:
    """The two comments around a block, in this file's language.

    >>> marks("CITATION.cff", "citation")
    ('# address: citation', '# address: end')
    """
    before, after = ("<!-- ", " -->") if name.endswith(".md") else ("# ", "")
    return f"{before}address: {block}{after}", f"{before}address: end{after}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
