import re
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings as chosen
from django.core.cache import caches
from django.db import connection
from django.utils import timezone

from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy
from keepwell.web.record import models
from keepwell.web.site.promises import checking, listing, views
from keepwell.web.site.promises.checking import KEPT, NOT_KEPT
from keepwell.web.site.promises.evidence import EVIDENCE, Found, NotThere, found, record
from keepwell.web.site.promises.listing import NOT_BUILT
from keepwell.web.site.promises.statements import statements
from keepwell.web.staff.actions import give_role, join
from tests.web.record import people
from tests.web.site.test_notice import Outline

pytestmark = pytest.mark.django_db

ONE = """
[[promise]]
number = {number}
claim = "Says so"
does = "Do so"
rests_on = ["controller"]
status = "built"
evidence = "controller"
"""
PROOF = '[[proof]]\ntitle = "So"\npromise = 1\n'
WHOLE = PROOF * 5 + "".join(ONE.format(number=n) for n in range(1, 121))


@pytest.fixture(autouse=True)
def _nothing_remembered():
    caches["process"].clear()


@pytest.fixture
def child():
    return people.whole_record(people.child("Ama", "Okafor", born_on=date(2014, 5, 3)), times=3)


def results(rules=None):
    return checking.check_all(listing.load(), rules or policy(), timezone.localdate())


def of(number, rules=None):
    return results(rules).checked[number]


# The list -----------------------------------------------------------------------------------------------------------


def test_list_has_each_of_the_120_once_and_five_proofs():
    held = listing.load()
    assert list(held.promises) == list(range(1, 121))
    assert [proof.promise for proof in held.proofs] == [8, 47, 52, 49, 102]


def test_list_follows_the_table_of_promises(shared):
    rows = re.findall(r"^\| (\d+) \|", (shared / "mission/promises.md").read_text("utf-8"), re.M)
    assert [int(n) for n in rows] == list(listing.load().promises)


@pytest.mark.parametrize("number", range(1, 121))
def test_promise_rests_on_clauses_and_evidence_that_exist(number):
    promise, rules = listing.load().promises[number], policy()
    for clause in promise.rests_on:
        rules.find(clause)
    assert set(promise.sections) <= {s.id for text in rules.texts.values() for s in text.section}
    assert promise.built or not re.search(r"\d|issue", promise.waits_for)
    assert not promise.evidence or promise.evidence in EVIDENCE
    assert not promise.built or promise.evidence
    if promise.evidence in ("held", "dental"):
        assert all(hasattr(models, name) and name in record.WORDS for name in promise.of)


def test_each_evidence_is_used_and_says_how():
    assert {p.evidence for p in listing.load().promises.values()} - {""} == set(EVIDENCE)
    assert all(found.how(name).endswith(".") for name in EVIDENCE)


def test_whole_list_is_read():
    assert len(listing.parse(WHOLE).promises) == 120


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("number = 7\n", "number = 8\n", "each number from 1 to 120 once"),
        ('status = "built"', 'status = "perhaps"', "status should be"),
        ('evidence = "controller"', "", "needs evidence"),
        ('claim = "Says so"', "", "claim is missing"),
        ('claim = "Says so"', 'clam = "Says so"', "clam is not a key"),
        ('status = "built"', 'status = "not yet built"', "say in waits_for"),
        ('status = "built"', 'status = "built"\nmissing = "half"', "Take one of them out"),
        ('status = "built"', 'status = "built"\nbreaks = true', "breaks is for a promise that is not yet built"),
        ("promise = 1\n", "promise = 121\n", "5 proofs"),
        ("[[promise]]", "[[promise", "is not TOML"),
    ],
)
def test_list_that_is_not_whole_is_refused(old, new, said):
    assert old in WHOLE
    with pytest.raises(listing.ListError, match=re.escape(said)):
        listing.parse(WHOLE.replace(old, new, 1))


# Kept, and broken on purpose ----------------------------------------------------------------------------------------


