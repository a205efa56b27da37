"""The rules of each return, gathered from the files of their subjects."""

import importlib
import pkgutil
import re
from functools import cache

from keepwell.returns.checking import Rule
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.ssda903 import derived
from keepwell.returns.ssda903.tables import TABLES as SSDA903

TABLES = {"ssda903": SSDA903, "cin": CIN}
PREPARE = {"ssda903": derived.prepare, "cin": None}  # what is derived before the rules are run


@cache
def rules_of(collection: str) -> tuple[Rule, ...]:
    """Every rule of "ssda903" or "cin", by number. Two rules of one number are an error."""
    package = importlib.import_module(f"keepwell.returns.{collection}.rules")
    found = {}
    for subject in pkgutil.iter_modules(package.__path__):
        for rule in importlib.import_module(f"{package.__name__}.{subject.name}").RULES:
            if rule.code in found:
                raise ValueError(f"rule {rule.code} of {collection} is declared twice; once in {subject.name}")
            found[rule.code] = rule
    return tuple(found[code] for code in sorted(found, key=_in_order))


def _in_order(code):
    """Numbers as numbers, then letters: 99, 102, 392a, 392b, INT01."""
    number = re.match(r"\d+", code)
    return (int(number[0]) if number else 10**6, code)
