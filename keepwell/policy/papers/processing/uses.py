"""Questions 9 to 18: what is used and why, to whom it goes and where."""

from keepwell.policy.papers.paper import in_force
from keepwell.policy.papers.processing.questions import lines, question
from keepwell.policy.papers.processing.who import at_home
from keepwell.policy.wording import VERB_WORDS, kinds, listed

CLASS = {"art9": "special category (UK GDPR, Article 9)", "art10": "criminal offences (UK GDPR, Article 10)"}
FORM = {"named": "under the person’s name", "coded": "under a code", "counted": "as figures that name nobody"}


@question(9, "The purpose", "a [purpose.…]")
def purpose(asked):
    return asked.activity.purpose.title


@question(10, "What is done", "describes in [purpose.…]")
def done(asked):
    one = asked.activity.purpose
    return f"{one.describes} The information is used {FORM[one.form]}."


@question(11, "Whom the information is about", "subjects in [category.…]")
def subjects(asked):
    found = {id for one in _categories(asked) for id in one.subjects}
    return "; ".join(one.title for one in in_force(asked.policy, "subject", asked.on) if one.id in found)


@question(12, "The kinds of information", "a [category.…], named in the purpose")
def categories(asked):
    verbs = {verb for one in _categories(asked) for verb in VERB_WORDS if getattr(one, verb)}
    done = listed([VERB_WORDS[verb] for verb in VERB_WORDS if verb in verbs])
    return f"{'; '.join(one.title for one in _categories(asked))}. We {done} these." if verbs else ""


@question(13, "Special category information, or criminal offences", "legal and also in [category.…]")
def special(asked):
    found = {words: [one.title for one in _categories(asked) if legal in one.classes] for legal, words in CLASS.items()}
    said = lines(f"Can be {words}: {'; '.join(titles)}" for words, titles in found.items() if titles)
    return said or "Neither."


@question(14, "Where it comes from", "an [origin.…] for each")
def origins(asked):
    found = [one for one in in_force(asked.policy, "origin", asked.on) if asked.activity.speaks_of(one)]
    return "; ".join(one.title for one in found)


@question(15, "Who receives it", "a [recipient.…] for each, with its purposes")
def recipients(asked):
    return "; ".join(one.title for one in _recipients(asked)) or "Nobody outside, for this purpose."


@question(
    16,
    "Sharing with them: what, as a routine or not, and under which power",
    "categories, routine and gateways in [recipient.…]",
)
def sharing(asked):
    return lines(_shared(asked, one) for one in _recipients(asked)) or "Nothing is shared for this purpose."


def _recipients(asked):
    used, purpose = set(asked.activity.categories), asked.activity.purpose.id
    held = in_force(asked.policy, "recipient", asked.on)
    return [one for one in held if purpose in one.purposes and used & set(one.categories)]


def _shared(asked, one) -> str:
    what = kinds(asked.policy, set(one.categories) & set(asked.activity.categories))
    powers = "; ".join(asked.policy.gateways[id].title for id in one.gateways)
    return f"{one.title} ({'as a routine' if one.routine else 'when a case needs it'}): {what}. Under: {powers}"


@question(17, "Transfers abroad", "a [place.…] for each place, and a [transfer.…] for each transfer")
def abroad(asked):
    if not in_force(asked.policy, "place", asked.on):
        return ""
    return lines(f"{one} ({where})" for one, where, _ in _abroad(asked)) or "None."


@question(18, "What protects it there", "safeguard in [transfer.…] and [processor.…]")
def protected_abroad(asked):
    if not in_force(asked.policy, "place", asked.on):
        return ""
    return lines(safeguard for *_, safeguard in _abroad(asked)) or "Nothing is needed: nothing goes abroad."


def _abroad(asked):
    """(what, where or to whom, what protects it), of transfers, places and companies."""
    here, activity = asked.policy, asked.activity
    moved = [
        one for one in in_force(here, "transfer", asked.on) if activity.speaks_of(one) and activity.serves(one.purposes)
    ]
    found = [(one.title, one.to, one.safeguard) for one in moved]
    for one in in_force(here, "place", asked.on):
        if activity.speaks_of(one) and not at_home(one.country):
            found.append((one.title, one.country, here.processors[one.processor].safeguard if one.processor else ""))
    companies = [one for one in in_force(here, "processor", asked.on) if not at_home(one.country)]
    return [*found, *((one.title, one.country, one.safeguard) for one in companies)]


def _categories(asked):
    return [asked.policy.categories[id] for id in asked.activity.categories]
