"""The page about files says what the code does."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph.intake import Mapping, look
from service.cli import template as commands
from tests.graph.intake.files_in import PAGE, page
from tests.graph.intake.making import csv_file

APP = typer.Typer()
commands.add_to(APP)


def test_the_page_about_files_is_not_stale() -> None:
    assert PAGE.read_text("utf-8") == page(), "Run `python -m tests.graph.intake.files_in`."


def test_the_command_writes_the_template_and_does_not_write_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    written = CliRunner().invoke(APP, ["template", str(path)])
    assert (written.exit_code, "Templat ditulis" in written.output) == (0, True)
    assert [error.reason for error in look([path]).errors] == ["tabel ini tidak berisi satu baris pun"]
    again = CliRunner().invoke(APP, ["template", str(path)])
    assert isinstance(again.exception, ValueError)
    assert "sudah ada" in str(again.exception)
    assert CliRunner().invoke(APP, ["template", str(path), "--force"]).exit_code == 0


def test_the_command_proposes_a_mapping(tmp_path: Path) -> None:
    rows = [["Nama Dinas", "Kd. Rek", "Nama Kegiatan/Program", "Alokasi Dana"]]
    rows.append(["Dinas Kesehatan", "1.02.02", "PROGRAM A", "250.000.000"])
    table, path = csv_file(tmp_path / "aneh.csv", rows), tmp_path / "pemetaan.yaml"
    done = CliRunner().invoke(APP, ["mapping", str(table), str(path)])
    assert done.exit_code == 0, done.output
    assert "Alokasi Dana" in done.output
    assert Mapping.load(path).columns["Alokasi Dana"] == "pagu"


@pytest.mark.parametrize("word", ["read_files", "look", "preview", "propose", "template"])
def test_the_page_names_what_the_room_offers(word: str) -> None:
    import graph.intake

    assert word in graph.intake.__all__
    assert f"{word}(" in PAGE.read_text("utf-8")
