"""Mending a row of the record: corrected, added, removed, each with its reason, log and history."""

import re
from datetime import date

import pytest
from django.urls import reverse

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.web.access import door
from keepwell.web.access.models import Entry
from keepwell.web.record import models as m
from keepwell.web.record import place
from keepwell.web.record.actions import correcting
from keepwell.web.record.checks import check_child
from keepwell.web.record.kinds import KINDS
from keepwell.web.record.queries.returned import given_rows
from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, given_back, taken
from tests.web.record import people
from tests.web.record.test_child_checks import looked_after, text_of

pytestmark = pytest.mark.django_db
YEAR = CollectionYear.of(date.today()).year
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
ADAS_REVIEW = "C1,01/02/2012,01/06/2025,pn1"
WHY = "The minutes of the review say so."


def address(child, kind, key=None, name="record:correct"):
    return reverse(name, args=[child.person.uid, kind] + ([key] if key else []))


def filled(response):
    """What a browser would send of the page's form as it stands."""
    form = response.context["form"]
    sent = {"was": form["was"].value(), "reason": ""}
    for column in form.columns:
        bound = form[column.name]
        value = bound.value()
        if hasattr(bound.field.widget, "select_widget"):
            for part in ("day", "month", "year"):
                sent[f"{column.name}_{part}"] = getattr(value, part) if value else ""
        else:
            sent[column.name] = "" if value is None else value
        if f"{column.name}_declined" in form.fields and form[f"{column.name}_declined"].value():
            sent[f"{column.name}_declined"] = "on"
    return sent


def mend(client, child, kind, key, **typed):
    """Open the page, type, give a reason and save; the page after it."""
    page = client.get(address(child, kind, key))
    return client.post(address(child, kind, key), {**filled(page), "reason": WHY, **typed}, follow=True)


# What mending does


def test_mending_makes_the_finding_vanish(reader):
    child, review = looked_after()
    page = reader().get(address(child, "ssda903-reviews", review.pk))
    assert "SSDA903 167" in text_of(page)
    assert 'class="govuk-error-message"' in page.text
    after = mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN1")
    assert "1 finding of the returns is mended: 167" in text_of(after)
    assert "SSDA903 167" not in text_of(after)
    review.refresh_from_db()
    assert (review.participation, review.held_on) == ("PN1", date(2026, 9, 1))


def test_a_save_that_makes_a_new_finding_says_so(reader):
    child, review = looked_after()
    mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN1")
    said = text_of(mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="-"))
    assert "Saved. 1 finding is new: 167" in said


def test_reason_person_and_values_are_kept(reader):
    child, review = looked_after()
    mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN1")
    one = m.Correction.objects.get()
    assert (one.made, one.kind, one.key, one.reason) == ("corrected", "ssda903-reviews", review.pk, WHY)
    assert (one.before, one.after) == ({"participation": "PN9"}, {"participation": "PN1"})
    assert one.by.name == "Ffion Aldous"
    entry = Entry.objects.get(action="correct")
    assert (entry.child, entry.categories, entry.outcome) == (child.person.uid, ["review"], "allowed")
    page = text_of(reader().get(address(child, "ssda903-reviews", review.pk)))
    assert WHY in page


def test_history_has_both_values_and_says_which_correction(reader):
    child, _ = looked_after()
    episode = m.Episode.objects.get(child=child)
    mend(reader(), child, "ssda903-episodes", episode.pk, CIN="N8")
    versions = list(episode.history.order_by("pk"))
    assert [v.category_of_need for v in versions] == ["N1", "N8"]
    assert versions[1].history_change_reason == f"correction {m.Correction.objects.get().pk}"
    assert versions[1].history_user.name == "Ffion Aldous"
    assert not versions[0].history_change_reason


