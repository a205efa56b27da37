"""The shipped policy, and small files made from a minimal one."""

import pytest

from keepwell.policy import load, shipped

MINIMAL = """
[policy]
title = "How we use information"
version = "1"
valid_from = 2026-01-01
review_on = 2027-01-01

[controller]
name = "Fernley Council"
kind = "local-authority"
department = "Children"
address = "1 Green Lane"
email = "us@fernley.example"
phone = "01632 960200"
website = "https://fernley.example"
ico_number = "Z1"
officer = "The officer"
officer_email = "officer@fernley.example"
officer_phone = "01632 960201"
officer_address = "1 Green Lane"

[source.act]
title = "An Act"
kind = "act"
standing = "known"
checked_on = 2026-01-01

[subject.child]
title = "Children"

[group.person]
title = "Who you are"

[category.identity]
title = "Names"
includes = "names"
group = "person"
subjects = ["child"]
tier = 1
legal = "ordinary"

[category.health]
title = "Health"
includes = "health"
group = "person"
subjects = ["child"]
tier = 2
legal = "art9"

[origin.child]
title = "You"
groups = ["person"]

[action.view]
title = "Read"
form = "named"

[purpose.support]
title = "To help you"
describes = "We help."
form = "named"
groups = ["person"]

[basis.help]
title = "our task"
groups = ["person"]
purposes = ["support"]
article6 = "6(1)(e)"
enactments = ["act"]
article9 = "9(2)(h)"

[role.worker]
title = "Worker"
describes = "Works."
reach = "allocated"

[role.worker.grants.casework]
actions = ["view"]
categories = ["identity"]
purposes = ["support"]

[gateway.returns]
title = "Returns"
kind = "duty"
law = ["act"]
users = ["local-authority"]
describes = "We must."

[recipient.department]
title = "The Department"
routine = true
why = "The law."
groups = ["person"]
purposes = ["support"]
gateways = ["returns"]

[retention.record]
title = "Record"
groups = ["person"]
subjects = ["child"]
trigger = "birth"
years = 25
then = "review"
limit = "maximum"
standing = "local"
law = ["act"]
words = "Until 25"

[right.access]
title = "To see it"
describes = "You may see it."
clock = "One month"
law = ["act"]

[notice.adult]
title = "Notice of {controller.name}"

[[notice.adult.section]]
id = "all"
heading = "All"

[[notice.adult.section.block]]
text = "Ask {controller.officer} within {right.access.clock}."
"""


@pytest.fixture(scope="session")
def policy():
    return load(shipped("local-authority"))


@pytest.fixture
def written(tmp_path):
    """Loads the minimal policy with some text of it replaced by other text."""

    def write(*changes):
        text = MINIMAL
        for old, new in changes:
            assert text.count(old) >= 1, f"the minimal policy has no {old!r}"
            text = text.replace(old, new, 1)
        file = tmp_path / "fernley.toml"
        file.write_text(text, encoding="utf-8")
        return load(file)

    return write
