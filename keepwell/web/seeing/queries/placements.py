"""Where a looked-after child lived: stays, moves and gaps, with what stood beside, for a picture and for tables."""

from dataclasses import dataclass
from datetime import date, timedelta

from keepwell.statistics import stability
from keepwell.web.record import charts
from keepwell.web.record.models import Episode, LegalStatus, MissingEpisode, Placement, SchoolPlace

CATEGORY = "placement"
TEMPORARY = "temporary, not counted as a move"


@dataclass(frozen=True)
class Stay:
    """One line of the table. `number` counts moves; a gap has none, and temporary moves have none."""

    number: int | None
    words: str
    starts_on: date | None
    ends_on: date | None
    days: int | None
    provider: str = ""
    ended: str = ""
    gap: bool = False
    odd: str = ""


class Placements:
    """The placements of the child whose Rows are given; `rows` must open placements."""

    def __init__(self, rows):
        self.rows, self.on, self.may = rows, rows.on, rows.may
        self.placements = rows.of(Placement)
        self.stays = [(p.starts_on, p.ends_on, p.kind) for p in self.placements]
        self.numbers = self._numbers()

    def _numbers(self):
        counted = [p for p, stay in zip(self.placements, self.stays, strict=True) if stability.counts(stay)]
        return {p.pk: i for i, p in enumerate(counted, start=1)}

    def _title(self, placement):
        words, number = placement.label("kind") or "Kind not recorded", self.numbers.get(placement.pk)
        return f"{number}. {words}" if number else words

    @property
    def drawing(self):
        bars = [charts.Bar(self._title(p), p.kind, p.starts_on, p.ends_on) for p in self.placements]
        return charts.placements(bars, self.statuses, self.on, id="placements", beside=self.beside)

    @property
    def statuses(self):
        if not self.may("care"):
            return []
        return [charts.Bar(s.label("code"), s.code, s.starts_on, s.ends_on) for s in self.rows.of(LegalStatus)]

    @property
    def beside(self):
        """(title, bars) of what happened meanwhile, as far as the reader may see it."""
        found = []
        if self.may("missing"):
            found.append(("Missing or away", self.missing))
        if self.may("education"):
            found.append(("School", self.schools))
        return [(title, bars) for title, bars in found if bars]

    @property
    def missing(self):
        rows = self.rows.of(MissingEpisode) if self.may("missing") else []
        return [charts.Bar(r.label("kind") or "Kind not recorded", "", r.starts_on, r.ends_on) for r in rows]

    @property
    def schools(self):
        rows = self.rows.of(SchoolPlace) if self.may("education") else []
        return [charts.Bar(r.school or "Name not recorded", "", r.starts_on, r.ends_on) for r in rows]

    # In tables --------------------------------------------------------------------------------------------------------

    @property
    def lines(self):
        """Stays in order, with a line for each time between two of them in which none is recorded."""
        bars = [charts.Bar("", p.kind, p.starts_on, p.ends_on) for p in self.placements]
        gaps = {row: (start, end) for row, start, end in charts.gaps(bars)}
        found = []
        for i, (placement, stay) in enumerate(zip(self.placements, self.stays, strict=True)):
            if i in gaps:
                start, end = gaps[i]
                found.append(Stay(None, "No placement recorded", start, end, (end - start).days, gap=True))
            found.append(self._line(placement, stay))
        return found

    def _line(self, row, stay):
        backwards = bool(row.starts_on and row.ends_on and row.ends_on < row.starts_on)
        days = stability.days(stay, self.on) if row.starts_on and not backwards else None
        return Stay(
            self.numbers.get(row.pk), row.label("kind") or "Kind not recorded", row.starts_on, row.ends_on, days,
            row.label("provider"), self._ended(row), odd="It ends before it starts" if backwards else "",
        )  # fmt: skip

    def _ended(self, row):
        own = [e for e in self.rows.of(Episode) if e.placement_id == row.pk and e.reason_place_change]
        return own[-1].label("reason_place_change") if own else ""

    @property
    def figures(self):
        """(words, number) of how settled the child's life in care has been."""
        year = stability.within(self.stays, stability.year_before(self.on), self.on)
        now, longest = stability.current(self.stays, self.on), stability.longest(self.stays, self.on)
        nights = self._nights_missing()
        return [
            ("Placements so far", len(self.numbers)),
            ("Placements in the last 12 months", len(year)),
            ("In the present placement", _long(stability.days(now, self.on)) if now else "No placement now"),
            ("Longest placement", _long(longest) if longest is not None else "None"),
            *([("Nights missing or away in the last 12 months", nights)] if self.may("missing") else []),
        ]  # fmt: skip

    def _nights_missing(self):
        first, missing = stability.year_before(self.on), set()
        for bar in self.missing:
            start, end = bar.starts_on, min(bar.ends_on or self.on, self.on)
            if start and end >= first:
                start = max(start, first)
                missing |= {start + timedelta(days=i) for i in range((end - start).days)}
        return len(missing)


def _long(days):
    """A length of time as people say it."""
    if days < 60:
        return f"{days} day{'' if days == 1 else 's'}"
    years, months = divmod(int(days / 30.44), 12)
    parts = [f"{years} year{'' if years == 1 else 's'}"] if years else []
    parts += [f"{months} month{'' if months == 1 else 's'}"] if months else []
    return f"about {' and '.join(parts)} ({days:,} days)"