def test_an_episode_takes_its_placement_and_status_with_it(reader):
    child, _ = looked_after()
    episode = m.Episode.objects.get(child=child)
    mend(reader(), child, "ssda903-episodes", episode.pk, LS="E1", PLACE="K2",
         DEC_day="3", DEC_month="june", DEC_year="2026")  # fmt: skip
    assert list(m.LegalStatus.objects.filter(child=child).values_list("code", "ends_on")) == [("E1", date(2026, 6, 3))]
    assert list(m.Placement.objects.filter(child=child).values_list("kind", flat=True)) == ["K2"]
    assert list(m.PeriodOfCare.objects.filter(child=child).values_list("ends_on", flat=True)) == [date(2026, 6, 3)]


def test_nothing_changed_saves_nothing(reader):
    child, review = looked_after()
    assert "Nothing was changed" in text_of(mend(reader(), child, "ssda903-reviews", review.pk))
    assert not m.Correction.objects.exists()


def test_a_pupil_number_takes_the_place_of_the_reason_for_none(reader):
    child, _ = looked_after()
    m.Child.objects.filter(pk=child.pk).update(upn_unknown="UN3")
    assert 'value="UN3"' in reader().get(address(child, "ssda903-header", child.pk)).text
    mend(reader(), child, "ssda903-header", child.pk, UPN="A123456789012")
    assert m.Child.objects.get(pk=child.pk).upn_unknown == ""
    assert m.Identifier.objects.get(person=child.pk, kind="upn").value == "A123456789012"
    mend(reader(), child, "ssda903-header", child.pk, UPN="UN1")
    assert m.Child.objects.get(pk=child.pk).upn_unknown == "UN1"
    assert m.Identifier.objects.get(person=child.pk, kind="upn").value == ""


def test_a_row_outside_the_year_is_not_called_right(reader):
    child, review = looked_after()
    old = m.Review.objects.create(child=child, held_on=date(2020, 1, 1), participation="PN9")
    assert "not part of the SSDA903 of" in text_of(reader().get(address(child, "ssda903-reviews", old.pk)))
    m.Review.objects.filter(pk=review.pk).update(participation="PN1")
    assert "finds nothing wrong here" in text_of(reader().get(address(child, "ssda903-reviews", review.pk)))


def test_what_is_kept_with_the_child_is_linked_not_changed(reader):
    child, review = looked_after()
    page = reader().get(address(child, "ssda903-reviews", review.pk))
    assert "DOB" not in page.context["form"].fields
    assert address(child, "ssda903-header", child.pk) in page.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_row_has_a_page(reader, kind):
    child = people.whole_record(people.child(sex="F"))
    m.Characteristic.objects.create(person=child.person, kind="disability", code="MOB")
    (first, *_) = rows_of_kind(child, KINDS[kind])
    page = reader().get(address(child, kind, first))
    form = page.context["form"]
    boxes = {f"{c.name}_declined" for c in KINDS[kind].columns if form.asked.takes_refusal(c)}
    assert set(form.fields) == {c.name for c in KINDS[kind].columns} | boxes | {"reason", "giver", "was"}
    sent = filled(page) | {"reason": WHY}
    assert "Nothing was changed" in text_of(reader().post(address(child, kind, first), sent, follow=True))


def rows_of_kind(child, kind):
    """Keys of the child's rows, of whatever year."""
    years = [None, *range(2015, 2030)]
    return list({h.key: None for year in years for h in kind.shelf.load([child.pk], year)})


# Bad input


def test_a_reason_is_asked_for(reader):
    child, review = looked_after()
    after = mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN1", reason=" ")
    assert "Say why" in text_of(after)
    assert m.Review.objects.get().participation == "PN9"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("31", "2", "2026"), "must be a real date"),
        (("1", "13", "2026"), "must be a real date"),
        (("1", "1", "26"), "four figures"),
        (("1", "1", "0026"), "must be a real date"),
        (("", "1", "2026"), "must have a day"),
        (("1", "", ""), "must have a month and a year"),
        (("x", "1", "2026"), "must be a real date"),
        (("٣", "1", "2026\0"), "four figures"),
    ],
)
def test_an_impossible_date_is_told_and_what_was_typed_stays(reader, typed, said):
    child, review = looked_after()
    parts = dict(zip(("REVIEW_day", "REVIEW_month", "REVIEW_year"), typed, strict=True))
    after = mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN1", **parts)
    assert said in text_of(after)
    assert f'value="{typed[1]}"' in after.text or not typed[1]
    assert m.Review.objects.get().held_on == date(2026, 9, 1)


