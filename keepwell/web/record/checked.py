"""What a check of one child found: findings in the words of the record, and what did not run."""

from dataclasses import dataclass, replace

from keepwell.clocks.collection import CollectionYear

from .kinds import NOT_RECORDED, TITLES

AT_ONCE = 5  # findings that a page shows at once
# Who may not see these does not learn that a child is in the return.
HOME = {"ssda903": "care", "cin": "need"}


@dataclass(frozen=True)
class Field:
    """A marked field: its column, what that is called, the cell as the return would give it, and the record's words."""

    column: str
    label: str
    text: str | None
    words: str

    @property
    def odd(self):
        """Does the return give a text that the record could not read?"""
        return self.words == NOT_RECORDED and bool(self.text)


@dataclass(frozen=True)
class Found:
    """One row that breaks one rule.

    severity    "error" or "query"
    kind        slug of the kind of row, and `key` its key in the model of the shelf; both empty where the record has
                no such row
    row         the row in the record's own words
    last        is it a row of last year's return?
    categories  all categories of the policy that the finding tells something of
    """

    rule: str
    severity: str
    sentence: str
    collection: str
    table: str
    kind: str
    key: int | None
    row: str
    fields: tuple[Field, ...]
    last: bool
    categories: frozenset

    @property
    def of_the_return(self):
        return TITLES[self.collection]

    @property
    def place(self):
        """What the finding is, whatever the row says now."""
        return self.collection, self.rule, self.table, self.key


@dataclass(frozen=True)
class Unasked:
    """Rules that did not run, with the reason: `state` is "not run" or "could not run"."""

    collection: str
    state: str
    why: str
    rules: tuple[str, ...]

    @property
    def of_the_return(self):
        return TITLES[self.collection]

    @property
    def reason(self):
        return "a mistake in the program" if self.state == "could not run" else self.why


@dataclass(frozen=True)
class Checked:
    """The findings of one child in a collection year, errors first.

    rows        (slug of the kind, key) of each row that was asked about: the record's part of that year's returns
    returns     collections whose return of that year the child is part of
    trouble     collections whose rules could not be run at all
    """

    year: CollectionYear
    found: tuple[Found, ...] = ()
    unasked: tuple[Unasked, ...] = ()
    returns: tuple[str, ...] = ()
    trouble: tuple[str, ...] = ()
    rows: frozenset = frozenset()

    def seen_by(self, opened):
        """What of it a reader may see: a finding that tells of a closed category is not there."""
        mine = returns_of(opened)
        return replace(
            self, found=tuple(one for one in self.found if one.collection in mine and opened.may(*one.categories)),
            unasked=tuple(one for one in self.unasked if one.collection in mine),
            returns=tuple(c for c in self.returns if c in mine), trouble=tuple(c for c in self.trouble if c in mine),
        )  # fmt: skip

    @property
    def errors(self):
        return [one for one in self.found if one.severity == "error"]

    @property
    def queries(self):
        return [one for one in self.found if one.severity != "error"]

    @property
    def titles(self):
        """What the returns are called that the child is part of."""
        return [TITLES[collection] for collection in self.returns]

    @property
    def untold(self):
        """Titles of the returns whose rules could not be run."""
        return [TITLES[collection] for collection in self.trouble]

    @property
    def in_trouble(self):
        return (
            f"The rules of the {' and the '.join(self.untold)} could not be run, so nobody knows what they would say. "
            "Tell whoever looks after Keepwell."
        )

    @property
    def counts(self):
        """How many errors and queries, in words."""
        said = [(len(self.errors), "error", "errors"), (len(self.queries), "query", "queries")]
        return " and ".join(f"{n} {one if n == 1 else many}" for n, one, many in said if n)

    @property
    def first(self):
        """Those that a page shows at once, and `more` those that it folds away."""
        return self.found[:AT_ONCE]

    @property
    def more(self):
        return self.found[AT_ONCE:]

    @property
    def says_nothing(self):
        """Is there no return to speak of?"""
        return not (self.returns or self.trouble)

    def of_row(self, kind, key):
        return [one for one in self.found if (one.kind, one.key) == (kind, key)]


def returns_of(opened):
    """The collections that somebody who opened a record may learn of."""
    return tuple(collection for collection, category in HOME.items() if opened.may(category))
