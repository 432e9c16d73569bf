"""Errors of the store: each says in one sentence what is wrong and, where it can, what to do."""

from collections.abc import Sequence

from graph.agreement import Meeting
from graph.record import Answer, Decision, RoundStanding
from graph.sentence import Sentence


class StoreError(Exception):
    """What the store refuses or cannot do; ``message`` is a sentence for people."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message)
        self.message: Sentence = message


class UnknownPlan(StoreError):
    """There is no plan of that slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(Sentence(f"Rencana {slug} tidak ada.", f"There is no plan {slug}."))
        self.slug = slug


class UnknownRevision(StoreError):
    """The plan has no such revision."""

    def __init__(self, slug: str, number: int, latest: int) -> None:
        super().__init__(
            Sentence(
                f"Rencana {slug} tidak memiliki revisi {number}; revisi terakhirnya {latest}.",
                f"Plan {slug} has no revision {number}; its latest one is {latest}.",
            )
        )
        self.slug = slug
        self.number = number
        self.latest = latest


class RevisionConflict(StoreError):
    """Changes were made on a revision that is no longer the latest."""

    def __init__(self, expected: int, actual: int, *, lasting: bool = False) -> None:
        super().__init__(
            Sentence(
                f"Perubahan ini dibuat pada revisi {expected}, sedangkan rencana sudah pada revisi {actual}. "
                "Muat ulang rencana, lalu ulangi perubahannya.",
                f"This change was made on revision {expected}, but the plan is at revision {actual}. "
                "Load the plan again, then repeat the change.",
            )
        )
        self.expected = expected
        self.actual = actual
        self.lasting = lasting
        """Whether trying anew on what others wrote cannot help."""


class DecisionConflict(StoreError):
    """Someone decided on an initiative, and whoever decides now has not seen it."""

    def __init__(self, standing: Decision | None) -> None:
        super().__init__(
            Sentence(
                "Rekomendasi ini sudah diputuskan, dan keputusan itu belum Anda lihat. Baca keputusan itu, "
                "lalu putuskan lagi bila perlu.",
                "This recommendation has been decided on, and you have not seen the decision. Read it, then decide "
                "again if need be.",
            )
            if standing
            else Sentence(
                "Keputusan yang Anda sebut tidak ada pada rekomendasi ini. Muat ulang, lalu putuskan lagi.",
                "This recommendation has no such decision as you named. Load it again, then decide again.",
            )
        )
        self.standing = standing
        """The decision that stands; None where there is none."""


class DuplicatePlan(StoreError):
    """There is a plan of that slug already."""

    def __init__(self, slug: str) -> None:
        super().__init__(Sentence(f"Rencana {slug} sudah ada.", f"There is a plan {slug} already."))
        self.slug = slug


class NothingToUndo(StoreError):
    """The plan has no revision yet that could be undone."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            Sentence(
                f"Rencana {slug} belum memiliki perubahan yang dapat dibatalkan.",
                f"Plan {slug} has no change yet that could be undone.",
            )
        )
        self.slug = slug


class UnusableAddress(StoreError):
    """The address names no database that the store can use, or asks what cannot be had."""

    def __init__(self, part: str = "", values: Sequence[str] = ()) -> None:
        """Say which part of it, where it is one, and which values it may have, where these are few."""
        few = ", ".join(values)
        super().__init__(
            Sentence(
                f"Bagian {part} dari alamat basis data tidak dapat dipakai; "
                + (f"nilainya dapat berupa {few}." if few else "periksa ejaan dan nilainya."),
                f"The part {part} of the database's address cannot be used; "
                + (f"its value may be {few}." if few else "check its spelling and value."),
            )
            if part
            else Sentence(
                "Alamat basis data tidak dapat dipakai. Contoh yang benar: sqlite:///var/sinergi.db "
                "atau postgresql://pengguna@server/sinergi.",
                "The address of the database cannot be used. Examples: sqlite:///var/sinergi.db "
                "or postgresql://user@server/sinergi.",
            )
        )


class NewerDatabase(StoreError):
    """The database was migrated by a newer version of the program, which this one does not know."""

    def __init__(self, version: str) -> None:
        super().__init__(
            Sentence(
                f"Basis data ini memakai struktur {version}, yang tidak dikenal oleh versi Sinergi ini. "
                "Perbarui Sinergi ke versi yang terakhir memakai basis data ini.",
                f"This database has structure {version}, which this version of Sinergi does not know. "
                "Update Sinergi to the version that used this database last.",
            )
        )
        self.version = version


class ForeignDatabase(StoreError):
    """The database holds tables of another program."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "Basis data ini berisi tabel program lain. Pakai basis data tersendiri untuk Sinergi; "
                "tidak ada yang diubah.",
                "This database holds tables of another program. Use one that Sinergi has for itself; "
                "nothing was changed.",
            )
        )