def test_an_unknown_code_stays_as_it_is_and_can_be_chosen(reader):
    child, review = looked_after()
    page = reader().get(address(child, "ssda903-reviews", review.pk))
    assert "PN9, which is not on the list" in text_of(page)
    mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_day="2")
    assert m.Review.objects.get().participation == "PN9"


def test_a_code_of_no_list_cannot_be_sent(reader):
    child, review = looked_after()
    assert "choose one of the list" in text_of(mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="QQ"))
    assert m.Review.objects.get().participation == "PN9"


@pytest.mark.parametrize("number", ["twelve", "1.5", "9" * 19, "١٢"])
def test_a_number_must_be_one(reader, number):
    child = people.whole_record(people.child(sex="F"))
    row = m.YearlyOutcomes.objects.filter(child=child).get()
    assert "whole number" in text_of(mend(reader(), child, "ssda903-oc2", row.pk, SDQ_SCORE=number))
    assert m.YearlyOutcomes.objects.get(pk=row.pk).sdq_score == 15


def test_a_text_with_signs_that_no_file_carries_is_refused(reader):
    child, _ = looked_after()
    episode = m.Episode.objects.get(child=child)
    assert "cannot be seen" in text_of(mend(reader(), child, "ssda903-episodes", episode.pk, URN="SC\x01"))


def test_an_odd_old_value_is_no_hindrance(reader):
    child, _ = looked_after()
    row = m.PreviousPermanence.objects.create(child=child, kind="P1", authority="301", on="spring 2015")
    review = m.Review.objects.create(child=child, held_on=date(204, 1, 2), participation="PN1")
    after = mend(reader(), child, "ssda903-prevperm", row.pk, PREV_PERM="P2")
    assert "Saved" in text_of(after)
    mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN2", REVIEW_year="0204")
    review.refresh_from_db()
    assert (review.held_on, review.participation) == (date(204, 1, 2), "PN2")
    assert m.PreviousPermanence.objects.get().on == "spring 2015"


# Who may


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("role", "name"),
    [
        *((role, f"record:{name}") for role in ("pastoral-lead", "reviewing-officer", None)
          for name in ("correct", "add", "remove")),
        # records placements, but not that a child comes into care
        ("emergency-duty", "record:add"), ("emergency-duty", "record:remove"),
    ],
)  # fmt: skip
def test_without_the_right_the_page_is_not_there_and_the_refusal_is_logged(reader, role, name, method):
    child, _ = looked_after()
    episode = m.Episode.objects.get(child=child)
    m.Episode.objects.filter(pk=episode.pk).update(reason_ended="E11")
    key = None if name == "record:add" else episode.pk
    response = getattr(reader(role), method)(address(child, "ssda903-episodes", key, name), {"reason": WHY})
    assert response.status_code == 404
    assert not re.search("Okafor|E11|2026", response.text.split("<main", 1)[1])
    assert Entry.objects.filter(outcome="refused").count() == 1
    assert m.Episode.objects.get().reason_ended == "E11"


def test_a_returns_officer_may(reader):
    child, review = looked_after()
    assert "is mended: 167" in text_of(mend(reader("returns-officer"), child, "ssda903-reviews", review.pk,
                                            REVIEW_CODE="PN1"))  # fmt: skip
    assert Entry.objects.get(action="correct").purpose == "returns"


def test_the_action_itself_asks_the_door():
    child, review = looked_after()
    with pytest.raises(door.NotForYou):
        correcting.correct(child, kind=KINDS["ssda903-reviews"], key=review.pk, facts={"participation": "PN1"}, was={},
                           reason=WHY, **who("pastoral-lead"))  # fmt: skip
    assert m.Review.objects.get().participation == "PN9"


