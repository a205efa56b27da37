"""What becomes of a rule, and the inputs without which it is not run."""

from dataclasses import dataclass

NEEDS = {  # an input that rules may need -> (is it there?, the reason when it is not)
    "previous year": (lambda facts: facts.has_last, "no previous year's return was given"),
    "provider register": (lambda facts: facts.providers, "no provider register was given"),
    "postcodes": (lambda facts: facts.postcodes, "no postcode directory is loaded"),
    "reference date": (
        lambda facts: facts.reference is not None,
        "the Header gives no reference date that can be read",
    ),
    "UASC flags": (lambda facts: True, "the return does not say who is an unaccompanied asylum-seeking child"),
    "UASC flags_last": (lambda facts: True, "last year's return does not say who was an unaccompanied child"),
    "local authority": (lambda facts: facts.authority is not None, "the returning authority is not known"),
}


@dataclass(frozen=True)
class Outcome:
    """What became of one rule: "passed", "failed", "not run" or "could not run", with the reason."""

    state: str
    why: str = ""


def could_not_run(trouble: Exception) -> Outcome:
    """The kind of what was raised; its text may hold what a child's record says."""
    return Outcome("could not run", type(trouble).__name__)
