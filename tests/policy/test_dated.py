"""What did the notice say on that day? What has ended or not begun is not in it, and nothing speaks of it any more."""

from datetime import date

import pytest

from keepwell.policy.dated import on_day

BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
ENDED = ('[category.health]\ntitle = "Health"', '[category.health]\ntitle = "Health"\nvalid_to = 2026-06-30')


def test_a_policy_without_days_is_itself(policy):
    assert on_day(policy, date(2026, 11, 22)) is policy


@pytest.mark.parametrize(("day", "told"), [(BEFORE, True), (AFTER, False)])
def test_a_category_that_has_ended_is_in_no_notice_and_no_list(written, day, told):
    shown = (
        "[[notice.adult.section.block]]",
        '[[notice.adult.section.block]]\nshows = "roles"\n\n[[notice.adult.section.block]]',
    )
    policy = written(ENDED)
    then = on_day(policy, day)
    assert ("health" in then.categories) is told
    for kind in ("purpose", "basis", "retention", "origin", "recipient"):
        for one in then.objects[kind].values():
            assert ("health" in one.categories) <= told, (kind, one.id)
    assert ("everything we hold except health" in written(ENDED, shown).notice(on=day).text) is told


def test_what_speaks_of_nothing_else_goes_with_it(written):
    """An empty list would mean any."""
    ban = '[forbid.health]\ntitle = "No health"\nwhy = "It is banned."\ncategories = ["health"]\n\n[gateway.returns]'
    policy = written(ENDED, ("[gateway.returns]", ban))
    assert "health" in on_day(policy, BEFORE).forbids
    assert "health" not in on_day(policy, AFTER).forbids


def test_a_role_that_has_not_begun_is_not_told_of(written):
    policy = written(("[role.worker]\n", "[role.worker]\nvalid_from = 2026-07-01\n"))
    assert "worker" not in on_day(policy, BEFORE).roles
    assert "worker" in on_day(policy, AFTER).roles


def test_decisions_read_the_days_themselves(written):
    policy = written(ENDED)
    assert (
        on_day(policy, AFTER).decide(["worker"], "view", "health", "support", on=BEFORE).clause
        == policy.decide(["worker"], "view", "health", "support", on=BEFORE).clause
    )


def test_the_shipped_notices_stand_on_any_day(policy):
    for day in (date(2020, 1, 1), date(2026, 11, 22), date(2040, 1, 1)):
        for audience in policy.texts:
            assert policy.notice(audience, on=day).text