def test_everything_that_is_built_is_kept(child):
    held = results()
    assert {n: one.said() for n, one in held.checked.items() if one.state == NOT_KEPT} == {}
    assert held.count(KEPT) == sum(one.built for one in listing.load().promises.values())
    assert held.count(NOT_BUILT) > 0


def test_an_empty_record_breaks_no_promise():
    assert results().count(NOT_KEPT) == 0


def test_figures_of_people_are_never_written_into_the_words(child):
    full = {n: one.found for n, one in results().checked.items() if one.found}
    models.Person.objects.all().delete()
    for number, one in results().checked.items():
        if one.found:
            assert one.found.words == full[number].words


def changed(settings, tmp_path, old, new):
    text = chosen.KEEPWELL_POLICY.read_text("utf-8")
    assert old in text
    settings.KEEPWELL_POLICY = tmp_path / "policy.toml"
    settings.KEEPWELL_POLICY.write_text(text.replace(old, new, 1), "utf-8")


def test_source_not_checked_for_a_year(settings, tmp_path):
    changed(settings, tmp_path, "checked_on = 2026-", "checked_on = 2020-")
    assert (of(4).state, of(5).state) == (NOT_KEPT, KEPT)
    assert "1 not checked for a year" in of(4).said()


def test_clause_that_has_ended(settings, tmp_path):
    changed(settings, tmp_path, "[purpose.pastoral]\n", "[purpose.pastoral]\nvalid_to = 2026-11-01\n")
    assert of(31).state == NOT_KEPT
    assert "purpose.pastoral" in of(31).said()


def test_notice_that_no_longer_shows_its_bases(settings, tmp_path):
    changed(settings, tmp_path, 'shows = "bases"', 'text = "We have bases."')
    assert (of(120).state, of(104).state) == (NOT_KEPT, KEPT)


def test_entry_without_purpose():
    Entry.objects.create(actor="user 1", action="open", purpose="support", outcome="allowed", policy="x")
    assert of(36).state == KEPT
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_entry (at, actor, action, purpose, categories, outcome, why, policy)"
            " VALUES (%s, 'user 1', 'open', '', '[]', 'allowed', '', 'x')",
            [timezone.now()],
        )
    assert of(36).state == NOT_KEPT


def test_entry_for_a_purpose_that_nobody_declared():
    Entry.objects.create(actor="user 1", action="open", purpose="curiosity", outcome="allowed", policy="x")
    assert of(36).state == NOT_KEPT


def test_signing_in_is_no_use_of_a_record():
    """Its purpose is the house's own; under it nobody can have opened a child's record."""
    Entry.objects.create(actor="user 1", action="sign in", purpose="sign-in", outcome="allowed", policy="x")
    assert of(36).state == KEPT
    Entry.objects.create(
        actor="user 1", action="open", purpose="sign-in", outcome="allowed", policy="x", child=uuid4()
    )  # fmt: skip
    assert of(36).state == NOT_KEPT


def test_somebody_with_a_role_the_notice_does_not_name():
    person = join(email="bryn@example.org", name="Bryn Talgarth", by=None)
    give_role(user=person, role="social-worker", starts_on=date.today(), by=None)
    assert of(47).state == KEPT
    person.roles_held.update(role="wizard")
    assert of(47).state == NOT_KEPT
    assert "Bryn" not in of(47).said()


def test_sealed_address_that_was_open_to_somebody_without_the_role():
    one = join(email="bryn@example.org", name="Bryn Talgarth", by=None)
    give_role(user=one, role="social-worker", starts_on=date.today(), by=None)
    told = {"action": "open", "purpose": "support", "outcome": "allowed", "policy": policy().digest}
    Entry.objects.create(actor=f"user {one.pk}", categories=["identity", "sealed-address"], **told)
    assert of(9).state == KEPT
    Entry.objects.create(actor="user 4711", categories=["identity", "sealed-address"], **told)
    assert of(9).state == NOT_KEPT