def test_a_column_of_a_closed_kind_is_neither_shown_nor_changed(reader):
    child, _ = looked_after()
    row = m.Referral.objects.create(child=child, referred_on=date(2026, 5, 1), source="1A", primary_need="N1")
    m.Conference.objects.create(child=child, referral=row, held_on=date(2026, 6, 7))
    page = reader("emergency-duty").get(address(child, "cin-cindetails", row.pk))
    assert "DateOfInitialCPC" not in page.context["form"].fields
    sent = filled(page) | {"reason": WHY, "ReferralSource": "2A", "DateOfInitialCPC_year": "2020",
                           "DateOfInitialCPC_day": "1", "DateOfInitialCPC_month": "1"}  # fmt: skip
    reader("emergency-duty").post(address(child, "cin-cindetails", row.pk), sent)
    assert m.Referral.objects.get().source == "2A"
    assert m.Conference.objects.get().held_on == date(2026, 6, 7)


def test_a_sealed_address_keeps_postcodes_away(reader):
    child, _ = looked_after()
    m.Address.objects.create(person=child.person, sealed=True)
    m.Placement.objects.filter(child=child).update(postcode="QZ7 7ZZ")
    episode = m.Episode.objects.get(child=child)
    page = reader().get(address(child, "ssda903-episodes", episode.pk))
    assert "QZ7" not in page.text
    assert "an address is sealed" in text_of(page)
    mend(reader(), child, "ssda903-episodes", episode.pk, PLACE="K2")
    assert list(m.Placement.objects.values_list("kind", "postcode")) == [("K2", "QZ7 7ZZ")]


def test_a_row_of_another_child_is_not_there(reader):
    child, _ = looked_after()
    _, theirs = looked_after()
    for name in ("record:correct", "record:remove"):
        assert reader().get(address(child, "ssda903-reviews", theirs.pk, name)).status_code == 404


@pytest.mark.parametrize("kind", ["nothing", "Reviews", "people-names"])
def test_an_unknown_kind_is_not_there(reader, kind):
    child, review = looked_after()
    assert reader().get(address(child, kind, review.pk)).status_code == 404


# Two people at once


def test_the_second_is_told_what_the_first_changed_and_keeps_what_they_typed(reader, django_user_model):
    child, review = looked_after()
    at = address(child, "ssda903-reviews", review.pk)
    page = reader().get(at)
    mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN2")
    mine = filled(page) | {"reason": "I saw it.", "REVIEW_day": "9"}
    after = reader().post(at, mine)
    said = text_of(after)
    assert "Somebody changed this while you were writing" in said
    assert "How the child took part, which now says:" in said
    assert "I saw it." in after.text
    assert m.Review.objects.get().participation == "PN2"
    sent = after.context["form"].data
    assert (sent["REVIEW_day"], sent["REVIEW_CODE"]) == ("9", "PN2")
    assert "Saved" in text_of(reader().post(at, sent, follow=True))
    assert list(m.Review.objects.values_list("held_on", "participation")) == [(date(2026, 9, 9), "PN2")]


def test_both_changed_the_same_and_the_second_still_has_theirs(reader):
    child, review = looked_after()
    at = address(child, "ssda903-reviews", review.pk)
    page = reader().get(at)
    mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN2")
    after = reader().post(at, filled(page) | {"reason": WHY, "REVIEW_CODE": "PN3"})
    assert after.context["form"].data["REVIEW_CODE"] == "PN3"
    assert m.Review.objects.get().participation == "PN2"


@pytest.mark.parametrize("was", ["", "nonsense", "x:y"])
def test_a_page_that_does_not_say_what_it_showed_saves_nothing_at_once(reader, was):
    child, review = looked_after()
    after = mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN1", was=was)
    assert "is not saved yet" in text_of(after)
    assert m.Review.objects.get().participation == "PN9"


def test_a_row_removed_meanwhile_is_not_there(reader):
    child, review = looked_after()
    page = reader().get(address(child, "ssda903-reviews", review.pk))
    m.Review.objects.all().delete()
    sent = filled(page) | {"reason": WHY}
    assert reader().post(address(child, "ssda903-reviews", review.pk), sent).status_code == 404


