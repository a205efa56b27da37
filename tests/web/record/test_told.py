"""What people were told and agreed to: the pages, and the words that stay as they were."""

from datetime import timedelta

import pytest
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy
from keepwell.web.record import models as m
from keepwell.web.record.actions import telling
from keepwell.web.record.queries import consents
from tests.web.record import people
from tests.web.record.telling import PLANS, TODAY, answered, edited, told
from tests.web.record.test_child_checks import text_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def family(db):
    """A child with a mother who has parental responsibility and a foster carer: (child, mother, carer)."""
    child = people.child()
    mother, carer = people.person("Efua", "Okafor", kind="parent"), people.person("Rose", "Hill", kind="carer")
    m.Relationship.objects.create(person=child.person, other=mother, kind="mother", parental_responsibility=True)
    m.Relationship.objects.create(person=child.person, other=carer, kind="foster-carer")
    return child, mother, carer


def at(name, child, *more):
    return reverse(f"record:{name}", args=[child.person.uid, *more])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def telling_of(whom, audience="child", on=TODAY, **more):
    return {"whom": whom, "notice": f"{policy().digest}-{audience}", "how": "spoken", **day("on", on), **more}


def answer_of(whom, capacity, on=TODAY, **more):
    given = {"about": PLANS, "answer": "given", "whom": whom, "capacity": capacity, "how": "signed", **day("on", on)}
    return {**given, "evidence": "Form 12", **more}


# Telling


def test_a_telling_keeps_who_how_when_and_the_words(reader, family):
    child, mother, _ = family
    page = reader().post(at("tell", child), telling_of(f"person-{mother.pk}", explained=["gender", "ethnicity"]),
                         follow=True)  # fmt: skip
    one = m.Told.objects.get()
    assert (one.relation, one.person, one.how, one.on, one.by.name) == (
        "mother",
        mother,
        "spoken",
        TODAY,
        "Ffion Aldous",
    )
    assert list(one.explained) == ["gender", "ethnicity"]
    said = text_of(page)
    assert "Efua Okafor, mother" in said
    assert "2 choices gone through" in said
    assert "Your choice. Nothing happens. You get the same help." in said
    entry = Entry.objects.get(action="write down a telling")
    assert (entry.child, entry.categories, entry.outcome) == (child.person.uid, ["consent"], "allowed")


def test_what_was_told_stays_as_it_was_told(reader, family, settings, tmp_path):
    child, *_ = family
    client = reader()
    client.post(at("tell", child), telling_of("child", explained=["gender"]))
    before = policy()
    edited(
        settings, tmp_path, ("Nothing happens. You get the same help.", "We ask again next year."),
        ("We work for {controller.name}.", "We are {controller.name}."),
        ('version = "1.0"\nvalid', 'version = "1.1"\nvalid'),
    )  # fmt: skip
    page = client.get(at("told", child))
    assert "Nothing happens. You get the same help." in text_of(page)
    assert "We ask again next year." not in text_of(page)
    assert "version 1.0" in text_of(page)
    assert "(since changed)" in text_of(page)
    then = client.get(reverse("record:notice-then", args=[before.digest, "child"]))
    assert "We work for Marlowshire County Council." in text_of(then)
    assert "This is an earlier notice, kept as it was." in text_of(then)
    assert "We are Marlowshire" in client.get(reverse("notice-child")).text


def test_each_version_is_kept_once(family):
    child, *_ = family
    told(child)
    told(child, relation="father")
    telling.keep_version(policy(), "adult")
    assert m.NoticeVersion.objects.count() == 1
    assert m.Wording.objects.count() == len(policy().fields)


def test_one_may_have_been_told_from_an_earlier_version_that_is_kept(reader, family, settings, tmp_path):
    child, *_ = family
    kept = told(child).notice
    edited(settings, tmp_path, ("Nothing happens. You get the same help.", "We ask again next year."))
    data = telling_of("child", explained=["gender"]) | {"notice": f"{kept.digest}-adult"}
    reader().post(at("tell", child), data)
    last = m.Told.objects.order_by("-pk").first()
    assert last.notice == kept
    assert m.Wording.objects.get(digest=last.explained["gender"]).words["consequence"].startswith("Nothing happens.")


