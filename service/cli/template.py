"""Template: our own workbook, to fill in where there is no file that can be read, and mappings for unknown tables."""

from pathlib import Path
from typing import Annotated

import typer

from graph.intake import propose, template

NAME = "templat-sinergi.xlsx"


def template_(
    path: Annotated[Path, typer.Argument(help="Where to write the workbook.")] = Path(NAME),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Write the workbook with one sheet per concept, drop-downs, examples and notes; `sinergi import` reads it."""
    _write(path, template(), force)
    print(f"Templat ditulis ke {path}. Isi, lalu: sinergi import RENCANA {path} --dry-run")


def mapping(
    table: Annotated[Path, typer.Argument(help="A table whose format is not known.")],
    path: Annotated[Path, typer.Argument(help="Where to write the proposed mapping.")] = Path("pemetaan.yaml"),
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
) -> None:
    """Propose which column of an unknown table holds what, as a YAML file to correct and keep."""
    proposed = propose(table)
    _write(path, proposed.text().encode(), force)
    for each in proposed.reasons:
        print(f"  {each.heading!r}: {each.column} ({each.reason}; {each.sureness:.0%})")
    print(f"Pemetaan ditulis ke {path}. Periksa tiap baris sebelum dipakai.")


def _write(path: Path, data: bytes, force: bool) -> None:
    if path.exists() and not force:
        raise ValueError(f"{path} sudah ada. Pakai nama lain, atau --force untuk menimpanya.")
    path.write_bytes(data)


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("template")(template_)
    app.command("mapping")(mapping)
