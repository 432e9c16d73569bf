"""What commands print steers no terminal and runs in no spreadsheet, whatever a name holds."""

import csv
import io
import sys
import unicodedata
from pathlib import Path

import pytest

from graph.change import ChangeSet, PutLink, PutNode
from graph.model import Level, Link, LinkKind, Opd, Program
from service.cli import main
from service.report.rows import as_csv
from tests.command import ran
from tests.schema.city import INFO, city

HOSTILE = "Dinas\x1b[2J\x1b]0;x\x07\x9b31m\u202eA\u2066B"


def _controls(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf"}} - {"\n"}


@pytest.fixture
async def database(tmp_path: Path) -> str:
    address = f"sqlite+aiosqlite:///{tmp_path / 'a.db'}"
    made = await city(address)
    hostile = Opd(id="opd/x", name=HOSTILE, short_name=HOSTILE)
    work = Program(id="program/x", level=Level.SUB_ACTIVITY, name=f"Kerja {HOSTILE}")
    lead = Link(kind=LinkKind.LEADS, source_id=hostile.id, target_id=work.id)
    changes = (PutNode(node=hostile), PutNode(node=work), PutLink(link=lead))
    await made.store.apply(INFO.slug, ChangeSet(changes=changes, author=HOSTILE, reason=HOSTILE, base_revision=1))
    await made.store.close()
    return address


@pytest.mark.parametrize(
    "command", [("audit",), ("audit", "--json"), ("check", INFO.slug), ("check", INFO.slug, "--format", "csv")]
)
def test_a_name_steers_no_terminal(tmp_path: Path, database: str, command: tuple[str, ...]) -> None:
    shown = ran(tmp_path, *command, "--database", database)
    assert shown.status == 0, shown
    assert "Dinas" in shown.out
    assert not _controls(shown.out)


def test_a_refusal_steers_no_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise ValueError(HOSTILE)

    monkeypatch.setattr(sys.modules["service.cli.main"], "app", refused)
    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().err
    assert "Dinas" in said
    assert not _controls(said)


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("read", [",", ";", "\t"])
@pytest.mark.parametrize("text", ["=1+1", "＝1+1", "\n=1", "Jalan;=1+1", "Jalan,@SUM(1)", "Jalan\t+1+1", "Jalan\n=1"])
def test_a_text_runs_in_no_spreadsheet_whatever_its_mark(mark: str, read: str, text: str) -> None:
    written = as_csv([{"nama": text, "jumlah": -5, "angka": "dari 5,-3"}], mark)
    for row in csv.reader(io.StringIO(written), delimiter=read, quoting=csv.QUOTE_NONE):
        assert not [cell for cell in row if cell.lstrip('"')[:1] in set("=+@＝")], written
    assert "-5" in written
    assert "dari 5,-3" in written
