"""On what basis: enactments, consent, special categories and offences."""

import re

from keepwell.policy.lint.finding import named, rule
from keepwell.policy.lint.law import NO_ENACTMENT

CONSENT = ("6(1)(a)", "9(2)(a)")
OFFENCE = re.compile(r"\boffend|\boffence|\bconvict|\bcautions?\b|\breprimand", re.IGNORECASE)
# Words of things that are no special category by themselves, and words of those that are (UK GDPR, Article 9(1)).
PLAIN = re.compile(
    r"attendance|accommodation|\bcourt|activity|address|contact|placement|important dates", re.IGNORECASE
)
SPECIAL = re.compile(
    r"health|disab|dental|immunis|ethnic|\brac(e|ial)\b|religi|belie[fv]|politic|trade union|genetic|biometric"
    r"|sex life|orientation|strengths and difficulties|special educational|abuse|section 47|child protection",
    re.IGNORECASE,
)


@rule("L3", "Consent is not the condition for what a law or a public task asks", "UK GDPR, Articles 7(4) and 9(2)")
def consent_beside_duty(draft):
    for one in draft.all("basis"):
        if one.article9 == "9(2)(a)" and one.article6 != "6(1)(a)":
            held = draft.categories(one.categories)
            yield (
                f"basis.{one.id}.article9",
                f"Explicit consent stands beside Article {one.article6} for {named(c.title for c in held)}. Nobody"
                " consents freely to what is done in any case.",
                'name the condition that is meant: 9(2)(h) for social care or 9(2)(g) with a paragraph of Schedule 1.',
            )  # fmt: skip


@rule(
    "L5", "Offences are Article 10, not a special category", "UK GDPR, Article 10; Data Protection Act 2018, section 10"
)
def offences(draft):
    for one in draft.all("category"):
        if OFFENCE.search(f"{one.title} {one.includes}") and "art10" not in one.classes:
            yield (
                f"category.{one.id}.legal",
                f"“{one.title}” speaks of offences and is classed as {one.legal or 'nothing'}.",
                'give offences a category of their own with legal = "art10", or write also = "art10".',
            )


@rule("L6", "Under the heading “special categories” stand special categories only", "UK GDPR, Article 9(1)")
def wrong_heading(draft):
    for group in draft.all("group"):
        if re.search(r"special categor", group.title, re.IGNORECASE):
            held = [one for one in draft.all("category") if one.group == group.id and _ordinary(one)]
            if held:
                yield (
                    f"group.{group.id}",
                    f"The heading says special categories; {named(c.title for c in held)} are none as such.",
                    "give the group a plain heading, and each category the class that it has in law.",
                )


def _ordinary(category) -> bool:
    """Classed as ordinary, or named after ordinary things; what a category includes besides is not looked at."""
    words = f"{category.title} {category.includes}"
    return category.legal == "ordinary" or bool(PLAIN.search(words) and not SPECIAL.search(words))


@rule(
    "L7",
    "A risk is no legal obligation",
    "UK GDPR, Article 6(1)(c) and (e); Data Protection Act 2018, Schedule 1, paragraph 18",
)
def risk_as_obligation(draft):
    mend = (
        "say for each category which it is: Article 6(1)(c) with its enactment, or Article 6(1)(e) with Schedule 1,"
        " paragraph 18 for keeping children safe."
    )
    for one in draft.all("basis"):
        if one.article6 == "6(1)(c)" and re.search(r"\brisks?\b", one.title, re.IGNORECASE):
            yield f"basis.{one.id}", f"“{one.title}” takes a risk for a legal obligation.", mend
    for key, _, words in draft.saying(r"(legally|by law|legal) (required|obliged|obligation)"):
        if re.search(r"\brisks?\b", words, re.IGNORECASE) and not re.search(
            r"6\(1\)\(e\)|public task|paragraph 18", words, re.IGNORECASE
        ):
            yield key, "The sentence puts “legally required” and “a risk” side by side as one basis.", mend


@rule("K1", "Legal obligation and public task name the law that gives them", "UK GDPR, Article 6(3)")
def no_enactment(draft):
    for one in draft.all("basis"):
        if one.article6 in ("6(1)(c)", "6(1)(e)") and not any(map(_gives, draft.sources(one.enactments))):
            given = named(s.title for s in draft.sources(one.enactments))
            yield (
                f"basis.{one.id}.enactments",
                f"Article {one.article6} needs the law that gives the obligation or the task; the basis names {given}.",
                "name the section or regulation, such as the Children Act 1989, section 17.",
            )


