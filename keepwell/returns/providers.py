"""The provider register: which providers there are, and which placements and kinds of provider each listing allows."""

from pathlib import Path

import polars as pl

from keepwell.returns.findings import ReadingError

COLUMNS = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED")


def read_register(path: Path) -> pl.DataFrame:
    """The register from a CSV file, all text; columns COLUMNS, those the file does not have empty.

    Raises ReadingError, with one sentence, when it cannot be read or has no URN column.
    """
    try:
        frame = pl.read_csv(path, infer_schema=False, encoding="utf8-lossy")
    except (OSError, pl.exceptions.PolarsError):
        raise ReadingError(f"{path} cannot be read as a provider register: give a CSV file that has URN.") from None
    frame = frame.rename({c: c.strip().upper() for c in frame.columns})
    if "URN" not in frame.columns:
        raise ReadingError(f"{path} has no column URN; a provider register has one row for each listing, with its URN.")
    missing = [pl.lit(None, dtype=pl.Utf8).alias(c) for c in COLUMNS if c not in frame.columns]
    return frame.with_columns(missing).select(COLUMNS).with_columns(pl.all().str.strip_chars().replace("", None))
