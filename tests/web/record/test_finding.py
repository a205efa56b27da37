"""Finding a child: misspelt, half-remembered, by number, by date of birth, and by nonsense."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from keepwell.web.access.models import Entry
from keepwell.web.record import models as m
from keepwell.web.record.queries import asked
from keepwell.web.record.queries.finding import find
from keepwell.web.record.queries.naming import Fitting, span
from tests.web.record import people
from tests.web.record.test_pages import text_of

TODAY = date(2026, 11, 21)


def found(text):
    return [hit.child.pk for hit in find(asked.read(text, TODAY), m.Child.objects.all(), TODAY).hits]


def why(text):
    return [hit.why for hit in find(asked.read(text, TODAY), m.Child.objects.all(), TODAY).hits]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given_name", "family", "typed"),
    [
        ("Ama", "Okafor", "ama oka"),
        ("Ama", "Okafor", "OKAFOR, Ama"),
        ("Ama", "Okafor", "okafor a"),
        ("Ama", "Okafor", "Okofor"),
        ("Ama", "Okafor", "Ockafor"),
        ("Ama", "Okafor", "okaforr"),
        ("Ama", "Okafor", "kOafor"),
        ("Siobhán", "Kelly", "Shivaun"),
        ("Siobhán", "Kelly", "siobhan kelly"),
        ("Niamh", "Byrne", "neve byrne"),
        ("Seán", "O'Neill", "oneill"),
        ("Seán", "O'Neill", "o neill"),
        ("Seán", "O’Neill", "O'Neil sean"),
        ("Seán", "ONeill", "o'neill"),
        ("Anne-Marie", "Smith-Jones", "smith jones anne marie"),
        ("Anne-Marie", "Smith-Jones", "jones"),
        ("Anne-Marie", "Smith-Jones", "smithjones"),
        ("Anne Marie", "Smith Jones", "anne-marie smith-jones"),
        ("Zoë", "Müller", "zoe muller"),
        ("Łukasz", "Wiśniewski", "lukasz wisniewski"),
        ("Łukasz", "Wiśniewski", "wisnewski"),
        ("Mohammed", "Hussain", "muhammad hussein"),
        ("Catherine", "Stephens", "katherine stevens"),
        ("Iain", "MacDonald", "mac donald"),
        ("Ольга", "Иванова", "иванова"),
        ("Wei", "李", "wei 李"),
    ],
)
def test_names_are_found_however_they_are_typed(given_name, family, typed):
    people.child("Bartholomew", "Quincy")
    wanted = people.child(given_name, family)
    assert found(typed) == [wanted.pk]


@pytest.mark.django_db
def test_best_match_comes_first():
    begins, sounds, exact = (
        people.child("Ama", "Okaforth"),
        people.child("Ama", "Okofor"),
        people.child("Ama", "Okafor"),
    )
    assert found("ama okafor") == [exact.pk, begins.pk, sounds.pk]


@pytest.mark.django_db
def test_name_in_use_comes_before_a_former_one_which_is_said():
    former, now = people.child("Ama", "Mensah"), people.child("Ama", "Okafor")
    people.called(former, "Ama", "Okafor")
    assert found("okafor") == [now.pk, former.pk]
    assert why("okafor") == [[], ["former name Ama Okafor"]]


@pytest.mark.django_db
def test_preferred_name_is_found():
    child = people.child("William", "Okafor")
    people.called(child, "Billy", "", kind="preferred")
    assert found("billy okafor") == [child.pk]


@pytest.mark.django_db
def test_how_a_name_matched_is_said():
    people.child("Ama", "Okafor")
    assert why("okofor") == [["sounds like “okofor”"]]
    people.child("Jo", "Brampton")
    assert why("brampgon") == [["spelt nearly like “brampgon”"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "value", "typed"),
    [
        ("upn", "H801200001001", "h801200001001"),
        ("former_upn", "H801200001001", "H801200001001"),
        ("nhs_number", "943 476 5919", "9434765919"),
        ("nhs_number", "9434765919", "943 476 5919"),
        ("nhs_number", "9434765919", "okafor 943-476-5919"),
        ("home_office", "A1234567", "a1234567"),
    ],
)
def test_numbers_are_found_with_or_without_spaces(kind, value, typed):
    people.child("Ama", "Okafor")
    wanted = people.child("Kofi", "Okafor")
    people.number(wanted, kind, value)
    assert found(typed) == [wanted.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("reference", ["CH/00012-3", "12345", "ab 12", "KWL"])
def test_the_councils_own_number_is_found(reference):
    wanted, _ = people.child(reference=reference), people.child()
    assert found(f" {reference.lower()} ") == [wanted.pk]


@pytest.mark.django_db
def test_a_number_with_another_childs_name_finds_nobody():
    people.number(people.child("Ama", "Okafor"), "upn", "H801200001001")
    people.child("Kofi", "Quincy")
    assert found("quincy H801200001001") == []


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["3/5/2014", "03-05-14", "2014-05-03", "3 May 2014", "3rd may 2014", "3.5.2014"])
def test_dates_of_birth_are_found_as_people_write_them(typed):
    wanted = people.child(born_on=date(2014, 5, 3))
    people.child(born_on=date(2014, 5, 4))
    assert found(typed) == found(f"okafor {typed}") == found(f"{typed} ama oka") == [wanted.pk]


@pytest.mark.django_db
def test_day_and_month_the_other_way_round_come_last_and_are_said():
    swapped, right = people.child(born_on=date(2014, 3, 5)), people.child(born_on=date(2014, 5, 3))
    assert found("3/5/2014") == [right.pk, swapped.pk]
    assert why("3/5/2014")[1] == ["day and month of birth are the other way round"]


@pytest.mark.django_db
def test_only_children_are_found():
    people.person("Efua", "Okafor", kind="parent")
    assert found("okafor") == []


@pytest.mark.django_db
@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text):
    assert find(asked.read(text, TODAY), m.Child.objects.all(), TODAY).more is False


@given(st.text("abyz019é", min_size=1, max_size=4), st.text("abyz019é", max_size=3))
def test_span_holds_all_words_that_begin_so(word, rest):
    first, after = span(word)
    assert first <= word + rest
    # Digits come before letters in every collation; in Python's own order they do too.
    assert after is None or word + rest < after


@pytest.mark.parametrize(("typed", "word", "level"), [("oka", "okafor", 1), ("okafor", "okafor", 0),
                                                      ("okofor", "okafor", 2), ("zzz", "sizzle", None),
                                                      ("ok", "akin", None)])  # fmt: skip
def test_levels(typed, word, level):
    assert Fitting().level(typed, word) == level


# The page -------------------------------------------------------------------------------------------------------------


def look_for(client, text, **more):
    return client.post(reverse("record:find"), {"q": text}, follow=True, **more)


@pytest.mark.django_db
def test_what_was_looked_for_is_in_no_address(reader):
    people.child("Ama", "Okafor")
    response = look_for(reader(), "okafor")
    assert response.redirect_chain == [(reverse("record:find"), 302)]
    assert "Ama Okafor" in text_of(response)
    assert b"?q=" not in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["", "   ", "a", "x" * 10_000, "%%%", "_", "'; --", "🙂🙂", "...", "\0", "31/2/2014", "-"]
)
def test_text_that_finds_nothing_gets_a_plain_answer(reader, text):
    people.child()
    response = look_for(reader(), text)
    assert response.status_code == 200
    assert "There is a problem" in text_of(response)
    assert "Ama Okafor" not in text_of(response)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["okaf%", "ok_for", "o%r"])
def test_wildcards_of_the_database_mean_nothing(reader, text):
    people.child("Ama", "Okxyzfor")
    assert "No child matches" in text_of(look_for(reader(), text))


@pytest.mark.django_db
def test_no_result_says_what_was_looked_for(reader):
    page = text_of(look_for(reader(), "Zebedee 3/5/2014"))
    assert "No child matches Looked for name “zebedee”; born on 3 May 2014." in page


@pytest.mark.django_db
def test_results_come_twenty_to_a_page_and_only_those_shown_are_logged(reader):
    for i in range(23):
        people.child(f"Ama{chr(97 + i)}", "Okafor")
    client = reader()
    first = text_of(look_for(client, "okafor"))
    assert "23 children match" in first
    assert Entry.objects.filter(action="list").count() == 20
    second = text_of(client.get(reverse("record:find") + "?page=2"))
    assert "Showing 21 to 23" in second
    assert Entry.objects.filter(action="list").count() == 23


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "1e3"])
def test_a_page_that_is_not_there_is_the_nearest_one(reader, page):
    people.child()
    client = reader()
    look_for(client, "okafor")
    assert "Ama Okafor" in text_of(client.get(reverse("record:find") + f"?page={page}"))


@pytest.mark.django_db
def test_results_show_where_a_child_stands(reader):
    child = people.child()
    people.care(child, date(2020, 1, 1))
    assert "Looked after" in text_of(look_for(reader(), "okafor"))


@pytest.mark.django_db
def test_without_a_role_nobody_is_found_and_the_refusal_is_logged(reader):
    people.child()
    client = reader(role=None)
    assert client.get(reverse("record:find")).status_code == 404
    assert client.post(reverse("record:find"), {"q": "okafor"}).status_code == 404
    assert set(Entry.objects.values_list("outcome", flat=True)) == {"refused"}


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["okafor", "ama okafor", "3/5/2014", "okafor 3/5/2014", "943 476 5919", "okofro"])
def test_search_goes_by_indexes_only(text):
    people.child()
    with people.counted(with_params=True) as sent:
        found(text)
    if connection.vendor != "sqlite":
        pytest.skip("plans are read on SQLite")
    for sql, params in sent:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql, params)
            plan = [row[3] for row in cursor.fetchall()]
        # The vocabulary of names is read whole, once, and then only what was added.
        assert "DISTINCT" in sql or not any(line.startswith("SCAN") for line in plan), (sql, plan)
