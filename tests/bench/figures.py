"""One measured figure beside its budget and its floor, and how they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report.

    Attributes:
        work: What was done.
        value: What it took or reached.
        unit: Of what.
        budget: The budget in words.
        passed: Whether the budget is kept, or None for a figure that has none.
        floor: What the least possible work took in the same run, in the same unit, or None.
        ratio: The value in terms of the floor, or None.
    """

    work: str
    value: float
    unit: str
    budget: str = ""
    passed: bool | None = None
    floor: float | None = None
    ratio: float | None = None

    def as_json(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def at_most(work: str, value: float, unit: str, budget: float, floor: float | None = None) -> Figure:
    """Return a figure that should be small."""
    return Figure(
        work, value, unit, f"≤ {_number(budget)} {unit}", value <= budget, floor, value / floor if floor else None
    )


def times_the_floor(work: str, value: float, unit: str, least: float, floor: float, reference: str) -> Figure:
    """Return a figure that should be large, judged by its ratio to the floor.

    Args:
        work: What was done.
        value: What was reached.
        unit: Of what.
        least: The smallest ratio allowed.
        floor: What the floor reached in the same run.
        reference: What that came to on the machine that the budgets were made on.
    """
    ratio = value / floor
    return Figure(work, value, unit, f"≥ {least:g} × floor ({reference})", ratio >= least, floor, ratio)


_HEADINGS = ("work", "figure", "budget", "floor here", "ratio", "")


def table(figures: Sequence[Figure]) -> str:
    """Return all figures as a table in plain text."""
    rows = [_HEADINGS, *(cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("─" * width for width in widths).rstrip())
    return "\n".join(lines)


def cells(figure: Figure) -> tuple[str, ...]:
    """Return one figure as the cells of its row."""
    verdict = {True: "pass", False: "MISS", None: ""}[figure.passed]
    return (
        figure.work,
        f"{_number(figure.value)} {figure.unit}",
        figure.budget,
        "" if figure.floor is None else f"{_number(figure.floor)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        verdict,
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
