"""What the returns would say of one child, live on the child's page."""

import re
from datetime import date

import pytest
from django.urls import reverse

from keepwell.web.record import checks
from keepwell.web.record import models as m
from keepwell.web.record.checks import check_child
from tests.web.record import people
from tests.web.record.people import TODAY

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def text_of(response):
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def looked_after(**more):
    """A child whose one episode has no end, and a review in which nobody wrote how the child took part."""
    child = people.child(born_on=date(2014, 5, 3), sex="F", **more)
    people.care(child, date(2026, 5, 10))
    return child, m.Review.objects.create(child=child, held_on=date(2026, 9, 1), participation="PN9")


def rules(checked, collection="ssda903"):
    return {one.rule for one in checked.found if one.collection == collection}


def page(reader, child, role="social-worker"):
    return text_of(reader(role).get(reverse("record:child", args=[child.person.uid])))


def test_a_wrong_code_is_found_with_its_row_and_words():
    child, review = looked_after()
    checked = check_child(child, on=ON)
    (found,) = [one for one in checked.found if one.rule == "167"]
    assert (found.severity, found.collection, found.kind, found.key) == (
        "error",
        "ssda903",
        "ssda903-reviews",
        review.pk,
    )
    assert found.row == "Reviews: 1 September 2026"
    (field,) = [f for f in found.fields if f.column == "REVIEW_CODE"]
    assert (field.label, field.text, field.words) == ("How the child took part", "PN9", "PN9")
    assert "review" in found.categories


def test_it_is_asked_anew_each_time():
    child, review = looked_after()
    assert "167" in rules(check_child(child, on=ON))
    m.Review.objects.filter(pk=review.pk).update(participation="PN1")
    assert "167" not in rules(check_child(child, on=ON))


def test_another_child_does_not_count():
    child, _ = looked_after()
    other, _ = looked_after()
    assert {one.key for one in check_child(child, on=ON).found if one.table == "Reviews"}.isdisjoint(
        m.Review.objects.filter(child=other).values_list("pk", flat=True)
    )


def test_a_child_of_neither_return_has_nothing():
    checked = check_child(people.child(), on=ON)
    assert (checked.returns, checked.found, checked.unasked, checked.says_nothing) == ((), (), (), True)


def test_last_year_is_what_the_record_gives_for_it():
    child = people.child(born_on=date(2014, 5, 3), sex="F")
    people.care(child, date(2025, 6, 1))
    assert check_child(child, on=ON).year.year == 2027
    assert not any("previous year" in one.why for one in check_child(child, on=ON).unasked)


def test_a_record_that_begins_this_year_says_nothing_of_the_last():
    child, _ = looked_after()
    told = {code for one in check_child(child, on=ON).unasked if "previous year" in one.why for code in one.rules}
    assert "202" in told
    people.care(people.child(), date(2024, 5, 10))  # anybody's care in last year will do
    told = {code for one in check_child(child, on=ON).unasked if "previous year" in one.why for code in one.rules}
    assert "202" not in told


def test_both_returns_are_asked():
    child, _ = looked_after()
    m.Referral.objects.create(child=child, referred_on=date(2026, 5, 1), source="ZZ", primary_need="N1")
    checked = check_child(child, on=ON)
    assert checked.returns == ("ssda903", "cin")
    assert "8866" in rules(checked, "cin")


def test_what_is_missing_is_told():
    child, _ = looked_after()
    reasons = {one.why for one in check_child(child, on=ON).unasked}
    assert "no provider register was given" in reasons
    assert not any("collection year" in why for why in reasons)


def test_a_postcode_is_not_told_when_an_address_is_sealed():
    child, _ = looked_after()
    m.Placement.objects.filter(child=child).update(postcode="NOT ONE")
    m.Address.objects.create(person=child.person, postcode="QZ1 1AA", sealed=True)
    fields = [f for one in check_child(child, on=ON).found for f in one.fields if f.column == "PL_POST"]
    assert all((f.text, f.words) == (None, "Not shown: an address is sealed") for f in fields)


def test_what_lacks_can_be_added_by_those_who_may(reader):
    child, _ = looked_after()
    at = [reverse("record:add", args=[child.person.uid, kind]) for kind in ("ssda903-missing", "cin-cindetails")]
    page = reader().get(reverse("record:child", args=[child.person.uid])).text
    assert all(one in page for one in at)
    assert reverse("record:add", args=[child.person.uid, "ssda903-header"]) not in page
    page = reader("emergency-duty").get(reverse("record:child", args=[child.person.uid])).text
    assert at[1] in page
    assert reverse("record:add", args=[child.person.uid, "ssda903-episodes"]) not in page


def test_the_page_lists_them_with_a_place_to_mend(reader):
    child, review = looked_after()
    response = reader().get(reverse("record:child", args=[child.person.uid]))
    said = text_of(response)
    assert "What the returns would say" in said
    assert "SSDA903 167" in said
    assert "How the child took part: PN9" in said
    assert "What was not asked, and why" in said
    assert reverse("record:correct", args=[child.person.uid, "ssda903-reviews", review.pk]) in response.text


def test_a_reader_who_may_not_correct_gets_no_link(reader):
    child, _ = looked_after()
    response = reader("conference-chair").get(reverse("record:child", args=[child.person.uid]))
    assert "/rows/ssda903" not in response.text


def test_a_finding_of_a_closed_category_is_neither_shown_nor_counted(reader):
    child, _ = looked_after()
    assert "SSDA903 167" in page(reader, child)
    closed = page(reader, child, "conference-chair")  # sees care, not reviews
    assert "What the returns would say" in closed
    assert "167" not in closed
    assert "Reviews: 1 September" not in closed
    seen = int(re.search(r"(\d+) errors? ", closed + " 0 errors ")[1])
    assert seen < int(re.search(r"(\d+) errors? ", page(reader, child))[1])


def test_who_may_not_know_of_care_learns_nothing_of_the_return(reader):
    child, _ = looked_after()
    assert "What the returns would say" not in page(reader, child, "pastoral-lead")


def test_a_broken_engine_leaves_the_page_standing(reader, monkeypatch):
    child, _ = looked_after()

    def broken(*args, **more):
        raise ValueError("Ama Okafor")

    monkeypatch.setattr("keepwell.returns.checking.checker.check", broken)
    said = page(reader, child)
    assert "The rules of the SSDA903 could not be run" in said
    assert "Looked after" in said


def test_a_broken_engine_is_logged_without_what_it_says(caplog, monkeypatch):
    child, _ = looked_after()
    monkeypatch.setattr(checks, "given_rows", lambda *a, **k: 1 / 0)
    with caplog.at_level("ERROR", logger=checks.__name__):
        assert check_child(child, on=ON).trouble == ("ssda903", "cin")
    assert "ZeroDivisionError" in caplog.text
    assert "Okafor" not in caplog.text


def test_queries_do_not_grow_with_the_record():
    small, large = people.whole_record(people.child()), people.whole_record(people.child(), times=8)
    counts = []
    for child in (small, large):
        with people.counted() as sent:
            check_child(child, on=TODAY)
        counts.append(len(sent))
    assert counts[1] <= counts[0] + 1
    assert counts[0] <= 60
