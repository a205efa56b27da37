"""From the rows of a sheet to listings of the register."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from functools import lru_cache

from keepwell.returns.findings import plural

from .ofsted import CLOSED, HEADINGS, OURS, PLACES, PROVIDERS, TEMPORARY, codes, heading

COLUMNS = ("URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED")
ANY = "*"  # stands for what a published list does not tell: nothing is compared with it
FIRST_DAY = date(1899, 12, 30)  # spreadsheets count days from here
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y")
SHOWN = 5  # row numbers told
MOST = 10  # unknown words of a column told one by one


def listings(sheet, notes: list[str]) -> list[tuple] | None:
    """The listings of a sheet as tuples of COLUMNS, or None when no row of it heads a column URN."""
    at = next((n for n, row in enumerate(sheet.rows) if _columns(row).get("URN") is not None), None)
    if at is None:
        return None
    reading = _Reading(_columns(sheet.rows[at]))
    found = [reading.listing(row, n) for n, row in enumerate(sheet.rows[at + 1 :], at + 2) if _is_filled(row)]
    notes += [f"{sheet.name}: {sentence}" for sentence in reading.sentences(len(found))]
    return [listing for listing in found if listing]


def _columns(row):
    """Which column stands where."""
    heads = [heading(cell) for cell in row]
    found = {}
    for column, names in HEADINGS.items():
        place = next((heads.index(name) for name in names if name in heads), None)
        if place is not None:
            found[column] = place
    return found


class _Reading:
    """One sheet being read: its columns, and what is to be said of its rows afterwards."""

    def __init__(self, columns):
        self._columns = columns
        self._ours = any(column in columns for column in OURS)
        self._rows = defaultdict(list)  # what is wrong -> row numbers
        self._types = Counter()
        self._sectors = Counter()
        self._untold = Counter()

    def listing(self, row, number):
        cells = {c: row[place] if place < len(row) else None for c, place in self._columns.items()}
        urn = _number(cells.get("URN"))
        if not urn:
            self._rows["without a URN left out"].append(number)
            return None
        texts = {column: _text(cell) for column, cell in cells.items()}
        end = self._end(cells, texts, number)
        if self._ours:
            told = [texts.get(c) for c in ("PLACE_CODES", "PROVIDER_CODES", "POSTCODE", "LA_CODE_INFERRED")]
        else:
            told = [self._places(texts), self._providers(texts), self._postcode(texts), texts.get("LA_CODE_INFERRED")]
        places, providers, postcode, authority = (one or None for one in told)
        return urn, places, providers, end, postcode, authority

    def _end(self, cells, texts, number):
        end = _day(cells.get("REG_END"))
        if end is None and texts.get("REG_END"):
            self._rows["with an end of registration that is no date: taken as open"].append(number)
        elif end is None and any(word in heading(texts.get("status", "")) for word in CLOSED):
            self._rows["closed by status without a date: taken as open"].append(number)
        return end

    def _places(self, texts):
        kind = " ".join(texts[c] for c in ("type", "kind") if texts.get(c))
        if found := codes(PLACES, kind):
            return ",".join((*dict.fromkeys(found), *TEMPORARY))
        self._types[kind] += 1
        return ANY

    def _providers(self, texts):
        if found := codes(PROVIDERS, texts.get("sector") or texts.get("type", "")):
            return ",".join(found)
        self._sectors[texts.get("sector", "")] += 1
        return ANY

    def _postcode(self, texts):
        given = texts.get("POSTCODE", "")
        if any(c.isdigit() for c in given):
            return given
        self._untold["postcode"] += 1  # empty, or blacked out
        return ANY

    def sentences(self, count):
        for trouble, rows in self._rows.items():
            yield f"{plural(len(rows), 'row')} {trouble} ({_numbers(rows)})."
        yield from _unknown(self._types, "provision type", "placements are")
        yield from _unknown(self._sectors, "sector", "kind of provider is")
        if missing := self._untold["postcode"]:
            yield f"no postcode in {missing:,} of {plural(count, 'listing')}: their addresses are not compared."


def _unknown(counts, what, told):
    for value, rows in counts.most_common(MOST):
        said = f"the {what} {value!r} of {plural(rows, 'row')} is not known" if value else (
            f"no {what} in {plural(rows, 'row')}"
        )  # fmt: skip
        yield f"{said}: their {told} not compared."
    if len(counts) > MOST:
        yield f"and {plural(len(counts) - MOST, f'more {what}')} not known: their {told} not compared."


def _numbers(rows):
    shown = ", ".join(str(n) for n in rows[:SHOWN])
    more = f" and {len(rows) - SHOWN:,} more" if len(rows) > SHOWN else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {shown}{more}"


# cells


def _is_filled(row):
    return any(cell is not None and str(cell).strip() for cell in row)


def _text(cell):
    return "" if cell is None else str(cell).strip()


def _number(cell):
    """A provider number as text: 1234567 of 1234567, 1234567.0 and " 1234567 "."""
    text = _text(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).upper()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def _day(cell):
    """A date as yyyy-mm-dd: from a date cell, a spreadsheet's count of days, or text; None for anything else."""
    if isinstance(cell, date):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{FIRST_DAY + timedelta(days=int(cell)):%Y-%m-%d}" if 20_000 <= cell <= 80_000 else None
    return _said_day(_text(cell))


@lru_cache(maxsize=4096)
def _said_day(text):
    text = text.removesuffix(" 00:00:00").removesuffix("T00:00:00").removesuffix(" 00:00")
    for form in DATES if text else ():
        try:
            return f"{datetime.strptime(text, form):%Y-%m-%d}"
        except ValueError:
            continue
    return None
