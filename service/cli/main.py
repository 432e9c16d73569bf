"""Main: the commands together."""

from importlib.metadata import version
from typing import Annotated

import typer

from service.cli import (
    audit,
    backup,
    database,
    evaluation,
    export,
    judge,
    knowledge,
    plans,
    remedy,
    review,
    serve,
    template,
    token,
)
from service.cli.refusing import in_sentences

app = typer.Typer(
    name="sinergi",
    help="Shows a region how its plans hang together and recommends which agencies should work together.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
serve.add_to(app)
plans.add_to(app)
template.add_to(app)
judge.add_to(app)
review.add_to(app)
export.add_to(app)
remedy.add_to(app)
database.add_to(app)
backup.add_to(app)
knowledge.add_to(app)
token.add_to(app)
audit.add_to(app)
evaluation.add_to(app)


def _say_version(is_asked: bool) -> None:
    if is_asked:
        print(f"sinergi {version('sinergi')}")
        raise typer.Exit


@app.callback()
def _(
    said: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of the program itself."""
    del said


def main() -> None:
    """Run the command line; exit with 1 where a command is refused."""
    with in_sentences():
        app()
