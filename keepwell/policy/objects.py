"""The kinds of object in a policy file. Each docstring says what one of them states.

Keys end in plain words; a list of ids names the kind it points at. See `declaring` for the
few words used here.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from datetime import date

from keepwell.policy.accountability import KINDS as OF_ACCOUNTABILITY
from keepwell.policy.columns import Apart, Empty, Kept
from keepwell.policy.declaring import Declared, Selection, id_of, ids_of, one_of, some_of
from keepwell.policy.standing import NEAR, STATES

FORMS = ("counted", "coded", "named")  # from least to most identifying
# What the rules of law tell apart. An id that is one of these words needs no `means`.
SUBJECTS = ("child-in-need", "looked-after", "adopted", "care-leaver", "pupil", "parent", "carer", "professional")
RIGHTS = (
    "informed",
    "access",
    "correct",
    "restrict",
    "erase",
    "object",
    "person-decides",
    "portable",
    "withdraw",
    "compensation",
    "complain",
    "marketing",
    "educational-record",
)
ARTICLE_6 = ("6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(ea)", "6(1)(f)")


@dataclass(frozen=True, kw_only=True)
class Head:
    """The file itself: what it is called, its version, and since when it is in force.

    `review_on` is the day by which it is looked at next; `reviewed_on` and `reviewed_by` (a role) are the last time.
    """

    title: str
    version: str
    valid_from: date
    review_on: date
    reviewed_on: date | None = None
    reviewed_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Controller:
    """The organisation that answers for the information, and its data protection officer.

    `example` is a warning printed at the head of the notice until the file speaks of a real organisation. A controller
    in another `country` than the United Kingdom names its `representative` here.
    """

    name: str
    kind: str = one_of("school", "trust", "local-authority", "department")
    department: str
    address: str
    email: str
    phone: str
    website: str
    ico_number: str
    local_authority: str = ""
    urn: str = ""
    officer: str
    officer_email: str
    officer_phone: str
    officer_address: str
    country: str = ""
    representative: str = ""
    example: str = ""


@dataclass(frozen=True, kw_only=True)
class JointController(Declared):
    """Another organisation that decides together with us, and who does what."""

    arrangement: str


@dataclass(frozen=True, kw_only=True)
class Processor(Declared):
    """A company that handles information for us on our written instructions, and where its contract is kept.

    `reviewed_on`: the day the contract was last held against what the company does.
    """

    work: str
    country: str
    safeguard: str
    named: bool = False
    contract: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Source(Declared):
    """An enactment or guidance, its version, where to read it, and when and how it was last checked.

    `standing` is honest about the check: *read* on an official page, *repeated* by another source, *known*
    law not read again, *uncertain* and to be confirmed. `readers` are the roles whose holders confirm that they have
    read this edition.
    """

    kind: str = one_of("act", "regulations", "guidance", "regulator", "local")
    version: str = ""
    url: str = ""
    standing: str = one_of("read", "repeated", "known", "uncertain")
    checked_on: date
    in_force_from: date | None = None
    in_force_to: date | None = None
    superseded_by: str | None = id_of("source", default=None)
    readers: tuple[str, ...] = ids_of("role")
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Subject(Declared):
    """A kind of person whom the record is about or mentions. `means` says which in law when the id does not."""

    means: str = one_of("", *SUBJECTS, default="")


@dataclass(frozen=True, kw_only=True)
class Group(Declared):
    """Categories that belong together on the page. `child` is the same in a child's words."""

    child: str = ""


@dataclass(frozen=True, kw_only=True)
class Category(Declared):
    """A kind of information: its words in the notice, whom it is about, how closely kept, its class in law.

    `tier`: 1 ordinary, 2 sensitive, 3 highly restricted. `legal`: ordinary, art9 (special category), art10
    (offences); `also` names a second class that single entries can fall in.
    """

    includes: str
    group: str = id_of("group")
    subjects: tuple[str, ...] = ids_of("subject", default=MISSING)
    tier: int = one_of(1, 2, 3)
    legal: str = one_of("ordinary", "art9", "art10")
    also: str = one_of("", "art9", "art10", default="")
    collected: bool = True
    processed: bool = True
    held: bool = True
    shared: bool = True
    originator: str = ""

    @property
    def classes(self) -> frozenset[str]:
        return frozenset({self.legal, self.also} - {""})


@dataclass(frozen=True, kw_only=True)
class Origin(Declared, Selection):
    """Where information comes from when it is not the person's own account."""


@dataclass(frozen=True, kw_only=True)
class Field(Declared):
    """A fact we ask for: duty or choice, on whom, by which law, and what happens without it.

    `items` are the return columns that carry it (`ssda903.Header.ETHNIC`; `*` for any table). `refusal_codes` of their
    lists say that somebody would not tell; `waiting_codes` that it is not asked or answered yet, which is no refusal.
    """

    category: str = id_of("category")
    obligation: str = one_of("statutory", "needed", "voluntary")
    duty_on: str = one_of("us", "council", "authority", "school", "awarding body", "parent", "young person", "nobody")
    law: tuple[str, ...] = ids_of("source", default=MISSING)
    consequence: str
    refusal_codes: tuple[str, ...] = ()
    waiting_codes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Action(Declared):
    """Something a person may do with information, and the form of information it takes."""

    form: str = one_of(*FORMS)


@dataclass(frozen=True, kw_only=True)
class Purpose(Declared, Selection):
    """A reason for using information: what it may use, and in which form at most.

    Of the categories in `flag_only` it may learn that an entry exists, never what it says. With `break_glass` a
    record may be opened for it in an emergency, for `glass_hours`; a manager checks that within `glass_review_days`.
    """

    describes: str
    child: str = ""
    form: str = one_of(*FORMS)
    flag_only: tuple[str, ...] = ids_of("category")
    break_glass: bool = False
    glass_hours: int = 4
    glass_review_days: int = 3


