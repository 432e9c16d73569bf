"""General: what is said wherever a dependency is shown that knowledge makes and no OPD has stated."""

from typing import Final

from rules.finding import Text

GENERAL: Final = Text(
    "(Menurut pengetahuan umum, belum dinyatakan OPD.)", "(By general knowledge; no OPD has stated it yet.)"
)
