"""Who may open what: every address of the pages, for every role of the policy, somebody without a role and nobody.

An address that is not in this table fails the test: a new page says here whom it is for. To those whom it is not for
it does not exist (404), and that they asked is in the log. Nobody who has not signed in learns anything but where to.
"""

import re
import uuid
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from keepwell.policy import load, shipped
from keepwell.policy.standing import STATES
from keepwell.web.access.forms_in_force import forms
from keepwell.web.access.models import Allocation, Emergency, Entry, Restriction
from keepwell.web.concerns import sealing
from keepwell.web.concerns.models import Concern
from keepwell.web.desk.actions import runs
from keepwell.web.desk.models import Run
from keepwell.web.record import models as m
from keepwell.web.record.actions import lifestory, merging, stepping
from keepwell.web.record.actions.documents import keep_document
from keepwell.web.school import models as school
from keepwell.web.school.actions import learning
from keepwell.web.work.actions import supervision
from keepwell.web.work.actions.clocks import recompute
from keepwell.web.work.actions.reminding import digest_of
from keepwell.web.work.models import Approval, Clock, Edition, Reminding
from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken
from tests.web.desk.runs import IMMEDIATE, bad
from tests.web.journey.steps import noted
from tests.web.record import people
from tests.web.record.telling import answered, told
from tests.web.record.test_lifestory import png

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROLES = sorted(load(shipped()).roles)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')  # new on every page
NOBODY, NO_ROLE = "not signed in", "no role"

EVERYBODY = {*ROLES, NO_ROLE, NOBODY}
SIGNED_IN = EVERYBODY - {NOBODY}
NO_ONE = set()
RETURNS = {"returns-officer"}
PRACTICE = {"social-worker", "team-manager", "reviewing-officer", "conference-chair", "personal-adviser",
            "emergency-duty", "safeguarding-lead", "pastoral-lead", "adoption-worker"}  # fmt: skip
KNOW_CHILDREN = PRACTICE | RETURNS | {"data-protection-officer", "virtual-school-head"}
CORRECT_EPISODES = {"social-worker", "team-manager", "returns-officer", "adoption-worker"}
REMOVE_EPISODES = CORRECT_EPISODES - {"adoption-worker"}  # one column of the row is not theirs
# A personal adviser keeps addresses, the emergency duty placements and needs: they get a form of those fields alone.
CORRECT_A_FIELD = CORRECT_EPISODES | {"personal-adviser", "emergency-duty"}
OF_THE_LOG = {"data-protection-officer", "team-manager"}
# What they were told and agreed to. Whoever hears of it writes down that somebody changed their mind.
TELL = {"social-worker", "team-manager", "reviewing-officer", "personal-adviser", "adoption-worker"}
SEE_TOLD = TELL | {"conference-chair", "emergency-duty", "data-protection-officer"}
WITHDRAW = TELL | {"data-protection-officer"}
# Case notes, and so the life story, are added to by all who work with the child.
TELL_STORY = SEE_TOLD - {"data-protection-officer"}
PRINT_THE_LOG = {"data-protection-officer"}
IN_AN_EMERGENCY = {"social-worker", "team-manager", "emergency-duty"}
ALLOCATE = {"team-manager"}
# A case note: who writes one, and who reads it.
WRITE_NOTES = {"social-worker", "team-manager", "reviewing-officer", "conference-chair", "personal-adviser",
               "emergency-duty", "adoption-worker"}  # fmt: skip
READ_NOTES = WRITE_NOTES | {"data-protection-officer"}
# What came of an action of a pathway plan.
FOLLOW_PLANS = {"social-worker", "team-manager", "personal-adviser", "returns-officer"}
# Whom the policy asks to read Working Together.
READ_GUIDANCE = WRITE_NOTES
KEEP_OUT = {"team-manager", "data-protection-officer"}
# Making a record by hand, and what stands around a child.
MAKE = {"social-worker", "team-manager", "returns-officer", "adoption-worker"}
REACH = (MAKE - {"returns-officer"}) | {"personal-adviser", "emergency-duty"}
LOOK_IN_NOTES = {"social-worker", "team-manager", "reviewing-officer", "conference-chair", "personal-adviser",
              "emergency-duty", "safeguarding-lead", "adoption-worker", "data-protection-officer"}  # fmt: skip
