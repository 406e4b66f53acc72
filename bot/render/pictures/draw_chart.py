"""Drawing of timelines with matplotlib: bars that read on a phone; runs in the drawing process alone."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.ticker import MaxNLocator

from bot.render.pictures.inks import INKS
from bot.render.pictures.jobs import ChartJob, Series

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_INCHES, _DOTS_AN_INCH = (7.2, 5.0), 150
_LABELS_SHOWN = 6
"""Under the bars, as many as stand side by side on a phone."""
# A name with dollar signs is no formula.
matplotlib.rcParams.update({"font.family": "DejaVu Sans", "font.size": 11, "text.parse_math": False})


def draw_chart(job: ChartJob) -> bytes:
    """The PNG of a timeline."""
    inks = INKS[job.theme]
    figure = Figure(figsize=_INCHES, dpi=_DOTS_AN_INCH, facecolor=inks["paper"], layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot(facecolor=inks["paper"])
    bars = [one for one in job.series if not one.is_line]
    for place, one in enumerate(bars):
        _bars(axes, one, place, len(bars), inks)
    for one in job.series:
        if one.is_line:
            axes.plot(range(len(one.amounts)), one.amounts, "o-", color=inks[one.ink], label=one.name, markersize=5)
    _numbers(axes, job, inks)
    _frame(axes, job, inks)
    written = BytesIO()
    figure.savefig(written, format="png", facecolor=inks["paper"])
    return written.getvalue()


def _bars(axes: Axes, one: Series, place: int, of: int, inks: dict[str, str]) -> None:
    width = 0.8 / of
    left = -0.4 + width * (place + 0.5)
    axes.bar(
        [at + left for at in range(len(one.amounts))], one.amounts, width * 0.94, color=inks[one.ink], label=one.name
    )


def _numbers(axes: Axes, job: ChartJob, inks: dict[str, str]) -> None:
    """The numbers of the busy days, over the highest of what stands at their place."""
    for at, numbers in job.numbers:
        top = max(one.amounts[at] for one in job.series)
        axes.annotate(
            numbers,
            (at, top),
            (0, 7),
            textcoords="offset points",
            ha="center",
            weight="bold",
            color=inks["text"],
            size=12,
        )


def _frame(axes: Axes, job: ChartJob, inks: dict[str, str]) -> None:
    """Scale, labels, title and legend."""
    step = max(1, -(-len(job.labels) // _LABELS_SHOWN))
    shown = range((len(job.labels) - 1) % step, len(job.labels), step)  # the newest is always named
    axes.set_xticks(list(shown), [job.labels[at] for at in shown])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    axes.set_ylim(0, max(1, *(amount for one in job.series for amount in one.amounts)) * 1.15)
    axes.grid(axis="y", color=inks["faint"], linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=inks["text"], length=0, labelsize=12)
    for side in axes.spines.values():
        side.set_visible(False)
    if is_drawable(job.title):
        axes.set_title(job.title, color=inks["text"], loc="left", size=14, weight="bold", wrap=True)
    _legend(axes, job, inks)


def _legend(axes: Axes, job: ChartJob, inks: dict[str, str]) -> None:
    if len(job.series) < 2 or not all(one.name and is_drawable(one.name) for one in job.series):
        return
    options: dict[str, Any] = {"frameon": False, "labelcolor": inks["text"], "fontsize": 12}
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.08), ncols=2, **options)


def is_drawable(words: str) -> bool:
    """Whether the font has every sign of it, and none that only a shaper joins; else the caption tells it."""
    held = FT2Font(findfont(FontProperties(family="DejaVu Sans"))).get_charmap()
    return all(ord(sign) in held and unicodedata.bidirectional(sign) not in ("R", "AL") for sign in words)
