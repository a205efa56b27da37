"""Short notes in plain English: what was seen, what is going well, what worries us, what happens next.

Put together from sentences, so that no two children read alike. All invented; nothing lurid.
"""

import random
from datetime import date

from keepwell.clocks.ages import age_on
from keepwell.clocks.working_days import is_working_day

from .chance import chance, day_between, days
from .life import Life, Referral

CONCERNS = {
    "N1": (
        "{source} told us that {name} has been coming in tired and hungry on several mornings.",
        "{source} is worried about shouting at home that {name} may be hearing at night.",
        "{source} asked for help because {name} has missed meals and appointments this month.",
        "{source} rang after {name} said that things at home have felt frightening.",
    ),
    "N2": (
        "{source} asked for an assessment of the support {name} and the family need day to day.",
        "{name}'s parents would like help with equipment and a break now and then.",
    ),
    "N6": (
        "{source} is worried about the company {name} keeps and where {they} spends the evenings.",
        "{name} has been excluded twice this term and the family have asked for support.",
    ),
    "": (
        "{source} asked us to look at what support would help {name} and the family.",
        "{source} told us that the family are under strain since a change at work and at home.",
        "A parent of {name} asked for help: sleep, money and school are all hard at the moment.",
        "{source} noticed that {name} has become quiet and has stopped joining in.",
    ),
}
YOUNG_CONCERNS = (
    "{source} asked us to look at what support would help the parents of {name}.",
    "{source} is worried about missed health appointments and asked for a visit.",
    "{source} heard shouting and asked us to see whether the family of {name} need help.",
    "A parent of {name} asked for help: sleep and money are hard at the moment.",
)
SETTINGS = (
    "Visited {name} at home.",
    "Saw {name} at school, in the library.",
    "Met {name} and the family together.",
    "Walked to the park with {name}.",
    "Saw {name} alone for half an hour, then everybody together.",
    "Called without an appointment, as agreed.",
    "Video call with {name}, at {their} own wish.",
    "Met {name} after school for a hot chocolate.",
)
SEEN = (
    "{name} was warmly dressed and showed me a drawing.",
    "The home was tidy and warm, with food in the kitchen.",
    "{name} was shy at first and chatted freely by the end.",
    "There were toys and books within reach.",
    "{name} looked tired and said that the night had been noisy.",
    "{name}'s room is being painted in a colour {they} chose.",
    "The family had kept every appointment since the last visit.",
    "{name} had a friend round and asked to talk another day, so we kept it short.",
    "{name} was keen to show me a new bike.",
    "The smoke alarm works and the stair gate is fitted.",
)
STRENGTHS = (
    "Going well: {name} and {their} grandmother cook together on Fridays.",
    "Going well: school attendance has gone up this half term.",
    "Going well: the family ask for help early and follow it up.",
    "Going well: {name} has joined a football team.",
    "Going well: bedtime is calmer since the new routine.",
    "Going well: {name} has a teacher {they} trusts.",
    "Going well: parents speak to each other kindly at handover.",
    "Going well: {name} is reading above the level expected.",
    "Going well: the health visitor is pleased with weight and play.",
    "Going well: {name} has learnt to name feelings and to ask for time out.",
)
WORRIES = (
    "Still a worry: money runs short in the last week of the month.",
    "Still a worry: late nights and screens.",
    "Still a worry: appointments with the dentist have slipped.",
    "Still a worry: arguments when plans change at short notice.",
    "Still a worry: {name} finds mornings hard.",
    "Still a worry: the flat is damp; a letter to the landlord has been sent.",
    "Still a worry: {name} sometimes does not say where {they} is going.",
    "Nothing new to worry about since last time.",
)
NEXT = (
    "Next: family group meeting, date to be agreed.",
    "Next: I will ring the school about breakfast club.",
    "Next: visit in two weeks.",
    "Next: parents will book the optician; I will check on Friday.",
    "Next: safety plan to be read again together.",
    "Next: referral to young carers' group, with {name}'s agreement.",
    "Next: share the plan with everybody who has a task in it.",
    "Next: same time next month.",
)
YOUNG_NEXT = (
    "Next: visit in two weeks.",
    "Next: same time next month.",
    "Next: share the plan with everybody who has a task in it.",
    "Next: I will ask the nursery about a place in the mornings.",
    "Next: family group meeting, date to be agreed.",
)
# For children under five, who have no teachers, football teams or hot chocolate yet.
YOUNG_SETTINGS = (
    "Visited {name} at home.",
    "Saw {name} at nursery.",
    "Met {name} and the family together.",
    "Joined {name} at the toddler group.",
    "Called without an appointment, as agreed.",
    "Visited with the health visitor.",
)
YOUNG_SEEN = (
    "{name} was asleep when I came and woke up smiling.",
    "The home was tidy and warm, with food in the kitchen.",
    "There were toys and books within reach.",
    "{name} watched me closely and then brought me a toy.",
    "The smoke alarm works and the stair gate is fitted.",
    "{name} settled quickly when picked up.",
    "The family had kept every appointment since the last visit.",
)
YOUNG_STRENGTHS = (
    "Going well: the health visitor is pleased with weight and play.",
    "Going well: bedtime is calmer since the new routine.",
    "Going well: the family ask for help early and follow it up.",
    "Going well: {name} turns to familiar adults for comfort.",
    "Going well: new words every week.",
    "Going well: parents speak to each other kindly at handover.",
)
YOUNG_WORRIES = (
    "Still a worry: money runs short in the last week of the month.",
    "Still a worry: arguments when plans change at short notice.",
    "Still a worry: nights are broken and everybody is tired.",
    "Still a worry: the flat is damp; a letter to the landlord has been sent.",
    "Nothing new to worry about since last time.",
)
CARE = (
    "{name} is settled here and says so.",
    "The carers have put up {name}'s pictures in the hall.",
    "{name} asked about seeing {their} brother more often.",
    "Life story work has begun; {name} chose the photographs.",
    "Pocket money, bedtimes and phone rules are agreed and fair.",
    "{name} misses home at weekends and likes the calls on Sundays.",
    "The placement plan has been read through with {name}.",
)
WORDS = (
    "I like it when everyone eats together.",
    "I want people to stop asking me the same thing.",
    "Can I keep my school?",
    "I feel better when my door has a lock on the inside.",
    "Please tell Nan I got my swimming badge.",
    "I do not want to move again.",
    "I would like a lamp for reading.",
    "It is quieter now and I can sleep.",
    "I want to know what happens at the meeting before it happens.",
    "My dog is called Biscuit and she is the best.",
    "I like my social worker because she listens.",
    "I would rather write it than say it.",
    "Sometimes I am cross and then it goes away.",
    "I want to be a vet, or a driver of very big lorries.",
    "Could you come after football next time?",
)
SUPERVISION = (
    "Talked through with the manager: the plan is on course; visits are in time.",
    "Talked through with the manager: agreed what good enough would look like in three months.",
    "Talked through with the manager: pressure of time on this case named; one task moved to the family worker.",
    "Talked through with the manager: views of {name} are clear in the plan. Next supervision in a month.",
)
INFORMANTS = {
    "6": "The police",
    "2": "School",
    "3": "A health colleague",
    "1": "A relative",
    "4": "Housing",
    "5": "A colleague",
    "7": "The court",
}