def test_the_whole_notice_of_then_can_be_opened_by_anybody(client, family):
    kept = told(family[0]).notice
    page = client.get(reverse("record:notice-then", args=[kept.digest, "adult"]))
    assert page.status_code == 200
    said = text_of(page)
    for words in ("What you must give, and where you have a choice", "Children Act 1989, section 83", kept.digest):
        assert words in said
    assert client.get(reverse("record:notice-then", args=["0" * 64, "adult"])).status_code == 404
    assert client.get(reverse("record:notice-then", args=[kept.digest, "nobody"])).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"whom": ""}, "Choose who was told"),
        ({"whom": "person-999999"}, "Choose who was told"),
        ({"notice": "made-up"}, "Choose the notice"),
        ({"how": "telepathy"}, "Choose how they were told"),
        ({"explained": ["birth"]}, "Choose from the list"),
        ({"on_day": ""}, "must have a day"),
        ({"on_day": "", "on_month": "", "on_year": ""}, "give the day"),
        (day("on", TODAY + DAY), "must be today or earlier"),
        ({"on_day": "1", "on_month": "1", "on_year": "2020"}, "That notice is in force from 1 November 2026"),
    ],
)
def test_a_telling_that_cannot_be_is_not_kept(reader, family, wrong, said):
    page = reader().post(at("tell", family[0]), {**telling_of("child"), **wrong})
    assert said in text_of(page)
    assert not m.Told.objects.exists()
    assert not m.NoticeVersion.objects.exists()


# Agreeing, refusing, and changing one's mind


def test_consent_is_given_seen_and_withdrawn_with_one_button(reader, family):
    child, mother, _ = family
    client = reader()
    client.post(at("consent", child), answer_of(f"person-{mother.pk}", "not-yet"))
    one = m.Consent.objects.get()
    assert (one.about, one.answer, one.person, one.capacity, one.evidence) == (
        PLANS,
        "given",
        mother,
        "not-yet",
        "Form 12",
    )
    assert consents.in_force(child, PLANS)
    page = text_of(client.get(at("told", child)))
    assert "Given" in page
    assert "In writing, signed: Form 12" in page
    page = client.post(at("withdraw", child, one.pk), {}, follow=True)
    assert "From now on nothing is done that rested on it." in text_of(page)
    assert not consents.in_force(child, PLANS)
    assert "Withdrawn on" in text_of(page)
    assert "Agreed on" in text_of(page)
    assert "Withdraw: " not in text_of(page)
    assert Entry.objects.get(action="withdraw consent").outcome == "allowed"


def test_a_refusal_is_kept_and_has_no_button(reader, family):
    child, *_ = family
    page = reader().post(at("consent", child), answer_of("child", "understands", answer="refused"), follow=True)
    assert m.Consent.objects.get().answer == "refused"
    assert "<button" not in page.text.partition('id="agreed"')[2]


def test_a_title_stays_as_it_was_called_then(reader, family, settings, tmp_path):
    child, *_ = family
    client = reader()
    client.post(at("consent", child), answer_of("child", "understands"))
    edited(
        settings,
        tmp_path,
        ('[gateway.plans]\ntitle = "Education, health and care plans"', '[gateway.plans]\ntitle = "Plans"'),
    )
    assert "Education, health and care plans, to all whom the notice names" in text_of(client.get(at("told", child)))


@pytest.mark.parametrize(
    ("whom", "capacity", "said"),
    [
        ("child", "not-yet", "choose that the child understands"),
        ("child", "asked", "choose that the child understands"),
        ("parent", "understands", "choose the child as the one who said it"),
        ("mother", "", "Choose whether the child understands"),
        ("carer", "not-yet", "Choose who said it"),
    ],
)
def test_who_cannot_decide_does_not(reader, family, whom, capacity, said):
    page = reader().post(at("consent", family[0]), answer_of(whom, capacity))
    assert said in text_of(page)
    assert not m.Consent.objects.exists()


def test_a_carer_decides_only_with_parental_responsibility(reader, family):
    child, _, carer = family
    wanted = answer_of(f"person-{carer.pk}", "not-yet")
    assert "Choose who said it" in text_of(reader().post(at("consent", child), wanted))
    m.Relationship.objects.filter(other=carer).update(parental_responsibility=True)
    reader().post(at("consent", child), wanted)
    assert m.Consent.objects.get().person == carer


def test_a_grandmother_decides_only_with_parental_responsibility(reader, family):
    child, *_ = family
    one = people.person("Ann", "Okafor")
    tie = m.Relationship.objects.create(person=child.person, other=one, kind="grandparent")
    wanted = answer_of(f"person-{one.pk}", "not-yet")
    assert "Choose who said it" in text_of(reader().post(at("consent", child), wanted))
    assert "Ann Okafor, grandparent" in text_of(reader().get(at("tell", child)))
    m.Relationship.objects.filter(pk=tie.pk).update(parental_responsibility=True)
    reader().post(at("consent", child), wanted)
    assert m.Consent.objects.get().person == one


