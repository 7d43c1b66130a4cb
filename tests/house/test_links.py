"""Every link in a text or a notebook leads somewhere."""

import functools
import re
import sys
from urllib.parse import unquote

import nbformat
import pytest
from markdown_it import MarkdownIt

from tests.house.project import FILES, NAMES, PROJECT, text_of

MARKDOWN = MarkdownIt("commonmark").enable("table")
HTML_LINK = re.compile(r"""<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)=["']([^"']+)""")


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


@functools.cache
def anchors(path):
    """The fragments that a page answers to: as GitHub makes them, or JupyterLab for a notebook."""
    ((_, _, markdown),) = [page for page in pages() if page[0] == path]
    found, opened = set(), False
    if path.suffix == ".ipynb":
        found |= {f"cell-id={cell.id}" for cell in nbformat.read(path, as_version=4).cells}
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
            opened = re.search(r"\?urlpath=lab/tree/(.+\.ipynb)$", unquote(link))
            assert opened, f"{name}: {link} does not say which notebook to open in JupyterLab"
            assert opened.group(1) in NAMES


def test_headings_become_anchors_as_github_makes_them(monkeypatch, tmp_path):
    page = tmp_path / "page.md"
    text = "# What `x` is, *here*\n\n[a](#what-x-is-here) <img src='b.png'> ![c](d.svg)\n"
    monkeypatch.setattr(sys.modules[__name__], "pages", lambda: [(page, "page.md", text)])
    assert anchors(page) == {"what-x-is-here"}
    assert list(links(text)) == ["#what-x-is-here", "b.png", "d.svg"]
