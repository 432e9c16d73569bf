"""Token: make the tokens that let people and programs write, list them, and revoke them."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
import typer
from rich.table import Table

from graph.store import Store
from graph.store.token import ALL_REGIONS, NewToken, Token, TokenRole
from service.cli.terminal import show
from service.cli.work import NOTES, Config, Database, run
from service.settings import Settings

token_app = typer.Typer(
    help="Make, list and revoke the tokens that let people write.", no_args_is_help=True, rich_markup_mode=None
)
USUAL_DAYS = 365


@token_app.command()
def create(
    name: Annotated[str, typer.Argument(help="Who bears it, as the plan's history will name them.")],
    role: Annotated[TokenRole, typer.Option(help="What they may do.")] = TokenRole.PLANNER,
    region: Annotated[str, typer.Option(help="Code of their region, such as 00.01; * for all regions.")] = "",
    days: Annotated[int, typer.Option(min=0, help="Days until it expires; 0 for never.")] = USUAL_DAYS,
    database: Database = None,
    config: Config = None,
    opd: Annotated[
        list[str] | None,
        typer.Option(help="Id of an agency for which they speak, such as opd/dinsos; for agency."),
    ] = None,
) -> None:
    """Make a token and print it; it is never shown again."""
    if not region:
        raise ValueError(f"Sebutkan wilayahnya: --region KODE, atau --region '{ALL_REGIONS}' untuk semua wilayah.")
    if bool(opd) is not (role is TokenRole.AGENCY):
        raise ValueError("Sebutkan --opd untuk peran agency, dan hanya untuk peran itu.")
    expires = datetime.now(UTC).date() + timedelta(days=days) if days else None

    async def work(store: Store, settings: Settings) -> NewToken:
        del settings
        regions = {stored.info.region_code for stored in await store.plans()}
        if region not in regions | {ALL_REGIONS}:
            NOTES.print(f"Belum ada rencana wilayah {region} di basis data ini; periksa kodenya.")
        return await store.tokens.create(name, role, region, expires, opds=tuple(opd or ()))

    made = run(database, config, work)
    NOTES.print(f"Token {made.token.id} untuk {made.token.name}: {_where(made.token)}, {_until(made.token)}.")
    NOTES.print("Simpan sekarang; token ini tidak dapat ditampilkan lagi.")
    print(made.text)


@token_app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="Also those that were revoked or have expired.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    database: Database = None,
    config: Config = None,
) -> None:
    """List the tokens: who bears them, what they let them do, and when they were last used."""

    async def work(store: Store, settings: Settings) -> tuple[Token, ...]:
        del settings
        return await store.tokens.all()

    today = datetime.now(UTC).date()
    found = [each for each in run(database, config, work) if every or each.counts(today)]
    if json:
        print(msgspec.json.encode(found).decode())
    elif not found:
        print("Tidak ada token yang berlaku.")
    else:
        table = Table("id", "nama", "peran dan wilayah", "berlaku", "terakhir dipakai", box=None)
        for each in found:
            until = f"dicabut {each.revoked_at.date()}" if each.revoked_at else _until(each)
            table.add_row(each.id, each.name, _where(each), until, str(each.last_used or "belum pernah"))
        show(table)


@token_app.command()
def revoke(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Id of the token, as the list shows it.")],
    database: Database = None,
    config: Config = None,
) -> None:
    """Let a token count no longer, from this moment on."""

    async def work(store: Store, settings: Settings) -> Token:
        del settings
        return await store.tokens.revoke(id_)

    revoked = run(database, config, work)
    print(f"Token {revoked.id} milik {revoked.name} dicabut.")


def _where(token: Token) -> str:
    where = "semua wilayah" if token.region_code == ALL_REGIONS else f"wilayah {token.region_code}"
    return " ".join((f"{token.role} {where}", *token.opds))


def _until(token: Token) -> str:
    return f"sampai {token.expires}" if token.expires else "tanpa batas waktu"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.add_typer(token_app, name="token")
