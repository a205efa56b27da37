"""The emergency extract: whom it tells of, what it says, and that nobody reads it without the passphrase."""

import gzip
import json
import re
from base64 import b64decode
from datetime import date, datetime, timedelta
from hashlib import pbkdf2_hmac

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from keepwell.web.access.door import Operator
from keepwell.web.access.models import Entry, Restriction
from keepwell.web.record import elsewhere
from keepwell.web.record import models as m
from keepwell.web.record.extract import NotAllowed, passphrases, write
from keepwell.web.record.extract.locking import ROUNDS
from tests.web.record import people

pytestmark = pytest.mark.django_db
PASSPHRASE = "correct horse battery staple"
BY = Operator("night-job")
LONG_AGO = date(2024, 2, 1)


def made(folder, **more):
    to = more.pop("to", folder / "extract.html")
    return write(to, passphrase=PASSPHRASE, by=BY, keep_days=3, **more)


def part(text, name):
    return re.search(rf'<script type="[^"]*" id="{name}">(.*?)</script>', text, re.S)[1]


def opened(path, passphrase=PASSPHRASE):
    """The file as a browser opens it, in another language: (head, children)."""
    text = path.read_text("utf-8")
    head, lock, content = part(text, "head"), *(b64decode(part(text, one)) for one in ("lock", "content"))
    facts = json.loads(head)
    outer = pbkdf2_hmac("sha256", passphrase.encode(), b64decode(facts["salt"]), facts["rounds"])
    key = AESGCM(outer).decrypt(lock[:12], lock[12:], head.encode())
    return facts, json.loads(gzip.decompress(AESGCM(key).decrypt(content[:12], content[12:], head.encode())))


@pytest.fixture
def ama():
    """In care, with a little of everything."""
    child = people.child("Ama", "Okafor")
    people.care(child, LONG_AGO)
    mother = people.person("Efua", "Okafor", kind="parent")
    m.Relationship.objects.create(person=child.person, other=mother, kind="mother", parental_responsibility=True)
    m.Contact.objects.create(person=mother, kind="phone", value="01632 960001", note="after six")
    m.Contact.objects.create(person=mother, kind="email", value="efua@example.org")
    m.Address.objects.create(person=child.person, kind="placement", line_1="7 Mill Lane", town="Marlowbridge")
    m.Alert.objects.create(child=child, kind="Allergy", text="Nuts", starts_on=LONG_AGO, review_on=date(2027, 1, 1))
    worker = people.person("Ruth", "Marsh", kind="professional")
    m.Involvement.objects.create(child=child, person=worker, role="social worker", starts_on=LONG_AGO)
    return child


def names(path):
    return [child["name"] for child in opened(path)[1]]


# What it says ---------------------------------------------------------------------------------------------------------


def test_it_says_what_a_duty_worker_must_know(ama, tmp_path):
    written = made(tmp_path)
    _, (entry,) = opened(written.path)
    assert (written.children, written.left_out) == (1, 0)
    assert (entry["name"], entry["tags"], entry["number"]) == ("Ama Okafor", ["Looked after"], ama.person.reference)
    assert entry["warnings"] == [{"kind": "Allergy", "text": "Nuts", "review": "2027-01-01"}]
    assert entry["addresses"] == [{"kind": "Placement", "secret": False, "lines": ["7 Mill Lane", "Marlowbridge"]}]
    assert entry["legal"][0]["since"] == entry["placements"][0]["since"] == "2024-02-01"
    (mother,) = entry["family"]
    assert (mother["name"], mother["who"], mother["responsible"]) == ("Efua Okafor", "Mother", True)
    assert mother["phones"] == [{"number": "01632 960001", "note": "after six", "never": False}]
    assert {one["name"] for one in entry["workers"]} >= {"Ruth Marsh", "The team"}


def test_duties_are_missing_until_a_room_tells_them(ama, tmp_path, monkeypatch):
    monkeypatch.setattr(elsewhere, "_duties", [])
    _, (entry,) = opened(made(tmp_path).path)
    assert "duties" not in entry
    due = date(2026, 12, 1)
    elsewhere.tells_duties(lambda told, on: {child: [(due, "Visit")] for child in told})
    _, (entry,) = opened(made(tmp_path).path)
    assert entry["duties"] == [{"due": "2026-12-01", "what": "Visit"}]


