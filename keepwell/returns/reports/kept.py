"""A return that was checked before and whose findings were kept elsewhere, as a report takes it."""

from collections.abc import Iterable

import polars as pl

from keepwell.returns.checking.finding import FOUND

from .checked import OUTCOMES, Checked


def checked_of(*, findings: Iterable[tuple], outcomes: Iterable[tuple], **rest) -> Checked:
    """A Checked of plain rows: findings in the order of FOUND, outcomes in that of OUTCOMES."""
    return Checked(
        findings=pl.DataFrame(list(findings), schema=FOUND, orient="row"),
        outcomes=pl.DataFrame(list(outcomes), schema=OUTCOMES, orient="row"),
        **rest,
    )
