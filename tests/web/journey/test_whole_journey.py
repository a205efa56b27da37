"""From a concern at school to a care leaver: a whole way recorded through the pages, and what the returns say of it."""

from datetime import date

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse

from keepwell.example.numbers import upn
from keepwell.returns.running import Job, run
from keepwell.web.access.door import Operator
from keepwell.web.concerns.models import Concern
from keepwell.web.desk import actions as desk
from keepwell.web.record.checks import check_child
from tests.web.journey.steps import mistakes, record
from tests.web.record import people

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
D = date


@pytest.fixture
def worker(client):
    user = people.user("social-worker")
    client.force_login(user)
    return client


def correct(client, child, kind, key, **cells):
    """Give facts of the child that a return carries, through the page where they are mended."""
    address = reverse("record:correct", args=[child.person.uid, kind, key])
    page = client.get(address)
    was = page.context["form"]["was"].value()
    data = _standing(page.context["form"])
    for name, value in cells.items():
        if isinstance(value, date):
            data |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        else:
            data[name] = value
    saved = client.post(address, data | {"was": was, "reason": "Asked the family"})
    assert saved.status_code == 302, mistakes(saved)


def _standing(form):
    found = {}
    for name in form.fields:
        value = form[name].initial
        if isinstance(value, date):
            found |= {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}
        elif value not in (None, ""):
            found[name] = value
    return found


# As catalogued, this rule finds every open episode that did not itself begin the care: missing days satisfy nothing. In
# the year in which care ends nothing is open, and it must find nothing either.
WHILE_OPEN = {"SW12STG2"}


def errors(child, year, but=()):
    return [
        (one.collection, one.rule, one.sentence)
        for one in check_child(child, year=year).found
        if one.severity == "error" and one.rule not in but
    ]


def errors_in_files(folder, collection, year, but=()):
    """Build the return of that year and the one before as files, and run the rules over them as a data officer does."""
    for one in (year - 1, year):
        desk.build(collection, one, folder / collection / str(one), by=Operator("returns"))
    mine, last = (folder / collection / str(one) for one in (year, year - 1))
    found = run(Job(mine, collection, year=year, previous=last)).findings
    wrong = found.filter((pl.col("severity") == "error") & ~pl.col("rule").is_in(list(but)))
    return wrong.select("rule", "message").rows()


def concern(child, by):
    """Her school raises a concern, which is referred."""
    school = Client(HTTP_HOST="localhost")
    school.force_login(people.user("pastoral-lead", "Edda Lindqvist"))
    said = {"child_words": "He did it with a belt", "how": "saw", "seen": "Bruises on her back.", "marks": "1",
            "people": "1", "on_day": 7, "on_month": 5, "on_year": 2024}  # fmt: skip
    sent = school.post(reverse("concerns:raise-for", args=[child.person.uid]), said)
    assert sent.status_code == 302, mistakes(sent)
    address = reverse("concerns:decide", args=[Concern.objects.get().seal])
    was = by.get(reverse("concerns:concern", args=[Concern.objects.get().seal])).context["decide"].signed
    decided = by.post(address, {"category": "physical", "decision": "refer", "reason": "Bruises, and her words.",
                                "was": was})  # fmt: skip
    assert decided.status_code == 302, mistakes(decided)
    assert Concern.objects.get().decision == "refer"