# Returns that were taken in


@pytest.fixture
def ada(tmp_path):
    """Ada in the returns of 2026 and 2027, word for word the same."""
    old = folder(
        tmp_path / "a", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE], reviews=[REVIEWS, ADAS_REVIEW]
    )
    new = ADAS_REVIEW.replace("01/06/2025", "1/6/2026")
    taken(old, 2026)
    taken(folder(tmp_path / "b", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE], reviews=[REVIEWS, new]), 2027)
    return m.Child.objects.get()


def who(role="social-worker"):
    return {"by": people.user(role), "purpose": "support", "year": 2027}


def correct(child, kind, key, **facts):
    return correcting.correct(child, kind=KINDS[kind], key=key, facts=facts, was={}, reason=WHY, **who())


def test_this_years_return_says_the_new_and_the_older_one_the_old(ada):
    before = given_back(2026), given_back(2027)
    episode = m.Episode.objects.get()
    assert correct(ada, "ssda903-episodes", episode.pk, category_of_need="N4", placement_kind="K2")
    after = given_back(2026), given_back(2027)
    assert after[0] == before[0]
    (row,) = after[1]["Episodes"]
    assert (row[4], row[5]) == ("N4", "K2")
    assert {t: r for t, r in after[1].items() if t != "Episodes"} == {
        t: r for t, r in before[1].items() if t != "Episodes"
    }
    assert [c for i, c in enumerate(row) if i not in (4, 5)] == [
        c for i, c in enumerate(before[1]["Episodes"][0]) if i not in (4, 5)
    ]


def test_rows_nobody_touched_keep_their_old_words(ada):
    reviews = m.Review.objects.order_by("held_on")
    correct(ada, "ssda903-reviews", reviews[1].pk, participation="PN2")
    assert given_back(2026)["Reviews"][0][3] == "pn1"
    assert given_back(2027)["Reviews"][0][2:] == ["1/6/2026", "PN2"]
    correct(ada, "ssda903-reviews", reviews[1].pk, participation="PN1")
    assert given_back(2027)["Reviews"][0][2:] == ["1/6/2026", "pn1"]


def test_a_birth_date_corrected_is_new_in_every_table_of_this_year_only(ada):
    correct(ada, "ssda903-header", ada.pk, born_on=date(2012, 3, 4))
    assert [given_back(2027)[t][0][1 if t == "Reviews" else 2] for t in ("Header", "Reviews")] == ["04/03/2012"] * 2
    assert [given_back(2026)[t][0][1 if t == "Reviews" else 2] for t in ("Header", "Reviews")] == ["01/02/2012"] * 2


def test_the_year_to_be_mended_can_be_an_earlier_one(reader, ada):
    episode = m.Episode.objects.get()
    at = address(ada, "ssda903-episodes", episode.pk) + "?year=2026"
    sent = filled(reader().get(at)) | {"reason": WHY, "CIN": "N4"}
    assert reader().post(at, sent)["Location"] == at
    assert [given_back(year)["Episodes"][0][4] for year in (2026, 2027)] == ["N4", "N4"]
    assert m.Correction.objects.get().year == 2026


@pytest.mark.parametrize("asked", ["1", "99999999999", "x", "", "２０２６", str(YEAR + 1)])
def test_a_year_that_is_none_is_this_year(rf, asked):
    assert place.year_asked(rf.get("/", {"year": asked})) == YEAR


# Adding and removing


def test_a_missing_row_is_added(reader):
    child, _ = looked_after()
    at = address(child, "ssda903-missing", name="record:add")
    page = reader().get(at)
    assert "Missing from care" in text_of(page)
    sent = filled(page) | {"reason": WHY, "MISSING": "M", "MIS_START_day": "1", "MIS_START_month": "8",
                           "MIS_START_year": "2026"}  # fmt: skip
    after = reader().post(at, sent, follow=True)
    assert "Added." in text_of(after)
    row = m.MissingEpisode.objects.get(child=child)
    assert (row.kind, row.starts_on, row.ends_on) == ("M", date(2026, 8, 1), None)
    assert after.redirect_chain[-1][0] == address(child, "ssda903-missing", row.pk)
    assert Entry.objects.get(action="add a row").categories == ["missing"]
    assert m.Correction.objects.get().after == {"kind": "M", "starts_on": "2026-08-01"}


