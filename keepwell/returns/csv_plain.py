"""The quick way to read a CSV file that needs no care: no quote marks, and as many cells in each row as in the header.

Nearly every file of a return is so. Any other is read row by row by `csv_rows`, which finds and tells what is odd; of a
plain file both give the same cells and lines.
"""

import io

import polars as pl

from keepwell.returns.csv_rows import Row


def plain_cells(text: str, separator: str, header: Row) -> pl.DataFrame | None:
    """Columns named by position ("0", "1", ...), empty cells null, and "_line"; None when the text is not plain."""
    if '"' in text or header.line != 1 or header.lines != 1:
        return None
    text = text.replace("\r\n", "\n").rstrip("\n")
    width, breaks = len(header.cells), text.count("\n")
    # Rows of another length would show in the number of separators; a row too long for the rest stops Polars.
    if not breaks or "\r" in text or "\n\n" in text or text.count(separator) != (width - 1) * (breaks + 1):
        return None
    try:
        cells = _read(text, separator, width)
    except pl.exceptions.PolarsError:
        return None
    return (
        cells.with_row_index("_line", offset=2).with_columns(pl.col("_line").cast(pl.Int64))
        if cells.height == breaks
        else None
    )


def _read(text: str, separator: str, width: int) -> pl.DataFrame:
    return pl.read_csv(
        io.BytesIO(text.encode("utf-8", "surrogatepass")), has_header=False, skip_rows=1, separator=separator,
        quote_char=None, schema={str(n): pl.Utf8 for n in range(width)}, empty_string_is_null=True,
        extra_columns="raise",
    )  # fmt: skip
