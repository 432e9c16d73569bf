"""Intake: the files that planners have become the contents of a plan, or are refused whole with reasons."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from graph.change import Change, Contents, difference
from graph.intake import e81, iku, opd_list, rpjmd, sipd_renja
from graph.intake.draft import Draft
from graph.intake.plausibility import mark_implausible
from graph.intake.problem import FileProblem, RefusedFiles
from graph.intake.report import FileRead, MarkedNode, Report
from graph.intake.table import Table, decode, parse, read_bytes
from graph.model import Origin, Standing

__all__ = ["FileProblem", "FileRead", "Intake", "MarkedNode", "RefusedFiles", "Report", "changes", "read_files"]

Reader = Callable[[Table, Draft], None]

_READERS: Final[tuple[tuple[frozenset[str], Reader], ...]] = (
    (opd_list.OPD_HEADINGS, opd_list.read_opds),
    (opd_list.SKPD_HEADINGS, opd_list.read_skpds),
    (opd_list.PARTNER_HEADINGS, opd_list.read_partners),
    (e81.HEADINGS, e81.read),
    (sipd_renja.HEADINGS, sipd_renja.read),
    (iku.HEADINGS, iku.read),
)
"""Formats by the headings that tell them; in this order files are read, since later ones refer to earlier ones."""


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What files say: the contents of a plan, and the report of what was read and marked."""

    contents: Contents
    report: Report


def read_files(paths: Sequence[Path]) -> Intake:
    """Read files of any known formats together, in whatever order they are given.

    Raises
    ------
    RefusedFiles
        Where any file cannot be read or understood; every problem names file, row and column.
    """
    draft = Draft()
    tables: list[tuple[int, Table]] = []
    documents: list[tuple[str, str]] = []
    for path in sorted(paths, key=lambda each: each.name):
        try:
            text = decode(path.name, read_bytes(path))
            if path.suffix.casefold() in {".yaml", ".yml"}:
                documents.append((path.name, text))
            else:
                tables.append(_recognised(parse(path.name, text)))
        except RefusedFiles as refused:
            draft.problems.extend(refused.problems)
    for order, table in sorted(tables, key=lambda each: (each[0], each[1].file)):
        _READERS[order][1](table, draft)
    for name, text in documents:
        rpjmd.read(name, text, draft)
    mark_implausible(draft)
    contents, report = draft.finish()
    return Intake(contents=contents, report=report)


def _recognised(table: Table) -> tuple[int, Table]:
    headings = set(table.headings)
    for order, (wanted, _) in enumerate(_READERS):
        if wanted <= headings:
            return order, table
    raise RefusedFiles(
        (
            FileProblem(
                file=table.file,
                row=1,
                value=", ".join(table.headings)[:120],
                reason="format tabel ini tidak dikenal dari judul kolomnya",
                hint="Yang dikenal: E.81, Renja SIPD, IKU, daftar perangkat daerah, daftar mitra, RPJMD (YAML).",
            ),
        )
    )


def changes(plan: Contents, read: Contents, *, whole: bool = False) -> Iterable[Change]:
    """Give the changes that bring a plan to what files say.

    What people added or said of links stays. With ``whole``, what the files no longer say is removed as well, unless
    a person confirmed or rejected it.
    """
    kept_links = {
        id_: link
        for id_, link in plan.links.items()
        if id_ not in read.links and (not whole or link.standing is not Standing.OPEN or link.origin != Origin.DECLARED)
    }
    judged = {
        id_: msgspec.structs.replace(link, standing=plan.links[id_].standing) if id_ in plan.links else link
        for id_, link in read.links.items()
    }
    ends = {end for link in kept_links.values() for end in (link.source_id, link.target_id)}
    kept_nodes = {id_: node for id_, node in plan.nodes.items() if id_ not in read.nodes and (not whole or id_ in ends)}
    after = Contents(nodes={**read.nodes, **kept_nodes}, links={**judged, **kept_links})
    return tuple(difference(plan, after))
