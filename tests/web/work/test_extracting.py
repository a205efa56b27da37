"""What the emergency extract says is due."""

import pytest

from keepwell.web.access.policy import policy
from keepwell.web.record import due
from keepwell.web.record import models as m
from keepwell.web.record.extract.deciding import CATEGORIES
from keepwell.web.work.queries.extracting import duties
from keepwell.web.work.queries.standing import open_on
from tests.web.record import people
from tests.web.work.made import TODAY, ago, kept, referral

pytestmark = pytest.mark.django_db


def test_a_duty_stands_there_when_all_that_it_tells_of_may():
    child = people.child("Ama", "Okafor")
    people.care(child, ago(60))
    m.ProtectionPlan.objects.create(child=child, referral=referral(child, ago(30)), starts_on=ago(5))
    kept(child)
    rows = open_on(TODAY).filter(child=child, due_on__isnull=False)
    by_title = {policy().clocks[row.clock].title: due.tells_of(row.clock) for row in rows}
    every = duties({child.pk: frozenset(policy().categories)}, TODAY)[child.pk]
    some = duties({child.pk: frozenset(CATEGORIES)}, TODAY)[child.pk]
    assert {title for _, title in every} == set(by_title)
    assert {title for _, title in some} == {title for title, tells in by_title.items() if tells <= set(CATEGORIES)}
    assert 0 < len(some) < len(every)
    assert not duties({child.pk: frozenset()}, TODAY)
