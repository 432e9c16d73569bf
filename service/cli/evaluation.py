"""Evaluation: the yearly evaluation of the smart city: its index, and the questions with what a plan answers."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final

import msgspec
import typer
from rich.table import Table
from typer.core import TyperGroup

from acts import Assessed, assessed, cohort_of, readable_rounds, unanswered
from graph.snapshot import PlanGraph
from graph.store import Store
from rules.assessment import Asked, AssessmentError, instruments, of_year, off_scale, rounded, weighed
from rules.knowledge import configured, link
from rules.number import number
from service.cli.terminal import show
from service.cli.work import NOTES, AsOf, Config, Database, Format, FormatOption, PlanSlug, ensure_example, run
from service.report.evaluation_rows import basis_name, evaluation_row, question_row, question_text
from service.report.rows import as_csv
from service.settings import Settings, settings


class _Group(TyperGroup):
    """The commands, and a plan in the place of one: its questions."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take what is neither a command nor asks for help as what the questions of a plan are asked with."""
        # what Typer calls the type of a context is private
        asks = bool(args) and args[0] not in self.commands and args[0] not in ctx.help_option_names
        return super().parse_args(ctx, ["questions", *args] if asks else args)


evaluation_app = typer.Typer(
    cls=_Group,
    help="Evaluate the smart city as the ministry does; `sinergi evaluation PLAN` lists the questions.",
    no_args_is_help=True,
)
_SHOWN: Final = 3
"""Rows of the plan that are shown below a question; JSON gives all."""
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
        show(table)
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


@evaluation_app.command("questions")
def questions(
    plan: PlanSlug,
    year: Annotated[
        int | None, typer.Option(help="Year of the evaluation; else the last round's, else the plan's last.")
    ] = None,
    cohort: Annotated[
        str | None, typer.Option(help="Cohort where there is no round yet; else the one of the last public results.")
    ] = None,
    format_: FormatOption = Format.TABLE,
    as_of: AsOf = None,
    database: Database = None,
    config: Config = None,
) -> None:
    """List the questions with their scores, the scores that the plan proposes, and its rows that propose them."""

    async def work(store: Store, settings: Settings) -> tuple[PlanGraph, Assessed, int]:
        await ensure_example(store, plan)
        linked = link(await store.snapshot(plan, as_of), configured(settings.configuration))
        rounds = await readable_rounds(store, plan, sees_drafts=True)
        chosen = next((each for each in rounds if year in (None, each.year)), None)
        if chosen is not None and cohort in (None, chosen.cohort):
            return linked, await assessed(store, settings.configuration, linked, chosen, sees_drafts=True), chosen.year
        meetings = await store.meetings.all(plan)
        return linked, *unanswered(settings.configuration, linked, year, cohort, meetings)

    linked, made, rows_of = run(database, config, work)
    sheet = made.sheet
    if cohort is None and not sheet.round.made_at and cohort_of(linked, sheet.instrument) is None:
        there = ", ".join(sheet.instrument.cohorts)
        NOTES.print(
            f"Kelompok {linked.info.region_name} tidak diketahui; dipakai {sheet.round.cohort}. "
            f"Pilih dengan --cohort: {there}.",
            markup=False,
        )
    if format_ is Format.JSON:
        row = evaluation_row(linked, made, rows_of)
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(row), indent=2).decode() + "\n")
    elif format_ is Format.CSV:
        sys.stdout.write(as_csv([question_row(made, each) for each in sheet.asked]))
    else:
        print("\n".join(_lines(linked, made, rows_of)))


def _lines(plan: PlanGraph, made: Assessed, rows_of: int) -> Iterator[str]:
    sheet = made.sheet
    said = "belum lengkap" if sheet.index is None else _two(sheet.index)
    yield f"Evaluasi {sheet.round.year}, {sheet.round.cohort}, menurut baris rencana {rows_of}."
    yield f"Indeks Pencapaian {said}; perkiraan {_two(sheet.likely)}, antara {_two(sheet.low)} dan {_two(sheet.high)}."
    for part in sheet.parts:
        name = sheet.instrument.parts[part.id].id
        yield f"  {name}: bobot {part.weight} %, {part.answered} dari {part.questions} terjawab"
    for each in sheet.asked:
        yield ""
        yield f"{each.question.code}  {question_text(plan, each.question)}"
        yield f"  {_score(each)}"
        if each.proposal:
            yield f"  {each.proposal.reason.id}"
            rows = each.proposal.rows
            yield from (f"    {plan.nodes[row.node].label}: {row.said.id}" for row in rows[:_SHOWN])
            if len(rows) > _SHOWN:
                yield f"    ... dan {len(rows) - _SHOWN} baris lain"
    yield from ("", *(f"Periksa: {each.message.id}" for each in made.checks))


def _score(asked: Asked) -> str:
    told = "belum dinilai" if asked.score is None else f"nilai {_two(asked.score)} ({basis_name(asked.basis)})"
    if asked.proposed is None:
        return f"{told}; tanpa usulan nilai"
    return f"{told}; usulan {_two(asked.proposed)}"


def _two(value: Fraction) -> str:
    return number(float(rounded(value)), 2).id


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(evaluation_app, name="evaluation")