def test_concern_at_school_to_care_leaver(worker, tmp_path):
    child = people.child("Nadia", "Quill", born_on=D(2008, 11, 3))
    concern(child, worker)
    correct(worker, child, "ssda903-header", child.pk, SEX="F", ETHNIC="WBRI", UPN=upn(7), MOTHER="0")
    worker.post(
        reverse("record:add", args=[child.person.uid, "cin-disabilities"]), {"Disability": "NONE", "reason": "Asked"}
    )
    record(worker, child, "contact", on=D(2024, 5, 7), source="2A", said="Her teacher saw bruises.",
           outcome="referral", why="A conference may be needed.")  # fmt: skip
    record(worker, child, "referral", on=D(2024, 5, 7), source="2A", need="N1", reason="Bruises, seen by her teacher.",
           outcome="strategy", why="She may be suffering significant harm.", ends_on=D(2024, 5, 8))  # fmt: skip
    record(worker, child, "assessment-start", on=D(2024, 5, 8))
    record(worker, child, "strategy-discussion", on=D(2024, 5, 9), agencies=["social-care", "police", "health"],
           shared="The school kept a note of each mark.", outcome="joint", why="Marks on three days.")  # fmt: skip
    record(worker, child, "section47", on=D(2024, 5, 20), seen="yes", words="I do not want to go home.",
           found="The marks were made by a belt.", outcome="conference", why="It is likely to go on.")  # fmt: skip
    record(worker, child, "conference", on=D(2024, 5, 28), there=["parents", "school"], views="She wants to be safe.",
           outcome="plan", harm="PHY", earlier=0, why="The harm is likely to go on.")  # fmt: skip
    record(worker, child, "core-group", on=D(2024, 6, 6), progress="Her aunt helps in the mornings.",
           steps=[{"goal": "Safe mornings", "who": "Her aunt comes at seven", "by": D(2024, 7, 1)}])  # fmt: skip
    record(worker, child, "protection-visit", on=D(2024, 6, 10), seen=True, alone=True, account="She showed her room.")
    record(worker, child, "assessment", on=D(2024, 7, 2), seen=[{"day": D(2024, 5, 20), "alone": True}],
           strengths="Her aunt.", needs="To be safe.", factors=["18C", "4B"], analysis="Home is not safe yet.",
           outcome="strategy")  # fmt: skip
    record(worker, child, "protection-review", on=D(2024, 8, 20), views="She is less afraid.", harm="PHY",
           outcome="goes-on", why="Not safe yet.")  # fmt: skip
    record(worker, child, "protection-review", on=D(2025, 2, 11), views="She wants to live with her aunt.", harm="PHY",
           outcome="ends", why="She comes into our care.")  # fmt: skip
    record(worker, child, "care-start", on=D(2025, 2, 11), status="V2", need="N1", home="ZZ99 3WZ", place="U6",
           provider="PR1", before="Z1", postcode="ZZ99 4WZ", urn="SC399001", why="Her mother agreed.")  # fmt: skip
    record(worker, child, "social-worker", on=D(2025, 2, 11), worker="SW1234567", reason="FCONTA")
    record(worker, child, "placement-plan", on=D(2025, 2, 13), days="Quiet mornings.", may="School trips.")
    record(worker, child, "care-plan", on=D(2025, 2, 20), outcome="foster", needs="A calm home.",
           steps=[{"goal": "Sleep", "who": "Carers"}])  # fmt: skip
    record(worker, child, "looked-after-visit", on=D(2025, 2, 17), seen=True, alone=True, account="She likes the dog.")
    record(worker, child, "health-assessment", on=D(2025, 3, 5), outcome="first", immunised=True, found="Well.")
    record(worker, child, "looked-after-review", on=D(2025, 3, 10), part="PN1", found="The plan is right.",
           outcome="right")  # fmt: skip
    record(worker, child, "legal-change", on=D(2025, 5, 6), status="C2", why="The court made a care order.")
    record(worker, child, "looked-after-review", on=D(2025, 6, 5), part="PN1", found="Right.", outcome="right")
    record(worker, child, "missing", on=D(2025, 7, 1), kind="M", known="After a quarrel.")
    record(worker, child, "missing-back", on=D(2025, 7, 2), state="Tired.", offered=True)
    record(worker, child, "return-interview", on=D(2025, 7, 3), outcome="held", words="I was at my friend's.")
    record(worker, child, "placement-move", on=D(2025, 9, 1), reason="CARPL", carer="P", place="U4", provider="PR1",
           postcode="ZZ99 5WZ", urn="SC399002", why="Long-term carers were found.")  # fmt: skip
    record(worker, child, "looked-after-review", on=D(2025, 12, 4), part="PN1", found="Right.", outcome="right")
    record(worker, child, "dental-check", on=D(2026, 1, 12))
    record(worker, child, "health-assessment", on=D(2026, 2, 9), outcome="review", immunised=True, found="Well.")
    record(worker, child, "sdq", on=D(2026, 2, 2), who="carer", score=9)
    record(worker, child, "yearly-outcomes", on=D(2026, 3, 31), immunised=True, teeth=True, assessed=True, score=9,
           convicted=False, substance=False)  # fmt: skip
    record(worker, child, "pathway-plan", on=D(2026, 2, 3), wishes="To cook.", home="With her carers.")
    record(worker, child, "looked-after-review", on=D(2026, 5, 28), part="PN1", found="Right.", outcome="right")
    record(worker, child, "looked-after-review", on=D(2026, 11, 3), part="PN1", found="Right.", outcome="right")
    record(worker, child, "care-end", on=D(2026, 11, 3), outcome="E17", why="She is eighteen and stays.")
    record(worker, child, "case-closed", on=D(2026, 11, 4), reason="RC7", summary="She has a personal adviser.")
    record(worker, child, "leaver-contact", on=D(2026, 11, 18), outcome="visit", account="She cooks.")
    for year, but in ((2025, WHILE_OPEN), (2026, WHILE_OPEN), (2027, ())):
        found = errors(child, year, but)
        assert not found, "\n".join(map(str, found))
    assert errors_in_files(tmp_path, "ssda903", 2026, WHILE_OPEN) == []
    assert errors_in_files(tmp_path, "ssda903", 2027) == []
    assert errors_in_files(tmp_path, "cin", 2025) == []
    assert errors_in_files(tmp_path, "cin", 2027) == []