def test_only_open_cases_are_in_it(ama, tmp_path):
    people.child("Closed", "Case")
    people.care(people.child("Gone", "Home"), LONG_AGO, date(2025, 1, 1))
    died = people.child("Lost", "Child", died_on=date(2026, 1, 1))
    people.care(died, LONG_AGO)
    in_need = people.child("Bea", "Need")
    m.Referral.objects.create(child=in_need, referred_on=LONG_AGO)
    leaver = people.child("Cy", "Leaver", born_on=date(2007, 3, 3))
    people.care(leaver, date(2020, 1, 1), date(2025, 3, 3))
    assert names(made(tmp_path).path) == ["Ama Okafor", "Bea Need", "Cy Leaver"]


# What the policy leaves out ---------------------------------------------------------------------------------------


def test_a_secret_address_is_not_in_it(ama, tmp_path):
    m.Address.objects.filter(person=ama.person).update(sealed=True)
    _, (entry,) = opened(made(tmp_path).path)
    assert entry["addresses"] == [{"kind": "Placement", "secret": True, "lines": []}]


def test_a_sealed_record_is_not_in_it_and_a_restricted_one_is(ama, tmp_path):
    """As an emergency opens the one and not the other."""
    sealed, restricted = people.child("Sal", "Sealed"), people.child("Rae", "Restricted")
    for child, kind in ((sealed, "sealed"), (restricted, "restricted")):
        people.care(child, LONG_AGO)
        Restriction.objects.create(child=child.person.uid, kind=kind)
    written = made(tmp_path)
    assert names(written.path) == ["Ama Okafor", "Rae Restricted"]
    assert written.left_out == 1
    assert not Entry.objects.filter(child=sealed.person.uid).exists()


def test_a_brother_whose_record_is_sealed_is_not_named(ama, tmp_path):
    brother = people.child("Sal", "Sealed")
    m.Relationship.objects.create(person=ama.person, other=brother.person, kind="sibling")
    assert len(opened(made(tmp_path).path)[1][0]["family"]) == 2
    Restriction.objects.create(child=brother.person.uid, kind="sealed")
    assert len(opened(made(tmp_path).path)[1][0]["family"]) == 1


@pytest.fixture
def edited(settings, tmp_path):
    """A function that changes the policy in force by words."""
    from pathlib import Path

    def edit(old, new):
        text = Path(settings.KEEPWELL_POLICY).read_text("utf-8")
        assert old in text
        path = tmp_path / "policy.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        settings.KEEPWELL_POLICY = path

    return edit


def test_without_the_grant_there_is_no_file_and_the_refusal_is_logged(ama, tmp_path, edited):
    edited("[role.operator.grants.emergency]", "[role.auditor.grants.emergency]")
    with pytest.raises(NotAllowed, match="needs a grant"):
        made(tmp_path)
    assert not (tmp_path / "extract.html").exists()
    assert Entry.objects.get(action="emergency extract").outcome == "refused"
    assert not Entry.objects.filter(action="export").exists()


def test_a_category_that_is_not_granted_is_not_there_at_all(ama, tmp_path, edited):
    edited(
        '"relationships", "alert", "care", "placement", "worker", "need", "need-plan"',
        '"relationships", "worker", "need"',
    )
    _, (entry,) = opened(made(tmp_path).path)
    assert not {"warnings", "legal", "placements", "need"} & entry.keys()
    assert entry["tags"] == []


def test_each_child_is_in_the_log_with_what_went_out(ama, tmp_path):
    made(tmp_path)
    entry = Entry.objects.get(child=ama.person.uid)
    assert (entry.actor, entry.action, entry.purpose) == ("operator night-job", "export", "safeguarding")
    assert {"identity", "alert", "address"} <= set(entry.categories)
    assert "sealed-address" not in entry.categories


# The lock -------------------------------------------------------------------------------------------------------------


def test_nothing_of_a_child_can_be_read_in_the_file(ama, tmp_path):
    content = made(tmp_path).path.read_bytes()
    for word in (b"Ama", b"Okafor", b"Efua", b"960001", b"Mill Lane", b"Nuts", ama.person.reference.encode()):
        assert word not in content, word


def test_it_does_not_open_with_another_passphrase(ama, tmp_path):
    path = made(tmp_path).path
    with pytest.raises(InvalidTag):
        opened(path, PASSPHRASE + "r")