MOVE_NOTES = {"social-worker", "team-manager", "reviewing-officer", "conference-chair", "personal-adviser",
              "emergency-duty", "adoption-worker"}  # fmt: skip
HOMES = MAKE | {"personal-adviser"}
MANAGE = {"team-manager"}
WRITE_ALERTS = {"social-worker", "team-manager", "emergency-duty"}
READ_ASSESSMENTS = WRITE_ALERTS | {
    "reviewing-officer",
    "conference-chair",
    "returns-officer",
    "data-protection-officer",
}
WRITE_NOTES = WRITE_ALERTS | {"reviewing-officer", "conference-chair", "personal-adviser", "adoption-worker"}
READ_NOTES = WRITE_NOTES | {"data-protection-officer"}
SEE_REVIEWS = READ_NOTES - {"conference-chair"} | {"returns-officer"}

# School life: registers, exclusions, plans for learning, moving school.
SEE_SCHOOL = PRACTICE - {"adoption-worker"} | {"data-protection-officer", "virtual-school-head"}
KEEP_REGISTERS = {"social-worker", "team-manager"}
KEEP_LEARNING = KEEP_REGISTERS | {"personal-adviser", "virtual-school-head"}
SEE_PLAN = SEE_SCHOOL - {"pastoral-lead"}
READ_HEALTH = SEE_PLAN - {"safeguarding-lead", "virtual-school-head"}  # part C of a plan
SEE_VIRTUAL = SEE_SCHOOL - {"safeguarding-lead", "pastoral-lead"}
# The room of pictures and figures.
SEE_FAMILY = KNOW_CHILDREN - {"pastoral-lead"}
SEE_FIGURES = KNOW_CHILDREN - {"pastoral-lead", "data-protection-officer"}
COUNT = {"auditor", "returns-officer", "team-manager"}
SEE_FAMILY = KNOW_CHILDREN - {"pastoral-lead", "virtual-school-head"}
SEE_PLACEMENTS = KNOW_CHILDREN - {"pastoral-lead", "safeguarding-lead"}

# Notes of concern: written by those who may add one; read by those of them who may view them, decided by who may edit.
RAISE = {"social-worker", "team-manager", "reviewing-officer", "conference-chair", "personal-adviser", "emergency-duty",
         "safeguarding-lead", "pastoral-lead"}  # fmt: skip
DECIDE = RAISE - {"pastoral-lead"}
READ_CONCERN = DECIDE
READ_NOTES = PRACTICE - {"safeguarding-lead", "pastoral-lead"} | {"data-protection-officer"}

