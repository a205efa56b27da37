"""Where each person and each line of a genogram goes. The same family is always drawn the same way.

A generation is a row of cells: the symbol at the left of its cell, the words at its right. Lines run only in the
gutters between rows and in the margin, so that none touches a symbol or a word that is not its own. Each tie has a
height of its own in its gutter, and each person a place of their own for each line, so that lines cross but never
coincide.
"""

from collections import defaultdict
from dataclasses import dataclass, field

CELL, SYMBOL, TEXT = 216, 44, 96  # width of a cell, size of a symbol, height of the words beside it
STEP, GAP, EDGE = 10, 24, 12  # between lines of a gutter, before the first and after the last, around it all
PORT = 6  # between the lines of one person


@dataclass(frozen=True)
class Line:
    """`runs` are straight pieces (x1, y1, x2, y2), `joins` the points where a person's piece meets the line."""

    tie: object
    runs: tuple
    joins: tuple


@dataclass
class Layout:
    width: int
    height: int
    places: dict  # key of a member: middle of their symbol (x, y)
    rows: dict  # generation: y of the top of its row
    lines: list = field(default_factory=list)

    @staticmethod
    def box(place):
        """The cell that a member fills: symbol and words, as (left, top, right, bottom)."""
        x, y = place
        left, top = x - SYMBOL / 2, y - SYMBOL / 2
        return left, top, left + CELL - 10, top + TEXT


def layout(members, ties):
    """A Layout of these Members with these Ties between them."""
    rows = defaultdict(list)
    for member in sorted(members, key=lambda m: m.order):
        rows[member.generation].append(member)
    row_of = {m.key: m.generation for m in members}
    ways = _ways([tie for tie in dict.fromkeys(ties) if len(set(tie.members)) > 1], row_of)
    return _Drawing(rows, row_of, ways).layout()


@dataclass(frozen=True)
class _Way:
    """One tie on its way: its gutter (the row below it), and the elders who must go round by the margin."""

    tie: object
    gutter: int
    row: int
    near: tuple
    far: tuple


def _ways(ties, row_of):
    for tie in ties:
        row = max((row_of[child] for child in tie.children), default=0)
        level = [key for key in tie.members if row_of[key] == row]
        above = [key for key in tie.members if row_of[key] == row - 1]
        far = [key for key in tie.members if row_of[key] not in (row, row - 1)]
        unique = (tuple(dict.fromkeys(keys)) for keys in (level, above, far))
        level, above, far = unique
        yield _Way(tie, row, row, (above, level), far)


class _Drawing:
    def __init__(self, rows, row_of, ways):
        self.rows, self.row_of, self.ways = rows, row_of, list(ways)
        self.levels = defaultdict(list)  # gutter (the row below it): what runs there, in order
        self.ports = defaultdict(list)  # (key, "top" or "bottom"): what leaves there, in order
        self.channels, self.floors = [], {}
        for way in self.ways:
            self._reserve(way)

    def _reserve(self, way):
        above, level = way.near
        self.levels[way.gutter].append(way)
        for key in above:
            self.ports[key, "bottom"].append(way)
        for key in level:
            self.ports[key, "top"].append(way)
        for key in way.far:
            gutter, side = self._far(way, key)
            self.channels.append((way, key))
            self.levels[gutter].append((way, key))
            self.ports[key, side].append(way)

    def _far(self, way, key):
        """By which gutter somebody leaves who stands neither beside nor right above the children."""
        row = self.row_of[key]
        return (row + 1, "bottom") if row < way.row else (row, "top")

    def layout(self):
        margin = EDGE + PORT * len(self.channels) + (GAP if self.channels else 0)
        widest = max(map(len, self.rows.values()), default=1)
        tops, y = {}, EDGE
        for row in range(min(self.rows, default=0), max(self.rows, default=0) + 1):
            y += self._height(row)
            self.floors[row] = y
            if row in self.rows:
                tops[row] = y
                y += TEXT
        places = {}
        for row, members in self.rows.items():
            left = margin + (widest - len(members)) * CELL // 2
            for i, member in enumerate(members):
                places[member.key] = left + SYMBOL // 2 + i * CELL, tops[row] + SYMBOL // 2
        self.places = places
        found = Layout(margin + widest * CELL + EDGE, y + EDGE, places, tops)
        found.lines = [self._line(way) for way in self.ways]
        return found

    def _height(self, row):
        many = len(self.levels[row])
        return 2 * GAP + STEP * (many - 1) if many else (GAP if row > min(self.rows, default=0) else 0)

    def _level(self, gutter, what):
        """How high a line runs: the last reserved lies highest, above the row below the gutter."""
        return self.floors[gutter] - GAP - STEP * self.levels[gutter].index(what)

    def _port(self, key, side, way):
        own = self.ports[key, side]
        x, y = self.places[key]
        shift = PORT * own.index(way) - PORT * (len(own) - 1) // 2
        if side == "top":
            return x + shift, y - SYMBOL // 2
        return x + shift + 1, y + SYMBOL // 2  # beside any line that comes in straight below

    def _line(self, way):
        bus, runs, ends = self._level(way.gutter, way), [], []
        for side, keys in zip(("bottom", "top"), way.near, strict=True):
            for key in keys:
                x, y = self._port(key, side, way)
                runs.append((x, y, x, bus))
                ends.append(x)
        for key in way.far:
            gutter, side = self._far(way, key)
            x, y = self._port(key, side, way)
            turn = self._level(gutter, (way, key))
            round_ = EDGE + PORT * self.channels.index((way, key))
            runs += [(x, y, x, turn), (round_, turn, x, turn), (round_, turn, round_, bus)]
            ends.append(round_)
        runs.append((min(ends), bus, max(ends), bus))
        return Line(way.tie, tuple(runs), tuple((x, bus) for x in ends))
