"""The account of an import: what became of every row read."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

FATES = ("new", "changed", "same", "aside")


@dataclass
class Account:
    """Rows read, by table and fate, and the reasons of those set aside. `rows read = in the record + set aside`."""

    tables: dict = field(default_factory=lambda: defaultdict(Counter))
    reasons: Counter = field(default_factory=Counter)
    findings: Counter = field(default_factory=Counter)
    unknown_codes: Counter = field(default_factory=Counter)
    children: int = 0
    left: Counter = field(default_factory=Counter)  # in the record from an earlier file of this return, not in this one

    def add(self, table, fate, reason=""):
        self.tables[table][fate] += 1
        if reason:
            self.reasons[reason] += 1

    @property
    def read(self):
        return sum(sum(fates.values()) for fates in self.tables.values())

    def total(self, fate):
        return sum(fates[fate] for fates in self.tables.values())

    @property
    def in_record(self):
        return self.total("new") + self.total("changed") + self.total("same")

    @property
    def set_aside(self):
        return self.total("aside")

    @property
    def changes(self):
        return self.total("new") + self.total("changed")

    def as_dict(self):
        return {
            "tables": {name: {f: fates[f] for f in FATES} for name, fates in self.tables.items()},
            "reasons": dict(self.reasons.most_common()),
            "findings": dict(self.findings.most_common()),
            "unknown_codes": [[*k, n] for k, n in self.unknown_codes.most_common()],
            "children": self.children,
            "left": dict(self.left),
        }

    @classmethod
    def from_dict(cls, kept):
        account = cls()
        for name, fates in kept["tables"].items():
            account.tables[name].update(fates)
        account.reasons.update(kept["reasons"])
        account.findings.update(kept["findings"])
        account.unknown_codes.update({tuple(row[:-1]): row[-1] for row in kept["unknown_codes"]})
        account.children = kept["children"]
        account.left.update(kept["left"])
        return account
