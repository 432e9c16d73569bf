"""RPJMD text: what a YAML text of an RPJMD holds, checked. Runs in the reading process only."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from graph.intake.opening.yaml_text import load_yaml
from graph.record import refusal

_NEEDED: Final = frozenset({"daerah", "periode", "visi", "misi"})


class Vision(msgspec.Struct):
    """The vision, as it is written."""

    teks: str
    sumber: str = ""


class Mission(msgspec.Struct):
    """A mission with its number."""

    kode: str
    teks: str
    sumber: str = ""


class OutcomeIndicator(msgspec.Struct):
    """An indicator of an OPD's outcome."""

    nama: str
    satuan: str = ""
    capaian_sampai_tahun_lalu: str = ""
    target_akhir_2026: str = ""


class Outcome(msgspec.Struct):
    """An outcome of an OPD."""

    kode: str
    opd: str
    sasaran: str
    indikator: list[OutcomeIndicator] = []


class Outcomes(msgspec.Struct):
    """The outcomes of all OPDs, with where they stand."""

    sumber: str = ""
    isi: list[Outcome] = []


class Rpjmd(msgspec.Struct):
    """What a YAML text of an RPJMD holds."""

    daerah: str
    periode: str
    visi: Vision
    misi: list[Mission]
    indikator_makro: list[dict[str, Any]] = []
    sasaran_renstra_perangkat_daerah: Outcomes | None = None


def known_document(file: str, text: str) -> object:
    """Give the RPJMD that a YAML text holds, without what else stands in it, as plain data.

    Raises
    ------
    RefusedFiles
        Where it is no YAML, or no RPJMD.
    """
    data = load_yaml(file, text)
    if not isinstance(data, Mapping) or not set(data) >= _NEEDED:
        needed = ", ".join(sorted(_NEEDED))
        raise refusal(file, "berkas YAML ini tidak dikenal", f"RPJMD memuat {needed}.")
    try:
        return msgspec.to_builtins(msgspec.convert(data, Rpjmd, strict=False))
    except msgspec.ValidationError as error:
        raise refusal(file, f"isi RPJMD tidak sesuai: {error}") from error
