"""Is this policy true and lawful? One finding a defect, every defect in one go.

```python
from keepwell.policy.lint import lint

for finding in lint("council.toml").findings:
    print(finding)
```

Rules stand by subject: `retention`, `bases`, `rights`, `contacts`, `sharing`, `citations`, `telling`. L1 to L30 are the
defects of the two notices Keepwell began with; K1 and so on are further ones, K0 what the loader refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from keepwell.policy.lint import bases, citations, contacts, retention, rights, sharing, telling  # noqa: F401 (rules)
from keepwell.policy.lint.draft import Draft, draft
from keepwell.policy.lint.elsewhere import ELSEWHERE
from keepwell.policy.lint.finding import RULES, Finding, Rule

LOADER = Rule("K0", "The program can obey the file", "Keepwell, the loader of policy files", lambda _: ())


@dataclass(frozen=True)
class Linted:
    """The findings of one file by rule and line, and the rules that could not be run, each a sentence."""

    file: str
    findings: tuple[Finding, ...]
    troubles: tuple[str, ...] = ()


def lint(path: Path | str, on: date | None = None) -> Linted:
    """The file judged as if published on that day (today when not given).

    PolicyError when it cannot be read or is not TOML. What the strict loader refuses is a finding like others.
    """
    text = draft(path, on or date.today())
    found, troubles = [], []
    for one in rules():
        try:
            found += [_finding(text, one, *said) for said in one.find(text)]
        except Exception as error:  # a rule that fails must not look like a rule that found nothing
            troubles.append(f"{text.file}: the rule {one.id} could not be run ({type(error).__name__}).")
    return Linted(text.file, (*found, *_refused(text, found)), tuple(troubles))


def rules() -> list[Rule]:
    """Every rule, L before K, by number."""
    return sorted(RULES.values(), key=lambda one: one.rank)


def _finding(text: Draft, rule: Rule, key: str, wrong: str, mend: str) -> Finding:
    return Finding(rule.id, text.file, text.lines.at(key), key, wrong, mend, rule.source)


def _refused(text: Draft, found: list[Finding]) -> list[Finding]:
    """What the loader says, less the missing keys of which a rule has said so in better words."""
    said = {finding.key for finding in found}

    def better(one) -> bool:
        missing = one.text.startswith(("is missing", "is empty"))
        return missing and (one.key in said or any(one.key.startswith(f"{key}_") for key in said))

    return [
        Finding(LOADER.id, text.file, one.line, one.key, f"{one.key or 'The file'} {one.text}", "", LOADER.source)
        for one in sorted(text.problems, key=lambda problem: (problem.line or 0, problem.key))
        if not better(one)
    ]


__all__ = ["ELSEWHERE", "LOADER", "Finding", "Linted", "Rule", "lint", "rules"]