def test_row_of_a_file_that_was_lost(child):
    taken = models.Import.objects.create(collection="cin", year=2026, digest="x", source="x", form="csv", taken_by="x")
    row = {"taken_in": taken, "table": "CINdetails", "file": "x.csv", "child": child}
    models.SourceRow.objects.create(line=2, aside="a second row for this child", **row)
    assert of(12).state == KEPT
    models.SourceRow.objects.create(line=3, **row)
    assert (of(12).state, of(20).state) == (NOT_KEPT, NOT_KEPT)


def test_characteristic_left_blank(child):
    child.person.characteristics.update(code="")
    assert of(11).state == NOT_KEPT


def test_note_whose_child_has_no_key(child):
    assert of(51).found.kept
    models.ChildKey.objects.all().delete()
    assert not of(51).found.kept
    assert of(51).state == NOT_BUILT


def test_record_past_its_date(client, child):
    assert of(49).state == NOT_BUILT
    assert "past their date: none" in of(49).said()
    grown = people.child("Bryn", "Talgarth", born_on=date(1990, 5, 3))
    assert (of(49).state, of(48).state) == (NOT_KEPT, KEPT)
    assert "Records looked at: 2; past their date: 1." in of(49).said()
    page = client.get("/promises/").text
    rows = [page[page.index(f'id="{one}"') :].partition("</tr>")[0] for one in ("proof-4", "promise-49")]
    assert all("Not\u00a0kept" in row and "past their date: fewer than 10" in row for row in rows)
    assert "Talgarth" not in page
    people.care(grown, date(2000, 1, 1), date(2008, 5, 3))
    assert of(49).state == NOT_BUILT


def test_record_past_its_date_by_a_rule_that_was_made_shorter(settings, tmp_path, child):
    child = people.child("Bryn", "Talgarth", born_on=date(2012, 5, 3))
    assert of(49).state == NOT_BUILT
    models.Characteristic.objects.create(person=child.person, kind="ethnicity", code="WBRI")
    rule = '[retention.in-need]\ntitle = "Record of a child we helped who was never in our care"\n'
    text = chosen.KEEPWELL_POLICY.read_text("utf-8")
    head, _, tail = text.partition(rule)
    assert tail
    settings.KEEPWELL_POLICY = tmp_path / "policy.toml"
    settings.KEEPWELL_POLICY.write_text(head + rule + tail.replace("years = 25", "years = 10", 1), "utf-8")
    assert of(49).state == NOT_KEPT


def test_dates_that_cannot_be_worked_out_break_the_promise_too(monkeypatch):
    def broken(look):
        raise ValueError("Ama Okafor")

    monkeypatch.setitem(EVIDENCE, "past-date", broken)
    assert (of(49).state, of(49).trouble) == (NOT_KEPT, "could not be checked (ValueError).")


def test_undeclared_column(monkeypatch):
    from keepwell.web.access import coverage

    compared = coverage.coverage(policy())
    assert of(8).state == KEPT
    broken = coverage.Coverage(**{**vars(compared), "undeclared": ("record.Person.shoe_size",)})
    monkeypatch.setattr(coverage, "coverage", lambda policy: broken)
    assert of(8).state == NOT_KEPT


def test_evidence_that_raises_is_not_kept_and_tells_only_what_kind(monkeypatch):
    def broken(look):
        raise ValueError("Ama Okafor")

    monkeypatch.setitem(EVIDENCE, "controller", broken)
    assert (of(2).state, of(2).said()) == (NOT_KEPT, "could not be checked (ValueError).")


def test_query_that_fails_leaves_the_others_alone(monkeypatch):
    def broken(look):
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM nowhere")

    monkeypatch.setitem(EVIDENCE, "subjects", broken)
    held = results()
    assert held.checked[1].state == NOT_KEPT
    assert "could not be checked" in held.checked[1].said()
    assert held.count(NOT_KEPT) == 1


def test_evidence_that_is_not_there_is_not_yet_built(monkeypatch):
    def absent(look):
        raise NotThere

    monkeypatch.setitem(EVIDENCE, "controller", absent)
    assert of(2).state == NOT_BUILT


# The page -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(client):
    return client.get("/promises/").text


def test_page_is_read_without_signing_in_and_only_read(client):
    assert client.get("/promises/").status_code == 200
    assert client.post("/promises/").status_code == 405


