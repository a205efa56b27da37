"""The list of promises: read from `keepwell/policy/promises.toml`, complete or not at all."""

import tomllib
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files

PROMISES = 120  # as many as the two notices make
PROOFS = 5
BUILT, NOT_BUILT = "built", "not yet built"


class ListError(ValueError):
    """The list cannot be read. Says where and how to mend it."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What a notice claims, what the program must do for it, the clauses it rests on, and what looks whether it is so.

    `sections` are those of the notice whose sentences name no clause. `waits_for` and `missing` are there only when the
    promise is not yet built. With `breaks` its evidence can show that it is broken, although only a part is built.
    """

    number: int
    claim: str
    does: str
    rests_on: tuple
    status: str
    sections: tuple = ()
    evidence: str = ""
    of: tuple = ()
    breaks: bool = False
    waits_for: str = ""
    missing: str = ""

    @property
    def built(self):
        return self.status == BUILT


@dataclass(frozen=True)
class Proof:
    """One of the five that stand first on the page: what it says, and the number of the promise that shows it."""

    title: str
    promise: int


@dataclass(frozen=True)
class Listing:
    """All promises by number, and the five proofs."""

    promises: dict
    proofs: tuple


@cache
def load():
    """The list that comes with the program. ListError when it cannot be read or is not whole."""
    try:
        text = files("keepwell.policy").joinpath("promises.toml").read_text("utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise ListError(f"promises.toml cannot be read ({type(trouble).__name__}). Install Keepwell again.") from None
    return parse(text)


def parse(text):
    """The list written in `text`. ListError names what is wrong with it."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise ListError(f"promises.toml is not TOML: {trouble}. Correct that line.") from None
    promises = [_promise(n, one) for n, one in enumerate(given.get("promise", ()), start=1)]
    _check_numbers(promises)
    proofs = tuple(Proof(one.get("title", ""), one.get("promise")) for one in given.get("proof", ()))
    if len(proofs) != PROOFS or any(not p.title or p.promise not in range(1, PROMISES + 1) for p in proofs):
        raise ListError(f"promises.toml should have {PROOFS} proofs, each with a title and the number of a promise.")
    return Listing({p.number: p for p in promises}, proofs)


def _promise(n, given):
    place = f"promises.toml, promise {given.get('number', f'in place {n}')}"
    known = {field.name: field for field in fields(Promise)}
    if unknown := sorted(given.keys() - known.keys()):
        raise ListError(f"{place}: {unknown[0]} is not a key of a promise. It has {', '.join(known)}.")
    needed = (name for name, field in known.items() if field.default is MISSING)
    if lacking := [name for name in needed if given.get(name) in (None, "", [])]:
        raise ListError(f"{place}: {lacking[0]} is missing. Add it.")
    promise = Promise(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})
    if wrong := _wrong(promise):
        raise ListError(f"{place}: {wrong}")
    return promise


def _wrong(promise):
    """What cannot be so about one promise, or None."""
    if promise.status not in (BUILT, NOT_BUILT):
        return f"status should be “{BUILT}” or “{NOT_BUILT}”."
    if promise.built and not promise.evidence:
        return "says that it is built, so it needs evidence."
    if promise.built and (promise.waits_for or promise.missing):
        return "says that it is built, yet also what it waits for. Take one of them out."
    if promise.breaks and (promise.built or not promise.evidence):
        return "breaks is for a promise that is not yet built and has evidence. Take it out, or name the evidence."
    if not promise.built and not (promise.waits_for and promise.missing):
        return "is not yet built: say in waits_for what will bring it, and in missing what is not there."
    return None


def _check_numbers(promises):
    numbers = [promise.number for promise in promises]
    if sorted(numbers, key=str) != sorted(range(1, PROMISES + 1), key=str):
        raise ListError(f"promises.toml should have each number from 1 to {PROMISES} once. Add or remove promises.")
