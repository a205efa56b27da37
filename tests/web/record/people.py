"""Invented people and their records, made row by row for the tests of the pages."""

import itertools
import uuid
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connection

from keepwell.web.access.models import Allocation
from keepwell.web.record import models as m
from keepwell.web.record import names, vault
from keepwell.web.staff.actions import give_role, join, make_team
from keepwell.web.staff.models import Team, User

TODAY = date.today()
_numbers = itertools.count(1)


SINCE = date(2020, 1, 1)


def user(role="social-worker", name="Ffion Aldous", *, team=None, strange=False):
    """Somebody in a role, in the one team of the tests, who works with every child; `strange`: with none."""
    email = f"person{next(_numbers)}@example.org"
    made = join(email=email, name=name, job_title="Tester", password="a long enough one", by=None)
    if role:
        give_role(user=made, role=role, starts_on=SINCE, team=team or the_team(), by=None)
    if not strange:
        work_together(users=[made])
    return made


def the_team(name="The team"):
    return Team.objects.filter(name=name).first() or make_team(name=name, kind=Team.Kind.SOCIAL_WORK, by=None)


def work_together(users=None, children=None):
    """Allocate these users and the one team to these children, all when not given: most tests are not of reach."""
    users = list(User.objects.all()) if users is None else users
    uids = (
        m.Child.objects.values_list("person__uid", flat=True) if children is None else [c.person.uid for c in children]
    )
    pairs = [(uid, one) for uid in uids for one in users] + [(uid, the_team()) for uid in uids]
    for uid, one in pairs:
        whom = {"team": one} if isinstance(one, Team) else {"user": one}
        if not Allocation.objects.filter(child=uid, **whom).exists():
            Allocation.objects.create(child=uid, starts_on=SINCE, **whom)


def person(given="", family="", kind="other", **more):
    reference = more.pop("reference", f"P{next(_numbers):06}")
    made = m.Person.objects.create(reference=reference, folded=reference.upper(), kind=kind, **more)
    if given or family:
        m.Name.objects.create(person=made, given=given, family=family)
        names.index([made.pk])
    return made


def child(given="Ama", family="Okafor", born_on=date(2014, 5, 3), *, strange=False, **more):
    """A child with whom everybody here works; `strange`: nobody does."""
    made = m.Child.objects.create(person=person(given, family, kind="child", born_on=born_on, **more))
    if not strange:
        work_together(children=[made])
    return made


def called(child, given, family, kind="former", **more):
    m.Name.objects.create(person=child.person, given=given, family=family, kind=kind, **more)
    names.index([child.pk])


def number(child, kind, value, **more):
    return m.Identifier.objects.create(person=child.person, kind=kind, value=value, **more)


def note(child, text="Seen at home.", on=TODAY, kind="case note", title="Visit", child_words="", **more):
    key, seal = vault.keys_of([child.pk])[child.pk], uuid.uuid4()
    sealed = {p: vault.seal(key, words, "note", seal, p)
              for p, words in (("title", title), ("text", text), ("child_words", child_words))}  # fmt: skip
    return m.Note.objects.create(child=child, kind=kind, on=on, seal=seal,
                                 **{f"sealed_{p}": s for p, s in sealed.items()}, **more)  # fmt: skip


def care(child, start, end=None, kind="U6", status="C2"):
    """A period of care of one episode."""
    period = m.PeriodOfCare.objects.create(child=child, starts_on=start, ends_on=end)
    legal = m.LegalStatus.objects.create(child=child, starts_on=start, ends_on=end, code=status)
    place = m.Placement.objects.create(child=child, starts_on=start, ends_on=end, kind=kind, provider="PR1")
    m.Episode.objects.create(
        child=child, period=period, legal_status=legal, placement=place, starts_on=start, ends_on=end,
        reason_started="S", category_of_need="N1", reason_ended="E4A" if end else "",
    )  # fmt: skip
    return period