class EmptyDatabase(StoreError):
    """The database was never made, so there is nothing to save or to look through."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                "Di alamat ini belum ada basis data Sinergi. Periksa alamatnya (--database atau SINERGI_DATABASE).",
                "There is no database of Sinergi at this address. Check it (--database or SINERGI_DATABASE).",
            )
        )


class OccupiedDatabase(StoreError):
    """A backup cannot be restored into a database that holds something."""

    def __init__(self, table: str) -> None:
        super().__init__(
            Sentence(
                f"Basis data tujuan sudah berisi data (tabel {table}). Cadangan hanya dipulihkan ke basis data "
                "yang kosong; tidak ada yang diubah.",
                f"The database holds something already (table {table}). A backup is restored into an empty one only; "
                "nothing was changed.",
            )
        )


class UnusableBackup(StoreError):
    """A file is no backup, or not a whole one."""


class Unavailable(StoreError):
    """The database cannot be used: as its kinds say, or because it was never migrated."""

    sentence = Sentence(
        "Basis data sedang tidak dapat dipakai; penyebabnya tertulis di catatan layanan.",
        "The database cannot be used at present; the service's log says why.",
    )

    def __init__(self) -> None:
        super().__init__(self.sentence)


class DatabaseFull(Unavailable):
    """Nothing more can be written: the disk is full, or the file may not grow."""

    sentence = Sentence(
        "Basis data tidak dapat ditulis karena penyimpanannya penuh; tidak ada yang tersimpan. "
        "Pengelola layanan perlu menyediakan ruang.",
        "The database cannot be written, since its storage is full; nothing was stored. The service's operator must "
        "make room.",
    )


class DatabaseReadOnly(Unavailable):
    """It can be read and not written."""

    sentence = Sentence(
        "Basis data hanya dapat dibaca; tidak ada yang tersimpan. Pengelola layanan perlu memeriksa izin tulisnya.",
        "The database can only be read; nothing was stored. The service's operator must check who may write it.",
    )


class DatabaseGone(Unavailable):
    """It cannot be reached: the server does not answer, or the file is not there or another one."""

    sentence = Sentence(
        "Basis data tidak dapat dijangkau: server tidak menjawab, atau berkasnya hilang atau diganti. "
        "Pengelola layanan perlu mengembalikannya.",
        "The database cannot be reached: its server does not answer, or its file is gone or was replaced. The "
        "service's operator must bring it back.",
    )


class DatabaseDamaged(Unavailable):
    """What is read is no database, or parts of it are broken."""

    sentence = Sentence(
        "Basis data rusak atau bukan basis data Sinergi. Hentikan layanan, lalu pulihkan dari cadangan; "
        "jangan menulis apa pun sebelumnya.",
        "The database is damaged, or is none of Sinergi's. Stop the service and restore a backup; write nothing "
        "before.",
    )


class DatabaseLocked(Unavailable):
    """Others hold it for longer than one waits."""

    sentence = Sentence(
        "Basis data sedang dikunci atau terlalu sibuk; tidak ada yang tersimpan. Coba lagi sebentar lagi.",
        "The database is locked or too busy; nothing was stored. Try again in a moment.",
    )


class ReusedKey(StoreError):
    """Something else was asked under the same idempotency key before."""

    def __init__(self, key: str) -> None:
        super().__init__(
            Sentence(
                f"Kunci {key!r} sudah dipakai untuk permintaan lain. Pakai kunci baru untuk permintaan baru.",
                f"The key {key!r} was used for another request. Use a new key for a new request.",
            )
        )
        self.key = key


class UnknownScenario(StoreError):
    """The plan has no open scenario of that name."""

    def __init__(self, slug: str, name: str) -> None:
        super().__init__(
            Sentence(
                f"Rencana {slug} tidak memiliki skenario terbuka bernama {name!r}.",
                f"Plan {slug} has no open scenario named {name!r}.",
            )
        )
        self.slug = slug
        self.name = name


class DuplicateScenario(StoreError):
    """The plan has an open scenario of that name already."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence(
                f"Skenario {name!r} sudah ada; pilih nama lain.",
                f"There is a scenario {name!r} already; choose another name.",
            )
        )
        self.name = name


class ScenarioMoved(StoreError):
    """The scenario was changed while something was being written to it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence(
                f"Skenario {name!r} baru saja diubah orang lain; muat ulang, lalu ulangi.",
                f"Somebody has just changed the scenario {name!r}; load it again, then repeat.",
            )
        )
        self.name = name


class NotSuppressed(StoreError):
    """The finding is not set aside."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(
            Sentence(f"Temuan {fingerprint} tidak sedang dikesampingkan.", f"Finding {fingerprint} is not suppressed.")
        )
        self.fingerprint = fingerprint


