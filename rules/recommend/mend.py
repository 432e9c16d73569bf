"""Mend: what would make a fact no longer true, and what is said of agreeing on it."""

from collections.abc import Callable
from enum import StrEnum

from rules.finding import Text


class Mend(StrEnum):
    """What would mend a fact."""

    GAP = "gap"
    FUND = "fund"
    RESTORE = "restore"
    """Most of its money went when the budget was changed."""
    DIVIDE = "divide"
    """Two OPDs serve the same people, with targets far apart."""
    CORRECT = "correct"
    """One target stands in no proportion to the other, whoever set them."""
    ONE_PROVIDER = "one-provider"
    OUTSIDE = "outside"
    NEW_DATE = "new-date"
    CATCH_UP = "catch-up"
    EXAMINE = "examine"
    """Money moves and the output does not, or nobody else could move it: target, unit and money are looked at."""


_Said = tuple[Text, Text, Text, Text]
"""Title, output, what is handed over, measure."""


def _gap(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Mengisi celah "{topic.id}"', f'Fill the gap "{topic.en}"'),
        Text(
            f'"{topic.id}" ditangani {lead}: siapa mengerjakan, untuk siapa, di mana dan dengan uang dari mana, '
            f"disepakati dengan {other}",
            f'{lead} takes up "{topic.en}": who does it, for whom, where and with which money, agreed on with {other}',
        ),
        Text(
            "daftar kebutuhan dari pekerjaannya sendiri: siapa, di mana dan berapa",
            "the need as its own work shows it: who, where and how many",
        ),
        Text(f'ada pagu dan target untuk "{topic.id}"', f'there is a budget and a target for "{topic.en}"'),
    )


def _unfunded(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Mendanai "{topic.id}"', f'Fund "{topic.en}"'),
        Text(
            f"pagu, target dan lokasi pekerjaan itu pada {lead}, atau keputusan bahwa pekerjaan itu dihapus dari "
            f"rencana, disepakati dengan {other}",
            f"budget, target and places of that work at {lead}, or the decision to take it out of the plan, agreed on "
            f"with {other}",
        ),
        Text("usulan pagu, target dan lokasinya", "its proposed budget, target and places"),
        Text(f'pagu "{topic.id}" lebih dari Rp 0', f'the budget of "{topic.en}" is above Rp 0'),
    )


def _moved(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(
            f'Mengembalikan uang "{topic.id}" atau menyesuaikan targetnya',
            f'Give "{topic.en}" its money back, or adjust its target',
        ),
        Text(
            f"pagu dan target pekerjaan itu pada {lead}, disepakati dengan {other}",
            f"a budget and a target of that work at {lead}, agreed on with {other}",
        ),
        Text(
            "yang masih dapat dicapai dengan sisa pagunya, dan kekurangannya",
            "what can be reached with the budget that is left, and what is missing",
        ),
        Text(f'pagu dan target "{topic.id}" sebanding lagi', f'budget and target of "{topic.en}" in proportion again'),
    )


def _divide(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Satu daftar sasaran "{topic.id}"', f'One list of people for "{topic.en}"'),
        Text(
            f"satu daftar sasaran {lead} dan {other} tanpa nama ganda, dengan siapa melayani siapa",
            f"one list of the people of {lead} and {other} with nobody on it twice, and who serves whom",
        ),
        Text("daftar sasaran dan lokasinya tahun ini", "its list of people and places of this year"),
        Text("nama yang tercatat pada kedua perangkat daerah: nol", "names on the lists of both OPDs: none"),
    )


def _correct(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Memeriksa target dan satuan "{topic.id}"', f'Check target and unit of "{topic.en}"'),
        Text(
            f"target {lead} yang dibetulkan, atau alasan mengapa sekecil itu, disepakati dengan {other}",
            f"a target that {lead} corrects, or the reason why it is that small, agreed on with {other}",
        ),
        Text(
            "cara menghitung kedua target dan usulan perbaikannya", "how both targets are counted, and what to change"
        ),
        Text("perbandingan kedua target pada rencana berikutnya", "the ratio of the two targets in the next plan"),
    )


