"""`python -m publish`: the course on the web."""

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Put the course on the web.",
)


@app.callback()
def main() -> None:
    """Put the course on the web."""


if __name__ == "__main__":
    app()
