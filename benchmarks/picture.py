"""A line chart with logarithmic axes as SVG, for light and dark pages alike; plain text, no library."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import log10

WIDTH, HEIGHT = 420, 300
THOUSAND = 1000
LEFT, RIGHT, TOP, BOTTOM = 48, 18, 34, 40
_STYLE = """\
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 13px }
.grid { stroke: #d0d7de; stroke-width: 1 }
.line { fill: none; stroke-width: 2.2; stroke-linejoin: round }
.c0 { stroke: #b35900 } .f0 { fill: #b35900 }
.c1 { stroke: #8250df } .f1 { fill: #8250df }
.c2 { stroke: #0969da } .f2 { fill: #0969da }
.c3 { stroke: #1a7f37 } .f3 { fill: #1a7f37 }
@media (prefers-color-scheme: dark) {
text { fill: #d7dde3 }
.grid { stroke: #3d444d }
.c0 { stroke: #f0883e } .f0 { fill: #f0883e }
.c1 { stroke: #bc8cff } .f1 { fill: #bc8cff }
.c2 { stroke: #58a6ff } .f2 { fill: #58a6ff }
.c3 { stroke: #3fb950 } .f3 { fill: #3fb950 }
}
"""


@dataclass(frozen=True)
class Panel:
    """A title and some lines by name: values by number."""

    title: str
    lines: Mapping[str, Mapping[int, float]]


def draw(axis: str, panels: tuple[Panel, ...]) -> str:
    """The panels side by side, with one legend below."""
    names = list(panels[0].lines)
    width, height = WIDTH * len(panels), HEIGHT + 28
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>{escape(' and '.join(panel.title for panel in panels))} over {axis}</title>",
        f"<style>\n{_STYLE}</style>",
    ]
    for number, panel in enumerate(panels):
        parts += [f'<g transform="translate({number * WIDTH} 0)">', *_panel(axis, panel), "</g>"]
    parts += _legend(names, width)
    return "\n".join([*parts, "</svg>", ""])


def draw_grid(panels: tuple[Panel, ...], across: int = 3) -> str:
    """The panels in rows, each with an axis named by its title and a legend of its own."""
    rows = -(-len(panels) // across)
    width, height = WIDTH * min(across, len(panels)), (HEIGHT + 28) * rows
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        f"<title>Seconds over {escape(', '.join(panel.title for panel in panels))}</title>",
        f"<style>\n{_STYLE}</style>",
    ]
    for number, panel in enumerate(panels):
        x, y = number % across * WIDTH, number // across * (HEIGHT + 28)
        titled = Panel("Seconds", panel.lines)
        parts += [f'<g transform="translate({x} {y})">', *_panel(panel.title, titled)]
        parts += [*_legend([*panel.lines], WIDTH), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _legend(names: list[str], width: int) -> Iterator[str]:
    """What each line is, below the panels."""
    step = (width - LEFT) / len(names)
    for number, name in enumerate(names):
        x, y = LEFT + number * step, HEIGHT + 12
        yield f'<circle class="f{number}" cx="{x:.0f}" cy="{y - 4}" r="5"/>'
        yield f'<text x="{x + 10:.0f}" y="{y}">{escape(name)}</text>'


class _Scale:
    """Where a value lies between two ends, on a logarithmic axis that begins and ends at a tick."""

    def __init__(self, values: list[float], start: float, end: float) -> None:
        ticks = [digit * 10.0**power for power in range(-4, 8) for digit in (1, 2, 5)]
        low = max((tick for tick in ticks if tick <= min(values)), default=ticks[0])
        high = min((tick for tick in ticks if tick >= max(values)), default=ticks[-1])
        self.ticks = [tick for tick in ticks if low <= tick <= high]
        self._low, self._span = log10(low), (log10(high) - log10(low)) or 1
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        return self._start + (self._end - self._start) * (log10(value) - self._low) / self._span


def _panel(axis: str, panel: Panel) -> Iterator[str]:
    counts = [float(count) for line in panel.lines.values() for count in line]
    values = [max(value, 1e-4) for line in panel.lines.values() for value in line.values()]
    across = _Scale(counts, LEFT, WIDTH - RIGHT)
    up = _Scale(values, HEIGHT - BOTTOM, TOP)
    yield f'<text class="title" x="{LEFT}" y="18">{escape(panel.title)}</text>'
    for tick in up.ticks:
        y = up(tick)
        yield f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>'
    for tick in across.ticks:
        x = across(tick)
        yield f'<path class="grid" d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
        label = f"{tick / THOUSAND:g}k" if tick >= THOUSAND else f"{tick:g}"
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}" text-anchor="middle">{label}</text>'
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{escape(axis)}</text>'
    for number, line in enumerate(panel.lines.values()):
        points = [(across(count), up(max(value, 1e-4))) for count, value in sorted(line.items())]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        yield f'<path class="line c{number}" d="M{path}"/>'
        for x, y in points:
            yield f'<circle class="f{number}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
