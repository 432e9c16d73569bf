"""Errors of the store: each says in one sentence what is wrong and, where it can, what to do."""

from graph.record import Decision


class StoreError(Exception):
    """What the store refuses or cannot do; ``message`` is a sentence for people."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UnknownPlan(StoreError):
    """There is no plan of that slug."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Rencana {slug} tidak ada.")
        self.slug = slug


class UnknownRevision(StoreError):
    """The plan has no such revision."""

    def __init__(self, slug: str, number: int, latest: int) -> None:
        super().__init__(f"Rencana {slug} tidak memiliki revisi {number}; revisi terakhirnya {latest}.")
        self.slug = slug
        self.number = number
        self.latest = latest


class RevisionConflict(StoreError):
    """Changes were made on a revision that is no longer the latest."""

    def __init__(self, expected: int, actual: int) -> None:
        super().__init__(
            f"Perubahan ini dibuat pada revisi {expected}, sedangkan rencana sudah pada revisi {actual}. "
            "Muat ulang rencana, lalu ulangi perubahannya."
        )
        self.expected = expected
        self.actual = actual


class DecisionConflict(StoreError):
    """Someone decided on an initiative, and whoever decides now has not seen it."""

    def __init__(self, standing: Decision | None) -> None:
        super().__init__(
            "Rekomendasi ini sudah diputuskan, dan keputusan itu belum Anda lihat. Baca keputusan itu, "
            "lalu putuskan lagi bila perlu."
            if standing
            else "Keputusan yang Anda sebut tidak ada pada rekomendasi ini. Muat ulang, lalu putuskan lagi."
        )
        self.standing = standing
        """The decision that stands; None where there is none."""


class DuplicatePlan(StoreError):
    """There is a plan of that slug already."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Rencana {slug} sudah ada.")
        self.slug = slug


class NothingToUndo(StoreError):
    """The plan has no revision yet that could be undone."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"Rencana {slug} belum memiliki perubahan yang dapat dibatalkan.")
        self.slug = slug


class UnusableAddress(StoreError):
    """The address names no database that the store can use."""

    def __init__(self) -> None:
        super().__init__(
            "Alamat basis data tidak dapat dipakai. Contoh yang benar: sqlite:///var/sinergi.db "
            "atau postgresql://pengguna@server/sinergi."
        )


class NewerDatabase(StoreError):
    """The database was migrated by a newer version of the program, which this one does not know."""

    def __init__(self, version: str) -> None:
        super().__init__(
            f"Basis data ini memakai struktur {version}, yang tidak dikenal oleh versi Sinergi ini. "
            "Perbarui Sinergi ke versi yang terakhir memakai basis data ini."
        )
        self.version = version


class Unavailable(StoreError):
    """The database cannot be used: as its kinds say, or because it was never migrated."""

    sentence = "Basis data sedang tidak dapat dipakai; penyebabnya tertulis di catatan layanan."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class DatabaseFull(Unavailable):
    """Nothing more can be written: the disk is full, or the file may not grow."""

    sentence = (
        "Basis data tidak dapat ditulis karena penyimpanannya penuh; tidak ada yang tersimpan. "
        "Pengelola layanan perlu menyediakan ruang."
    )


class DatabaseReadOnly(Unavailable):
    """It can be read and not written."""

    sentence = (
        "Basis data hanya dapat dibaca; tidak ada yang tersimpan. Pengelola layanan perlu memeriksa izin tulisnya."
    )


class DatabaseGone(Unavailable):
    """It cannot be reached: the server does not answer, or the file is not there or another one."""

    sentence = (
        "Basis data tidak dapat dijangkau: server tidak menjawab, atau berkasnya hilang atau diganti. "
        "Pengelola layanan perlu mengembalikannya."
    )


class DatabaseDamaged(Unavailable):
    """What is read is no database, or parts of it are broken."""

    sentence = (
        "Basis data rusak atau bukan basis data Sinergi. Hentikan layanan, lalu pulihkan dari cadangan; "
        "jangan menulis apa pun sebelumnya."
    )


class DatabaseLocked(Unavailable):
    """Others hold it for longer than one waits."""

    sentence = "Basis data sedang dikunci atau terlalu sibuk; tidak ada yang tersimpan. Coba lagi sebentar lagi."


class ReusedKey(StoreError):
    """Something else was asked under the same idempotency key before."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Kunci {key!r} sudah dipakai untuk permintaan lain. Pakai kunci baru untuk permintaan baru.")
        self.key = key


class UnknownScenario(StoreError):
    """The plan has no open scenario of that name."""

    def __init__(self, slug: str, name: str) -> None:
        super().__init__(f"Rencana {slug} tidak memiliki skenario terbuka bernama {name!r}.")
        self.slug = slug
        self.name = name


class DuplicateScenario(StoreError):
    """The plan has an open scenario of that name already."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Skenario {name!r} sudah ada; pilih nama lain.")
        self.name = name


class ScenarioMoved(StoreError):
    """The scenario was changed while something was being written to it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Skenario {name!r} baru saja diubah orang lain; muat ulang, lalu ulangi.")
        self.name = name


class NotSuppressed(StoreError):
    """The finding is not set aside."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(f"Temuan {fingerprint} tidak sedang dikesampingkan.")
        self.fingerprint = fingerprint


class RuleNotSuppressed(StoreError):
    """Nobody has switched the rule off in this plan."""

    def __init__(self, rule: str) -> None:
        super().__init__(f"Aturan {rule} tidak sedang dinonaktifkan pada rencana ini.")
        self.rule = rule
