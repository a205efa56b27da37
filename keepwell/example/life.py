"""What is simulated: one child's life as the council knows it, before it is cut into returns.

Dates may lie in the future of the day the council is looked at: the writers cut there, not the simulation.
"""

from dataclasses import dataclass, field
from datetime import date

from .places import Address


@dataclass(slots=True)
class Name:
    kind: str  # legal, preferred, former, alias
    given: str
    family: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(slots=True)
class Home:
    kind: str  # home, placement, correspondence
    address: Address
    starts_on: date
    ends_on: date | None = None
    sealed: bool = False


@dataclass(slots=True)
class Tie:
    """`other` is the <relationship> of the person it belongs to."""

    other: str
    relationship: str
    responsible: bool
    starts_on: date
    ends_on: date | None = None


@dataclass(slots=True)
class Person:
    person_id: str
    kind: str  # child parent carer sibling professional other
    sex: str
    born_on: date | None
    died_on: date | None = None
    names: list[Name] = field(default_factory=list)
    homes: list[Home] = field(default_factory=list)
    contacts: list[tuple[str, str, str, bool]] = field(default_factory=list)  # kind, value, note, do not contact
    ties: list[Tie] = field(default_factory=list)

    @property
    def given(self) -> str:
        return self.names[0].given

    @property
    def family(self) -> str:
        return self.names[0].family

    def called_on(self, day: date) -> str:
        """The given name that people used on that day: the preferred one, else the legal one of the time."""
        then = [n for n in self.names if (n.starts_on or date.min) <= day and (n.ends_on is None or day < n.ends_on)]
        preferred = [n.given for n in then if n.kind == "preferred" and n.given]
        return (preferred or [n.given for n in then if n.kind == "legal"] or [self.names[-1].given])[0]


@dataclass(slots=True)
class Span:
    starts_on: date
    ends_on: date | None


@dataclass(slots=True)
class Assessment:
    starts_on: date
    authorised_on: date
    factors: tuple[str, ...]


@dataclass(slots=True)
class Enquiry:
    """A section 47 enquiry; without a conference date no conference was needed."""

    starts_on: date
    target_on: date
    conference_on: date | None


@dataclass(slots=True)
class ProtectionPlan:
    starts_on: date
    ends_on: date
    first_category: str
    latest_category: str
    previous: int
    reviews: list[date]


@dataclass(slots=True)
class PreProceedings:
    starts_on: date
    letter_on: date
    meeting_on: date
    reviews: int
    decided_on: date
    court_on: date | None


@dataclass(slots=True)
class Referral:
    """A referral and all that follows it until the case is closed."""

    on: date
    source: str
    need: str | None
    no_further_action: bool = False
    closed_on: date | None = None
    reason: str | None = None
    conference_on: date | None = None  # a conference that followed no enquiry of ours: the child moved here with a plan
    assessments: list[Assessment] = field(default_factory=list)
    plans: list[Span] = field(default_factory=list)
    enquiries: list[Enquiry] = field(default_factory=list)
    protection: list[ProtectionPlan] = field(default_factory=list)
    proceedings: PreProceedings | None = None


@dataclass(slots=True)
class Place:
    """Where a child lives while looked after."""

    place: str
    provider: str | None
    postcode: str | None
    urn: str | None
    address: Address | None = None
    carer: str | None = None  # person id


@dataclass(slots=True)
class CareEpisode:
    starts_on: date
    rne: str
    legal_status: str
    need: str
    where: Place
    ends_on: date
    rec: str
    change_reason: str | None
    home_postcode: str | None


@dataclass(slots=True)
class Adoption:
    decided_on: date
    ceased_on: date | None = None
    ceased_reason: str | None = None
    matched_on: date | None = None
    ordered_on: date | None = None
    by_foster_carer: bool = False
    adopters: tuple[str, str, str] = ("", "", "")  # NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR


@dataclass(slots=True)
class Sdq:
    on: date
    score: int
    completed_by: str


@dataclass(slots=True)
class HealthEvent:
    kind: str
    on: date
    outcome: str


@dataclass(slots=True)
class Allocation:
    """A social worker's time with the child."""

    worker: str
    starts_on: date
    ends_on: date
    reason: str


@dataclass(slots=True)
class Involvement:
    person: str
    role: str
    starts_on: date
    ends_on: date | None


@dataclass(slots=True)
class Life:
    """Everything about one child."""

    index: int
    person: Person
    storyline: str
    ethnicity: str
    due_on: date
    disabilities: tuple[str, ...] = ("NONE",)
    arrived_on: date | None = None  # in the country, for unaccompanied children
    mother_on: date | None = None  # when she became a mother
    referrals: list[Referral] = field(default_factory=list)
    care: list[CareEpisode] = field(default_factory=list)
    previous_permanence: tuple[str, str | None, str | None] = ("Z1", None, None)
    reviews: list[tuple[date, str]] = field(default_factory=list)
    missing: list[tuple[str, date, date]] = field(default_factory=list)
    liberty: list[Span] = field(default_factory=list)
    adoption: Adoption | None = None
    leaver: dict[int, tuple[str, str, str]] = field(default_factory=dict)  # by birthday: IN_TOUCH, ACTIV, ACCOM
    sdqs: list[Sdq] = field(default_factory=list)
    health: list[HealthEvent] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    relations: list[Person] = field(default_factory=list)  # people known only through this child: adopters, a baby

    @property
    def child_id(self) -> str:
        return self.person.person_id

    @property
    def born_on(self) -> date:
        return self.person.born_on

    @property
    def unaccompanied(self) -> bool:
        return self.arrived_on is not None

    @property
    def known_until(self) -> date:
        """The last day on which the child may still be in the record's life: death, or the far future."""
        return self.person.died_on or date.max