@pytest.mark.parametrize(("old", "new"), [('"destroy": "2026', '"destroy": "2027'), ("600000", "600001")])
def test_its_dates_cannot_be_changed_unseen(ama, tmp_path, old, new):
    path = made(tmp_path, now=timezone.make_aware(datetime(2026, 11, 22, 2, 0))).path
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidTag):
        opened(path)


def test_its_head_says_until_when_and_tells_of_nobody(ama, tmp_path):
    head, _ = opened(made(tmp_path, now=timezone.make_aware(datetime(2026, 11, 22, 2, 0))).path)
    assert head["made"].startswith("2026-11-22T02:00")
    assert head["until"].startswith("2026-11-23T14:00")
    assert (head["destroy"], head["rounds"]) == ("2026-11-25", ROUNDS)
    assert set(head) == {"controller", "made", "until", "destroy", "rounds", "salt"}


def test_two_files_of_one_night_have_nothing_in_common(ama, tmp_path):
    first, second = (made(tmp_path, to=tmp_path / name).path.read_text("utf-8") for name in ("a.html", "b.html"))
    assert not {part(first, one) for one in ("lock", "content")} & {part(second, one) for one in ("lock", "content")}


# The file -------------------------------------------------------------------------------------------------------------


def test_in_a_folder_old_files_go_and_other_files_stay(ama, tmp_path):
    now = timezone.localtime()
    for days in (1, 3, 4, 400):
        (tmp_path / f"keepwell-emergency-{now.date() - timedelta(days=days)}.html").write_text("old")
    for name in (
        "keepwell-emergency-2020-99-99.html",
        "notes-2020-01-01.html",
        "keepwell-emergency-2020-01-01.html.bak",
    ):
        (tmp_path / name).write_text("mine")
    written = made(tmp_path, to=tmp_path)
    assert written.removed == 2
    assert written.path.name == f"keepwell-emergency-{now.date()}.html"
    assert len(list(tmp_path.iterdir())) == 6


def test_when_the_file_cannot_be_written_nothing_is_logged_and_the_old_one_stands(ama, tmp_path, monkeypatch):
    path = tmp_path / "extract.html"
    path.write_text("the one of yesterday")
    monkeypatch.setattr(
        "keepwell.returns.atomic.os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left"))
    )
    with pytest.raises(OSError, match="No space"):
        made(tmp_path)
    assert path.read_text() == "the one of yesterday"
    assert [one.name for one in tmp_path.iterdir()] == ["extract.html"]
    assert not Entry.objects.filter(action="export").exists()


def test_it_asks_the_database_as_often_for_forty_children_as_for_two(ama, tmp_path):
    def asked():
        with people.counted() as sent:
            made(tmp_path)
        return len([one for one in sent if one.startswith("SELECT")])

    people.care(people.child("Bea", "Second"), LONG_AGO)
    few = asked()
    for number in range(38):
        people.whole_record(people.child("Some", f"Body{number}"))
    assert asked() == few


# The passphrase -------------------------------------------------------------------------------------------------------


def test_a_new_passphrase_is_long_and_only_ours(tmp_path):
    path = tmp_path / "key"
    said = passphrases.make(path)
    assert re.fullmatch(r"([a-z2-9]{4}-){5}[a-z2-9]{4}", said)
    assert path.stat().st_mode & 0o777 == 0o600
    assert passphrases.read(path) == said
    with pytest.raises(passphrases.PassphraseError, match="already"):
        passphrases.make(path)


@pytest.mark.parametrize(("content", "mode", "words"), [
    ("", 0o600, "too short"), ("short one\n", 0o600, "too short"), ("\nlong enough in line two", 0o600, "too short"),
    ("a passphrase long enough", 0o644, "chmod 600"), (b"\xff\xfe" * 20, 0o600, "cannot be read"),
])  # fmt: skip
def test_a_bad_passphrase_file_is_refused_in_a_sentence(tmp_path, content, mode, words):
    path = tmp_path / "key"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    path.chmod(mode)
    with pytest.raises(passphrases.PassphraseError, match=words):
        passphrases.read(path)


def test_a_missing_passphrase_file_is_named(tmp_path):
    with pytest.raises(passphrases.PassphraseError, match="no such file"):
        passphrases.read(tmp_path / "none")
