"""Taking in register files, and amending a mark. No mark is taken away: what it was stays, with who and when."""

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils import timezone

from keepwell.attendance.files import rows_of
from keepwell.attendance.reading import gather
from keepwell.attendance.register import BLANK, packed, place_of, put, school_year, sessions_in, unpacked

from ...access import door
from ...record import vault
from ...record.elsewhere import changed
from ..may import ATTENDANCE, among
from ..models import Amendment, Register, RegisterFile
from ..queries.numbers import children_of

WHAT, FROM_FILE = "take in a register", "The register file says so"
KEPT = ["marks", "amended", "digest"]
CHUNK = 200  # children written at a time
TROUBLES = 500  # lines told of one file; the rest are counted


@dataclass
class Account:
    """What became of a register file.

    new, same, amended   marks: not there before, as they were, and changed
    troubles             (line, sentence) of what could not be read, in the order of the file
    unknown              (line, number) of pupils whom this person does not know here
    """

    lines: int = 0
    children: int = 0
    new: int = 0
    same: int = 0
    amended: int = 0
    troubles: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    first: str = ""
    last: str = ""

    @property
    def more_troubles(self):
        return max(0, len(self.troubles) - TROUBLES)


@transaction.atomic
def take_in(content, *, by, on_lines=lambda lines: None, on_children=lambda done, total: None):
    """Take in a register file (bytes); returns the RegisterFile and its Account.

    Every good line is kept. `on_lines` and `on_children` hear how far it is. NotARegister when it is no register;
    NotForYou when this person may add no attendance.
    """
    purpose = door.purpose_of(by)
    door.ask(by=by, action="add", category=ATTENDANCE, purpose=purpose, what=WHAT)
    found = gather(rows_of(content), timezone.localdate(), progress=on_lines)
    account = Account(lines=found.lines, troubles=[(one.line, one.text) for one in found.troubles])
    file = RegisterFile(
        digest=hashlib.sha256(content).hexdigest(), seal=uuid.uuid4(), by=_person(by), lines=found.lines, new=0, same=0,
        amended=0, troubles=len(found.troubles), sealed_account=b"",
    )  # fmt: skip
    file.save()
    children = _known(found, account, by, purpose)
    _put_in(children, file, account, on_children)
    file.new, file.same, file.amended = account.new, account.same, account.amended
    file.sealed_account = _sealed(file, account)
    file.save()
    uids = [uid for uid, _ in children.values()]
    door.passed(uids, by=by, action=WHAT, purpose=purpose, categories=[ATTENDANCE])
    changed.send(sender=Register, children=list(children))
    return file, account


def _person(by):
    return None if isinstance(by, door.Operator) else by


def _known(found, account, by, purpose):
    """{child: (uid, {Session: code})} of the children this person knows; the others stand in the account."""
    holders = children_of(found.marks)
    uids = {uid for _, uid in holders.values()}
    if not isinstance(by, door.Operator):  # at the computer of the record whole files are taken in, as by `import`
        uids = among(uids, by=by, action="add", category=ATTENDANCE, purpose=purpose)
    children = {}
    for number, marks in found.marks.items():
        child, uid = holders.get(number, (None, None))
        if uid not in uids or uid is None:
            account.unknown.append((found.first_line[number], number))
        elif marks:
            own = children.setdefault(child, (uid, {}))[1]
            own |= {session: code for session, code in marks.items() if session not in own}
    account.children = len(children)
    days = [session.on for _, marks in children.values() for session in (min(marks), max(marks))]
    account.first, account.last = (min(days).isoformat(), max(days).isoformat()) if days else ("", "")
    return children


def _put_in(children, file, account, tell):
    keys = list(children)
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        rows = Register.objects.select_for_update().filter(child__in=some)
        held = {(row.child_id, row.year): row for row in rows}
        new, amended = {}, []
        for child in some:
            amended += _mark(child, children[child][1], held, new, file, account)
        Register.objects.bulk_create(new.values(), batch_size=CHUNK)
        Register.objects.bulk_update([row for key, row in held.items() if key not in new], KEPT, batch_size=CHUNK)
        Amendment.objects.bulk_create(amended, batch_size=CHUNK)
        tell(min(start + CHUNK, len(keys)), len(keys))


def _mark(child, marks, held, new, file, account):
    """Put a child's marks into its rows; the Amendments."""
    amended, lists = [], {}
    for session, code in marks.items():
        year = school_year(session.on)
        if (child, year) not in held:
            held[child, year] = new[child, year] = Register(child_id=child, year=year, marks="")
        own = lists.setdefault(year, list(held[child, year].marks.ljust(sessions_in(year))))
        place, mark = place_of(session), packed(code)
        was, own[place] = own[place], mark
        if was == BLANK:
            account.new += 1
        elif was == mark:
            account.same += 1
        else:
            account.amended += 1
            amended.append(Amendment(child_id=child, on=session.on, half=session.half, was=unpacked(was), now=code,
                                     reason=FROM_FILE, by=file.by, file=file))  # fmt: skip
    for year, own in lists.items():
        held[child, year].put("".join(own), sum(school_year(one.on) == year for one in amended))
    return amended


def _sealed(file, account):
    short = asdict(account) | {"troubles": account.troubles[:TROUBLES], "unknown": account.unknown[:TROUBLES]}
    return vault.seal(vault.master(), json.dumps(short), "register file", file.seal)


def account_of(file):
    """The Account of a file, its troubles and unknown pupils cut to the first few hundred."""
    return Account(**json.loads(vault.unseal(vault.master(), file.sealed_account, "register file", file.seal)))


class NothingToAmend(Exception):
    """There is no mark to amend, or it is this one already; its text says so."""


@transaction.atomic
def amend(child, *, session, code, reason, by, purpose):
    """One mark put right by hand; returns the Amendment. NothingToAmend when there is none or it says this already."""
    door.ask_of(child, by=by, action="edit", categories=[ATTENDANCE], purpose=purpose, what="amend a mark")
    year = school_year(session.on)
    row = Register.objects.select_for_update().filter(child=child, year=year).first()
    was = unpacked(row.marks.ljust(sessions_in(year))[place_of(session)]) if row else ""
    if not was:
        raise NothingToAmend("The register has no mark for that session: take in the register file first.")
    if was == code:
        raise NothingToAmend(f"The register has {code} for that session already.")
    row.put(put(row.marks, year, session, code), 1)
    row.save(update_fields=KEPT)
    made = Amendment.objects.create(child=child, on=session.on, half=session.half, was=was, now=code, reason=reason,
                                    by=by)  # fmt: skip
    changed.send(sender=Register, children=[child.pk])
    return made