# Address: who may look, who may send. "405" where there is nothing to send, or nothing to look at.
PAGES = {
    "start": (SIGNED_IN, "405"),
    "accessibility": (EVERYBODY, "405"),
    "help": (EVERYBODY, "405"),
    "healthz": (EVERYBODY, "405"),
    "notice": (EVERYBODY, "405"),
    "notice-child": (EVERYBODY, "405"),
    "notice-easy": (EVERYBODY, "405"),
    "papers": (EVERYBODY, "405"),
    "paper": (EVERYBODY, "405"),
    "paper-pdf": (EVERYBODY, "405"),
    "paper-data": (EVERYBODY, "405"),
    "promises": (EVERYBODY, "405"),
    "mfa_index": (SIGNED_IN, "405"),
    "mfa_activate_totp": (SIGNED_IN, SIGNED_IN),
    "mfa_add_webauthn": (SIGNED_IN, SIGNED_IN),
    "mfa_list_webauthn": (SIGNED_IN, "405"),
    "mfa_reauthenticate": (SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate_webauthn": (SIGNED_IN, SIGNED_IN),
    "mfa_generate_recovery_codes": (SIGNED_IN, SIGNED_IN),
    "usersessions_list": (SIGNED_IN, SIGNED_IN),
    "record:find": (KNOW_CHILDREN, KNOW_CHILDREN),
    "record:child": (KNOW_CHILDREN, "405"),
    "record:chronology": (KNOW_CHILDREN, "405"),
    "record:chronology-print": (KNOW_CHILDREN, "405"),
    "record:told": (SEE_TOLD, "405"),
    "record:tell": (TELL, TELL),
    "record:consent": (TELL, TELL),
    "record:withdraw": ("405", WITHDRAW),
    "record:notice-then": (EVERYBODY, "405"),
    "record:who": (KNOW_CHILDREN, "405"),
    "record:allocate": ("405", ALLOCATE),
    "record:end-allocation": ("405", ALLOCATE),
    "record:restrict": ("405", KEEP_OUT),
    "record:shut": ("405", KEEP_OUT),
    "record:lift": ("405", KEEP_OUT),
    "record:conflict": ("405", KNOW_CHILDREN),
    "record:emergency": (IN_AN_EMERGENCY, IN_AN_EMERGENCY),
    "record:emergency-end": ("405", IN_AN_EMERGENCY),
    "record:emergencies": (KEEP_OUT, "405"),
    "record:emergency-check": (KEEP_OUT, KEEP_OUT),
    "record:opened": (OF_THE_LOG, "405"),
    "record:opened-print": (PRINT_THE_LOG, "405"),
    "record:wording": ("405", SIGNED_IN),
    "record:new": (MAKE, MAKE),
    "record:duplicates": (MAKE, MAKE),
    "record:words": (LOOK_IN_NOTES, LOOK_IN_NOTES),
    "record:words-of-child": (LOOK_IN_NOTES, LOOK_IN_NOTES),
    "record:move-note": (MOVE_NOTES, MOVE_NOTES),
    "record:same": (MAKE, MAKE),
    "record:merge": (MAKE, MAKE),
    "record:settle": ("405", MAKE),
    "record:unmerge": (MAKE, MAKE),
    "record:relative": (MAKE, MAKE),
    "record:contact": (REACH, REACH),
    "record:move-home": (HOMES, HOMES),
    "record:life-story": (SEE_TOLD, "405"),
    "record:life-story-book": (SEE_TOLD, "405"),
    "record:life-story-picture": (SEE_TOLD, "405"),
    "record:life-story-add": (TELL_STORY, TELL_STORY),
    "record:life-story-change": (TELL_STORY, TELL_STORY),
    "record:add": (CORRECT_EPISODES, CORRECT_EPISODES),
    "record:correct": (CORRECT_A_FIELD, CORRECT_A_FIELD),
    "record:remove": (REMOVE_EPISODES, REMOVE_EPISODES),
    "journey:work": (KNOW_CHILDREN, "405"),
    "journey:record": (WRITE_NOTES, WRITE_NOTES),
    "journey:step": (READ_NOTES, "405"),
    "journey:change": (WRITE_NOTES, WRITE_NOTES),
    "journey:actions": (KNOW_CHILDREN, "405"),
    "journey:action": (FOLLOW_PLANS, FOLLOW_PLANS),
    "school:attendance": (SEE_SCHOOL, "405"),
    "school:registers": (KEEP_REGISTERS | {"operator"}, KEEP_REGISTERS | {"operator"}),
    "school:register-file": (NO_ONE, "405"),  # for whoever brought the file
    "school:virtual": (SEE_VIRTUAL, "405"),
    "school:child": (SEE_SCHOOL, "405"),
    "school:amend": (KEEP_REGISTERS, KEEP_REGISTERS),
    "school:life": (SEE_SCHOOL, "405"),
    "school:exclude": (KEEP_LEARNING, KEEP_LEARNING),
    "school:exclusion": (KEEP_LEARNING, KEEP_LEARNING),
    "school:stage": (KEEP_REGISTERS, KEEP_REGISTERS),
    "school:leave": (KEEP_LEARNING, KEEP_LEARNING),
    "school:leaving": (KEEP_LEARNING, KEEP_LEARNING),
    "school:plan": (SEE_SCHOOL, "405"),
    "school:write": (KEEP_LEARNING, KEEP_LEARNING),
    "school:decide": ("405", {"virtual-school-head"}),
    "school:ehc": (SEE_PLAN, "405"),
    "school:ehc-part": (READ_HEALTH, "405"),
    "school:ehc-write": (KEEP_REGISTERS, KEEP_REGISTERS),
    "seeing:family": (SEE_FAMILY, "405"),
    "seeing:placements": (SEE_PLACEMENTS, "405"),
    "seeing:plan": (KNOW_CHILDREN, "405"),
    "seeing:figures": (SEE_FIGURES, "405"),
    "seeing:figure": (SEE_FIGURES - {"safeguarding-lead"}, "405"),
    "seeing:figure-children": (SEE_FIGURES - {"safeguarding-lead"}, "405"),
    "seeing:service": (COUNT, "405"),
    "seeing:service-figure": (COUNT, "405"),
    "seeing:mark": (CORRECT_EPISODES | {"emergency-duty"}, CORRECT_EPISODES | {"emergency-duty"}),
    "work:mine": (KNOW_CHILDREN, "405"),
    "work:reminders": (SIGNED_IN, SIGNED_IN),
    "work:guidance": (SIGNED_IN, "405"),
    "work:guidance-read": ("405", READ_GUIDANCE),
    "work:guidance-look": (PRINT_THE_LOG, PRINT_THE_LOG),
    "work:feed": (EVERYBODY, "405"),
    "work:team": (MANAGE, "405"),
    "work:allocate": (MANAGE, MANAGE),
    "work:move": (MANAGE, MANAGE),
    "work:approvals": (MANAGE, "405"),
    "work:approval": (READ_ASSESSMENTS, MANAGE),
    "work:clocks": (KNOW_CHILDREN, "405"),
    "work:why": (SEE_REVIEWS, "405"),
    "work:alert-add": (WRITE_ALERTS, WRITE_ALERTS),
    "work:alert": (WRITE_ALERTS, WRITE_ALERTS),
    "work:supervision": (READ_NOTES, WRITE_NOTES),
    "work:done": ("405", WRITE_NOTES),
    "record:draft": ("405", SIGNED_IN),
    "record:document": (READ_NOTES, "405"),
    "concerns:raise": (RAISE, RAISE),
    "concerns:raise-for": (RAISE, RAISE),
    "concerns:raised": (RAISE, "405"),
    "concerns:waiting": (DECIDE, "405"),
    "concerns:concern": (READ_CONCERN, "405"),
    "concerns:versions": (READ_CONCERN, "405"),
    "concerns:file": (READ_CONCERN, "405"),
    "concerns:pattern": (READ_CONCERN, "405"),
    "concerns:seek": ("405", DECIDE),
    "concerns:settle": ("405", DECIDE),
    "concerns:move": (DECIDE, DECIDE),
    "concerns:decide": ("405", DECIDE),
    "concerns:belongs": ("405", DECIDE),
    "concerns:doing": ("405", DECIDE),
    "concerns:done": ("405", DECIDE),
    "concerns:mend": (DECIDE, DECIDE),
    "concerns:link": (DECIDE, DECIDE),
    "concerns:unlink": ("405", DECIDE),
    # This council keeps no concerns about staff here: the pages are not there for anybody.
    "concerns:staff": (NO_ONE, "405"),
    "concerns:raise-staff": (NO_ONE, NO_ONE),
    "concerns:staff-concern": (NO_ONE, NO_ONE),
    "desk:start": (RETURNS, "405"),
    "desk:import": (RETURNS, "405"),
    "desk:check": (RETURNS, RETURNS),
    "desk:run": (RETURNS, "405"),
    "desk:progress": (RETURNS, "405"),
    "desk:stop": ("405", RETURNS),
    "desk:again": ("405", RETURNS),
    "desk:download": (RETURNS | {"operator"}, "405"),
    "desk:findings": (RETURNS, "405"),
    "desk:children": (RETURNS, "405"),
    "desk:mended": (RETURNS, "405"),
    "desk:finding": (RETURNS, "405"),
    "desk:explain": ("405", RETURNS),
    "desk:withdraw": ("405", RETURNS),
}


# Addresses that speak of no one child; all others of these rooms speak of one.
ROOMS = ("record:", "journey:", "school:", "seeing:", "work:", "concerns:")
OF_NO_CHILD = {
    "record:find", "record:emergency", "record:emergencies", "record:emergency-end", "record:notice-then",
    "record:wording", "record:words", "record:new", "record:duplicates", "record:draft",
    "work:guidance", "work:guidance-read", "work:guidance-look",
    "work:mine", "work:reminders", "work:feed", "work:team", "work:allocate", "work:move", "work:approvals",
    "concerns:raise", "concerns:raised", "concerns:waiting", "concerns:staff", "concerns:raise-staff",
    "concerns:staff-concern",
    "seeing:figures", "seeing:figure", "seeing:figure-children", "seeing:service", "seeing:service-figure",
    "school:attendance", "school:registers", "school:register-file", "school:virtual",
}  # fmt: skip
OF_ONE_CHILD = {name for name in PAGES if name.startswith(ROOMS)} - OF_NO_CHILD
OF_ONE_CHILD |= {"desk:finding", "desk:explain", "desk:withdraw"}

# Before somebody is signed in, and of one's own account: tests/web/staff.
SIGN_IN = ("account_", "openid_connect_", "mfa_authenticate", "mfa_login", "mfa_view", "mfa_deactivate", "mfa_remove")


def addresses(resolver=None, room=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern, room + (f"{pattern.namespace}:" if pattern.namespace else ""))
        else:
            yield room + (pattern.name or "")


def test_every_address_says_whom_it_is_for():
    """Apart from sign-in itself, which has tests of its own."""
    known = {name for name in addresses() if name and not name.startswith(SIGN_IN)}
    assert known == set(PAGES)


@pytest.fixture
def world(settings, tmp_path):
    """A child in care, files taken in, a finished check of the record with findings. -> arguments of each address."""
    settings.TASKS = IMMEDIATE
    settings.KEEPWELL_INCOMING = tmp_path / "incoming"
    settings.KEEPWELL_INCOMING.mkdir()
    at = folder(tmp_path / "ret", header=[HEADER, ADA], episodes=[EPISODES, bad(ADAS_EPISODE)])
    taken_in, _ = taken(at, 2026)
    officer = people.user("returns-officer")
    run = runs.ask_for(by=officer, collection="ssda903", year=2026, this_from="record", last_from="none")
    run = Run.objects.get(pk=run.pk)
    finding = run.findings.first()
    child, episode = m.Child.objects.get(), m.Episode.objects.get()
    uid, kind, note = child.person.uid, "ssda903-episodes", noted(child)
    stranger = people.user("auditor", strange=True, team=people.the_team("Elsewhere"))
    allocation = Allocation.objects.create(child=uid, user=stranger, starts_on=date.today())
    restriction = Restriction.objects.create(child=uid, kind="excluded", user=stranger)
    emergency = Emergency.objects.create(
        child=uid, user=stranger, ends_at=timezone.now(), purpose="safeguarding", seal=uid, sealed_reason=b"",
        reviewer=officer, review_by=date.today(),
    )  # fmt: skip
    twin = people.child("Kofi", "Larkspur")
    merge, _ = merging.merge(child, people.child("Amah", "Larkspur"), reason="x", by=officer, purpose="returns")
    concern = a_concern(child, by=officer)
    return {
        "concerns": {
            "raise": [], "raised": [], "waiting": [], "staff": [], "raise-staff": [], "staff-concern": [uid],
            "raise-for": [uid], "pattern": [uid], "file": [concern.seal, concern.files.get().pk],
            "done": [concern.seal, concern.doings.get().pk], "link": [concern.seal, 0], "unlink": [concern.seal, 1],
        },
        "concern": [concern.seal],
        "record": {
            "move-note": [uid, "note", people.note(child).pk],
            "merge": [uid, twin.person.uid], "settle": [uid, twin.person.uid], "unmerge": [uid, merge.pk],
            "document": [uid, keep_document(child, name="a.txt", content=b"x", media_type="text/plain").pk],
            "draft": ["visit"],
            **a_life_story(child),
            "add": [uid, kind], "correct": [uid, kind, episode.pk], "remove": [uid, kind, episode.pk],
            "end-allocation": [uid, allocation.pk], "lift": [uid, restriction.pk], "emergency-check": [emergency.pk],
            "emergency-end": [uid],
            "withdraw": [uid, answered(child).pk], "notice-then": [told(child).notice.digest, "adult"],
        },
        "child": [uid],
        "school": school_life(child, officer),
        "seeing": {"mark": [uid, "record.placement", m.Placement.objects.get().pk, "starts_on"],
                   "figures": [], "service": [], "figure": ["moves"], "service-figure": ["moves"],
                   "figure-children": ["moves", "2026", "fewer"]},
        "work": work_of(child, stranger),
        "desk": {"download": [run.pk, "csv"], "import": [taken_in.pk], "finding": [finding.pk],
                 "explain": [finding.pk], "withdraw": [finding.pk], "start": [], "check": []},
        "run": [run.pk],
        "journey": {"record": [uid, "case-note"], "step": [uid, note.pk], "change": [uid, note.pk],
                    "action": [uid, a_pathway_plan(child).pk, 0]},
        "paper": {"paper": ["policy-document"], "paper-pdf": ["policy-document"], "paper-data": ["dpv.jsonld"]},
    }  # fmt: skip


def a_life_story(child):
    """Arguments of the addresses of one entry with a picture."""
    said = {
        "whose": "child",
        "title": "T",
        "words": "W",
        "on": None,
        "age": 4,
        "picture": ("image/png", png(), "A dot"),
    }
    entry = lifestory.add(child, **said, by=people.user("social-worker"), purpose="support")
    uid = child.person.uid
    return {"life-story-change": [uid, entry.pk], "life-story-picture": [uid, entry.pictures.get().pk]}


def school_life(child, by):
    """Arguments of the addresses of school life; {} beyond them is the child alone."""
    uid = child.person.uid
    kept = {"child": child, "by": by, "seal": uid}
    file = school.RegisterFile.objects.create(
        digest="", by=by, seal=uid, lines=0, new=0, same=0, amended=0, troubles=0, sealed_account=b""
    )
    exclusion = school.Exclusion.objects.create(kind="suspension", starts_on=date.today(), **kept)
    leaving = school.Leaving.objects.create(child=child, by=by, school="A", leaves_on=date.today())
    words = {"view": "", "attendance": "", "attainment": "", "premium": "", "targets": []}
    learning.write(child, year=2026, term="autumn", meeting_on=None, words=words, send=False, seen=None,
                   by=people.user(), purpose="support")  # fmt: skip
    return {
        "attendance": [], "registers": [], "virtual": [], "register-file": [file.pk], "exclusion": [uid, exclusion.pk],
        "leaving": [uid, leaving.pk], **{key: [uid, 2026, "autumn"] for key in ("plan", "write", "decide")},
        "ehc-part": [uid, "C"], "ehc-write": [uid, "C"],
    }  # fmt: skip


def work_of(child, stranger):
    """Something of each kind of the room of work, and the arguments of its addresses."""
    uid = child.person.uid
    note = people.note(child, kind="supervision")
    action = supervision.give(child, note=note, what="Ring", to=stranger, due_on=None, by=stranger)
    alert = m.Alert.objects.create(child=child, kind="Dog", text="Bites", review_on=date.today())
    m.Review.objects.create(child=child, held_on=date.today())
    recompute([child.pk])
    clock = Clock.objects.filter(clock="later-review").last() or Clock.objects.filter(clock="second-review").last()
    approval = Approval.objects.create(
        child=child, about="assessment", key=1, title="Assessment", categories=["assessment"], seal=uuid.uuid4(),
        digest="", sealed_content=b"", asked_at=timezone.now(), asked_by=stranger,
    )  # fmt: skip
    Reminding.objects.create(user=stranger, feed_digest=digest_of("token"))
    return {
        "clocks": [uid], "alert-add": [uid], "supervision": [uid], "why": [uid, clock.pk], "alert": [uid, alert.pk],
        "done": [uid, action.pk], "approval": [approval.pk], "move": [people.user().pk], "feed": ["token"],
        "guidance": [], "guidance-read": ["working-together"],
        "guidance-look": [Edition.objects.create(source="dpa", edition="x").pk],
    }  # fmt: skip


def a_pathway_plan(child):
    steps = [{"goal": "A flat", "who": "Adviser", "by": date.today()}]
    return stepping.take(child, form=forms()["pathway-plan"], answers={"on": date.today(), "steps": steps},
                         by=people.user("team-manager"), purpose="support")  # fmt: skip


def a_concern(child, *, by):
    """A note of concern with a file, an action, one person linked to another child and one who is not."""
    other = people.child("Kofi", "Larkspur", strange=True)
    words = {"people": [{"name": "Zed", "part": "witness"}, {"name": "Kofi", "part": "alleged"}]}
    seal = uuid4()
    concern = Concern.objects.create(child=child, seal=seal, raised_by=by, on=date.today(), how="saw", in_file="yes",
        sealed_words=sealing.seal_data(sealing.key_of(child.pk), "words", words, seal))  # fmt: skip
    mark = sealing.write_file(sealing.key_of(child.pk), b"x")
    name = sealing.seal(sealing.key_of(child.pk), "file", "a.txt", mark)
    concern.files.create(seal=mark, sealed_name=name, media_type="text/plain", size=1)
    concern.doings.create(seal=uuid4(), sealed_what=b"", owner=by, due_on=date.today(), given_by=by)
    concern.linked.create(number=1, child=other, part="alleged", seal=uuid4(), sealed_words=b"", by=by)
    return concern


def address(name, world):
    """The address of a page, of the child of this world where it is of one."""
    room, _, page = name.rpartition(":")
    args = world.get(room or "paper", {}).get(page)
    if args is None:
        of_room = {"desk": world["run"], "concerns": world["concern"]}
        args = of_room.get(room, world["child"] if name in OF_ONE_CHILD else [])
    return reverse(name, args=args)


def client_of(who, state="own"):
    client = Client(HTTP_HOST="localhost")
    if who != NOBODY:
        user = people.user(None if who == NO_ROLE else who)
        into(state, user)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def into(state, user):
    """Put the child's record into this state for the user."""
    uid = m.Episode.objects.get().child.person.uid
    if state in ("other team", "restricted, other team"):
        Allocation.objects.filter(child=uid).exclude(user__roles_held__role="auditor").delete()
    if kind := {"restricted, other team": "restricted"}.get(state, state if state in STATES else None):
        whom = user if kind in ("conflict", "excluded") else None
        Restriction.objects.create(child=uid, kind=kind, user=whom)


def outcome(answer):
    """open, gone (it does not exist for you), 405, or sign in."""
    if answer.status_code == 302:
        return "sign in" if "/account/login/" in answer["Location"] else "open"
    return {200: "open", 204: "open", 404: "gone", 405: "405"}.get(answer.status_code, str(answer.status_code))


def wanted(who, allowed):
    if allowed == "405":
        return {"405", "gone", "sign in"} if who == NOBODY else {"405"}
    if who in allowed:
        return {"open"}
    return {"sign in"} if who == NOBODY else {"gone"}


@contextmanager
def undone():
    """What happens meanwhile is taken back: one world serves several roles."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


SOME = [sorted(EVERYBODY)[n::4] for n in range(4)]  # tests of about the same length


@pytest.mark.parametrize("some", SOME, ids=lambda some: "-".join(one.split("-")[0].split()[0] for one in some))
def test_each_sees_what_is_theirs_and_no_more(some, world):
    wrong = {}
    for who in some:
        with undone():
            wrong |= {(who, *one): said for one, said in _seen_wrongly(who, world).items()}
    assert wrong == {}


def _seen_wrongly(who, world):
    client, wrong = client_of(who), {}
    for name, allowed in PAGES.items():
        for method, may in zip(("get", "post"), allowed, strict=True):
            refused = Entry.objects.filter(outcome="refused").count()
            answer = getattr(client, method)(address(name, world))
            said = outcome(answer)
            if said not in wanted(who, may):
                wrong[name, method] = said
            if said == "gone":
                assert Entry.objects.filter(outcome="refused").count() == refused + 1, f"{method} {name} left no trace"
                assert b"Ada" not in TOKEN.sub(b"", answer.content)
    return wrong


# Who keeps what is theirs, when the child's record is in this state; for the others the child is not there.
KEPT_BY = {
    "other team": {
        "returns-officer",
        "data-protection-officer",
        "emergency-duty",
        "adoption-worker",
        "virtual-school-head",
    },
    "restricted": KNOW_CHILDREN,  # the child's own workers
    "restricted, other team": {"returns-officer", "data-protection-officer"},
    "sealed": {"returns-officer", "data-protection-officer", "adoption-worker"},
    "conflict": NO_ONE,
    "excluded": NO_ONE,
}


def tried(state):
    """{role: addresses of one child that it tries in this state}.

    All roles at all addresses in all states would be tens of thousands of pages. Each address is tried in each state by
    two of those who keep it and two of those who lose it, taken in turn, so that every role comes to each state and,
    over the states and the test of roles, to each address.
    """
    found = {who: [] for who in sorted(KNOW_CHILDREN)}
    for n, name in enumerate(sorted(OF_ONE_CHILD)):
        may = set().union(*(one for one in PAGES[name] if one != "405")) & KEPT_BY[state]
        for some in ([w for w in found if w in may], [w for w in found if w not in may]):
            for who in {some[turn % len(some)] for turn in (n, n + 1)} if some else ():
                found[who].append(name)
    return found


@pytest.mark.parametrize("state", KEPT_BY)
def test_each_sees_of_a_child_what_the_state_of_the_record_leaves_them(state, world):
    wrong = {}
    for who, names in tried(state).items():
        assert names
        with undone():
            wrong |= {(who, *one): said for one, said in _left_wrongly(who, state, names, world).items()}
    assert wrong == {}


def _left_wrongly(who, state, names, world):
    client, wrong = client_of(who, state), {}
    for name in names:
        for method, may in zip(("get", "post"), PAGES[name], strict=True):
            answer = getattr(client, method)(address(name, world))
            left = may if may == "405" else may & KEPT_BY[state]
            if outcome(answer) not in wanted(who, left):
                wrong[name, method] = outcome(answer)
            assert outcome(answer) != "gone" or b"Ada" not in TOKEN.sub(b"", answer.content)
    return wrong


def test_a_child_who_is_not_there_and_one_who_is_closed_look_the_same(world):
    for who in sorted(EVERYBODY - {NOBODY}):
        with undone():
            _looks_the_same(client_of(who), world)


def _looks_the_same(client, world):
    strange = "00000000-0000-4000-8000-000000000000"
    for name in ("record:child", "record:chronology"):
        there, gone = (client.get(reverse(name, args=[uid])) for uid in (world["child"][0], strange))
        assert gone.status_code == 404
        if there.status_code == 404:
            assert TOKEN.sub(b"", there.content) == TOKEN.sub(b"", gone.content)


def test_a_role_that_has_ended_opens_nothing(world):
    user = people.user("social-worker")
    user.roles_held.update(ends_on=date(2026, 1, 1))
    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert outcome(client.get(address("record:child", world))) == "sign in"  # the session ended with the role