@dataclass(frozen=True, kw_only=True)
class Basis(Declared, Selection):
    """The lawful basis of categories for purposes: Article 6, its enactments, and further conditions."""

    purposes: tuple[str, ...] = ids_of("purpose", default=MISSING)
    article6: str = one_of(*ARTICLE_6)
    enactments: tuple[str, ...] = ids_of("source", default=MISSING)
    article9: str = ""
    article10: str = ""
    schedule1: str = ""
    conditions: tuple[str, ...] = ids_of("source")
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class Grant(Declared, Selection):
    """What a role may do, with what, for which purposes."""

    title: str = ""
    actions: tuple[str, ...] = ids_of("action", default=MISSING)
    purposes: tuple[str, ...] = ids_of("purpose", default=MISSING)


@dataclass(frozen=True, kw_only=True)
class RoleText(Declared):
    """A kind of work, in plain words, whose records it reaches, and what it is granted."""

    describes: str
    reach: str = one_of("all", "team", "allocated", "school", "own")
    grants: dict[str, Grant] = field(default_factory=dict, metadata={"within": Grant})


@dataclass(frozen=True, kw_only=True)
class Forbid(Declared, Selection):
    """What nobody may do whatever is granted. An empty list means any; `but_for` roles are left alone.

    With `states` it speaks only of a child whose record is in one of them for the person who asks; `spares` leaves
    alone whoever is that near to the child. See `standing` for both.
    """

    why: str
    states: tuple[str, ...] = some_of(*STATES)
    spares: tuple[str, ...] = some_of(*NEAR)
    roles: tuple[str, ...] = ids_of("role")
    but_for: tuple[str, ...] = ids_of("role")
    actions: tuple[str, ...] = ids_of("action")
    purposes: tuple[str, ...] = ids_of("purpose")


@dataclass(frozen=True, kw_only=True)
class Gateway(Declared):
    """The law by which information may or must leave."""

    kind: str = one_of("duty", "power", "order", "consent")
    law: tuple[str, ...] = ids_of("source", default=MISSING)
    users: tuple[str, ...] = some_of("school", "trust", "local-authority", "department", default=MISSING)
    describes: str
    detriment_test: bool = False


@dataclass(frozen=True, kw_only=True)
class Recipient(Declared, Selection):
    """Whom we share with: what, why, by which gateway, as a routine or when a case needs it."""

    routine: bool
    why: str
    purposes: tuple[str, ...] = ids_of("purpose", default=MISSING)
    gateways: tuple[str, ...] = ids_of("gateway", default=MISSING)


@dataclass(frozen=True, kw_only=True)
class Retention(Declared, Selection):
    """How long: years from an event, then what, by which rule. The longest of several rules prevails.

    `standing`: law, guidance (we follow it), local (our own decision, because no law sets a time).
    """

    subjects: tuple[str, ...] = ids_of("subject")
    trigger: str = one_of(
        "birth",
        "death-under-18",
        "adoption-order",
        "case-closed",
        "entry",
        "request-closed",
        "record-destroyed",
        "leaving",
        "collected",
        "licence-ended",
    )
    years: int
    then: str = one_of("review", "destroy", "transfer", "pass-on")
    limit: str = one_of("minimum", "exactly", "maximum")
    standing: str = one_of("law", "guidance", "local")
    law: tuple[str, ...] = ids_of("source", default=MISSING)
    words: str


@dataclass(frozen=True, kw_only=True)
class Right(Declared):
    """A right, the bases it reaches, its clock, and the law. `child` is the same in a child's words.

    `means` says which right in law this is when the id does not.
    """

    means: str = one_of("", *RIGHTS, default="")
    describes: str
    child: str = ""
    applies_to: tuple[str, ...] = some_of(*ARTICLE_6)
    clock: str
    law: tuple[str, ...] = ids_of("source", default=MISSING)


@dataclass(frozen=True, kw_only=True)
class Contact(Declared):
    """Where people turn to, for what. `organisation` is blank when it is the controller's own.

    `private`: what is sent there is opened only by people who may see the record.
    """

    answers: tuple[str, ...] = some_of("questions", "requests", "complaints", default=MISSING)
    organisation: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""
    private: bool = False


@dataclass(frozen=True, kw_only=True)
class BlockText:
    """One block of a notice as written: its own text or items, or the name of what the objects make."""

    text: str = ""
    lead: str = ""
    items: tuple[str, ...] = ()
    shows: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SectionText:
    """A section of a notice as written."""

    id: str
    heading: str
    block: tuple[BlockText, ...] = field(default=(), metadata={"list_of": BlockText})


@dataclass(frozen=True, kw_only=True)
class NoticeText:
    """A notice as written, for one audience."""

    title: str
    section: tuple[SectionText, ...] = field(default=(), metadata={"list_of": SectionText})


# Table in the file -> what its entries are. The order is the order of checking.
KINDS = {
    "source": Source,
    "subject": Subject,
    "group": Group,
    "category": Category,
    "origin": Origin,
    "field": Field,
    "action": Action,
    "purpose": Purpose,
    "basis": Basis,
    "role": RoleText,
    "forbid": Forbid,
    "gateway": Gateway,
    "recipient": Recipient,
    "retention": Retention,
    "right": Right,
    "processor": Processor,
    "joint-controller": JointController,
    "contact": Contact,
    **OF_ACCOUNTABILITY,
    "kept": Kept,
    "apart": Apart,
    "empty": Empty,
}
AUDIENCES = ("adult", "child", "easy")
