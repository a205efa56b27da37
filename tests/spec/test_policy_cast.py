"""Who may see what: a few invented people at Marlowshire, what they ask, and what the shipped policy answers.

Amara is six and lives at home with a child protection plan. Tomos is fifteen and lives with foster carers; before
that he was to be adopted, but the plan ended. Their files are at Marlowshire County Council.
"""

from datetime import date

import pytest

from keepwell.policy import load, shipped

ON = date(2026, 11, 21)

# Who works for or with the council, and the roles they hold.
NADIA = ("social-worker",)  # Amara's and Tomos's social worker
BILAL = ("team-manager",)  # leads Nadia's team
ORLA = ("reviewing-officer",)  # chairs Tomos's reviews
PIET = ("conference-chair",)  # chairs Amara's conferences
ZEYNEP = ("personal-adviser",)  # will help Tomos when he leaves care
EDITH = ("returns-officer",)  # sends the returns in March
KWAME = ("data-protection-officer",)
RUTH = ("emergency-duty",)  # works on Saturday night
MR_ADEYEMI = ("safeguarding-lead",)  # at Amara's school
MISS_HOLT = ("pastoral-lead",)  # at Amara's school
SIOBHAN = ("auditor",)
MARGUERITE = ("adoption-worker",)  # keeps the sealed records of adoptions
MRS_OYELARAN = ("virtual-school-head",)  # checks the education plans of all children in care
TARA = ("operator",)  # keeps the computer running
LEV = ("returns-officer", "auditor")  # does two jobs
A_VISITOR = ()
AN_OLD_ACCOUNT = ("family-worker",)  # a role that the policy no longer has

ALLOWED, REFUSED, UNDECLARED = "allowed", "refused", "undeclared"

