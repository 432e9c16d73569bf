"""Figure: pictures drawn without a screen, the same bytes each time."""

import io
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from service.report.layout import INK

INCH: Final = 2.54
"""Centimetres."""

DOTS: Final = 200
"""Per inch; enough for print."""

COLOUR: Final = f"#{INK}"
"""Of text and lines."""


def blank(width: float, height: float) -> Figure:
    """Give an empty picture of a size in centimetres."""
    figure = Figure(figsize=(width / INCH, height / INCH), dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def png(figure: Figure) -> bytes:
    """Give a picture as PNG, without the name of what drew it."""
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=DOTS, metadata={"Software": None})
    return out.getvalue()