def notes_of(rng: random.Random, life: Life, on: date) -> list[tuple]:
    """(kind, on, at_time, written_by, title, text, child_words, significant) in date order, none after `on`."""
    found = []
    for referral in life.referrals:
        if referral.on <= on:
            found += _case_notes(rng, life, referral, on)
    for entry in [e for e in life.care if e.rne == "S" and e.starts_on <= on][:3]:
        found.append(_note(rng, life, "case note", entry.starts_on, "Came into our care", (CARE,), significant=True))
    return sorted((n for n in found if n[1] <= min(on, life.known_until)), key=lambda note: (note[1], note[0]))


def _case_notes(rng, life: Life, referral: Referral, on: date) -> list[tuple]:
    found = [_concern(rng, life, referral)]
    end = min(on, referral.closed_on or referral.on, life.known_until)
    length = (end - referral.on).days
    for _ in range(min(5, length // 60 + (length > 10))):
        found.append(_visit(rng, life, _working(rng, referral.on, end)))
    if length > 120 and chance(rng, 0.6):
        found.append(_note(rng, life, "supervision", _working(rng, referral.on, end), "Supervision", (SUPERVISION,)))
    return found


def _working(rng, first: date, last: date) -> date:
    """A working day; the last one tried when it is a holiday (visits are made on those too)."""
    for _ in range(4):
        day = day_between(rng, first + days(2), last)
        if is_working_day(day):
            break
    return day


def _concern(rng, life: Life, referral: Referral) -> tuple:
    known = referral.need or ""
    # What is said of schoolchildren does not suit a baby.
    sentences = CONCERNS.get(known, CONCERNS[""]) if age_on(life.born_on, referral.on) >= 5 else YOUNG_CONCERNS
    source = INFORMANTS.get(referral.source[0], "A member of the public")
    return _note(rng, life, "concern", referral.on, "Referral", (sentences, YOUNG_NEXT), source=source)


def _visit(rng, life: Life, day: date) -> tuple:
    in_care = any(e.starts_on <= day < e.ends_on for e in life.care)
    age = age_on(life.born_on, day)
    if age < 0:
        return _note(
            rng,
            life,
            "visit",
            day,
            "Visit before the birth",
            (("Met the parents to talk about the baby.",), YOUNG_NEXT),
        )
    words = rng.choice(WORDS) if age >= 4 and chance(rng, 0.6) else None
    kind = "child's words" if words and chance(rng, 0.2) else "visit"
    young = (YOUNG_SETTINGS, YOUNG_SEEN, YOUNG_STRENGTHS, YOUNG_WORRIES, YOUNG_NEXT)
    parts = young if age < 5 else (SETTINGS, CARE if in_care else SEEN, STRENGTHS, WORRIES, NEXT)
    return _note(rng, life, kind, day, f"Visit, aged {age}" if age else "Visit, first year", parts, words=words)


def _note(rng, life: Life, kind: str, day: date, title: str, parts, words=None, significant=False, source="") -> tuple:
    girl = life.person.sex == "F"
    words_for = {
        "name": _name(life, day),
        "they": "she" if girl else "he",
        "their": "her" if girl else "his",
        "source": source,
    }
    text = " ".join(rng.choice(part).format(**words_for) for part in parts)
    at_time = f"{rng.randint(8, 18):02d}:{rng.choice((0, 15, 30, 45)):02d}"
    return kind, day, at_time, writer_on(life, day), title, text, words, significant


def _name(life: Life, day: date) -> str:
    return (life.person.called_on(day) or life.person.family) if day >= life.born_on else "the baby"


def writer_on(life: Life, day: date) -> str | None:
    """The social worker of that day, or the first one."""
    for allocation in life.allocations:
        if allocation.starts_on <= day <= allocation.ends_on:
            return allocation.worker
    return life.allocations[0].worker if life.allocations else None
