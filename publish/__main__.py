"""`python -m publish`: the course on the web."""

from pathlib import Path
from typing import Annotated

import typer

from publish import linked
from publish.address import OWNER, PROJECT, address, parse

NO_ADDRESS = """\
[project.urls] in pyproject.toml does not name your repository yet, so these pages have no buttons
for the browser, Binder and Colab, and no links into the repository. Each lesson can be downloaded.
Say where it lies, by `python -m publish address https://github.com/YOU/NAME`, and make it again.
"""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Put the course on the web.",
)


@app.callback()
def main() -> None:
    """Put the course on the web."""


@app.command("address")
def set_address(
    url: Annotated[str, typer.Argument(help="As https://github.com/YOU/NAME.")] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where a link is out of step.")
    ] = False,
) -> None:
    """Say where the repository lies, and carry it into every file that links to it.

    The address is one line in pyproject.toml. Without URL, that line is carried as it is.
    """
    from publish import first_cells

    try:
        take = parse if check else linked.set_address
        where = take(url) if url else address()
        changed = linked.out_of_step(where) if check else linked.write_links(where)
        notebooks = (first_cells.out_of_step if check else first_cells.carry)(where)
    except ValueError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
    changed += [path.relative_to(PROJECT).as_posix() for path in notebooks]
    for name in changed:
        typer.echo(f"{name}: {'out of step: python -m publish address' if check else 'written'}")
    typer.echo(
        linked.STILL_MISSING if where.is_placeholder else f"The course lies at {where.repository}."
    )
    if check and changed:
        raise typer.Exit(1)


@app.command()
def pictures(
    to: Annotated[
        Path | None, typer.Option(help="A folder; docs/images unless you say so.")
    ] = None,
) -> None:
    """Take the pictures of README and the guide anew, from the running course in a browser."""
    from publish.pictures import scenes

    for path in scenes.take_all(to or scenes.IMAGES):
        typer.echo(f"{path}: {path.stat().st_size:,} bytes")
    typer.echo("Look at each of them before you commit it.")


@app.command()
def lite(
    to: Annotated[Path, typer.Option(help="The folder for the site; it is made anew.")],
    pyodide: Annotated[
        Path | None,
        typer.Option(help="A folder with Pyodide, to serve it with the site: no other is asked."),
    ] = None,
) -> None:
    """Build the course for the browser, nothing installed: a folder for any web server."""
    from publish.lite.build import build

    where = address()
    try:
        build(to, where, pyodide)
    except (RuntimeError, ValueError) as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
    if where.is_placeholder:
        typer.echo(
            "The lessons name no way to Binder yet: `Repository` in pyproject.toml is still a "
            "placeholder."
        )
    typer.echo(f"Built: {to}. Serve the folder, over https or from this machine.")


@app.command()
def pyodide(folder: Annotated[Path, typer.Argument(help="Pyodide's npm package, unpacked.")]):
    """Note which compiled packages that Pyodide has: publish/lite/pyodide.json."""
    from publish.lite import packages

    packages.renew(folder)
    typer.echo(f"{packages.EXCERPT.name} is of Pyodide {packages.version()} now.")


@app.command()
def links(
    hub: Annotated[str, typer.Option(help="your JupyterHub, as https://hub.example.org")],
    notebook: Annotated[
        str, typer.Option(help="the notebook that the link opens")
    ] = "notebooks/00_start_here.ipynb",
) -> None:
    """Print the link that brings the course, and later its changes, to learners on a JupyterHub."""
    where = address()
    if where.is_placeholder:
        typer.echo(
            f"The course has no address yet: pyproject.toml says {where.repository}, where "
            f"{OWNER} stands for the repository's owner. Write the real one there; until then this "
            "link leads nowhere.",
            err=True,
        )
    try:
        typer.echo(where.nbgitpuller(hub, notebook))
    except ValueError as error:
        typer.echo(error, err=True)
        raise typer.Exit(2) from None
    raise typer.Exit(int(where.is_placeholder))


@app.command()
def site(
    to: Annotated[Path, typer.Option(help="The folder to write, or to write anew.")],
    repository: Annotated[
        str, typer.Option(help="In place of the address in pyproject.toml.")
    ] = "",
) -> None:
    """Make the site to read: static pages, from the notebooks as they are committed."""
    from publish.site.build import NotBuilt, build

    try:
        where = parse(repository) if repository else address()
        build(to, where)
    except (NotBuilt, OSError, ValueError) as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
    typer.echo(f"The site is in {to}. See it: python -m http.server --directory {to}")
    if where.is_placeholder:
        typer.echo(NO_ADDRESS)


if __name__ == "__main__":
    app()
