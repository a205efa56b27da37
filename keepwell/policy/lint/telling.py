"""What the notice says: whole sentences, sections that exist, and everything that the file does."""

import re

from keepwell.policy.lint.finding import named, rule

CROSS_REFERENCE = re.compile(r"see (?:the |our )?(?:section )?[‘'\"“]([^’'\"”]{3,80})[’'\"”]", re.IGNORECASE)
MOST_WORDS = 12  # in a sentence that is read aloud to somebody of about nine
SLIPS = {r"\bData of birth\b": "Date of birth", r"\bpubic\b": "public", r"\bthe the\b": "the"}


@rule("L21", "The notice says where information comes from", "UK GDPR, Article 14(2)(f)")
def no_origin(draft):
    if not draft.all("origin"):
        yield (
            "origin",
            "Nothing says where the information comes from, and most of it does not come from the child.",
            'declare each as [origin.…] and put them into the notice with shows = "origins".',
        )


@rule("L23", "A section that the notice sends people to is there", "UK GDPR, Article 12(1)")
def dangling(draft):
    headings = {_plain(s.heading) for text in draft.policy.texts.values() for s in text.section}
    for key, _, words in draft.blocks():
        for wanted in CROSS_REFERENCE.findall(words):
            if _plain(wanted) not in headings:
                yield key, f"The notice has no section “{wanted}”.", "write the section, or take the reference out."


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


@rule("L25", "The words are spelt and bracketed as meant", "UK GDPR, Article 12(1)")
def slips(draft):
    for key, words in draft.words:
        for wrong, right in SLIPS.items():
            if found := re.search(wrong, words, re.IGNORECASE):
                yield key, f"“{found[0]}” is a slip of the pen.", f"write “{right}”."
        if words.count("(") != words.count(")"):
            yield key, "A bracket is opened and not closed, or closed and not opened.", "add the other bracket."


@rule("L30", "Who promises to say what is mandatory says it", "UK GDPR, Article 13(2)(e)")
def no_list_of_duties(draft):
    told = draft.all("field") and "fields" in draft.shown
    for key, _, words in () if told else draft.saying(r"\bmandatory\b"):
        if re.search(r"voluntary|choice", words, re.IGNORECASE):
            yield (
                key,
                "The notice promises to say what must be given and what is a choice, and no list says it.",
                'declare each fact as [field.…] and put the list into the notice with shows = "fields".',
            )


@rule("K14", "What a role may do it does with categories that the notice states", "UK GDPR, Articles 13 and 14")
def unstated_categories(draft):
    if "categories" in draft.shown:
        return
    for role in draft.policy.roles.values():
        used = dict.fromkeys(id for grant in role.grants.values() for id in grant.categories)
        bare = [c for c in draft.categories(used) if f"category.{c.id}" not in draft.stated]
        if bare:
            yield (
                f"role.{role.id}",
                f"{role.title} may use {named(c.title for c in bare)}, and the notice does not state this.",
                'put shows = "categories" into the notice, or name the category in the ids of a block.',
            )


@rule("K15", "The notice for adults states everything that the file does", "UK GDPR, Articles 13 and 14")
def unstated(draft):
    for kind, table in TABLES.items():
        bare = [one for one in draft.all(kind) if f"{kind}.{one.id}" not in draft.stated]
        if bare and table not in draft.shown:
            yield (
                kind,
                f"The notice does not state {named(one.title for one in bare)}.",
                f'put a block with shows = "{table}" into the notice for adults.',
            )


TABLES = {
    "category": "categories",
    "origin": "origins",
    "purpose": "purposes",
    "basis": "bases",
    "role": "roles",
    "recipient": "recipients",
    "retention": "retention",
    "right": "rights",
    "processor": "processors",
    "joint-controller": "joint-controllers",
}


@rule("K28", "The notice to read aloud has short sentences and no tables", "UK GDPR, Article 12(1)")
def hard_to_read_aloud(draft):
    for key, block, _ in draft.blocks():
        if not key.startswith("notice.easy."):
            continue
        if block.shows:
            yield (
                key,
                f"It shows “{block.shows}”, which nobody can read aloud.",
                "say the few things that matter in short sentences.",
            )
        for sentence in _sentences(block):
            if len(sentence.split()) > MOST_WORDS:
                yield key, f"“{sentence[:60]}…” has more than {MOST_WORDS} words.", "make two sentences of it."


def _sentences(block) -> list[str]:
    """Its sentences; an item of a list is one at least."""
    return [
        one for words in (block.text, block.lead, *block.items) for one in re.split(r"(?<=[.?!:])\s+", words) if one
    ]


@rule("K18", "The notice has a day of review, and it has not passed", "UK GDPR, Article 5(2)")
def review_passed(draft):
    day = draft.head.review_on
    if not day or day < draft.on:
        yield (
            "policy.review_on",
            f"The review was due on {day.day} {day:%B %Y}." if day else "No day is set for the review of this notice.",
            "review the file, and set the next day within a year.",
        )


@rule("K27", "Who may open a record is said", "UK GDPR, Article 5(1)(f)")
def no_roles(draft):
    if not draft.all("role"):
        yield (
            "role",
            "Nothing says who may open the record, so the program would open it to nobody.",
            "declare each kind of work as [role.…] with what it is granted.",
        )
