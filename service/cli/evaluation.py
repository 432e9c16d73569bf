"""Evaluation: the yearly evaluation of the smart city: its index, and what a plan can answer."""

import re
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from rules.assessment import AssessmentError, instruments, of_year, off_scale, rounded, weighed
from rules.number import number
from service.cli.work import Config, Format, FormatOption
from service.settings import settings

evaluation_app = typer.Typer(help="Evaluate the smart city as the ministry does.", no_args_is_help=True)
_SCORE: Final = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")


@evaluation_app.command("index")
def index_(
    year: Annotated[int, typer.Option(help="Year of the evaluation.")],
    cohort: Annotated[str, typer.Option(help="Cohort, by the name that the ministry's results give it.")],
    part: Annotated[list[str] | None, typer.Option(help="PART=SCORE, a score from 0 to 4 for each part.")] = None,
    format_: FormatOption = Format.TABLE,
    config: Config = None,
) -> None:
    """Weigh the scores of the parts to the index, with two decimals, half a hundredth upwards; opens no database."""
    instrument = of_year(instruments(settings(None, config).configuration), year)
    chosen = instrument.cohort(cohort)
    scores = _scores(part or ())
    found = rounded(weighed(year, chosen, scores))
    if format_ is Format.JSON:
        print(f'{{"index": {found}}}')
    elif format_ is Format.CSV:
        sys.stdout.write(f"index\r\n{found}\r\n")
    else:
        table = Table("bagian", "bobot", "nilai")
        for name, weight in chosen.weights.items():
            table.add_row(instrument.parts[name].id, f"{weight} %", str(scores[name]))
        Console(highlight=False, markup=False).print(table)
        print(f"Indeks Pencapaian {year}, {cohort}: {number(float(found), 2).id}")


def _scores(said: Sequence[str]) -> Mapping[str, Decimal]:
    """Give the scores by part; that a part has one is seen by whoever weighs them."""
    found: dict[str, Decimal] = {}
    wrong = []
    for each in said:
        part, equals, written = each.partition("=")
        if not equals or part in found:
            raise ValueError(f"--part {each!r}: tulis BAGIAN=NILAI, sekali bagi tiap bagian.")
        if not _SCORE.fullmatch(written):
            wrong.append(off_scale(part, written))
        else:
            found[part] = Decimal(written)
    if wrong:
        raise AssessmentError(*wrong)
    return found


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(evaluation_app, name="evaluation")
