"""A child who is closed to somebody does not exist for them, wherever they look: every page that links and forms lead
to, for each role; searches for what they might guess; addresses and forms with the numbers of others."""

import io
import re
import uuid
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve, reverse

from keepwell.policy import load, shipped
from keepwell.web.access.models import Allocation, Emergency, Entry, Restriction
from keepwell.web.desk.actions import runs
from keepwell.web.desk.models import Run, RunFinding
from keepwell.web.record import models as m
from keepwell.web.record import names
from keepwell.web.staff.actions import make_team
from keepwell.web.staff.models import Team
from tests.web.desk.files import EPISODES, HEADER, folder, taken
from tests.web.desk.runs import IMMEDIATE
from tests.web.record import people
from tests.web.record.telling import answered

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = sorted(set(load(shipped()).roles) - {"operator"})
TODAY = date.today()
WHO = {  # state or place: number, given, family, date of birth, UPN. `mine` is the child of the person who looks.
    "mine": ("KQ70011", "Oriel", "Thackwray", date(2011, 3, 14), "H801200071011"),
    "other": ("KQ70022", "Caspian", "Dunmallet", date(2012, 7, 19), "H801200071022"),
    "restricted": ("KQ70033", "Ysolde", "Brackenrig", date(2013, 11, 23), "H801200071033"),
    "sealed": ("KQ70044", "Peregrine", "Vossgate", date(2010, 9, 27), "H801200071044"),
    "conflict": ("KQ70055", "Melisende", "Quarrendon", date(2009, 1, 29), "H801200071055"),
    "excluded": ("KQ70066", "Lysander", "Holmfirthe", date(2014, 5, 17), "H801200071066"),
}
ALIAS = "Zephyrine"  # which all of them share
KNOWN = {role: {"mine"} for role in ROLES} | {
    "returns-officer": {"mine", "other", "restricted", "sealed"},
    "data-protection-officer": {"mine", "other", "restricted", "sealed"},
    "adoption-worker": {"mine", "other", "sealed"},
    "emergency-duty": {"mine", "other"},
    "virtual-school-head": {"mine", "other"},
    "auditor": set(),
}
CHOICES = 2  # of each list that are tried
ALIKE = 4  # pages of one kind that are looked at
PUBLIC = ("/account/", "/static/", "/notice", "/papers", "/promises", "/help", "/accessibility", "/healthz", "/favicon")


@dataclass
class World:
    children: dict
    user: object
    client: Client
    known: set
    run: Run

    @property
    def hidden(self):
        return [one for one in WHO if one not in self.known]

    def secrets(self, without=""):
        """What no answer may hold, small letters; not what somebody typed themselves."""
        found = {word for one in self.hidden for word in told_by(WHO[one], self.children[one])}
        return {word for word in found if word not in without.lower()}

    def is_clean(self, answer, asked=""):
        text, secrets = everything(answer), self.secrets(asked)
        return sorted(word for word in secrets if word in text) == []


def told_by(who, child):
    number, given, family, born, upn = who
    days = (born.isoformat(), f"{born:%d/%m/%Y}", f"{born.day} {born:%B %Y}".lower())
    return {*(w.lower() for w in (number, given, family, upn)), *days, str(child.person.uid), child.person.uid.hex}


