"""A council, a school, the department: a few invented people of each, what they ask, and what the policies answer.

Amara is nine. She goes to Alderbrook Junior School, the council helps her family, and what the council returned about
her stands in the national database.
"""

from datetime import date

import pytest

from keepwell.policy import load, shipped
from keepwell.policy.lint import lint

ON = date(2026, 11, 22)
KINDS = ("local-authority", "school", "department")

ALLOWED, REFUSED, UNDECLARED = "allowed", "refused", "undeclared"

# At Alderbrook Junior School.
MRS_ASANTE = ("teaching-assistant",)  # helps in Amara's class
MR_BELL = ("class-teacher",)  # teaches it
MISS_HOLT = ("pastoral-lead",)
MS_IQBAL = ("safeguarding-lead",)
MR_JONES = ("special-needs-lead",)
MRS_KEMP = ("designated-teacher",)
DR_LOVELL = ("head-teacher",)
MR_MBEKI = ("office",)
LADY_NASH = ("governor",)
OLA = ("data-protection-officer",)
TARA = ("operator",)

# At the department.
PRIYA = ("collections-officer",)
QUINN = ("linkage-officer",)
ROSA = ("statistician",)
SEAN = ("funding-officer",)
TEMI = ("panel-member",)
UMA = ("sharing-officer",)
DR_VOSS = ("researcher",)  # of a university
WYN = ("output-checker",)
XENIA = ("disclosure-officer",)

A_VISITOR = ()

# who, does what, with which category, for which purpose, is answered, by which clause
SCHOOL = [
    (MRS_ASANTE, "add", "concern", "safeguarding", ALLOWED, "role.teaching-assistant.grants.concern"),
    (MRS_ASANTE, "view", "concern", "safeguarding", REFUSED, "policy.default"),
    (MRS_ASANTE, "flag", "concern", "safeguarding", REFUSED, "policy.default"),
    (MRS_ASANTE, "edit", "concern", "safeguarding", REFUSED, "policy.default"),
    (MRS_ASANTE, "view", "identity", "safeguarding", ALLOWED, "role.teaching-assistant.grants.pupil"),
    (MRS_ASANTE, "view", "address", "safeguarding", REFUSED, "policy.default"),
    (MR_BELL, "edit", "attendance", "support", ALLOWED, "role.class-teacher.grants.record"),
    (MR_BELL, "flag", "care", "support", ALLOWED, "role.class-teacher.grants.flags"),
    (MR_BELL, "view", "care", "support", REFUSED, "policy.default"),
    (MR_BELL, "view", "protection-plan", "support", REFUSED, "purpose.support"),
    (MISS_HOLT, "flag", "section47", "pastoral", ALLOWED, "role.pastoral-lead.grants.flags"),
    (MISS_HOLT, "view", "section47", "pastoral", REFUSED, "purpose.pastoral"),
    (MISS_HOLT, "view", "section47", "safeguarding", REFUSED, "policy.default"),
    (MISS_HOLT, "add", "concern", "pastoral", ALLOWED, "role.pastoral-lead.grants.concern"),
    (MISS_HOLT, "view", "concern", "pastoral", REFUSED, "policy.default"),
    (MS_IQBAL, "view", "concern", "safeguarding", ALLOWED, "role.safeguarding-lead.grants.file"),
    (MS_IQBAL, "view", "section47", "safeguarding", ALLOWED, "role.safeguarding-lead.grants.file"),
    (MS_IQBAL, "export", "narrative", "safeguarding", ALLOWED, "role.safeguarding-lead.grants.transfer"),
    (MS_IQBAL, "export", "sealed-address", "safeguarding", REFUSED, "forbid.sealed-address-out"),
    (MS_IQBAL, "view", "low-level-concern", "safeguarding", REFUSED, "forbid.staff-apart"),
    (MR_JONES, "edit", "ehcp", "support", ALLOWED, "role.special-needs-lead.grants.needs"),
    (MR_JONES, "view", "narrative", "safeguarding", REFUSED, "policy.default"),
    (MRS_KEMP, "edit", "care", "support", ALLOWED, "role.designated-teacher.grants.plan"),
    (MRS_KEMP, "view", "section47", "safeguarding", REFUSED, "policy.default"),
    (DR_LOVELL, "view", "low-level-concern", "safeguarding", ALLOWED, "role.head-teacher.grants.staff"),
    (DR_LOVELL, "view", "access-log", "administration", ALLOWED, "role.head-teacher.grants.log"),
    (DR_LOVELL, "edit", "access-log", "administration", REFUSED, "forbid.log-unchanged"),
    (MR_MBEKI, "export", "attendance", "returns", ALLOWED, "role.office.grants.returns"),
    (MR_MBEKI, "view", "concern", "safeguarding", REFUSED, "policy.default"),
    (LADY_NASH, "count", "exclusion", "evaluation", ALLOWED, "role.governor.grants.figures"),
    (LADY_NASH, "view", "exclusion", "evaluation", REFUSED, "forbid.file-to-governors"),
    (OLA, "view", "low-level-concern", "rights-request", ALLOWED, "role.data-protection-officer.grants.requests"),
    (TARA, "add", "narrative", "support", REFUSED, "purpose.support"),
    (TARA, "add", "narrative", "safeguarding", ALLOWED, "role.operator.grants.record"),
    (TARA, "view", "identity", "support", REFUSED, "policy.default"),
    (TARA, "add", "care", "returns", REFUSED, "purpose.returns"),
    (MS_IQBAL, "view", "placement", "safeguarding", UNDECLARED, "policy.undeclared"),
    (MS_IQBAL, "view", "concern", "curiosity", UNDECLARED, "policy.undeclared"),
    (MR_BELL, "view", "photograph", "support", REFUSED, "purpose.support"),
    (A_VISITOR, "view", "identity", "support", REFUSED, "policy.default"),
]

