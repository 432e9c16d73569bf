"""Mend: what would make a fact no longer true, and what is said of agreeing on it."""

from enum import StrEnum

import msgspec

from rules.finding import Text


class Mend(StrEnum):
    """What would mend a fact."""

    GAP = "gap"
    FUND = "fund"
    GO_THROUGH = "go-through"
    """Many agencies have work without money: who plans goes through it with them."""
    RESTORE = "restore"
    """Most of its money went when the budget was changed."""
    DIVIDE = "divide"
    """Two OPDs serve the same people, with targets far apart."""
    CORRECT = "correct"
    """One target stands in no proportion to the other, whoever set them."""
    DIMENSIONS = "dimensions"
    """Several dimensions of a smart city fall short: what fills each is one list."""
    STANDARD = "standard"
    """One unit of the same work costs some far more than others."""
    ONE_PROVIDER = "one-provider"
    OUTSIDE = "outside"
    NEW_DATE = "new-date"
    CATCH_UP = "catch-up"
    SCHEDULE = "schedule"
    """Much work of many agencies has not moved: it is gone through at once, the dearest first."""
    GO_OVER = "go-over"
    """Money of many agencies is ahead of its output: it is gone through at once."""
    EXAMINE = "examine"
    """Money moves and the output does not, or nobody else could move it: target, unit and money are looked at."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of agreeing on a mend, of the topic, the OPD that leads and another."""

    title: Text
    output: Text
    handed: Text
    """What is handed over."""
    measure: Text

    def of(self, topic: Text, lead: str, other: str) -> "Said":
        """Give it of a topic and two OPDs by name."""

        def told(said: Text) -> Text:
            return Text(
                said.id.format(topic=topic.id, lead=lead, other=other),
                said.en.format(topic=topic.en, lead=lead, other=other),
            )

        return Said(
            title=told(self.title), output=told(self.output), handed=told(self.handed), measure=told(self.measure)
        )


