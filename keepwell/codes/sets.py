"""What a code set is, and the reading of the TOML files beside this module that declare them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

# In this order: a later file may borrow codes from an earlier one.
_FILES = {"authorities.toml": "", "cin.toml": "cin.", "ssda903.toml": "ssda903."}


@dataclass(frozen=True)
class CodeSet:
    """The codes one column of a return may hold.

    Codes are compared exactly as given: trimming and upper-casing are the reader's business.

    name       as in `code_set(name)`: "ssda903.<COLUMN>", "cin.<list>" or "local_authority"
    title      what the codes describe, for people
    codes      code -> label, for the codes in use
    source     which collection or rule declares the list
    withdrawn  code -> label, for codes that older files still hold
    unsure     codes whose label is our best reading, to be checked against the department's own guide
    since      code -> first collection year (2026 is April 2025 to March 2026) that has it, where known
    until      withdrawn code -> last collection year that had it, where known
    closed     False when the full list is not known to us: a code outside it is then no fault
    """

    name: str
    title: str
    codes: Mapping[str, str]
    source: str
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    since: Mapping[str, int] = field(default_factory=dict)
    until: Mapping[str, int] = field(default_factory=dict)
    closed: bool = True

    def label(self, code: str | None) -> str | None:
        """The label of a code in use or withdrawn, or None for a code that nobody declared."""
        return self.codes.get(code) or self.withdrawn.get(code)

    def knows(self, code: str | None) -> bool:
        """Whether the code is in use. Withdrawn codes are not."""
        return code in self.codes

    def state(self, code: str | None) -> str:
        """ "current", "withdrawn" or "unknown"."""
        if code in self.codes:
            return "current"
        return "withdrawn" if code in self.withdrawn else "unknown"

    def for_year(self, collection_year: int) -> "CodeSet":
        """The set as it stood in a collection year; codes not in use then are among its withdrawn ones."""
        labels = {**self.codes, **self.withdrawn}
        in_use = {code: label for code, label in labels.items() if self._used_in(code, collection_year)}
        others = {code: label for code, label in labels.items() if code not in in_use}
        return replace(self, codes=in_use, withdrawn=others)

    def _used_in(self, code: str, collection_year: int) -> bool:
        # Without a year of withdrawal nobody can say that a withdrawn code was still in use.
        last = self.until.get(code, 9999 if code in self.codes else 0)
        return self.since.get(code, 0) <= collection_year <= last


def code_set(name: str) -> CodeSet:
    """The code set of that name; KeyError with a sentence when there is none."""
    try:
        return CODE_SETS[name]
    except KeyError:
        raise KeyError(
            f"There is no code set named {name!r}. Names look like 'ssda903.PLACE', 'cin.ReferralSource' or "
            "'local_authority'; keepwell.codes.CODE_SETS lists them all."
        ) from None


def _read_all() -> dict[str, CodeSet]:
    sets: dict[str, CodeSet] = {}
    for file_name, prefix in _FILES.items():
        declared = tomllib.loads(Path(__file__).with_name(file_name).read_text("utf-8"))
        for key, entry in declared.items():
            sets[prefix + key] = _declare(prefix + key, entry, sets)
    return sets


def _declare(name: str, entry: dict, earlier: Mapping[str, CodeSet]) -> CodeSet:
    lender = earlier.get(entry.pop("borrows", ""))
    if lender:
        entry["codes"] = {**lender.codes, **entry.get("codes", {})}
        entry["since"] = {**lender.since, **entry.get("since", {})}
    entry.setdefault("codes", {})
    entry["unsure"] = frozenset(entry.get("unsure", ()))
    return CodeSet(name=name, **entry)


CODE_SETS: Mapping[str, CodeSet] = _read_all()
