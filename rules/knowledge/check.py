"""Check: what is wrong with the entries, said so that their writer can mend it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from graph import code as codes
from graph.model import Level, ThemeRole
from graph.reference import framework, nomenclature
from rules.knowledge.entry import Knowledge
from rules.knowledge.selector import Selector


def problems(known: Knowledge) -> tuple[str, ...]:
    """List what is wrong with some knowledge; empty where nothing is.

    Checked are ids, codes and fields against the nomenclature, sub-dimensions against the framework, references
    between entries, weights and confidences, that every theme has one lead, and that every entry has reason and source.
    """
    return (
        *_ids(known),
        *_themes(known),
        *_components(known),
        *_teams(known),
        *_practices(known),
        *_dependencies(known),
        *_dimensions(known),
        *_contributions(known),
    )


def _known_codes() -> frozenset[str]:
    reference = nomenclature()
    return frozenset(code for level in Level for code in reference.entries(level)) | frozenset(reference.fields)


def _sub_dimensions() -> frozenset[str]:
    dimensions, _ = framework()
    return frozenset(node.code for node in dimensions)


def _ids(known: Knowledge) -> Iterator[str]:
    ids = [entry.id for entry in known.dependencies]
    ids += [entry.id for entry in known.dimensions]
    ids += [entry.id for entry in known.contributions]
    ids += [entry.id for entry in known.routine]
    ids += [entry.id for entry in known.teams]
    ids += [entry.id for entry in known.practices]
    for id_, times in sorted(Counter(ids).items()):
        if times > 1:
            yield f"{id_}: id dipakai {times} kali; beri id yang lain."


def _selector(where: str, selector: Selector, known_codes: frozenset[str]) -> Iterator[str]:
    if not selector.codes and not selector.words:
        yield f"{where}: tidak ada kode dan tidak ada kata; sebutkan salah satu."
    for code in selector.codes:
        stem = code.removesuffix(".*")
        if codes.level(stem) is None:
            yield f"{where}: {code} bukan kode nomenklatur."
        elif stem != codes.canonical(stem):
            yield f"{where}: tulis {code} sebagai {codes.canonical(stem)}."
        elif codes.level(stem) != "sub_activity" and stem not in known_codes:
            yield f"{where}: kode {code} tidak ada di nomenklatur."


def _themes(known: Knowledge) -> Iterator[str]:
    fields = nomenclature().fields
    sub_dimensions = _sub_dimensions()
    known_codes = _known_codes()
    for id_, theme in known.themes.items():
        leads = [role.field for role in theme.roles if role.role is ThemeRole.LEAD]
        if len(leads) != 1:
            yield f"tema {id_}: harus ada tepat satu bidang pemimpin, ada {len(leads)}."
        yield from (f"tema {id_}: bidang {role.field} tidak ada." for role in theme.roles if role.field not in fields)
        repeated = [field for field, times in Counter(r.field for r in theme.roles).items() if times > 1]
        yield from (f"tema {id_}: bidang {field} punya dua peran." for field in repeated)
        yield from _weights(f"tema {id_}", theme.dimensions, sub_dimensions)
        if not theme.sources or not all(theme.sources):
            yield f"tema {id_}: sumber belum disebut."
        if not theme.members:
            yield f"tema {id_}: belum punya anggota."
        seen: set[str] = set()
        for member in theme.members:
            where = f"tema {id_}/{member.id}"
            if member.id in seen:
                yield f"{where}: id anggota dipakai dua kali."
            seen.add(member.id)
            if not 0 < member.weight <= 3:
                yield f"{where}: bobot harus lebih dari 0 sampai 3."
            if member.confidence is not None and not 0 < member.confidence <= 1:
                yield f"{where}: keyakinan harus lebih dari 0 sampai 1."
            yield from _selector(where, member, known_codes)


def _components(known: Knowledge) -> Iterator[str]:
    """Every theme says what it takes; each part is owned by a field and carried by members of the theme."""
    fields = nomenclature().fields
    for id_, theme in known.themes.items():
        members = {member.id for member in theme.members}
        twice = [name for name, times in Counter(each.id for each in theme.components).items() if times > 1]
        yield from (f"tema {id_}: id komponen {name} dipakai dua kali." for name in twice)
        for component in theme.components:
            where = f"tema {id_}, komponen {component.id}"
            if not component.fields or not component.members:
                yield f"{where}: sebutkan bidang pemilik dan anggota tema yang mengerjakannya."
            yield from (f"{where}: bidang {field} tidak ada." for field in component.fields if field not in fields)
            yield from (f"{where}: anggota {each} tidak ada." for each in component.members if each not in members)


def _teams(known: Knowledge) -> Iterator[str]:
    fields = nomenclature().fields
    for team in known.teams:
        where = f"tim {team.id}"
        yield from (f"{where}: tema {id_} tidak ada." for id_ in team.themes if id_ not in known.themes)
        held = (*team.fields, *filter(None, (team.secretariat_field,)))
        yield from (f"{where}: bidang {field} tidak ada." for field in held if field not in fields)
        if not team.themes or not team.source:
            yield f"{where}: tema atau sumber belum disebut."
        if len(team.duties) != len(team.duties_en):
            yield f"{where}: tugas dalam dua bahasa tidak sama banyak."


def _practices(known: Knowledge) -> Iterator[str]:
    """One that can become an action is carried by two fields or more, and says what comes out and how to count it."""
    fields = nomenclature().fields
    known_codes = _known_codes()
    for practice in known.practices:
        where = f"praktik {practice.id}"
        yield from (f"{where}: tema {id_} tidak ada." for id_ in practice.themes if id_ not in known.themes)
        for carrier in practice.carriers:
            if carrier.field not in fields:
                yield f"{where}: bidang {carrier.field} tidak ada."
            yield from _selector(f"{where}, bidang {carrier.field}", carrier, known_codes)
        carried = {carrier.field for carrier in practice.carriers}
        for handover in practice.handovers:
            yield from (
                f"{where}: bidang {field} menyerahkan atau menerima, tetapi tidak mengerjakannya."
                for field in (handover.giver, handover.receiver)
                if field not in carried
            )
        if not practice.themes or not practice.source:
            yield f"{where}: tema atau sumber belum disebut."
        proven = practice.level in {"A", "B"}
        if proven and (len(carried) < 2 or not (practice.output and practice.measure and practice.result)):
            yield f"{where}: sebutkan dua bidang, keluaran, ukuran dan hasil."


def _weights(where: str, serves: dict[str, float], sub_dimensions: Iterable[str]) -> Iterator[str]:
    for code, weight in serves.items():
        if code not in sub_dimensions:
            yield f"{where}: sub-dimensi {code} tidak ada."
        if not 0 < weight <= 3:
            yield f"{where}: bobot {code} harus lebih dari 0 sampai 3."
    if not serves:
        yield f"{where}: belum ada sub-dimensi."


def _dependencies(known: Knowledge) -> Iterator[str]:
    known_codes = _known_codes()
    for entry in known.dependencies:
        where = f"ketergantungan {entry.id}"
        yield from _selector(f"{where} (from)", entry.origin, known_codes)
        yield from _selector(f"{where} (to)", entry.target, known_codes)
        if not 0 < entry.confidence <= 1:
            yield f"{where}: keyakinan harus lebih dari 0 sampai 1."
        if entry.lag_months < 0:
            yield f"{where}: jeda tidak boleh kurang dari 0 bulan."
        if not entry.reason or not entry.source:
            yield f"{where}: alasan atau sumber belum disebut."


def _dimensions(known: Knowledge) -> Iterator[str]:
    known_codes = _known_codes()
    sub_dimensions = _sub_dimensions()
    for entry in known.dimensions:
        if entry.code not in known_codes:
            yield f"dimensi {entry.code}: kode tidak ada di nomenklatur."
        yield from _weights(f"dimensi {entry.code}", entry.serves, sub_dimensions)
    mapped = {entry.code for entry in known.dimensions}
    for code in sorted(nomenclature().entries(Level.PROGRAM)):
        if code not in mapped and not codes.is_overhead(code):
            yield f"dimensi {code}: program ini belum punya sub-dimensi."


def _contributions(known: Knowledge) -> Iterator[str]:
    targets = _sub_dimensions() | known.themes.keys()
    for entry in known.contributions:
        if entry.origin not in known.themes:
            yield f"kontribusi {entry.id}: tema {entry.origin} tidak ada."
        if entry.target not in targets:
            yield f"kontribusi {entry.id}: {entry.target} bukan tema dan bukan sub-dimensi."
        if not -3 <= entry.weight <= 3 or entry.weight == 0:
            yield f"kontribusi {entry.id}: bobot harus -3 sampai 3 dan bukan 0."