def _gives(source) -> bool:
    return source.kind in ("act", "regulations") and not re.search(NO_ENACTMENT, source.title, re.IGNORECASE)


@rule("K2", "What must be given does not rest on consent", "UK GDPR, Article 7(4)")
def consent_to_duty(draft):
    consented = {id for b in draft.all("basis") if {b.article6, b.article9} & set(CONSENT) for id in b.categories}
    for one in draft.all("field"):
        if one.obligation in ("statutory", "needed") and one.category in consented:
            yield (
                f"field.{one.id}.obligation",
                f"“{one.title}” must be given, and its category rests on consent.",
                'make it obligation = "voluntary", or give the category another basis.',
            )


@rule("K3", "Offences have a Schedule 1 condition", "UK GDPR, Article 10; Data Protection Act 2018, section 10(5)")
def offences_without_condition(draft):
    for one in draft.all("basis"):
        held = [c for c in draft.categories(one.categories) if "art10" in c.classes]
        if held and not (one.article10 and (one.schedule1 or "official authority" in one.article10)):
            yield (
                f"basis.{one.id}.{'schedule1' if one.article10 else 'article10'}",
                f"The basis covers offences ({named(c.title for c in held)}) and names no condition for them.",
                "add article10 = \"Data Protection Act 2018, section 10(5)\" and the paragraph as schedule1.",
            )  # fmt: skip


@rule("K4", "Special categories have an Article 9 condition", "UK GDPR, Article 9(2)")
def special_without_condition(draft):
    for one in draft.all("basis"):
        held = [c for c in draft.categories(one.categories) if "art9" in c.classes]
        if held and not one.article9:
            yield (
                f"basis.{one.id}.article9",
                f"The basis covers special categories ({named(c.title for c in held)}) without an Article 9 condition.",
                "add the condition, or take the categories out of this basis.",
            )


@rule("K8", "Every category is used for something, and each use has a basis", "UK GDPR, Articles 5(1)(b) and 6")
def use_without_basis(draft):
    used = {id for p in draft.all("purpose") for id in (*p.categories, *p.flag_only)}
    for one in draft.all("category"):
        if one.id not in used:
            yield (
                f"category.{one.id}",
                f"No purpose uses “{one.title}”, so there is no reason to hold it.",
                "name it in a purpose, or stop collecting it.",
            )
    for purpose in draft.all("purpose"):
        bare = [
            c
            for c in draft.categories((*purpose.categories, *purpose.flag_only))
            if not any(c.id in b.categories and purpose.id in b.purposes for b in draft.all("basis"))
        ]
        if bare and any(purpose.id in b.purposes for b in draft.all("basis")):
            yield (
                f"purpose.{purpose.id}",
                f"“{purpose.title}” uses {named(c.title for c in bare)} without a lawful basis.",
                "add the categories to a [basis.…] of this purpose, or take them out of it.",
            )


@rule("K9", "Every purpose has a basis", "UK GDPR, Articles 6 and 13(1)(c)")
def purpose_without_basis(draft):
    with_one = {id for basis in draft.all("basis") for id in basis.purposes}
    for one in draft.all("purpose"):
        if one.id not in with_one:
            yield (
                f"purpose.{one.id}",
                f"No lawful basis is declared for “{one.title}”.",
                "name the purpose in a [basis.…], or remove it.",
            )


@rule(
    "K20", "A public authority does not rest its tasks on legitimate interests", "UK GDPR, Article 6(1), closing words"
)
def interests_of_authority(draft):
    for one in draft.all("basis"):
        if one.article6 in ("6(1)(ea)", "6(1)(f)"):
            yield (
                f"basis.{one.id}.article6",
                f"Article {one.article6} is not open to a public authority for its tasks.",
                "use Article 6(1)(e) and name the law that gives the task.",
            )


@rule(
    "K21",
    "Substantial public interest has an appropriate policy document",
    "Data Protection Act 2018, Schedule 1, paragraph 39",
)
def no_policy_document(draft):
    for one in draft.all("basis"):
        if one.article9 == "9(2)(g)" and not one.document:
            yield (
                f"basis.{one.id}.document",
                "Article 9(2)(g) needs an appropriate policy document; the basis names none.",
                'write the document and name it with document = "appropriate policy document".',
            )