def everything(answer):
    """Headers and body as small letters, what is packed unpacked."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    headers = "\n".join(f"{k}: {v}" for k, v in answer.headers.items())
    return unescape(f"{headers}\n{body.decode('utf-8', 'replace')}").lower()


@pytest.fixture
def made(settings, tmp_path):
    settings.TASKS = IMMEDIATE
    settings.KEEPWELL_INCOMING = tmp_path / "incoming"
    settings.KEEPWELL_INCOMING.mkdir()
    return lambda role: world_of(role, tmp_path)


def world_of(role, at):
    """Six children taken in from files, with findings, rows set aside and a repeated check; each state on one."""
    sheets = [f"{n},F,{born:%d/%m/%Y},WBRI,{upn},," for n, _, _, born, upn in WHO.values()]
    wrong = [f"{who[0]},10/05/2025,S,ZZ,N1,U6,PR1,,,,QZ1 1AA,QZ2 2BB,SC123456" for who in WHO.values()]
    header = [HEADER, *sheets, *sheets]  # each sheet a second time: set aside
    taken(folder(at / "ret", header=header, episodes=[EPISODES, *wrong]), 2026)
    children = {one: named(who) for one, who in WHO.items()}
    siblings(children)
    user = somebody(role, children)
    officer = people.user("returns-officer", strange=True, team=people.the_team("Afar"))
    for _ in range(2):
        run = runs.ask_for(by=officer, collection="ssda903", year=2026, this_from="record", last_from="none")
        m.Episode.objects.filter(child__in=[children["excluded"], children["mine"]]).update(reason_started="")
    states(children, user, officer)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return World(children, user, client, KNOWN[role], Run.objects.get(pk=run.pk))


def named(who):
    number, given, family, _, _ = who
    child = m.Child.objects.select_related("person").get(person__reference=number)
    m.Name.objects.create(person=child.person, given=given, family=family)
    m.Name.objects.create(person=child.person, given=ALIAS, family="", kind="alias")
    names.index([child.pk])
    answered(child)
    return child


def siblings(children):
    """Of mine, all whose record a state closes: a brother or sister who is merely another team's is told of."""
    for one, child in children.items():
        if one not in ("mine", "other"):
            m.Relationship.objects.create(person=children["mine"].person, other=child.person, kind="sibling")


def somebody(role, children):
    reach = load(shipped()).roles[role].reach
    kind = Team.Kind.SCHOOL if reach == "school" else Team.Kind.SOCIAL_WORK
    user = people.user(role, strange=True, team=make_team(name="Ours", kind=kind, by=None))
    team = user.roles_held.get().team
    Allocation.objects.create(child=children["mine"].person.uid, user=user, starts_on=TODAY)
    for one in set(children) - {"other"}:
        Allocation.objects.create(child=children[one].person.uid, team=team, part="team", starts_on=TODAY)
    return user


def states(children, user, officer):
    from django.utils import timezone

    for kind in ("restricted", "sealed", "conflict", "excluded"):
        uid = children[kind].person.uid
        Restriction.objects.create(child=uid, kind=kind, user=user if kind in ("conflict", "excluded") else None)
        Emergency.objects.create(
            child=uid, user=officer, ends_at=timezone.now(), purpose="safeguarding", seal=uid, sealed_reason=b"-" * 40,
            reviewer=user, review_by=TODAY,
        )  # fmt: skip