def whole_record(child, times=1):
    """Something of every kind, `times` over, for pages that must show all and stay quick."""
    p = child.person
    mother, worker = person("Efua", "Okafor", kind="parent"), person("Ruth", "Marsh", kind="professional")
    m.Professional.objects.create(person=worker, role="Social worker", organisation="Exampleshire", team="North")
    for i in range(times):
        a, b = TODAY - timedelta(900 + 40 * i), TODAY - timedelta(880 + 40 * i)
        m.Relationship.objects.create(person=p, other=mother, kind="mother", parental_responsibility=True)
        m.Contact.objects.create(person=mother, kind="phone", value="01632 960001", do_not_contact=i % 2 == 1)
        m.Contact.objects.create(person=p, kind="email", value="ama@example.org")
        m.Address.objects.create(person=p, kind="home", line_1=f"{i + 1} Mill Lane", town="Marlowbridge", starts_on=a)
        m.Characteristic.objects.create(person=p, kind="ethnicity", code="BAFR", starts_on=a)
        m.Involvement.objects.create(child=child, person=worker, role="allocated social worker", starts_on=a)
        m.SocialWorkerInvolvement.objects.create(child=child, worker="SW100200300", starts_on=a, ends_on=b,
                                                 reason_ended="LEFTRL")  # fmt: skip
        m.Alert.objects.create(child=child, kind="Home visits", text="Visit in pairs", starts_on=a, review_on=b)
        referral = m.Referral.objects.create(child=child, referred_on=a, source="2A", primary_need="N1",
                                             closed_on=None if i == 0 else b)  # fmt: skip
        assessment = m.Assessment.objects.create(child=child, referral=referral, started_on=a, authorised_on=b)
        m.AssessmentFactor.objects.create(child=child, assessment=assessment, code="3B")
        enquiry = m.Section47Enquiry.objects.create(child=child, referral=referral, started_on=a)
        m.Conference.objects.create(child=child, referral=referral, enquiry=enquiry, target_on=b, held_on=b)
        plan = m.ProtectionPlan.objects.create(child=child, referral=referral, starts_on=b, initial_category="NEG",
                                               latest_category="EMO", ends_on=None if i == 0 else b)  # fmt: skip
        m.ProtectionReview.objects.create(child=child, plan=plan, held_on=b)
        m.NeedPlan.objects.create(child=child, referral=referral, starts_on=a, ends_on=b)
        m.PreProceedings.objects.create(child=child, referral=referral, starts_on=a, letter_sent_on=b, decided_on=b)
        m.Visit.objects.create(child=child, on=b, reason="Child protection plan", seen=True, seen_alone=True)
        care(child, a, None if i == 0 else b, kind=("U6", "K2", "T1", "QQ")[i % 4])
        m.Review.objects.create(child=child, held_on=b, participation="PN1")
        m.MissingEpisode.objects.create(child=child, starts_on=a, ends_on=b, kind="M")
        m.DeprivationOfLiberty.objects.create(child=child, starts_on=a, ends_on=b)
        m.PreviousPermanence.objects.create(child=child, kind="P1", authority="301", on="ZZ/03/2015")
        m.UnaccompaniedStatus.objects.create(child=child, ceased_on=b)
        m.HealthEvent.objects.create(child=child, kind="health assessment", on=a, outcome="Well")
        m.HealthEvent.objects.create(child=child, kind="dental check", on=b, outcome="No treatment")
        m.HealthEvent.objects.create(child=child, kind="immunisations", on=b, outcome="Up to date")
        m.Sdq.objects.create(child=child, on=a, score=10 + i % 20, completed_by="carer")
        m.YearlyOutcomes.objects.create(
            child=child, year=2020 + i % 6, sdq_score=15, health_assessed=True, convicted=False
        )
        m.SubstanceUse.objects.create(child=child, found_on=a)
        m.Offence.objects.create(child=child, on=b, outcome="Final warning")
        m.SchoolPlace.objects.create(child=child, school="Mossbank School", year_group="7", starts_on=a)
        m.Attendance.objects.create(child=child, school_year="2025-26", term="autumn", possible=130, present=121)
        m.EducationPlan.objects.create(child=child, kind="EHCP", starts_on=a, reviewed_on=b, need="Speech")
        m.EducationPlan.objects.create(child=child, kind="PEP", starts_on=a)
        m.Adoption.objects.create(child=child, decided_on=a, matched_on=b, adopters="2")
        m.PlacedForAdoption.objects.create(child=child, starts_on=a, ends_on=b, reason_ended="RD1")
        m.CareLeaverContact.objects.create(
            child=child, year=2020 + i % 6, in_touch="YES", activity="F1", accommodation="U1"
        )
        note(child, on=a, kind="concern", title="A bruise seen", written_by=worker)
        note(child, on=b, kind="visit", title="Home visit", child_words="I like my room.", written_by=worker,
             significant=True)  # fmt: skip
    return child


@contextmanager
def counted(with_params=False):
    """The statements sent to the database meanwhile. Django's own log of them is switched off in our settings."""
    sent = []

    def count(execute, sql, params, many, context):
        sent.append((sql, params) if with_params else sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield sent
