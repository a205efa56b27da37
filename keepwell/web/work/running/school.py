"""Education, health and care plans, as the school room knows their stages."""

from ...record.due import Running
from ...school.queries.life import CLOCKS, ehc_clocks, ehc_stages

TELLS = dict.fromkeys(CLOCKS, frozenset({"ehcp"}))


def runs(children):
    for child, stages in ehc_stages(children).items():
        for clock, started_on, met_on in ehc_clocks(stages):
            yield Running(child, clock, "record.Child", child, started_on, met_on)
