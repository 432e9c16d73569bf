"""Check: what is wrong with the entries, said so that their writer can mend it."""

from collections import Counter
from collections.abc import Iterable, Iterator

from graph import code as codes
from graph.model import Level, ThemeRole
from graph.reference import framework, nomenclature, same, sub_activities
from rules.knowledge.entry import Handover, Knowledge, Outsider, Practice, StandingTeam
from rules.knowledge.selector import Selector


def problems(known: Knowledge) -> tuple[str, ...]:
    """List what is wrong with some knowledge; empty where nothing is.

    Checked are ids, codes and fields against the nomenclature, sub-dimensions against the framework, references
    between entries, weights and confidences, that every theme has one lead, that every entry has reason and source,
    and that what people read of teams and practices is there in both languages.
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
        *_tags(known),
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
    ids += [entry.id for entry in known.tags]
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
    """A team whose regulation was checked says where; all that is shown of one is there in both languages."""
    fields = nomenclature().fields
    for team in known.teams:
        where = f"tim {team.id}"
        yield from (f"{where}: tema {id_} tidak ada." for id_ in team.themes if id_ not in known.themes)
        held = (*team.fields, *filter(None, (team.secretariat_field,)))
        yield from (f"{where}: bidang {field} tidak ada." for field in held if field not in fields)
        if not team.themes or not team.source:
            yield f"{where}: tema atau sumber belum disebut."
        if team.checked and not (team.regulation and _is_address(team.source)):
            yield f"{where}: sebutkan peraturan dan alamat halaman yang menyebutnya, atau tulis checked: false."
        yield from _in_both(where, team, "name", "chair", "secretariat")
        if len(team.duties) != len(team.duties_en):
            yield f"{where}: tugas dalam dua bahasa tidak sama banyak."


def _practices(known: Knowledge) -> Iterator[str]:
    """One that can become an action is carried by two fields or more, and says what comes out and how to count it."""
    known_codes = _known_codes()
    for practice in known.practices:
        where = f"praktik {practice.id}"
        yield from (f"{where}: tema {id_} tidak ada." for id_ in practice.themes if id_ not in known.themes)
        if not practice.themes or not _is_address(practice.source):
            yield f"{where}: tema atau alamat sumber belum disebut."
        yield from _in_both(where, practice, "title", "result", "output", "measure", "place")
        yield from _carriers(where, practice, known_codes)
        if not all(map(all, practice.presumes)) or () in practice.presumes:
            yield f"{where}: tulis kata untuk tiap hal yang harus sudah ada."
        said = practice.output and practice.measure and practice.result and practice.place and practice.handovers
        if practice.is_proven and not (said and len({carrier.field for carrier in practice.carriers}) >= 2):
            yield f"{where}: sebutkan dua bidang, keluaran, ukuran, hasil, tempat dan serah terima."


def _carriers(where: str, practice: Practice, known_codes: frozenset[str]) -> Iterator[str]:
    """Each field carries a practice once, with work of its own, and hands over only to another that carries it."""
    carried = [carrier.field for carrier in practice.carriers]
    yield from (f"{where}: bidang {field} disebut dua kali." for field, times in Counter(carried).items() if times > 1)
    for carrier in practice.carriers:
        if carrier.field not in nomenclature().fields:
            yield f"{where}: bidang {carrier.field} tidak ada."
        yield from _selector(f"{where}, bidang {carrier.field}", carrier, known_codes)
        for code in carrier.codes:
            if codes.field(code) != carrier.field:
                yield f"{where}: {code} bukan pekerjaan bidang {carrier.field}."
            if codes.level(code) == "sub_activity" and code not in known_codes:
                yield f"{where}: sub kegiatan {code} tidak ada di nomenklatur."
    for handover in practice.handovers:
        ends = (handover.giver, handover.receiver)
        yield from (
            f"{where}: bidang {field} menyerahkan atau menerima, tetapi tidak mengerjakannya."
            for field in ends
            if field not in carried
        )
        if handover.giver == handover.receiver:
            yield f"{where}: bidang {handover.giver} menyerahkan kepada dirinya sendiri."
        yield from _in_both(f"{where}, {'-'.join(ends)}", handover, "what", "by")
    for asked in practice.asked:
        if asked.receiver not in carried:
            yield f"{where}: bidang {asked.receiver} menerima dari {asked.institution}, tetapi tidak mengerjakannya."
        yield from _in_both(f"{where}, {asked.institution}", asked, "institution", "what")


def _is_address(source: str) -> bool:
    return source.startswith(("https://", "http://"))


def _in_both(where: str, entry: Practice | Handover | Outsider | StandingTeam, *texts: str) -> Iterator[str]:
    """What is said in one language is said in the other."""
    for text in texts:
        if bool(getattr(entry, text)) != bool(getattr(entry, f"{text}_en")):
            yield f"{where}: {text} hanya ada dalam satu bahasa."


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


def _tags(known: Knowledge) -> Iterator[str]:
    """A theme names tags that the list of 2026 has; a tag that is not followed is one of its theme, and there."""
    listed = {tag for each in sub_activities().values() for tag in each.tags}
    known_codes = _known_codes()
    for id_, theme in known.themes.items():
        unknown = [tag for tag in theme.tags if tag not in listed]
        yield from (f"tema {id_}: tag {tag} tidak ada dalam nomenklatur 2026." for tag in unknown)
    for decision in known.tags:
        where = f"keputusan tag {decision.id}"
        answered = known.themes[decision.theme].tags if decision.theme in known.themes else ()
        tags = [tag for tag in answered if not decision.tags or tag in decision.tags]
        if not tags or not decision.reason:
            yield f"{where}: sebutkan tema yang menjawab tag itu, dan alasannya."
        yield from (f"{where}: kode {code} tidak ada." for code in decision.codes if code not in known_codes)
        tagged = {code for each in sub_activities().values() if set(tags) & set(each.tags) for code in same(each.code)}
        for stem in decision.codes if decision.decision == "left-out" else ():
            if not any(codes.within(code, stem) for code in tagged):
                yield f"{where}: pada {stem} tidak ada tag yang dapat ditinggalkan."
