"""`python -m publish`: the course on the web."""

from pathlib import Path
from typing import Annotated

import typer

from publish import address as addresses
from publish import linked

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
    try:
        if url:
            where = addresses.parse(url) if check else linked.set_address(url)
        else:
            where = addresses.address()
        changed = linked.out_of_step(where) if check else linked.write_links(where)
    except ValueError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from error
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


if __name__ == "__main__":
    app()
