"""`python -m publish`: the course on the web."""

from pathlib import Path
from typing import Annotated

import typer

from publish.address import address

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
def lite(
    to: Annotated[Path, typer.Option(help="The folder for the site; it is made anew.")],
    pyodide: Annotated[
        Path | None,
        typer.Option(help="A folder with Pyodide, to serve it with the site: no other is asked."),
    ] = None,
) -> None:
    """Build the course for the browser, nothing installed: a folder for any web server."""
    from publish.lite import build

    where = address()
    try:
        build(to, where, pyodide)
    except (RuntimeError, ValueError) as error:
        raise typer.BadParameter(str(error)) from error
    if where.is_placeholder:
        typer.echo(
            "The lessons name no way to Binder yet: `Repository` in pyproject.toml is still a "
            "placeholder."
        )
    typer.echo(f"Built: {to}. Serve the folder, over https or from this machine.")


if __name__ == "__main__":
    app()
