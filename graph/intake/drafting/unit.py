"""Unit: the OPD that a unit of SIPD (UPTD, puskesmas, kelurahan) belongs to."""

import re

from graph.intake.drafting.draft import Draft
from graph.model import Opd


def opd_of_unit(draft: Draft, code: str, name: str, source: str) -> Opd:
    """The OPD of a SIPD unit code: the listed one, else the one that the unit belongs to, else one of that name."""
    listed = draft.find_opd(code)
    if listed is not None:
        return listed
    above = draft.find_opd(re.sub(r"\.\d{4}$", ".0000", code)) if code else None
    return above or draft.opd(name, source, code)
