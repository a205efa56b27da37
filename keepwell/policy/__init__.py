"""The executable notice: one TOML file a controller says what is held, why, who may open it, and how long.

```python
from keepwell.policy import load, shipped

policy = load(shipped("local-authority"))
policy.decide(["social-worker"], "view", "section47", "support")   # Decision(outcome, clause, why)
policy.notice("child")                                             # Notice: sections of blocks
```
"""

from keepwell.policy.blocks import (
    Block,
    BulletList,
    Definitions,
    Notice,
    Paragraph,
    Section,
    Table,
    WarningText,
)
from keepwell.policy.decisions import Decision, Role
from keepwell.policy.errors import PolicyError, Problem
from keepwell.policy.loading import load, shipped
from keepwell.policy.model import Policy

__all__ = [
    "Block",
    "BulletList",
    "Decision",
    "Definitions",
    "Notice",
    "Paragraph",
    "Policy",
    "PolicyError",
    "Problem",
    "Role",
    "Section",
    "Table",
    "WarningText",
    "load",
    "shipped",
]
