"""What evidence is: a function that looks and finds. Its docstring is how it was worked out, and is shown."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from keepwell.policy.columns import empty_places, within

EVIDENCE = {}
SMALL = 10  # on the public page a smaller number of people, rows or readings is not told
RECENT = timedelta(days=30)
YEAR = timedelta(days=365)


class NotThere(Exception):
    """The room that this evidence asks is not built in this installation."""


class NotMade(Exception):
    """This controller makes no such promise. Says why, in the words of its policy."""


@dataclass(frozen=True)
class Found:
    """What the evidence shows, in one sentence without personal data.

    `figures` stand in the words as `{name}`: they count people, rows or readings, and are told coarsely in public.
    Numbers of declarations (purposes, sources) are no secret and are written into the words.
    """

    kept: bool
    words: str
    figures: dict = field(default_factory=dict)

    def said(self, public=False):
        return self.words.format(**{name: counted(n, public) for name, n in self.figures.items()})


@dataclass(frozen=True)
class Look:
    """What evidence may look at besides the database: the policy in force, and the day."""

    policy: object
    today: date
    answers: dict = field(default_factory=dict)

    def once(self, name, ask):
        """What `ask()` says, asked once however many promises need it."""
        if name not in self.answers:
            self.answers[name] = ask()
        return self.answers[name]

    @property
    def recent(self):
        return self.today - RECENT

    def stop_unless_kept(self, *columns):
        """NotMade, in the words of the policy, when it says that nothing is kept in any of these columns."""
        places = empty_places(self.policy.objects)
        found = [within(column, places) for column in columns]
        if all(found):
            raise NotMade(f"Nothing is kept there: {places[found[0]].why}")

    def in_force(self, members):
        """Those of a kind of the policy's objects that are in force today."""
        return [one for one in members.values() if one.in_force(self.today)]

    def shows(self, made):
        """Does the notice for adults have a block that is made from these objects?"""
        return any(b.shows == made for section in self.policy.texts["adult"].section for b in section.block)

    @property
    def blocks(self):
        """(audience, block) of every block of the notices, as written."""
        return [
            (audience, block)
            for audience, text in self.policy.texts.items()
            for section in text.section
            for block in section.block
        ]


def evidence(name):
    """Declare the function under the name that the list of promises gives."""

    def declare(look):
        EVIDENCE[name] = look
        return look

    return declare


def how(name):
    """How that evidence is worked out, in a sentence or two."""
    return " ".join((EVIDENCE[name].__doc__ or "").split())


def counted(n, public=False):
    """A number in words. In public it is rounded to tens, so that two days do not tell what one child's entry was."""
    if not public:
        return f"{n:,}"
    return f"fewer than {SMALL}" if n < SMALL else f"about {round(n, -1):,}"


def some_or_none(figures, name):
    """The place of this figure in the words of a Found, or “none”."""
    return f"{{{name}}}" if figures[name] else "none"


def one_or_many(number, one, many):
    """“1 purpose”, “8 purposes”: a number of declarations."""
    return f"{number} {one if number == 1 else many}"
