"""Minutes: what a meeting of agencies agreed on, as a document: the berita acara once it is closed, a draft before."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

import msgspec

from graph.agreement import AgendaItem, Meeting, Note, Task
from graph.record import Decision
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from service.report.decided import day, moment
from service.report.document import (
    Block,
    Document,
    Facts,
    Grid,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Steps,
)

_NOTHING = "–"


def minutes(plan: PlanGraph, meeting: Meeting, tasks: Sequence[Task]) -> Document:
    """Give the minutes of a meeting; once it is closed the same each time, but for addenda.

    Parameters
    ----------
    plan
        As it was when the meeting was closed, so that nobody is called differently later.
    tasks
        Those of the meeting; what it was given after it was closed is not in its minutes.
    """
    info = plan.info
    number = f"Nomor {meeting.minutes_number}" if meeting.is_closed else "Konsep: rapat belum ditutup"
    return Document(
        title="Berita Acara Rapat",
        subtitle=f"{meeting.title} · {number}",
        footer=f"{info.region_name} · {meeting.title} · {number}",
        blocks=tuple(_blocks(plan, meeting, tasks)),
    )


def meeting_data(slug: str, meeting: Meeting, tasks: Sequence[Task]) -> bytes:
    """Give all that is kept of a meeting and its tasks, with what was told of these since, for other programs."""
    kept = {"format": "sinergi-meeting-1", "plan": slug, "meeting": meeting, "tasks": tasks}
    return msgspec.json.format(msgspec.json.encode(kept), indent=2) + b"\n"


def _blocks(plan: PlanGraph, meeting: Meeting, tasks: Sequence[Task]) -> Iterator[Block]:
    opd = _names(plan, meeting)
    yield from _opening(plan, meeting)
    yield from _attendance(meeting)
    for place, item in enumerate(meeting.items, start=1):
        yield from _item(item, place, opd, plan.info.region_code)
    yield from _recapitulation(meeting, opd)
    assigned = [each for each in tasks if meeting.closed_at is None or each.made_at <= meeting.closed_at]
    if assigned:
        yield Heading(text="Tindak lanjut", level=2)
        yield Grid(
            headings=("No", "Tugas", "Perangkat Daerah", "Hasil", "Batas waktu"),
            rows=tuple(
                (str(at), each.title, opd(each.opd), each.output or _NOTHING, _day(each.first_due))
                for at, each in enumerate(assigned, start=1)
            ),
            widths=(0.06, 0.36, 0.22, 0.2, 0.16),
            numbers=frozenset({0}),
        )
    yield from _addenda(meeting, plan.info.region_code)
    yield from _signed(meeting)


def _opening(plan: PlanGraph, meeting: Meeting) -> Iterator[Block]:
    held = f"{day(meeting.held_on)}{f', bertempat di {meeting.place}' if meeting.place else ''}"
    yield Heading(text=meeting.title)
    yield Paragraph(
        text=f"Pada {held}, telah diadakan rapat {called(meeting.body).id} mengenai {plan.info.title}, "
        f"{plan.info.region_name}, dengan hasil sebagai berikut.",
    )
    yield Facts(
        items=(
            ("Nomor", meeting.minutes_number or "belum ada; rapat belum ditutup"),
            ("Hari", day(meeting.held_on)),
            ("Tempat", meeting.place or _NOTHING),
            ("Rencana", f"{plan.info.title}, revisi {plan.revision}"),
        )
    )


def _attendance(meeting: Meeting) -> Iterator[Block]:
    there = {each.id: each for each in meeting.present}
    invited = {each.id for each in meeting.invited}
    rows = [(each.name, "hadir" if each.id in there else "tidak hadir", there.get(each.id, each).persons)
            for each in meeting.invited]  # fmt: skip
    rows += [(each.name, "hadir, tanpa undangan", each.persons) for each in meeting.present if each.id not in invited]
    yield Heading(text="Kehadiran", level=2, only_paper=True)
    if not rows:
        yield Paragraph(text="Tidak ada kehadiran yang dicatat.", only_paper=True)
        return
    persons = ("Yang hadir",) if meeting.names_persons else ()
    yield Grid(
        headings=("No", "Perangkat Daerah atau mitra", "Kehadiran", *persons),
        rows=tuple(
            (str(at), name, was, *([", ".join(who) or _NOTHING] if persons else []))
            for at, (name, was, who) in enumerate(rows, start=1)
        ),
        widths=(0.06, 0.44, 0.2, 0.3) if persons else (0.06, 0.64, 0.3),
        numbers=frozenset({0}),
        only_paper=True,
    )


def _item(item: AgendaItem, place: int, opd: Callable[[str], str], region: str) -> Iterator[Block]:
    yield Heading(text=f"{place}. {item.title.id}", level=2)
    if item.presenter:
        yield Paragraph(text=f"Disampaikan oleh {opd(item.presenter)}.")
    if item.notes:
        yield Steps(items=tuple(_said(note, opd) for note in item.notes))
    if item.counted:
        counted = "; ".join(
            f"{opd(vote.opd)}: {called(vote.choice).id}{f' ({vote.reason})' if vote.reason else ''}"
            for vote in item.counted
        )
        yield Paragraph(text=f"Suara: {counted}.")
    if item.decision is None:
        yield Paragraph(text="Tidak ada keputusan.", remark=True)
    else:
        yield Facts(items=tuple(_agreed(item.decision, opd, region)))


def _agreed(decision: Decision, opd: Callable[[str], str], region: str) -> Iterator[tuple[str, str]]:
    until = f" sampai {day(decision.until)}" if decision.until else ""
    yield "Keputusan", f"{called(decision.standing).begun().id}{until}"
    if decision.reason:
        yield "Alasan", decision.reason
    if decision.lead:
        yield "Penanggung jawab", opd(decision.lead)
    if decision.opds:
        yield "Bersama", ", ".join(map(opd, decision.opds))
    if decision.output:
        yield "Hasil", decision.output
    if decision.due:
        yield "Batas waktu", day(decision.due)
    if decision.made_at:
        yield "Dicatat", f"{decision.author}, {moment(decision.made_at, region)}"


def _recapitulation(meeting: Meeting, opd: Callable[[str], str]) -> Iterator[Block]:
    decided = [(at, each) for at, each in enumerate(meeting.items, start=1) if each.decision]
    yield Heading(text="Keputusan rapat", level=2)
    if not decided:
        yield Paragraph(text="Rapat tidak mengambil keputusan.")
        return
    yield Grid(
        headings=("Butir", "Hal", "Keputusan", "Penanggung jawab", "Batas waktu"),
        rows=tuple(
            (
                str(at),
                each.title.id,
                called(each.decision.standing).begun().id,
                opd(each.decision.lead) if each.decision.lead else _NOTHING,
                _day(each.decision.due or each.decision.until),
            )
            for at, each in decided
            if each.decision
        ),
        widths=(0.08, 0.4, 0.15, 0.22, 0.15),
        numbers=frozenset({0}),
    )


def _addenda(meeting: Meeting, region: str) -> Iterator[Block]:
    if meeting.addenda:
        yield Heading(text="Adendum", level=2)
        yield Steps(
            items=tuple(f"{each.text} ({each.author}, {moment(each.made_at, region)})" for each in meeting.addenda)
        )


def _signed(meeting: Meeting) -> Iterator[Block]:
    names = {each.id: each for each in meeting.present}
    places = [
        Signature(position=names[each].name, name=", ".join(names[each].persons[:1]))
        for each in meeting.signed_by
        if each in names
    ]
    yield Heading(text="Tanda tangan", level=2, only_paper=True)
    held = [Signature(position=each) for each in ("Pimpinan rapat", "Notulis")]
    yield Signatures(places=(*held, *places), only_paper=True)


def _said(note: Note, opd: Callable[[str], str]) -> str:
    return f"{opd(note.opd)}: {note.text}" if note.opd else note.text


def _names(plan: PlanGraph, meeting: Meeting) -> Callable[[str], str]:
    """What agencies are called: as the meeting wrote them down, else as the plan calls them, else by their id."""
    written = {each.id: each.name for each in (*meeting.invited, *meeting.present)}

    def name(id_: str) -> str:
        node = plan.nodes.get(id_)
        return written.get(id_) or (node.label if node else id_)

    return name


def _day(of: date | None) -> str:
    return day(of) if of else _NOTHING
