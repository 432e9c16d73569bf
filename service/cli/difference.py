"""Difference: what importing files would do to a plan, for a person to read and as JSON."""

import sys
from collections.abc import Callable, Iterator, Sequence
from textwrap import indent
from typing import Final, TypeVar

import msgspec

from graph.intake import Changed, FieldChange, Matched, Preview, Proposal, Thing
from graph.record import FileProblem, UnreadColumn
from graph.vocabulary import called
from service.report.rows import Row

T = TypeVar("T")
SHOWN: Final = 20
"""So many of a list are shown; JSON has them all."""


def difference_row(slug: str, preview: Preview, revision: int | None) -> Row:
    """What importing would do or did, in plain values; ``revision`` is None where nothing was written."""
    return {
        "plan": slug,
        "revision": revision,
        "importable": preview.importable and not preview.questions,
        "changes": len(preview.changes),
        "unchanged": preview.unchanged,
        "files": [msgspec.structs.asdict(each) for each in preview.report.files],
        "new": preview.new,
        "changed": preview.changed,
        "gone": preview.gone,
        "not_understood": [msgspec.structs.asdict(each) for each in preview.not_understood],
        "unread": msgspec.to_builtins(preview.report.unread),
        "known": {**msgspec.structs.asdict(preview.report.known), "share": preview.report.known.share},
        "only_source": len(preview.only_source),
        "matched": msgspec.to_builtins(preview.matched),
        "questions": msgspec.to_builtins(preview.questions),
        "proposals": [_proposal(each) for each in preview.proposals],
    }


def show_json(row: Row) -> None:
    """Print plain values as JSON, long lists item by item: what a large file brings is never held as one text."""
    for number, (key, value) in enumerate(row.items()):
        sys.stdout.write(f'{"," if number else "{"}\n  "{key}": ')
        sys.stdout.writelines(_written(value))
    sys.stdout.write("\n}\n")


def _written(value: object) -> Iterator[str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        for number, each in enumerate(value):
            yield f"{',' if number else '['}\n{indent(_json(each), '    ')}"
        yield "\n  ]" if value else "[]"
    else:
        yield indent(_json(value), "  ").lstrip()


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def show_difference(preview: Preview, *, whole: bool) -> None:
    """Print what importing would do: new, changed, gone, not understood, matched and asked."""
    _list("Baru", preview.new, _thing)
    only = {each.id for each in preview.only_source}
    _list("Berubah", [each for each in preview.changed if each.id not in only], _changed)
    if only:
        print(f"  Hanya sumber atau cara menulis kodenya yang berubah: {len(only)}")
    gone = "Dihapus" if whole else "Tidak lagi disebut (tetap ada; --whole menghapusnya)"
    _list(gone, preview.gone, _thing)
    print(f"  Tetap: {preview.unchanged}")
    show_problems(preview.not_understood)
    _list("Kolom yang tidak dibaca", preview.report.unread, _unread)
    _list("Disamakan", preview.matched, _matched)
    for question in preview.questions:
        what = "unit dari" if question.is_unit else "sama dengan"
        print(f"  Perlu dijawab {question.id}: {question.written!r} ({question.source}) {what} yang mana?")
        for candidate in question.candidates:
            print(
                f"    --answer '{question.id}={candidate.id}': "
                f"{candidate.label} ({candidate.sureness:.0%}): {candidate.reason}"
            )
        print(f"    --answer '{question.id}=baru': tidak satu pun, ini baru")


def show_problems(problems: Sequence[FileProblem]) -> None:
    """Print what was not understood, cell by cell, worst first."""
    _list("Tidak dipahami", problems, lambda each: f"{called(each.severity, 'FileSeverity').id.upper()} {each}")


def _list(what: str, items: Sequence[T], sentence: Callable[[T], str]) -> None:
    if not items:
        return
    print(f"  {what}: {len(items)}")
    for each in items[:SHOWN]:
        print(f"    {sentence(each)}")
    if len(items) > SHOWN:
        print(f"    ... dan {len(items) - SHOWN} lagi (--format json memberi semuanya)")


def _thing(each: Thing) -> str:
    source = f" ({each.source})" if each.source else ""
    return f"{each.kind} {each.label}{source}"


def _changed(each: Changed) -> str:
    return f"{each.kind} {each.label}: {'; '.join(map(_field, each.fields))}"


def _field(each: FieldChange) -> str:
    more = f" (selisih {each.difference})" if each.difference else ""
    return f"{each.field}: {each.before or 'kosong'} -> {each.after or 'kosong'}{more}"


def _matched(each: Matched) -> str:
    return f"{each.written!r} ({each.source}) = {each.label} ({each.sureness:.0%}): {each.reason}"


def _unread(each: UnreadColumn) -> str:
    place = f"{each.file}, {each.sheet}" if each.sheet else each.file
    return f"{place}, kolom {each.column}: terisi pada {each.filled} baris, misalnya {each.example!r}"


def _proposal(each: Proposal) -> Row:
    return {
        "file": each.file,
        "sheet": each.sheet,
        "format": each.mapping.format,
        "columns": msgspec.to_builtins(each.mapping.reasons),
        "yaml": each.mapping.text(),
    }