def test_a_yearly_row_is_added_to_the_year(reader):
    child, _ = looked_after()
    at = address(child, "ssda903-oc2", name="record:add")
    reader().post(at, filled(reader().get(at)) | {"reason": WHY, "SDQ_SCORE": "12", "CONVICTED": "0"})
    row = m.YearlyOutcomes.objects.get()
    assert (row.year, row.sdq_score, row.convicted, row.immunised) == (YEAR, 12, False, None)


def test_an_episode_added_has_its_placement(reader):
    child, _ = looked_after()
    at = address(child, "ssda903-episodes", name="record:add")
    reader().post(at, filled(reader().get(at)) | {
        "reason": WHY, "DECOM_day": "1", "DECOM_month": "2", "DECOM_year": "2026", "LS": "V2", "PLACE": "K2",
        "DEC_day": "1", "DEC_month": "4", "DEC_year": "2026"})  # fmt: skip
    assert set(m.Placement.objects.values_list("kind", flat=True)) == {"U6", "K2"}
    assert m.PeriodOfCare.objects.count() == 2


def test_a_row_that_hangs_on_another_asks_on_which(reader):
    child, _ = looked_after()
    at = address(child, "cin-assessments", name="record:add")
    assert "Add to episodes of need first" in text_of(reader().get(at))
    one = m.Referral.objects.create(child=child, referred_on=date(2026, 5, 1), source="1A", primary_need="N1")
    two = m.Referral.objects.create(child=child, referred_on=date(2026, 7, 1), source="1A", primary_need="N1")
    day = {"AssessmentActualStartDate_day": "3", "AssessmentActualStartDate_month": "7",
           "AssessmentActualStartDate_year": "2026"}  # fmt: skip
    sent = filled(reader().get(at)) | {"reason": WHY, **day}
    assert "Choose which it is part of" in text_of(reader().post(at, sent))
    stranger = m.Referral.objects.create(child=people.child(), referred_on=date(2026, 7, 1))
    assert "Choose which it is part of" in text_of(reader().post(at, sent | {"parent": stranger.pk}))
    reader().post(at, sent | {"parent": two.pk})
    assert m.Assessment.objects.get().referral == two
    assert one.assessments.count() == 0


def test_a_sheet_of_the_child_is_neither_added_nor_removed(reader):
    child, _ = looked_after()
    assert reader().get(address(child, "ssda903-header", name="record:add")).status_code == 404
    assert reader().get(address(child, "ssda903-header", child.pk, "record:remove")).status_code == 404


def removed(client, child, kind, key, reason=WHY):
    page = client.get(address(child, kind, key, "record:remove"))
    sent = {"reason": reason, "was": page.context["was"]}
    return client.post(address(child, kind, key, "record:remove"), sent, follow=True)


def test_a_wrong_row_is_removed_and_what_it_said_is_kept(reader):
    child, review = looked_after()
    assert "Say why" in text_of(removed(reader(), child, "ssda903-reviews", review.pk, reason=""))
    assert m.Review.objects.exists()
    after = text_of(removed(reader(), child, "ssda903-reviews", review.pk))
    assert re.search(r"Removed\. \d findings? of the returns (is|are) mended: .*167", after)
    assert not m.Review.objects.exists()
    one = m.Correction.objects.get()
    assert (one.made, one.before) == ("removed", {"held_on": "2026-09-01", "participation": "PN9"})
    assert Entry.objects.get(action="remove a row").categories == ["review"]