def test_a_parent_without_parental_responsibility_does_not_decide(reader, family):
    child, mother, _ = family
    m.Relationship.objects.filter(other=mother).update(parental_responsibility=False)
    page = reader().post(at("consent", child), answer_of(f"person-{mother.pk}", "not-yet"))
    assert "no parental responsibility" in text_of(page)
    assert not m.Consent.objects.exists()


def test_nobody_decides_for_a_grown_up(reader):
    child = people.child(born_on=TODAY.replace(year=TODAY.year - 18, day=1))
    page = reader().post(at("consent", child), answer_of("parent", "not-yet"))
    assert "18 or older" in text_of(page)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"about": "gateway.returns"}, "Choose what it is about"),
        ({"answer": "maybe"}, "Choose what they said"),
        ({"how": ""}, "Choose how they said it"),
        ({"evidence": "x" * 201}, "200 characters or fewer"),
        (day("ends_on", TODAY - DAY), "cannot end before the day"),
        (day("on", TODAY + DAY), "must be today or earlier"),
    ],
)
def test_an_answer_that_cannot_be_is_not_kept(reader, family, wrong, said):
    page = reader().post(at("consent", family[0]), {**answer_of("child", "understands"), **wrong})
    assert said in text_of(page)
    assert not m.Consent.objects.exists()


def test_the_answer_of_another_child_cannot_be_withdrawn_here(reader, family):
    one = answered(people.child())
    assert reader().post(at("withdraw", family[0], one.pk)).status_code == 404
    one.refresh_from_db()
    assert one.withdrawn_on is None


def test_why_is_kept_and_may_not_be_endless(reader, family):
    child, *_ = family
    one = answered(child)
    page = reader().post(at("withdraw", child, one.pk), {"why": "x" * 501}, follow=True)
    assert "Not withdrawn yet. Shorten why" in text_of(page)
    page = reader().post(at("withdraw", child, one.pk), {"why": "<b>She</b> thought about it."}, follow=True)
    assert "&lt;b&gt;She&lt;/b&gt; thought about it." in page.text


# Who may


def test_the_data_protection_officer_writes_down_a_withdrawal_and_nothing_else(reader, family):
    child, *_ = family
    one = answered(child)
    client = reader("data-protection-officer")
    page = client.get(at("told", child))
    assert at("tell", child) not in page.text
    assert client.get(at("tell", child)).status_code == 404
    assert client.post(at("consent", child), answer_of("child", "understands")).status_code == 404
    assert client.post(at("withdraw", child, one.pk)).status_code == 302
    assert not consents.in_force(child, PLANS)


def test_who_may_only_read_has_no_buttons(reader, family):
    child, *_ = family
    one = answered(child)
    client = reader("conference-chair")
    page = client.get(at("told", child))
    assert page.status_code == 200
    assert "<button" not in page.text.partition('id="agreed"')[2]
    assert client.post(at("withdraw", child, one.pk)).status_code == 404
    assert consents.in_force(child, PLANS)


@pytest.mark.parametrize("role", ["returns-officer", "pastoral-lead", "safeguarding-lead"])
def test_to_others_it_is_not_there(reader, family, role):
    child, *_ = family
    answered(child)
    refused = Entry.objects.filter(outcome="refused").count()
    assert reader(role).get(at("told", child)).status_code == 404
    assert Entry.objects.filter(outcome="refused").count() == refused + 1
    assert at("told", child) not in reader(role).get(reverse("record:child", args=[child.person.uid])).text


def test_the_childs_page_leads_there(reader, family):
    child, *_ = family
    assert at("told", child) in reader().get(reverse("record:child", args=[child.person.uid])).text


def test_names_of_others_are_only_for_those_who_may_know_the_family(reader, family, settings, tmp_path):
    child, mother, _ = family
    told(child)
    m.Told.objects.update(person=mother)
    assert "Efua Okafor, mother" in text_of(reader().get(at("told", child)))
    m.Relationship.objects.all().delete()
    page = text_of(reader().get(at("told", child)))
    assert "Efua" not in page
    assert "Mother" in page


def test_the_notice_names_this_kind_of_information():
    said = policy().notice("adult").text
    assert "What you were told and agreed to: which notice was explained to you and when" in said