class Ways(HTMLParser):
    """Addresses of a page's links, and of its GET forms with each of their first choices."""

    def __init__(self, text):
        super().__init__()
        self.found, self.form, self.name, self.told = [], None, None, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "a" and said.get("href"):
            self.found.append(said["href"])
        elif tag == "form":
            self.form = (said.get("action") or "?") if said.get("method", "get").lower() == "get" else None
        elif self.form is not None and tag == "select":
            self.name, self.told = said.get("name"), 0
        elif self.form is not None and tag == "option" and self.name and self.told < CHOICES:
            self.told += 1
            self._send(self.name, said.get("value", ""))
        elif self.form is not None and tag == "input" and said.get("name"):
            self._send(said["name"], said.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = self.name = None

    def _send(self, name, value):
        self.found.append(f"{self.form.split('?')[0]}?{urlencode({name: value})}")


def crawl(world, most=400):
    """{address: answer} of all pages there is a way to from the start, some of each kind; each must be clean."""
    waiting, seen, alike = ["/"], {}, Counter()
    while waiting and len(seen) < most:
        address = waiting.pop(0)
        if address in seen or address.startswith(PUBLIC):
            continue
        alike[kind := kind_of(address)] += 1
        if alike[kind] > ALIKE:
            continue
        answer = seen[address] = world.client.get(address)
        assert world.is_clean(answer), address
        if answer.status_code in (301, 302):
            waiting.append(answer.headers["Location"])
        elif "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
            waiting += [bare(urljoin(address, way)) for way in Ways(answer.text).found if is_ours(address, way)]
    assert not waiting, "there is no end to it"
    return seen


def kind_of(address):
    """Pages of one name about one child are alike: fifty forms of steps, each figure of each year."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return address
    if found.namespace == "desk":  # where each page counts
        return address
    return found.view_name, found.kwargs.get("uid")


def bare(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_ours(address, way):
    parts = urlsplit(urljoin(f"http://testserver{address}", way))
    return parts.netloc == "testserver" and parts.scheme == "http"


@pytest.mark.parametrize("role", ROLES)
def test_no_page_that_can_be_reached_tells_of_a_hidden_child(made, role):
    if connection.vendor != "sqlite" and role != "team-manager":
        pytest.skip("one role is enough here: tests/web/access/test_reach.py tries the conditions on every database")
    world = made(role)
    world.client.post("/find/", {"q": ALIAS})
    pages = crawl(world)
    found = pages["/find/"].context["found"].hits if "found" in (pages["/find/"].context or {}) else []
    assert {hit.person.uid for hit in found} == {world.children[one].person.uid for one in world.known}
    reached = [uid for one in world.known if (uid := str(world.children[one].person.uid))]
    assert all(any(uid in address for address in pages) for uid in reached)  # the crawl went somewhere
    searched(world)
    if role == "returns-officer":
        counted(world, pages)


def searched(world):
    """Whatever somebody may guess of a hidden child finds nothing."""
    for one in world.hidden:
        number, given, family, born, upn = WHO[one]
        for asked in (number, upn, f"{given} {family}", f"{born:%d/%m/%Y}", f"{family} {born:%d/%m/%Y}", number[:5]):
            answer = world.client.post("/find/", {"q": asked}, follow=True)
            assert world.is_clean(answer, f"{asked} {born.day} {born:%B %Y}"), one  # the page says what was asked
            if answer.status_code == 200:
                assert answer.context["found"].hits == [], one
        answer = world.client.post("/emergency/", {"whom": number, "why": "danger", "reason": "I must know."})
        if one in ("conflict", "excluded", "sealed"):
            assert world.is_clean(answer, number), one


def counted(world, pages):
    """What the desk counts is what may be known."""
    hidden = [WHO[one][0] for one in world.hidden]
    for run in Run.objects.all():
        shown = pages[f"/returns/checks/{run.pk}/"].context["run"]
        mine = RunFinding.objects.filter(run=run).exclude(number__in=hidden)
        assert shown.errors == mine.filter(severity="error").count() < run.errors
        assert shown.queries == mine.filter(severity="query").count()
        assert shown.children == len(world.known)
        assert shown.about["rows"]["Episodes"] == len(world.known)
        assert pages[f"/returns/checks/{run.pk}/findings/"].context["page"].paginator.count == mine.count()
    second = pages[f"/returns/checks/{world.run.pk}/"].context["run"]
    assert second.new == world.run.findings.filter(is_new=True).exclude(number__in=hidden).count() < world.run.new
    start = pages["/returns/"].context
    assert [run.errors for run in start["runs"]] == [
        run.findings.filter(severity="error").exclude(number__in=hidden).count() for run in Run.objects.all()
    ]
    (key,) = m.Import.objects.values_list("pk", flat=True)
    taken_in = pages[f"/returns/imports/{key}/"].context
    assert taken_in["aside"].paginator.count == taken_in["account"].set_aside == len(world.known)
    assert [account.set_aside for _, _, account in start["rows"]] == [len(world.known)]


# Numbers of others, in addresses and in forms


def of_a_child():
    """Names of the addresses that carry a child's uid, with what else they need."""
    for pattern in get_resolver().url_patterns:
        for one in getattr(pattern, "url_patterns", ()):
            needs = set(one.pattern.converters) if hasattr(one, "pattern") else set()
            if "uid" in needs:
                yield f"{pattern.namespace}:{one.name}", needs


def arguments(needs, uid, pk):
    every = {
        "uid": uid, "pk": pk, "kind": "ssda903-episodes", "key": pk, "form": "case-note", "other": uid, "year": 2026,
        "number": 0, "term": "autumn", "model": "record.placement", "field": "starts_on", "section": "a",
    }  # fmt: skip
    return {name: every[name] for name in needs}


TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')


@pytest.mark.parametrize("role", ["social-worker", "team-manager", "returns-officer", "data-protection-officer"])
def test_addresses_with_the_uid_of_a_hidden_child_are_as_if_nobody_had_it(made, role):
    world = made(role)
    seen = list(of_a_child())
    assert len(seen) > 15
    for one in world.hidden:
        uid, pk = world.children[one].person.uid, m.Episode.objects.get(child=world.children[one]).pk
        for name, needs in seen:
            for method in (world.client.get, world.client.post):
                hers, nobodys = (method(reverse(name, kwargs=arguments(needs, u, pk))) for u in (uid, uuid.uuid4()))
                assert hers.status_code == nobodys.status_code, name
                assert hers.status_code in (302, 404, 405), name
                assert TOKEN.sub("", hers.text) == TOKEN.sub("", nobodys.text), name
                if hers.status_code == 302:
                    world.client.get("/")  # where what was said of it is read
        assert Entry.objects.filter(child=uid, outcome="refused").exists()


@pytest.mark.parametrize("role", ["social-worker", "team-manager", "returns-officer", "data-protection-officer"])
def test_rows_of_a_hidden_child_are_not_reached_by_way_of_another(made, role):
    world = made(role)
    mine = world.children["mine"].person.uid
    for one in world.hidden:
        child = world.children[one]
        keys = {
            "record:correct": m.Episode.objects.get(child=child).pk,
            "record:remove": m.Episode.objects.get(child=child).pk,
            "record:withdraw": m.Consent.objects.get(child=child).pk,
            "record:lift": (Restriction.objects.filter(child=child.person.uid).first() or Restriction(pk=10**9)).pk,
            "record:end-allocation": (
                Allocation.objects.filter(child=child.person.uid).first() or Allocation(pk=10**9)
            ).pk,
        }
        before = standing(child)
        for name, needs in of_a_child():
            if name in keys:
                address = reverse(name, kwargs=arguments(needs, mine, keys[name]))
                for answer in (world.client.get(address), world.client.post(address, {"reason": "x", "why": "x"})):
                    assert answer.status_code in (404, 405), name
                    assert world.is_clean(answer), name
        assert standing(child) == before


def standing(child):
    uid = child.person.uid
    return [
        list(rows.order_by("pk").values())
        for rows in (m.Episode.objects.filter(child=child), m.Consent.objects.filter(child=child),
                     Allocation.objects.filter(child=uid), Restriction.objects.filter(child=uid),
                     m.Correction.objects.filter(child=child))
    ]  # fmt: skip


def test_findings_and_emergencies_of_a_hidden_child_are_not_there(made):
    world = made("returns-officer")
    for one in world.hidden:
        for finding in RunFinding.objects.filter(number=WHO[one][0]):
            for name in ("finding", "explain", "withdraw"):
                address = reverse(f"desk:{name}", args=[finding.pk])
                answer = (world.client.get if name == "finding" else world.client.post)(address, {"note": "x"})
                assert answer.status_code == 404
                assert world.is_clean(answer)
    manager = made_again(world, "team-manager")
    for row in Emergency.objects.filter(child__in=[world.children[one].person.uid for one in ("conflict", "excluded")]):
        assert manager.get(reverse("record:emergency-check", args=[row.pk])).status_code == 404


def made_again(world, role):
    """Another role of the same world: the same two records closed to them."""
    user = people.user(role, name="Another", strange=True, team=people.the_team("Others"))
    for kind in ("conflict", "excluded"):
        Restriction.objects.create(child=world.children[kind].person.uid, kind=kind, user=user)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("year", ["", "x", "-1", "1999", "999999999999999999999", "٢٠٢٥", "2026&year=1"])
def test_forms_that_were_tampered_with_touch_nobody_else(made, year):
    world = made("returns-officer")
    mine, theirs = world.children["mine"], world.children["excluded"]
    episode, before = m.Episode.objects.get(child=mine), standing(theirs)
    uid, other = str(mine.person.uid), m.Episode.objects.get(child=theirs)
    sent = {
        "was": "x", "parent": str(other.pk), "kind": "cin-cindetails", "reason": "Because.", "child": theirs.pk,
        "owner": theirs.pk, "uid": str(theirs.person.uid), "pk": other.pk, "key": other.pk, "CHILD": WHO["excluded"][0],
        "by": "1", "purpose": "support", "LS": "C2",
    }  # fmt: skip
    base = f"/children/{uid}/rows/ssda903-episodes"
    for address in (f"{base}/{episode.pk}/", f"{base}/new/", f"{base}/{episode.pk}/remove/"):
        answer = world.client.post(f"{address}?year={year}", sent)
        assert answer.status_code in (200, 302, 404)
        assert world.is_clean(answer, " ".join(map(str, sent.values())))
    assert standing(theirs) == before