class RuleNotSuppressed(StoreError):
    """Nobody has switched the rule off in this plan."""

    def __init__(self, rule: str) -> None:
        super().__init__(
            Sentence(
                f"Aturan {rule} tidak sedang dinonaktifkan pada rencana ini.",
                f"Rule {rule} is not switched off in this plan.",
            )
        )
        self.rule = rule


class UnknownMeeting(StoreError):
    """The plan has no meeting of that number."""

    def __init__(self, slug: str, number: int) -> None:
        super().__init__(
            Sentence(f"Rencana {slug} tidak memiliki rapat {number}.", f"Plan {slug} has no meeting {number}.")
        )
        self.slug = slug
        self.number = number


class UnknownItem(StoreError):
    """The meeting has no item of that number."""

    def __init__(self, meeting: int, number: int) -> None:
        super().__init__(
            Sentence(f"Rapat {meeting} tidak memiliki butir {number}.", f"Meeting {meeting} has no item {number}.")
        )
        self.meeting = meeting
        self.number = number


class MeetingClosed(StoreError):
    """The meeting is closed, so that only addenda are taken."""

    def __init__(self, number: int) -> None:
        super().__init__(
            Sentence(
                f"Rapat {number} sudah ditutup; yang sudah tercatat tidak berubah. Tulis adendum.",
                f"Meeting {number} is closed; what was recorded does not change. Write an addendum.",
            )
        )
        self.number = number


class MeetingMoved(StoreError):
    """Another state of the meeting stands than the one that was seen."""

    def __init__(self, meeting: Meeting) -> None:
        super().__init__(
            Sentence(
                f"Rapat {meeting.id} baru saja diubah orang lain; lihat keadaannya, lalu ulangi.",
                f"Somebody has just changed meeting {meeting.id}; see how it is now, then repeat.",
            )
        )
        self.meeting = meeting


class UnknownTask(StoreError):
    """The plan has no task of that number."""

    def __init__(self, slug: str, number: int) -> None:
        super().__init__(
            Sentence(f"Rencana {slug} tidak memiliki tugas {number}.", f"Plan {slug} has no task {number}.")
        )
        self.slug = slug
        self.number = number


class UnknownRound(StoreError):
    """The plan has no evaluation round of that year."""

    def __init__(self, slug: str, year: int) -> None:
        super().__init__(
            Sentence(
                f"Rencana {slug} belum memiliki putaran evaluasi {year}; bukalah dahulu.",
                f"Plan {slug} has no evaluation round of {year} yet; open one first.",
            )
        )
        self.year = year


class DuplicateRound(StoreError):
    """The plan has an evaluation round of that year already."""

    def __init__(self, year: int) -> None:
        super().__init__(
            Sentence(f"Putaran evaluasi {year} sudah ada.", f"There is an evaluation round of {year} already.")
        )
        self.year = year


class RoundNotOpen(StoreError):
    """The evaluation round is closed or published, and what was asked takes an earlier standing."""

    def __init__(self, year: int, standing: RoundStanding) -> None:
        is_closed = standing is RoundStanding.CLOSED
        super().__init__(
            Sentence(
                f"Putaran evaluasi {year} sudah {'ditutup' if is_closed else 'diumumkan'}.",
                f"The evaluation round of {year} is {standing} already.",
            )
        )
        self.year = year
        self.standing = standing


class RoundMoved(StoreError):
    """The evaluation round was changed by someone while something was being written to it."""

    def __init__(self, year: int) -> None:
        super().__init__(
            Sentence(
                f"Putaran evaluasi {year} baru saja diubah orang lain; muat ulang, lalu ulangi.",
                f"Somebody has just changed the evaluation round of {year}; load it again, then repeat.",
            )
        )


class AnswerConflict(StoreError):
    """Someone answered the question, and whoever answers now has not seen it."""

    def __init__(self, standing: Answer | None) -> None:
        super().__init__(
            Sentence(
                f"Pertanyaan ini sudah dijawab {standing.author or 'orang lain'} dan jawaban itu belum Anda lihat; "
                "muat ulang, lalu jawab lagi bila perlu.",
                f"{standing.author or 'Somebody'} has answered this question, and you have not seen it; load it "
                "again, then answer if need be.",
            )
            if standing
            else Sentence(
                "Jawaban yang Anda sebut tidak ada pada pertanyaan ini; muat ulang, lalu jawab lagi.",
                "This question has no such answer as you named; load it again, then answer.",
            )
        )
        self.standing = standing
