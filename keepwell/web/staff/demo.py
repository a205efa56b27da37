"""The invented people of demo mode. Their passwords are known to everybody, so they exist nowhere else."""

from datetime import date
from typing import NamedTuple

from django.conf import settings

from keepwell.web.staff.models import Team

PASSWORD = "keepwell-demo"  # noqa: S105 - known to everybody, and refused outside demo mode
SINCE = date(2020, 1, 1)


class DemoPerson(NamedTuple):
    """What a visitor needs to sign in as this person; `role` is the policy's id, empty for no role."""

    name: str
    role: str
    email: str
    password: str


# name, job title, role of the policy file, team
CAST = (
    ("Ffion Aldous", "Social worker", "social-worker", ("Larkfield team", Team.Kind.SOCIAL_WORK)),
    ("Dariusz Penrose", "Independent reviewing officer", "reviewing-officer", ("Reviewing", Team.Kind.REVIEWING)),
    ("Marisol Okwuosa", "Team manager", "team-manager", ("Larkfield team", Team.Kind.SOCIAL_WORK)),
    ("Tobias Wrenfield", "Data and returns officer", "returns-officer", ("Data and returns", Team.Kind.RETURNS)),
    ("Ishani Calloway", "Data protection officer", "data-protection-officer",
     ("Information governance", Team.Kind.DATA_PROTECTION)),
    ("Gwendolyn Sharrock", "Safeguarding lead", "safeguarding-lead", ("Mossbank School", Team.Kind.SCHOOL)),
    ("Bronagh Tilling", "Teaching assistant", "pastoral-lead", ("Mossbank School", Team.Kind.SCHOOL)),
    ("Rosalind Achterberg", "Virtual school head", "virtual-school-head", ("Virtual school", Team.Kind.SCHOOL)),
    ("Percival Nobbs", "Visitor", "", None),
)  # fmt: skip


def demo_people() -> list[DemoPerson]:
    """Who may sign in when demo mode is on; nobody when it is off."""
    if not settings.KEEPWELL_DEMO:
        return []
    return [DemoPerson(name, role, email_of(name), PASSWORD) for name, _, role, _ in CAST]


def email_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@example.org"
