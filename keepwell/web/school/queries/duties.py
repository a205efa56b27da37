"""What is to be done when a threshold is reached, and how a clock of keepwell.clocks explains its day."""

from keepwell.clocks.due import due
from keepwell.clocks.explaining import explained
from keepwell.clocks.loading import clocks

from ...access.policy import policy

BY_SCHOOL = "That is the school’s to do."


def duties_of(one, year):
    """(what is to be done, explanation or '') of a Reached of this Year.

    The explanation is that of its clock, where its school days ran in a row.
    """
    threshold = one.threshold
    to_do = f"{threshold.to_do} {BY_SCHOOL}" if policy().controller.kind == "local-authority" else threshold.to_do
    if not threshold.clock:
        return to_do, ""
    by = due(clocks()[threshold.clock], one.sessions[0].on, terms=year.register.terms())
    return to_do, explained(by) if by.on == one.on else ""
