"""`python -m publish`: the course on the web."""

from pathlib import Path
from typing import Annotated

import typer

from publish.address import address, parse

NO_ADDRESS = """\
[project.urls] in pyproject.toml does not name your repository yet, so these pages have no buttons
for the browser, Binder and Colab, and no links into the repository. Each lesson can be downloaded.
Write its address there, as `Repository = "https://github.com/YOU/NAME"`, then make the site again.
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
