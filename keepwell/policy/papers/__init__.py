"""The papers made from one policy file: notices, schedules, records. Data only; `html` and `pdf` make them readable.

```python
from keepwell.policy import load, shipped
from keepwell.policy.papers import papers

for one in papers(load(shipped()), date(2026, 11, 22)):
    print(one.name, one.title)
```
"""

from __future__ import annotations

from datetime import date

from keepwell.policy.papers.duties import duties_and_choices
from keepwell.policy.papers.notices import notices
from keepwell.policy.papers.paper import Paper
from keepwell.policy.papers.policy_document import policy_document
from keepwell.policy.papers.processing import Facts, record_of_processing
from keepwell.policy.papers.retention_schedule import retention_schedule
from keepwell.policy.papers.return_map import as_csv, return_map
from keepwell.policy.papers.vocabulary import as_json_ld

# File name -> what other programs read, made from a policy and a day.
DATA = {"return-map.csv": as_csv, "dpv.jsonld": as_json_ld}
ABOUT = {
    "return-map.csv": "The map of return columns for a spreadsheet.",
    "dpv.jsonld": "The record of processing for other programs: W3C Data Privacy Vocabulary 2.2, as JSON-LD.",
}


def papers(policy, on: date, facts: Facts | None = None) -> list[Paper]:
    """Every paper of the policy as of that day. `facts`: what the running system knows besides, where there is one."""
    return [
        *notices(policy, on),
        retention_schedule(policy, on),
        duties_and_choices(policy, on),
        record_of_processing(policy, on, facts),
        policy_document(policy, on),
        return_map(policy, on),
    ]


__all__ = ["ABOUT", "DATA", "Facts", "Paper", "papers"]