DEPARTMENT = [
    (PRIYA, "view", "care", "returns", ALLOWED, "role.collections-officer.grants.returns"),
    (PRIYA, "view", "identity", "returns", ALLOWED, "role.collections-officer.grants.returns"),
    (PRIYA, "edit", "care", "returns", REFUSED, "forbid.corrected-by-senders"),
    (PRIYA, "view", "linked-record", "research", REFUSED, "forbid.no-decision"),
    (QUINN, "view", "identity", "linkage", ALLOWED, "role.linkage-officer.grants.linkage"),
    (QUINN, "add", "match-key", "linkage", ALLOWED, "role.linkage-officer.grants.matches"),
    (QUINN, "view", "care", "linkage", REFUSED, "forbid.contents-from-linkage"),
    (QUINN, "view", "attainment", "returns", REFUSED, "forbid.contents-from-linkage"),
    (ROSA, "sample", "care", "statistics", ALLOWED, "role.statistician.grants.statistics"),
    (ROSA, "count", "attainment", "performance", ALLOWED, "role.statistician.grants.performance"),
    (ROSA, "view", "care", "statistics", REFUSED, "forbid.no-decision"),
    (ROSA, "sample", "identity", "statistics", REFUSED, "forbid.names-from-figures"),
    (SEAN, "export", "meals", "funding", ALLOWED, "role.funding-officer.grants.funding"),
    (SEAN, "view", "section47", "funding", REFUSED, "purpose.funding"),
    (TEMI, "view", "application", "sharing", ALLOWED, "role.panel-member.grants.requests"),
    (TEMI, "view", "identity", "returns", REFUSED, "forbid.names-from-figures"),
    (UMA, "release", "linked-record", "research", ALLOWED, "role.sharing-officer.grants.release"),
    (UMA, "export", "linked-record", "research", REFUSED, "forbid.no-decision"),
    (UMA, "view", "identity", "returns", REFUSED, "policy.default"),
    (DR_VOSS, "sample", "linked-record", "research", ALLOWED, "role.researcher.grants.extract"),
    (DR_VOSS, "release", "linked-record", "research", REFUSED, "policy.default"),
    (DR_VOSS, "view", "linked-record", "research", REFUSED, "forbid.no-decision"),
    (WYN, "count", "linked-record", "research", ALLOWED, "role.output-checker.grants.outputs"),
    (WYN, "view", "identity", "statistics", REFUSED, "forbid.names-from-figures"),
    (XENIA, "export", "address", "legal-disclosure", ALLOWED, "role.disclosure-officer.grants.disclosure"),
    (XENIA, "export", "care", "legal-disclosure", REFUSED, "purpose.legal-disclosure"),
    (OLA, "view", "care", "rights-request", ALLOWED, "role.data-protection-officer.grants.requests"),
    (TARA, "add", "care", "returns", ALLOWED, "role.operator.grants.returns"),
    (TARA, "view", "care", "returns", REFUSED, "policy.default"),
    (PRIYA, "view", "narrative", "returns", UNDECLARED, "policy.undeclared"),
    (PRIYA, "view", "concern", "support", UNDECLARED, "policy.undeclared"),
    (A_VISITOR, "view", "identity", "returns", REFUSED, "policy.default"),
]

