"""What a change of the record meant for the returns, in a sentence or two."""

MOST = 3  # findings that are named; more are counted


def told(done, before, after):
    """`done` ("Saved.") and what it mended and made new, from the Checked before and after."""
    if after.trouble:
        returns = " and the ".join(after.untold)
        return f"{done} The rules of the {returns} could not be run, so what it mends is not known."
    was, now = ({one.place: one for one in checked.found} for checked in (before, after))
    mended = [one for place, one in was.items() if place not in now]
    new = [one for place, one in now.items() if place not in was]
    said = [done]
    if mended:
        said.append(f"{_count(mended)} of the returns {_is(mended)} mended: {_named(mended)}.")
    if new:
        said.append(f"{_count(new) if not mended else len(new)} {_is(new)} new: {_named(new)}.")
    if not mended and not new and not before.trouble:
        said.append("The findings of the returns are the same as before.")
    return " ".join(said)


def _count(found):
    return f"{len(found)} finding{'' if len(found) == 1 else 's'}"


def _is(found):
    return "is" if len(found) == 1 else "are"


def _named(found):
    """Rule and what it says, each once."""
    once = list({(one.collection, one.rule): one for one in found}.values())
    said = "; ".join(f"{one.rule}, {in_short(one)}" for one in once[:MOST])
    return f"{said}; and {len(once) - MOST} more" if len(once) > MOST else said


def in_short(one):
    """The first sentence, without its full stop."""
    return one.sentence.split(". ")[0].rstrip(".")
