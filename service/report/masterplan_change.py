"""Masterplan change: what changed in a masterplan between two revisions of a plan."""

from collections.abc import Iterator
from enum import Enum
from typing import Final

from graph.masterplan import Masterplan, MasterplanProgram
from graph.model import Link, LinkKind, Node
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from service.report.document import Block, Grid, Heading, Paragraph

FIELDS: Final = {
    "name": "nama",
    "code": "nomor",
    "description": "uraian",
    "program_origin": "asal",
    "term": "jangka",
    "start_year": "tahun awal",
    "end_year": "tahun akhir",
    "years": "target dan status tahunan",
    "funds": "dana",
    "readiness": "kesiapan",
    "risks": "risiko",
    "evidence": "bukti dukung",
    "quick_win": "quick win",
    "criteria": "kriteria quick win",
    "written_lead": "penanggung jawab",
    "written_partners": "mitra",
    "legal_act": "dasar hukum",
    "vision": "visi",
    "books": "buku",
}
"""What the fields of a masterplan and its programs are called."""


def changes(plan: PlanGraph, before: PlanGraph | None) -> Iterator[Block]:
    """List what was added, changed and taken out since an earlier revision."""
    yield Heading(text="Daftar perubahan", on_new_page=True)
    if before is None:
        yield Paragraph(text="Tidak ada revisi sebelumnya untuk dibandingkan.")
        return
    rows = list(_changed(plan, before))
    since = f"sejak revisi {before.revision}"
    yield Paragraph(text=f"Perubahan {since}:" if rows else f"Tidak ada perubahan {since}.")
    if rows:
        yield Grid(headings=("Perubahan", "Program", "Yang berubah"), rows=tuple(rows), widths=(0.14, 0.4, 0.46))


def _changed(plan: PlanGraph, before: PlanGraph) -> Iterator[tuple[str, str, str]]:
    was, now = _nodes(before), _nodes(plan)
    ties_before, ties = _ties(before, was), _ties(plan, now)
    for id_ in sorted(was.keys() | now.keys()):
        old, new = was.get(id_), now.get(id_)
        gone = {key: link for key, link in ties_before.get(id_, {}).items() if key not in ties.get(id_, {})}
        came = {key: link for key, link in ties.get(id_, {}).items() if key not in ties_before.get(id_, {})}
        tied = [f"kaitan baru: {_tie(plan, id_, link)}" for _, link in sorted(came.items())]
        tied += [f"kaitan dilepas: {_tie(before, id_, link)}" for _, link in sorted(gone.items())]
        if old is None and new is not None:
            yield "ditambahkan", new.label, "; ".join(tied) or "-"
        elif new is None and old is not None:
            yield "dihapus", old.label, "-"
        elif old is not None and new is not None:
            said = [*_fields(old, new), *tied]
            if said:
                yield "diubah", new.label, "; ".join(said)


def _nodes(plan: PlanGraph) -> dict[str, Node]:
    return {each.id: each for kind in (Masterplan, MasterplanProgram) for each in plan.of(kind)}


def _fields(old: Node, new: Node) -> Iterator[str]:
    for name, word in FIELDS.items():
        one, other = getattr(old, name, None), getattr(new, name, None)
        if one != other:
            yield word if isinstance(one or other, tuple) else f"{word}: {_said(one)} → {_said(other)}"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return called(value).id if isinstance(value, Enum) else str(value or "-")


def _ties(plan: PlanGraph, nodes: dict[str, Node]) -> dict[str, dict[str, Link]]:
    """The links of each masterplan program, by id; that a masterplan contains it is said of the program."""
    found: dict[str, dict[str, Link]] = {}
    for kind in LinkKind:
        for link in plan.links_of(kind):
            for id_ in {link.source_id, link.target_id} & nodes.keys():
                if kind is not LinkKind.CONTAINS or id_ == link.target_id:
                    found.setdefault(id_, {})[link.id] = link
    return found


def _tie(plan: PlanGraph, id_: str, link: Link) -> str:
    kind = called(link.kind).id
    if link.source_id == id_:
        return f"{kind} {plan.nodes[link.target_id].label}"
    return f"{plan.nodes[link.source_id].label} {kind} program ini"