BY_AIM = frozenset({Mend.FUND, Mend.CATCH_UP, Mend.EXAMINE})
"""What is mended when the work that a fact names reaches its own target."""
WORDS: dict[Mend, Said] = {
    Mend.GAP: Said(
        title=Text('Mengisi celah "{topic}"', 'Fill the gap "{topic}"'),
        output=Text(
            '"{topic}" ditangani {lead}: siapa mengerjakan, untuk siapa, di mana dan dengan uang dari '
            "mana, disepakati dengan {other}",
            '{lead} takes up "{topic}": who does it, for whom, where and with which money, agreed on with {other}',
        ),
        handed=Text(
            "daftar kebutuhan dari pekerjaannya sendiri: siapa, di mana dan berapa",
            "the need as its own work shows it: who, where and how many",
        ),
        measure=Text('ada pagu dan target untuk "{topic}"', 'there is a budget and a target for "{topic}"'),
    ),
    Mend.DIMENSIONS: Said(
        title=Text("Satu daftar pengisi dimensi yang kurang", "One list of what fills the dimensions that fall short"),
        output=Text(
            "satu daftar menurut dimensi: pekerjaan, perangkat daerah, pagu dan tahun yang mengisi kekurangannya, "
            "untuk masterplan dan RKPD berikutnya",
            "one list by dimension: the work, the agency, the money and the year that fill what is short, for the "
            "masterplan and the next yearly plan",
        ),
        handed=Text(
            "pekerjaan tahun berikutnya yang mengisi kekurangan itu, pagunya dan keluarannya",
            "work of the next year that fills what is short, its budget and what it makes",
        ),
        measure=Text(
            "dimensi dan subdimensi yang masih kurang pada rencana berikutnya",
            "dimensions and sub-dimensions that still fall short in the next plan",
        ),
    ),
    Mend.FUND: Said(
        title=Text('Mendanai "{topic}"', 'Fund "{topic}"'),
        output=Text(
            "pagu, target dan lokasi pekerjaan itu pada {lead}, atau keputusan bahwa pekerjaan itu "
            "dihapus dari rencana, disepakati dengan {other}",
            "budget, target and places of that work at {lead}, or the decision to take it out of the "
            "plan, agreed on with {other}",
        ),
        handed=Text("usulan pagu, target dan lokasinya", "its proposed budget, target and places"),
        measure=Text('pagu "{topic}" lebih dari Rp 0', 'the budget of "{topic}" is above Rp 0'),
    ),
    Mend.GO_THROUGH: Said(
        title=Text("Satu sidang pagu", "One budget session"),
        output=Text(
            "satu daftar yang diputuskan baris demi baris: didanai, digabung, ditunda atau dihapus dari rencana",
            "one list that is decided line by line: funded, put together with other work, put off or taken out",
        ),
        handed=Text(
            "pekerjaannya yang tanpa uang: masih perlu atau tidak, target dan pagu yang cukup",
            "its work without money: whether it is still needed, and the target and budget that would do",
        ),
        measure=Text(
            "sub kegiatan bertarget tanpa uang pada rencana berikutnya",
            "sub-activities with a target and no money in the next plan",
        ),
    ),
    Mend.RESTORE: Said(
        title=Text(
            'Mengembalikan uang "{topic}" atau menyesuaikan targetnya',
            'Give "{topic}" its money back, or adjust its target',
        ),
        output=Text(
            "pagu dan target pekerjaan itu pada {lead}, disepakati dengan {other}",
            "a budget and a target of that work at {lead}, agreed on with {other}",
        ),
        handed=Text(
            "yang masih dapat dicapai dengan sisa pagunya, dan kekurangannya",
            "what can be reached with the budget that is left, and what is missing",
        ),
        measure=Text('pagu dan target "{topic}" sebanding lagi', 'budget and target of "{topic}" in proportion again'),
    ),
    Mend.DIVIDE: Said(
        title=Text('Satu daftar sasaran "{topic}"', 'One list of people for "{topic}"'),
        output=Text(
            "satu daftar sasaran {lead} dan {other} tanpa nama ganda, dengan siapa melayani siapa",
            "one list of the people of {lead} and {other} with nobody on it twice, and who serves whom",
        ),
        handed=Text("daftar sasaran dan lokasinya tahun ini", "its list of people and places of this year"),
        measure=Text("nama yang tercatat pada kedua perangkat daerah: nol", "names on the lists of both OPDs: none"),
    ),
    Mend.CORRECT: Said(
        title=Text('Memeriksa target dan satuan "{topic}"', 'Check target and unit of "{topic}"'),
        output=Text(
            "target {lead} yang dibetulkan, atau alasan mengapa sekecil itu, disepakati dengan {other}",
            "a target that {lead} corrects, or the reason why it is that small, agreed on with {other}",
        ),
        handed=Text(
            "cara menghitung kedua target dan usulan perbaikannya", "how both targets are counted, and what to change"
        ),
        measure=Text(
            "perbandingan kedua target pada rencana berikutnya", "the ratio of the two targets in the next plan"
        ),
    ),
    Mend.STANDARD: Said(
        title=Text('Satu standar belanja untuk "{topic}"', 'One standard of spending for "{topic}"'),
        output=Text(
            "satu cara menghitung satuan dan satu standar belanja bagi {lead} dan {other}, dengan alasan bila berbeda",
            "one way of counting and one standard of spending for {lead} and {other}, with the reason for a difference",
        ),
        handed=Text(
            "rincian biaya satu satuan: apa yang dikerjakan, ukurannya dan di mana",
            "what one unit costs: what is done, of which size and where",
        ),
        measure=Text(
            "biaya tertinggi dibanding terendah untuk satu satuan pada rencana berikutnya",
            "the dearest beside the cheapest unit in the next plan",
        ),
    ),
    Mend.ONE_PROVIDER: Said(
        title=Text('Satu penyelenggara untuk "{topic}"', 'One provider of "{topic}"'),
        output=Text(
            "satu daftar penerima {lead} dan {other}, dengan siapa melayani siapa",
            "one list of recipients of {lead} and {other}, with who serves whom",
        ),
        handed=Text("daftar penerima dan lokasi tahun ini", "its list of recipients and places of this year"),
        measure=Text(
            "penerima yang tercatat pada kedua perangkat daerah: nol", "recipients on the lists of both OPDs: none"
        ),
    ),
    Mend.OUTSIDE: Said(
        title=Text(
            'Satu daftar kerja "{topic}" yang dikoordinasikan {lead}', 'One list of work on "{topic}", kept by {lead}'
        ),
        output=Text(
            "satu daftar kerja {lead} dan {other} untuk tahun berikutnya: apa, di mana, kapan dan untuk siapa",
            "one list of the work of {lead} and {other} for the next year: what, where, when and for whom",
        ),
        handed=Text(
            "daftar pekerjaannya: apa, di mana, kapan dan untuk siapa", "its work: what, where, when and for whom"
        ),
        measure=Text(
            'bagian pagu "{topic}" yang tercantum dalam daftar itu',
            'share of the money for "{topic}" that is on the list',
        ),
    ),
    Mend.NEW_DATE: Said(
        title=Text('Menetapkan tanggal baru untuk "{topic}"', 'Set a new date for "{topic}"'),
        output=Text(
            "jadwal bersama {lead} dan {other} menurut triwulan", "one timetable of {lead} and {other} by quarter"
        ),
        handed=Text("tanggal paling lambat hasil itu diperlukan", "the latest date by which the result is needed"),
        measure=Text('serapan dan keluaran "{topic}" per triwulan', 'money spent and output of "{topic}" per quarter'),
    ),
    Mend.CATCH_UP: Said(
        title=Text('Mengejar "{topic}"', 'Catch up on "{topic}"'),
        output=Text(
            "satu jadwal per triwulan {lead} dan {other}: apa yang diserahkan kepada siapa dan kapan",
            "one timetable of {lead} and {other} by quarter: what is handed to whom, and when",
        ),
        handed=Text("lokasi dan waktu pekerjaannya yang bertaut", "places and dates of its work that meets it"),
        measure=Text('capaian "{topic}" tiap triwulan', '"{topic}" reached each quarter'),
    ),
    Mend.SCHEDULE: Said(
        title=Text("Satu daftar, yang termahal lebih dahulu", "One list, the dearest first"),
        output=Text(
            "satu daftar: sudah ditenderkan atau belum, tanah dan izinnya, tanggal mulai "
            "dan selesai, atau pagu yang dialihkan",
            "one list: tendered or not, its land and permits, the days of beginning and end, or money that is moved",
        ),
        handed=Text(
            "pekerjaannya yang belum bergerak: kendala, tanggal dan sisa pagu yang tidak akan terserap",
            "its work that has not moved: what holds it up, the days, and money that will not be spent",
        ),
        measure=Text(
            "serapan dan keluaran pekerjaan dalam daftar itu tiap triwulan",
            "money spent and output of the work on that list each quarter",
        ),
    ),
    Mend.GO_OVER: Said(
        title=Text("Satu daftar, yang terbesar lebih dahulu", "One list, the largest first"),
        output=Text(
            "satu daftar: isian dan satuan yang dibetulkan, sisa hasil dengan tanggalnya, atau pagu yang dialihkan",
            "one list: entries and units that are corrected, the rest of the output with its day, or money moved",
        ),
        handed=Text(
            "pekerjaannya dalam daftar itu: hasil menurut nama atau lokasi, yang sudah dibayar, dan tanggal sisanya",
            "its work on that list: output by name or place, what is paid already, and when the rest is made",
        ),
        measure=Text(
            "hasil dan serapan pekerjaan dalam daftar itu tiap triwulan", "output and money of that work each quarter"
        ),
    ),
    Mend.EXAMINE: Said(
        title=Text('Memeriksa capaian "{topic}"', 'Look into what "{topic}" has reached'),
        output=Text(
            "penjelasan {lead} dan keputusan dengan {other}: pekerjaan dikejar, target dibetulkan atau pagu dialihkan",
            "what {lead} explains and what is decided with {other}: the work is caught up on, the target "
            "corrected or the money moved",
        ),
        handed=Text("capaian, serapan dan kendalanya", "what was reached, what was spent and what holds it up"),
        measure=Text('capaian dan serapan "{topic}" tiap triwulan', 'output and money of "{topic}" each quarter'),
    ),
}
"""What is said of each action."""
