"""`python -m publish`: the course on the web."""

from typing import Annotated

import typer

from publish.address import OWNER, address

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


if __name__ == "__main__":
    app()
