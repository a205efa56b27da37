"""The promises that a privacy notice makes, and whether each is kept: the list, the evidence, the public page.

```python
from keepwell.web.site.promises import checking, listing

held = listing.load()                                   # the list: 120 promises and the five proofs
for one in checking.check_all(held, policy(), today):   # Checked(promise, state, found, trouble)
    print(one.promise.number, one.state, one.said())
```
"""