def test_a_removed_episode_leaves_its_last_value_and_no_placement(reader):
    child, _ = looked_after()
    episode = m.Episode.objects.get(child=child)
    removed(reader(), child, "ssda903-episodes", episode.pk)
    assert not m.Placement.objects.exists()
    assert not m.PeriodOfCare.objects.exists()
    last = m.Episode.history.filter(id=episode.pk).order_by("-pk").first()
    assert (last.history_type, last.category_of_need, last.history_user.name) == ("-", "N1", "Ffion Aldous")
    assert last.history_change_reason.startswith("correction ")


def test_a_row_on_which_others_hang_stays(reader):
    child, _ = looked_after()
    referral = m.Referral.objects.create(child=child, referred_on=date(2026, 5, 1))
    m.Assessment.objects.create(child=child, referral=referral, started_on=date(2026, 5, 2))
    said = text_of(removed(reader(), child, "cin-cindetails", referral.pk))
    assert "cannot be removed yet: assessments belong to it" in said
    assert m.Referral.objects.exists()


def test_a_row_changed_meanwhile_is_not_removed_unread(reader):
    child, review = looked_after()
    at = address(child, "ssda903-reviews", review.pk, "record:remove")
    page = reader().get(at)
    m.Review.objects.update(participation="PN2")
    after = reader().post(at, {"reason": WHY, "was": page.context["was"]})
    assert "Somebody changed this while you were reading it" in text_of(after)
    assert m.Review.objects.exists()


def test_returns_of_earlier_years_still_have_a_removed_row(ada):
    before = given_back(2026), given_back(2027)
    episode = m.Episode.objects.get()
    correcting.remove(ada, kind=KINDS["ssda903-episodes"], key=episode.pk, was={}, reason=WHY, **who())
    assert given_back(2026) == before[0]
    assert given_back(2027)["Episodes"] == []
    aside = m.SourceRow.objects.exclude(aside="").get()
    assert aside.aside.startswith("removed from the record by hand on ")
    assert aside.cells["CIN"] == "N1"
    (given,) = given_rows("ssda903", 2026, owners=[ada.pk])["Episodes"]
    assert (given.child, given.key) == (ada.pk, None)


def test_the_census_of_an_earlier_year_still_nests_what_was_removed(tmp_path, shared):
    taken(shared / "samples/cin-fake/CIN_Census_2024.xml", 2024)
    columns = {name: [c.name for c in table.columns] for name, table in CIN.items()}
    before = given_back(2024, "cin", CIN)
    factor = m.AssessmentFactor.objects.select_related("child__person").first()
    child = factor.child
    correcting.remove(child, kind=KINDS["cin-assessmentfactorslist"], key=factor.pk, was={}, reason=WHY, **who())
    for other in m.AssessmentFactor.objects.filter(assessment=factor.assessment_id):
        correcting.remove(child, kind=KINDS["cin-assessmentfactorslist"], key=other.pk, was={}, reason=WHY, **who())
    correcting.remove(child, kind=KINDS["cin-assessments"], key=factor.assessment_id, was={}, reason=WHY, **who())
    after = given_back(2024, "cin", CIN)
    assert after == before
    assert columns


def test_the_rules_after_a_save_that_could_not_run_are_told(reader, monkeypatch):
    child, review = looked_after()
    page = reader().get(address(child, "ssda903-reviews", review.pk))
    monkeypatch.setattr("keepwell.returns.checking.checker.check", lambda *a, **k: 1 / 0)
    sent = filled(page) | {"reason": WHY, "REVIEW_CODE": "PN1"}
    after = text_of(reader().post(address(child, "ssda903-reviews", review.pk), sent, follow=True))
    assert "Saved. The rules of the SSDA903 could not be run" in after
    assert m.Review.objects.get().participation == "PN1"
    monkeypatch.undo()
    assert check_child(child).trouble == ()


def test_two_people_at_once_do_not_mix_their_episodes():
    from concurrent.futures import ThreadPoolExecutor

    shelf = KINDS["ssda903-episodes"].shelf
    shelf._wanted[1] = {"starts_on": None}
    with ThreadPoolExecutor(1) as other:
        assert other.submit(lambda: dict(shelf._wanted)).result() == {}
    shelf._wanted.clear()
