"""What the extract says of some children at once: each kind of row is fetched once for all of them."""

from collections import defaultdict

from keepwell.clocks.ages import age_on

from ...access.models import Allocation
from ...access.reach import running
from ..elsewhere import duties_of
from ..models import (
    Address,
    Alert,
    Contact,
    Involvement,
    LegalStatus,
    NeedPlan,
    Placement,
    ProtectionPlan,
    Relationship,
)
from ..queries import status
from ..queries.calling import called, names_of
from .deciding import allowed

ADDRESSES = ("home", "placement")
OF_TAG = {
    status.LOOKED_AFTER: "care", status.ON_PLAN: "protection-plan", status.IN_NEED: "need",
    status.CARE_LEAVER: "care-leaver",
}  # fmt: skip


class Gathered:
    """The rows of some children ({id: Child}) on a day; `told` is {id: categories that may be in the file}."""

    def __init__(self, children, told, tags, on):
        self.children, self.told, self.tags, self.on = children, told, tags, on
        self.alerts, self.places, self.legal, self.protection, self.need, self.work = (
            self._current(model, "child")
            for model in (Alert, Placement, LegalStatus, ProtectionPlan, NeedPlan, Involvement)
        )
        self.homes, self.family = self._current(Address, "person"), self._current(Relationship, "person")
        self._hide_relatives()
        self.names = names_of(self._people())
        self.phones = defaultdict(list)
        for contact in Contact.objects.filter(person__in=self._people(), kind="phone").order_by("pk"):
            self.phones[contact.person_id].append(contact)
        self.allocated = defaultdict(list)
        uids = [child.person.uid for child in children.values()]
        rows = running(on).filter(child__in=uids).exclude(part=Allocation.Part.SELF)
        for row in rows.select_related("user", "team"):
            self.allocated[row.child].append(row)
        self.duties = duties_of(told, on)

    def _current(self, model, owner):
        rows = model.objects.filter(**{f"{owner}__in": list(self.children)})
        rows = rows.select_related(
            *{Involvement: ["person__professional"], Relationship: ["other__child"]}.get(model, [])
        )
        found = defaultdict(list)
        for row in rows:
            if (row.starts_on is None or row.starts_on <= self.on) and (row.ends_on is None or row.ends_on >= self.on):
                found[getattr(row, f"{owner}_id")].append(row)
        return found

    def _hide_relatives(self):
        """A relative whose own record this file may not tell of is not named in another child's either."""
        own = {r.other.uid: r.other_id for rows in self.family.values() for r in rows if hasattr(r.other, "child")}
        known = allowed(own).keys() if own else ()
        for child, rows in self.family.items():
            self.family[child] = [r for r in rows if r.other.uid not in own or r.other.uid in known]

    def _people(self):
        family = {row.other_id for rows in self.family.values() for row in rows}
        return set(self.children) | family | {row.person_id for rows in self.work.values() for row in rows}

    # One child ----------------------------------------------------------------------------------------------------

    def entry(self, child):
        """What the file says of one child (an id), as JSON holds it. What the policy leaves out is not there at all."""
        told = self.told[child]
        parts = {
            "alert": self._warnings, "care": self._legal, "placement": self._lives, "address": self._addresses,
            "protection-plan": self._protected, "need-plan": self._helped, "worker": self._workers,
            "relationships": self._relatives,
        }  # fmt: skip
        entry = self._who(child)
        for category, say in parts.items():
            if category in told:
                entry |= say(child)
        if self.duties is not None:
            entry["duties"] = [{"due": _day(due), "what": what} for due, what in self.duties.get(child, ())]
        return entry

    def _who(self, child):
        person, names = self.children[child].person, self.names[child]
        name = called(names, self.on)
        also = sorted({n.full for n in names if n.full and n.full != name.full})
        return {
            "name": name.full, "known_as": name.known_as, "also": also, "number": person.reference,
            "born": _day(person.born_on), "age": age_on(person.born_on, self.on) if person.born_on else None,
            "tags": [tag.text for tag in self.tags[child] if OF_TAG[tag] in self.told[child]],
            "phones": self._phones(child, child),
        }  # fmt: skip

    def _warnings(self, child):
        return {"warnings": [
            {"kind": row.kind, "text": row.text, "review": _day(row.review_on)} for row in self.alerts[child]
        ]}  # fmt: skip

    def _legal(self, child):
        return {"legal": [{"what": row.label("code"), "since": _day(row.starts_on)} for row in self.legal[child]]}

    def _lives(self, child):
        return {"placements": [{"what": row.label("kind"), "since": _day(row.starts_on)} for row in self.places[child]]}

    def _addresses(self, child):
        rows = [row for row in self.homes[child] if row.kind in ADDRESSES]
        secret = "sealed-address" not in self.told[child]
        return {"addresses": [
            {"kind": row.get_kind_display(), "secret": row.sealed, "lines": [] if row.sealed and secret else row.lines}
            for row in rows
        ]}  # fmt: skip

    def _protected(self, child):
        def words(row):
            return row.label("latest_category" if row.latest_category else "initial_category")

        return {"protection": [{"what": words(row), "since": _day(row.starts_on)} for row in self.protection[child]]}

    def _helped(self, child):
        return {"need": [{"what": "", "since": _day(row.starts_on)} for row in self.need[child]]}

    def _workers(self, child):
        return {"workers": [*self._from_files(child), *self._allocated(child)]}

    def _from_files(self, child):
        for row in self.work[child]:
            job = getattr(row.person, "professional", None)
            where = [job.organisation, job.team] if job else []
            yield {"name": self._called(row.person_id), "role": row.role, "where": [one for one in where if one],
                   "phones": self._phones(child, row.person_id)}  # fmt: skip

    def _allocated(self, child):
        for row in self.allocated[self.children[child].person.uid]:
            role = (row.user.job_title if row.user else "") or row.get_part_display()
            yield {"name": row.whom, "role": role, "where": [], "phones": []}

    def _relatives(self, child):
        return {"family": [
            {"name": self._called(row.other_id), "who": row.get_kind_display(),
             "responsible": row.parental_responsibility, "phones": self._phones(child, row.other_id)}
            for row in self.family[child]
        ]}  # fmt: skip

    def _phones(self, child, person):
        if "contact-details" not in self.told[child]:
            return []
        return [{"number": one.value, "note": one.note, "never": one.do_not_contact} for one in self.phones[person]]

    def _called(self, person):
        return called(self.names[person], self.on).full


def _day(on):
    return on.isoformat() if on else None