def _examine(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Memeriksa capaian "{topic.id}"', f'Look into what "{topic.en}" has reached'),
        Text(
            f"penjelasan {lead} dan keputusan dengan {other}: pekerjaan dikejar, target dibetulkan atau pagu dialihkan",
            f"what {lead} explains and what is decided with {other}: the work is caught up on, the target corrected or "
            "the money moved",
        ),
        Text("capaian, serapan dan kendalanya", "what was reached, what was spent and what holds it up"),
        Text(f'capaian dan serapan "{topic.id}" tiap triwulan', f'output and money of "{topic.en}" each quarter'),
    )


def _double(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Satu penyelenggara untuk "{topic.id}"', f'One provider of "{topic.en}"'),
        Text(
            f"satu daftar penerima {lead} dan {other}, dengan siapa melayani siapa",
            f"one list of recipients of {lead} and {other}, with who serves whom",
        ),
        Text("daftar penerima dan lokasi tahun ini", "its list of recipients and places of this year"),
        Text("penerima yang tercatat pada kedua perangkat daerah: nol", "recipients on the lists of both OPDs: none"),
    )


def _outside(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(
            f'Satu daftar kerja "{topic.id}" yang dikoordinasikan {lead}',
            f'One list of work on "{topic.en}", kept by {lead}',
        ),
        Text(
            f"satu daftar kerja {lead} dan {other} untuk tahun berikutnya: apa, di mana, kapan dan untuk siapa",
            f"one list of the work of {lead} and {other} for the next year: what, where, when and for whom",
        ),
        Text("daftar pekerjaannya: apa, di mana, kapan dan untuk siapa", "its work: what, where, when and for whom"),
        Text(
            f'bagian pagu "{topic.id}" yang tercantum dalam daftar itu',
            f'share of the money for "{topic.en}" that is on the list',
        ),
    )


def _late(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Menetapkan tanggal baru untuk "{topic.id}"', f'Set a new date for "{topic.en}"'),
        Text(
            f"jadwal bersama {lead} dan {other} menurut triwulan",
            f"one timetable of {lead} and {other} by quarter",
        ),
        Text("tanggal paling lambat hasil itu diperlukan", "the latest date by which the result is needed"),
        Text(f'serapan dan keluaran "{topic.id}" per triwulan', f'money spent and output of "{topic.en}" per quarter'),
    )


def _behind(topic: Text, lead: str, other: str) -> _Said:
    return (
        Text(f'Mengejar "{topic.id}"', f'Catch up on "{topic.en}"'),
        Text(
            f"satu jadwal per triwulan {lead} dan {other}: apa yang diserahkan kepada siapa dan kapan",
            f"one timetable of {lead} and {other} by quarter: what is handed to whom, and when",
        ),
        Text("lokasi dan waktu pekerjaannya yang bertaut", "places and dates of its work that meets it"),
        Text(f'capaian "{topic.id}" tiap triwulan', f'"{topic.en}" reached each quarter'),
    )


BY_AIM = frozenset({Mend.FUND, Mend.CATCH_UP, Mend.EXAMINE})
"""What is mended when the work that a fact names reaches its own target."""
WORDS: dict[Mend, Callable[[Text, str, str], _Said]] = {
    Mend.GAP: _gap,
    Mend.FUND: _unfunded,
    Mend.RESTORE: _moved,
    Mend.DIVIDE: _divide,
    Mend.CORRECT: _correct,
    Mend.ONE_PROVIDER: _double,
    Mend.OUTSIDE: _outside,
    Mend.NEW_DATE: _late,
    Mend.CATCH_UP: _behind,
    Mend.EXAMINE: _examine,
}
"""What is said of each action."""