# Who may take something out in a file, under a name or under a code. Nobody else may.
OUT = {
    "school": {"safeguarding-lead", "special-needs-lead", "head-teacher", "office", "data-protection-officer"},
    "department": {
        "collections-officer", "funding-officer", "sharing-officer", "disclosure-officer", "data-protection-officer",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def policies():
    return {kind: load(shipped(kind)) for kind in KINDS}


def asked(policy, roles, action, category, purpose):
    return policy.decide(roles, action, category, purpose, on=ON)


@pytest.mark.parametrize(("roles", "action", "category", "purpose", "outcome", "clause"), SCHOOL)
def test_at_the_school(policies, roles, action, category, purpose, outcome, clause):
    decision = asked(policies["school"], roles, action, category, purpose)
    assert (decision.outcome, decision.clause) == (outcome, clause), decision.why


@pytest.mark.parametrize(("roles", "action", "category", "purpose", "outcome", "clause"), DEPARTMENT)
def test_at_the_department(policies, roles, action, category, purpose, outcome, clause):
    decision = asked(policies["department"], roles, action, category, purpose)
    assert (decision.outcome, decision.clause) == (outcome, clause), decision.why


@pytest.mark.parametrize(("kind", "cast"), [("school", SCHOOL), ("department", DEPARTMENT)])
def test_every_role_is_in_the_cast(policies, kind, cast):
    assert {role for roles, *_ in cast for role in roles} == policies[kind].roles.keys()


@pytest.mark.parametrize("kind", ["school", "department"])
def test_nobody_but_these_takes_anything_out(policies, kind):
    policy = policies[kind]
    actions = [one for one in ("export", "release") if one in policy.actions]
    able = {
        role
        for role in policy.roles
        for action in actions
        for purpose in policy.purposes
        if any(d.allowed for d in policy.decide_each([role], action, policy.categories, purpose, on=ON).values())
    }
    assert able == OUT[kind]


def test_who_works_with_figures_never_sees_who_somebody_is(policies):
    policy = policies["department"]
    for role in ("statistician", "researcher", "output-checker", "panel-member"):
        for action in policy.actions:
            for purpose in policy.purposes:
                for category in ("identity", "address", "match-key"):
                    assert not asked(policy, [role], action, category, purpose).allowed, (role, action, purpose)


def test_nobody_reads_contents_and_identifiers_for_linkage(policies):
    """Even somebody who holds both jobs is kept from one of them: a ban beats a grant."""
    policy = policies["department"]
    both = ["linkage-officer", "statistician"]
    assert not asked(policy, both, "view", "identity", "linkage").allowed
    assert not asked(policy, both, "sample", "care", "statistics").allowed


def test_who_reads_a_concern_at_the_school_is_who_the_notice_says(policies):
    policy = policies["school"]
    able = {
        role for role in policy.roles for purpose in policy.purposes
        if asked(policy, [role], "view", "concern", purpose).allowed
    }  # fmt: skip
    assert able == {"safeguarding-lead", "head-teacher", "data-protection-officer"}


def test_nobody_at_the_school_checks_or_takes_in_a_council_s_return(policies):
    """The desk asks for this category and purpose; the school's file says that nothing is kept where checks are."""
    policy = policies["school"]
    for action in ("view", "add", "export"):
        assert not asked(policy, policy.roles, action, "care", "returns").allowed


def test_everybody_who_teaches_may_write_a_concern(policies):
    policy = policies["school"]
    teaching = policy.roles.keys() - {"office", "governor", "data-protection-officer"}
    assert all(asked(policy, [role], "add", "concern", "safeguarding").allowed for role in teaching)


# What holds of all three


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_in_it(kind):
    linted = lint(shipped(kind), ON)
    assert (linted.troubles, [str(one) for one in linted.findings]) == ((), [])


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_declared_is_refused_to_everybody(policies, kind):
    policy = policies[kind]
    for role in policy.roles:
        for question in (
            ("view", "identity", "a reason nobody declared"),
            ("view", "shoe-size", "returns"),
            ("photograph", "identity", "returns"),
        ):
            assert asked(policy, [role], *question).outcome == UNDECLARED


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_changes_the_log(policies, kind):
    policy = policies[kind]
    for action in ("add", "edit"):
        for purpose in policy.purposes:
            assert not asked(policy, policy.roles, action, "access-log", purpose).allowed


@pytest.mark.parametrize("kind", KINDS)
def test_every_grant_gives_something(policies, kind):
    """A grant that bans or purposes take back whole says something that is not so."""
    policy = policies[kind]
    for role in policy.roles.values():
        for grant in role.grants.values():
            for action in grant.actions:
                given = [
                    policy.decide_each([role.id], action, grant.categories, purpose, on=ON)
                    for purpose in grant.purposes
                ]
                assert any(one.allowed for each in given for one in each.values()), (role.id, grant.id, action)


@pytest.mark.parametrize("kind", KINDS)
def test_every_category_of_a_purpose_has_a_basis_an_origin_and_a_time(policies, kind):
    policy = policies[kind]
    originated = {id for origin in policy.origins.values() for id in origin.categories}
    for purpose in policy.purposes.values():
        for category in (*purpose.categories, *purpose.flag_only):
            assert policy.bases_for(category, purpose.id, on=ON), (category, purpose.id)
    for category in policy.categories:
        assert policy.retention_of(category), category
        assert category in originated, category


@pytest.mark.parametrize("kind", KINDS)
def test_no_basis_covers_what_its_purposes_do_not_use(policies, kind):
    policy = policies[kind]
    for basis in policy.bases.values():
        used = {c for p in basis.purposes for c in (*policy.purposes[p].categories, *policy.purposes[p].flag_only)}
        assert set(basis.categories) <= used, basis.id


@pytest.mark.parametrize("kind", KINDS)
def test_same_words_for_the_same_thing(policies, kind):
    """Pages ask by id: what a school calls a concern is what a council calls one."""
    assert {"identity", "access-log", "restriction"} <= policies[kind].categories.keys()
    assert {"returns", "rights-request", "administration"} <= policies[kind].purposes.keys()
    assert {"view", "flag", "add", "edit", "export", "sample", "count"} <= policies[kind].actions.keys()
    assert {"data-protection-officer", "operator"} <= policies[kind].roles.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_each_audience_has_a_notice(policies, kind):
    assert set(policies[kind].texts) == {"adult", "child", "easy"}
    assert policies[kind].controller.example