def test_page_has_each_promise_proof_and_sentence_once(shown):
    ids = Outline(shown).ids
    assert len(ids) == len(set(ids))
    assert {f"promise-{n}" for n in range(1, 121)} | {f"proof-{n}" for n in range(1, 6)} <= set(ids)
    assert {one.anchor for one in statements(listing.load(), policy())} <= set(ids)
    assert (
        shown.index('id="proof-1"')
        < shown.index('id="adult-')
        < shown.index('id="child-')
        < shown.index('id="promise-1"')
    )


@pytest.mark.parametrize("address", ["/notice/", "/notice/child/"])
def test_each_block_of_the_notice_leads_to_its_row(client, shown, address):
    notice, ids = client.get(address).text, Outline(shown).ids
    links = re.findall(r'href="/promises/#([^"]+)"', notice)
    audience = "child" if "child" in address else "adult"
    assert links == [one.anchor for one in statements(listing.load(), policy()) if one.audience == audience]
    assert set(links) <= set(ids)
    assert notice.count("Is this kept?") == len(links)


def test_each_sentence_rests_on_some_promise():
    held = statements(listing.load(), policy())
    assert [one.anchor for one in held if not one.promises] == []
    lists = [one.promises for one in held if one.section.id == "what-we-hold" and one.audience == "adult"]
    assert [22 in numbers for numbers in lists].count(True) == 1
    assert not any(22 in numbers and 14 in numbers for numbers in lists)


def test_links_back_lead_to_the_sentence(client, shown):
    ids = set(Outline(client.get("/notice/").text).ids)
    links = re.findall(r'href="/notice/#([^"]+)"', shown)
    assert links
    assert set(links) <= ids


def test_a_sentence_is_as_good_as_the_worst_it_rests_on():
    promise = listing.load().promises[1]
    held = checking.Results({n: checking.Checked(promise, s) for n, s in enumerate((KEPT, NOT_BUILT, NOT_KEPT))}, None)
    assert [held.worst(n) for n in ([0], [0, 1], [0, 1, 2])] == [KEPT, NOT_BUILT, NOT_KEPT]


def test_page_tells_nobody_and_no_small_number(client, child):
    for n in range(14):
        people.child("Wren", f"Applegarth{n}", born_on=date(2014, 5, 3))
    page = client.get("/promises/").text
    for private in ("Ama", "Okafor", "Wren", str(child.person.uid), child.person.reference):
        assert private not in page
    assert "enquiries: fewer than 10" in page
    one = Found(True, "{few} and {many}.", {"few": 3, "many": 1236})
    assert (one.said(), one.said(public=True)) == ("3 and 1,236.", "fewer than 10 and about 1,240.")


def test_state_is_a_word_and_a_shape(shown):
    for state, (shape, words, _) in views.SHAPES.items():
        if state not in (NOT_KEPT, checking.NOT_MADE):
            unbroken = words.replace(" ", "\u00a0")
            assert f'<span aria-hidden="true">{shape}</span>&nbsp;{unbroken}' in shown
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=", shown)


def test_answers_are_remembered_for_some_minutes_and_not_for_another_policy(client, settings, tmp_path, monkeypatch):
    asked = []
    whole = checking.check_all
    monkeypatch.setattr(checking, "check_all", lambda *given: asked.append(1) or whole(*given))
    client.get("/promises/")
    client.get("/promises/")
    assert len(asked) == 1
    changed(settings, tmp_path, 'version = "1.0"', 'version = "1.7"')
    client.get("/promises/")
    assert len(asked) == 2


def test_a_broken_promise_is_shown(client):
    Entry.objects.create(actor="user 1", action="open", purpose="curiosity", outcome="allowed", policy="x")
    page = client.get("/promises/").text
    row = page[page.index('id="promise-36"') : page.index('id="promise-37"')]
    assert "Not\u00a0kept" in row
    assert "curiosity" not in page


def test_notice_and_footer_lead_here(client):
    for address in ("/notice/", "/help/", "/account/login/"):
        assert 'href="/promises/"' in client.get(address).text
