"""Asking: what only a person can say of files, given as options, kept in files, or asked on a terminal."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import typer

from graph.intake import Mapping, Proposal, Question
from service.cli.work import NOTES

NEW: Final = "baru"
"""The answer that a doubtful name is a new one."""
OPEN: Final = "?"
"""What stands in a file of answers where the person has not decided yet."""


def answers(file: Path | None, said: Sequence[str]) -> dict[str, str]:
    """Give the answers of a file, where it is there, and of the options; these win.

    Raises
    ------
    ValueError
        Where the file holds no answers, or an option is no answer.
    """
    found: dict[str, str | None] = {}
    if file is not None and file.exists():
        try:
            found = msgspec.yaml.decode(file.read_bytes(), type=dict[str, str | None])
        except msgspec.DecodeError as error:
            message = (
                f'{file}: ini bukan jawaban: {error} Isinya baris seperti "opd/a": opd/b, atau {NEW}, atau {OPEN}.'
            )
            raise ValueError(message) from error
    for each in said:
        question, equals, meant = each.partition("=")
        if not equals or not question:
            raise ValueError(f"--answer {each!r}: tulis ID=SIMPUL, atau ID={NEW}.")
        found[question] = meant
    return {id_: "" if meant in {None, NEW} else str(meant) for id_, meant in found.items() if meant != OPEN}


def keep_questions(questions: Sequence[Question], file: Path | None) -> None:
    """Write what is asked to a file of answers that is not there yet, for a person to fill in."""
    if not questions or file is None or file.exists():
        return
    lines = [f"# Isi setiap baris dengan id yang dimaksud, atau {NEW}; {OPEN} berarti belum dijawab."]
    for question in questions:
        lines.append(f"# {json.dumps(question.written, ensure_ascii=False)} ({_line(question.source)})")
        lines += [f"#   {each.id}: {_line(each.label)}, {_line(each.reason)}" for each in question.candidates]
        lines.append(f'{json.dumps(question.id, ensure_ascii=False)}: "{OPEN}"')
    file.write_text("\n".join(lines) + "\n", "utf-8")
    NOTES.print(f"Pertanyaan ditulis ke {file}; isi jawabannya, lalu jalankan lagi.", markup=False)


def mappings(files: Sequence[Path]) -> tuple[Mapping, ...]:
    """Give the mappings of those files that are there.

    Raises
    ------
    RefusedFiles
        Where one is no mapping, or is not complete yet.
    """
    return tuple(Mapping.load(file) for file in files if file.exists())


def keep_proposals(proposals: Sequence[Proposal], files: Sequence[Path]) -> None:
    """Write what is proposed for unknown tables to the files that are not there yet, for a person to correct."""
    proposed = {each.mapping.text(): each for each in reversed(proposals) if each.mapping.columns}
    distinct = sorted(proposed.values(), key=lambda each: (each.file, each.sheet))
    free = [file for file in files if not file.exists()]
    for number, each in enumerate(distinct):
        table = f"{each.file}, {each.sheet}" if each.sheet else each.file
        if number < len(free):
            each.mapping.save(free[number])
            said = f"{table}: usulan pemetaan ditulis ke {free[number]}; periksa, lalu jalankan lagi."
        else:
            said = f"{table}: --map BERKAS menulis usulan pemetaan kolomnya."
        NOTES.print(said, markup=False)


def can_ask() -> bool:
    """Whether there is a person at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(questions: Sequence[Question]) -> dict[str, str]:
    """Ask a person at the terminal what each doubtful name means."""
    found: dict[str, str] = {}
    for question in questions:
        what = "unit dari yang mana?" if question.is_unit else "sama dengan yang mana?"
        NOTES.print(f"{question.written!r} ({question.source}) {what}", markup=False)
        NOTES.print("  0: tidak satu pun, " + ("ini berdiri sendiri" if question.is_unit else "ini baru"))
        for number, each in enumerate(question.candidates, 1):
            NOTES.print(f"  {number}: {each.label} ({each.sureness:.0%}): {each.reason}", markup=False)
        number = -1
        while not 0 <= number <= len(question.candidates):
            number = typer.prompt("Nomor", type=int, err=True)
        found[question.id] = question.candidates[number - 1].id if number else ""
    return found


def _line(text: str) -> str:
    return " ".join(text.split())
