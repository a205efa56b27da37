"""Until when a record is kept, by what authority, and what a hold does. Pure dates, no database.

```python
from datetime import date
from keepwell.policy import load, shipped
from keepwell.retention import Life, until

policy = load(shipped("local-authority"))
rules = [rule for rule in policy.retention.values() if "identity" in rule.categories]
kept = until(rules, Life(subjects={"looked-after"}, born=date(2014, 5, 3)))
kept.on, kept.rule.id   # 3 May 2089, in-care
```
"""

from keepwell.retention.life import Gap, Life
from keepwell.retention.until import Hold, Until, until

__all__ = ["Gap", "Hold", "Life", "Until", "until"]