# who, does what, with which category, for which purpose, is answered, by which clause
CAST = [
    (NADIA, "view", "section47", "support", ALLOWED, "role.social-worker.grants.casework"),
    (NADIA, "edit", "narrative", "support", ALLOWED, "role.social-worker.grants.casework"),
    (NADIA, "view", "placed-for-adoption", "support", ALLOWED, "role.social-worker.grants.casework"),
    (NADIA, "export", "adoption", "support", REFUSED, "policy.default"),
    (NADIA, "export", "sealed-address", "support", REFUSED, "forbid.sealed-address-out"),
    (NADIA, "view", "access-log", "administration", REFUSED, "policy.default"),
    (NADIA, "view", "narrative", "evaluation", REFUSED, "purpose.evaluation"),
    (NADIA, "view", "need", "curiosity", UNDECLARED, "policy.undeclared"),
    (NADIA, "view", "shoe-size", "support", UNDECLARED, "policy.undeclared"),
    (NADIA, "photograph", "need", "support", UNDECLARED, "policy.undeclared"),
    (BILAL, "view", "access-log", "administration", ALLOWED, "role.team-manager.grants.log"),
    (BILAL, "edit", "access-log", "administration", REFUSED, "forbid.log-unchanged"),
    (BILAL, "export", "sealed-address", "safeguarding", ALLOWED, "role.team-manager.grants.casework"),
    (BILAL, "sample", "narrative", "quality", ALLOWED, "role.team-manager.grants.quality"),
    (BILAL, "view", "narrative", "quality", REFUSED, "purpose.quality"),
    (ORLA, "view", "care", "support", ALLOWED, "role.reviewing-officer.grants.review"),
    (ORLA, "edit", "review", "support", ALLOWED, "role.reviewing-officer.grants.record"),
    (ORLA, "edit", "placement", "support", REFUSED, "policy.default"),
    (PIET, "view", "section47", "safeguarding", ALLOWED, "role.conference-chair.grants.conference"),
    (PIET, "view", "sealed-address", "safeguarding", REFUSED, "policy.default"),
    (PIET, "view", "adoption", "safeguarding", REFUSED, "policy.default"),
    (ZEYNEP, "edit", "care-leaver", "support", ALLOWED, "role.personal-adviser.grants.record"),
    (ZEYNEP, "view", "section47", "support", REFUSED, "policy.default"),
    (ZEYNEP, "view", "offending", "support", REFUSED, "policy.default"),
    (EDITH, "view", "adoption", "returns", ALLOWED, "role.returns-officer.grants.returns"),
    (EDITH, "edit", "placement", "returns", ALLOWED, "role.returns-officer.grants.correct"),
    (EDITH, "edit", "narrative", "returns", REFUSED, "purpose.returns"),
    (EDITH, "view", "narrative", "returns", REFUSED, "purpose.returns"),
    (EDITH, "view", "concern", "returns", REFUSED, "purpose.returns"),
    (EDITH, "view", "need", "support", REFUSED, "policy.default"),
    (KWAME, "view", "narrative", "rights-request", ALLOWED, "role.data-protection-officer.grants.requests"),
    (KWAME, "view", "narrative", "support", REFUSED, "policy.default"),
    (KWAME, "edit", "narrative", "rights-request", REFUSED, "policy.default"),
    (RUTH, "view", "section47", "safeguarding", ALLOWED, "role.emergency-duty.grants.emergency"),
    (RUTH, "view", "adoption", "safeguarding", REFUSED, "policy.default"),
    (RUTH, "view", "section47", "support", REFUSED, "policy.default"),
    (MRS_OYELARAN, "edit", "education", "support", ALLOWED, "role.virtual-school-head.grants.learning"),
    (MRS_OYELARAN, "view", "attendance", "support", ALLOWED, "role.virtual-school-head.grants.around"),
    (MRS_OYELARAN, "view", "health", "support", REFUSED, "policy.default"),
    (MR_ADEYEMI, "view", "protection-plan", "safeguarding", ALLOWED, "role.safeguarding-lead.grants.safety"),
    (MR_ADEYEMI, "flag", "section47", "safeguarding", ALLOWED, "role.safeguarding-lead.grants.flags"),
    (MR_ADEYEMI, "view", "section47", "safeguarding", REFUSED, "policy.default"),
    (MR_ADEYEMI, "flag", "adoption", "safeguarding", REFUSED, "forbid.adoption-from-schools"),
    (MISS_HOLT, "flag", "section47", "pastoral", ALLOWED, "role.pastoral-lead.grants.flags"),
    (MISS_HOLT, "view", "section47", "pastoral", REFUSED, "purpose.pastoral"),
    (MISS_HOLT, "add", "concern", "pastoral", ALLOWED, "role.pastoral-lead.grants.concern"),
    (MISS_HOLT, "view", "concern", "pastoral", REFUSED, "policy.default"),
    (MISS_HOLT, "view", "health", "pastoral", REFUSED, "purpose.pastoral"),
    (SIOBHAN, "sample", "narrative", "quality", ALLOWED, "role.auditor.grants.sample"),
    (SIOBHAN, "view", "identity", "quality", REFUSED, "purpose.quality"),
    (SIOBHAN, "count", "need", "evaluation", ALLOWED, "role.auditor.grants.figures"),
    (MARGUERITE, "view", "adoption", "support", ALLOWED, "role.adoption-worker.grants.adoption"),
    (MARGUERITE, "view", "section47", "support", REFUSED, "policy.default"),
    (TARA, "add", "care", "returns", ALLOWED, "role.operator.grants.returns"),
    (TARA, "add", "narrative", "support", ALLOWED, "role.operator.grants.record"),
    (TARA, "view", "identity", "support", REFUSED, "policy.default"),
    (LEV, "export", "care", "returns", ALLOWED, "role.returns-officer.grants.returns"),
    (LEV, "sample", "care", "quality", ALLOWED, "role.auditor.grants.sample"),
    (A_VISITOR, "view", "identity", "support", REFUSED, "policy.default"),
    (AN_OLD_ACCOUNT, "view", "identity", "support", UNDECLARED, "policy.undeclared"),
]


@pytest.fixture(scope="module")
def policy():
    return load(shipped("local-authority"))


@pytest.mark.parametrize(("roles", "action", "category", "purpose", "outcome", "clause"), CAST)
def test_the_cast(policy, roles, action, category, purpose, outcome, clause):
    decision = policy.decide(roles, action, category, purpose, on=ON)
    assert (decision.outcome, decision.clause) == (outcome, clause), decision.why


def test_every_role_is_in_the_cast(policy):
    assert {role for roles, *_ in CAST for role in roles} >= policy.roles.keys()
