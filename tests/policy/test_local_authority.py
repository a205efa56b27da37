"""The policy we ship for a council: complete, and fit to be edited into a real one."""

import json
from datetime import date
from pathlib import Path

import pytest

from keepwell.policy.objects import ARTICLE_6

ON = date(2026, 11, 21)
SPECS = Path(__file__).parents[2].parent / "shared" / "specs"

# The ids that the record and the access door use.
CATEGORIES = [
    "identity",
    "address",
    "contact-details",
    "characteristics",
    "relationships",
    "need",
    "assessment",
    "section47",
    "conference",
    "protection-plan",
    "need-plan",
    "pre-proceedings",
    "care",
    "placement",
    "review",
    "missing",
    "liberty",
    "health",
    "dental",
    "immunisation",
    "sdq",
    "substance",
    "offending",
    "adoption",
    "placed-for-adoption",
    "previous-permanence",
    "care-leaver",
    "unaccompanied",
    "worker",
    "concern",
    "narrative",
    "attendance",
    "education",
    "ehcp",
    "alert",
    "access-log",
    "restriction",
    "emergency",
]
ROLES = [
    "social-worker",
    "team-manager",
    "reviewing-officer",
    "conference-chair",
    "personal-adviser",
    "returns-officer",
    "data-protection-officer",
    "emergency-duty",
    "safeguarding-lead",
    "pastoral-lead",
    "virtual-school-head",
    "auditor",
    "adoption-worker",
    "operator",
]
PURPOSES = [
    "support",
    "pastoral",
    "safeguarding",
    "quality",
    "evaluation",
    "returns",
    "rights-request",
    "administration",
]


def test_every_agreed_id_is_declared(policy):
    assert set(CATEGORIES) <= policy.categories.keys()
    assert set(ROLES) == policy.roles.keys()
    assert set(PURPOSES) == policy.purposes.keys()


def test_every_category_has_basis_for_each_use(policy):
    for purpose in policy.purposes.values():
        for category in (*purpose.categories, *purpose.flag_only):
            assert policy.bases_for(category, purpose.id, on=ON), (category, purpose.id)
    used = {id for purpose in policy.purposes.values() for id in purpose.categories}
    assert used == policy.categories.keys()


def test_every_category_has_a_time_and_an_origin(policy):
    originated = {id for origin in policy.origins.values() for id in origin.categories}
    for category in policy.categories.values():
        assert policy.retention_of(category.id), category.id
        assert category.id in originated, category.id
        assert category.title
        assert category.includes


def test_every_basis_is_used_and_says_nothing_it_cannot(policy):
    for basis in policy.bases.values():
        for purpose in basis.purposes:
            known = {*policy.purposes[purpose].categories, *policy.purposes[purpose].flag_only}
            assert set(basis.categories) <= known, basis.id
        assert basis.article6 != "6(1)(ea)", "a public authority cannot rely on recognised legitimate interest"
        assert basis.article6 in ARTICLE_6
        assert basis.enactments


def test_substantial_public_interest_needs_a_policy_document(policy):
    for basis in policy.bases.values():
        assert (basis.article9 == "9(2)(g)") == bool(basis.document), basis.id


def test_nothing_rests_on_a_general_duty_that_is_no_gateway(policy):
    assert not any("cypa2008-7" in gateway.law for gateway in policy.gateways.values())


def test_plans_leave_only_with_consent_or_an_exception(policy):
    excepted = {"courts", "inspectors", "complaint-bodies", "parents", "reviewers"}
    for recipient in policy.recipients.values():
        if "ehcp" in recipient.categories and recipient.id not in excepted:
            assert "plans" in recipient.gateways, recipient.id


def test_unshared_categories_have_no_recipient(policy):
    unshared = {category.id for category in policy.categories.values() if not category.shared}
    assert unshared == {"access-log", "restriction", "emergency"}
    assert not any(unshared & set(recipient.categories) for recipient in policy.recipients.values())


def test_statutory_times(policy):
    in_care, died, adopted = (policy.retention[id] for id in ("in-care", "in-care-died", "adopted"))
    assert (in_care.trigger, in_care.years, in_care.standing) == ("birth", 75, "law")
    assert (died.trigger, died.years) == ("death-under-18", 15)
    assert (adopted.trigger, adopted.years, adopted.limit) == ("adoption-order", 100, "minimum")


def test_what_the_law_notes_leave_open_is_uncertain(policy):
    open_questions = {"ca2004-16la", "working-together", "keeping-safe", "return-guides", "schedule-requests"}
    for id in open_questions:
        assert policy.sources[id].standing == "uncertain", id
        assert policy.sources[id].note, id


def test_no_source_is_superseded_or_out_of_force(policy):
    for source in policy.sources.values():
        assert source.superseded_by is None, source.id
        assert (source.in_force_to or ON) >= ON, source.id
        assert source.checked_on <= ON


def test_voluntary_facts_can_be_refused_where_the_return_has_a_code(policy):
    voluntary = [field for field in policy.fields.values() if field.obligation == "voluntary"]
    assert {code for field in voluntary for code in field.refusal_codes} == {"REFU", "SDQ2", "SDQ5"}


def test_not_asked_yet_is_no_refusal(policy):
    waiting = {code for field in policy.fields.values() for code in field.waiting_codes}
    assert waiting == {"NOBT"}
    assert not waiting & {code for field in policy.fields.values() for code in field.refusal_codes}


def test_no_fact_is_asked_of_a_category_that_the_return_may_not_use(policy):
    for field in policy.fields.values():
        if field.items:
            assert field.category in policy.purposes["returns"].categories, field.id


def columns():
    ssda903 = json.loads((SPECS / "ssda903" / "tables.json").read_text())
    cin = json.loads((SPECS / "cin" / "census.json").read_text())["tables"]
    for name, tables in (("ssda903", ssda903.get("tables", ssda903)), ("cin", cin)):
        for table, spec in tables.items() if isinstance(tables, dict) else ((one["name"], one) for one in tables):
            for column in spec["columns"] if isinstance(spec, dict) else spec:
                yield name, table, column["name"] if isinstance(column, dict) else column


@pytest.mark.skipif(not SPECS.is_dir(), reason="the specifications are not beside this checkout")
def test_every_return_column_is_a_declared_fact(policy):
    items = {item for field in policy.fields.values() for item in field.items}
    left_out = {("cin", "Header"), ("cin", "Assessments", "AssessmentFactors")}
    keys = {"CINdetailsID", "AssessmentID", "CPPID"}  # numbers of rows, made by the readers
    real = [one for one in columns() if one[:2] not in left_out and one not in left_out and one[2] not in keys]
    undeclared = [one for one in real if ".".join(one) not in items and f"{one[0]}.*.{one[2]}" not in items]
    assert undeclared == []
    names = {".".join(one) for one in real} | {f"{one[0]}.*.{one[2]}" for one in real}
    assert items <= names


def test_titles_are_unique(policy):
    for kind in ("category", "role", "recipient", "right", "source", "retention", "field"):
        titles = [one.title for one in policy.objects[kind].values()]
        assert len(titles) == len(set(titles)), kind
