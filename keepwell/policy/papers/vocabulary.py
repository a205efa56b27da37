"""The policy as linked data: W3C Data Privacy Vocabulary (DPV) 2.2, as JSON-LD, for other programs to read.

Each activity of the record of processing is a `dpv:Process`. The terms stand at https://w3id.org/dpv; the lawful
bases are those of UK law, so they are instances of the vocabulary's own general bases, with the article in their label.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from keepwell.policy.papers.paper import in_force
from keepwell.policy.papers.processing.activities import activities
from keepwell.policy.wording import source_titles

DPV_VERSION = "2.2"
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dct:valid": {"@type": "xsd:date"},
    "dct:issued": {"@type": "xsd:date"},
}
BASES = {
    "6(1)(a)": "dpv:Consent",
    "6(1)(b)": "dpv:Contract",
    "6(1)(c)": "dpv:LegalObligation",
    "6(1)(d)": "dpv:VitalInterest",
    "6(1)(e)": "dpv:OfficialAuthorityOfController",
    "6(1)(ea)": "dpv:LegitimateInterest",
    "6(1)(f)": "dpv:LegitimateInterest",
}
# Kind of object -> class of the vocabulary.
CLASSES = {
    "purpose": "dpv:Purpose",
    "recipient": "dpv:Recipient",
    "processor": "dpv:DataProcessor",
    "joint-controller": "dpv:DataController",
    "subject": "dpv:DataSubject",
    "origin": "dpv:DataSource",
    "retention": "dpv:StorageCondition",
    "right": "dpv:Right",
    "safeguard": "dpv:TechnicalOrganisationalMeasure",
    "place": "dpv:Location",
    "source": "dpv:Law",
}
MEASURES = {
    "technical": "dpv:TechnicalMeasure",
    "organisational": "dpv:OrganisationalMeasure",
    "physical": "dpv:PhysicalMeasure",
}


def as_json_ld(policy, on: date) -> str:
    """The document as text, the same for the same policy and day."""
    return json.dumps(linked(policy, on), ensure_ascii=False, indent=1) + "\n"


def linked(policy, on: date) -> dict[str, Any]:
    """`@context` and `@graph`. Every `@id` that a node points at is a node of the graph, by kind and id."""
    graph = [
        _record(policy, on), _controller(policy, on), _officer(policy), *_members(policy, on),
        *(_category(one) for one in in_force(policy, "category", on)),
        *(_basis(policy, one) for one in in_force(policy, "basis", on)),
        *(_process(policy, one, on) for one in activities(policy, on)),
    ]  # fmt: skip
    return {"@context": {"@base": f"urn:sha256:{policy.digest}/", "@language": "en-GB", **CONTEXT}, "@graph": graph}


def _node(kind: str, id: str, type: str | list[str], title: str, **more) -> dict[str, Any]:
    return {"@id": f"{kind}/{id}", "@type": type, "rdfs:label": title, **{key: one for key, one in more.items() if one}}


def _points(kind: str, ids) -> list[dict[str, str]]:
    return [{"@id": f"{kind}/{id}"} for id in ids]


def _record(policy, on: date):
    return _node("policy", "record", "dpv:RecordsOfActivities", policy.title) | {
        "dct:hasVersion": policy.version,
        "dct:valid": policy.valid_from.isoformat(),
        "dct:issued": on.isoformat(),
        "dct:identifier": policy.digest,
        "dct:conformsTo": f"Data Privacy Vocabulary {DPV_VERSION}",
        "dpv:hasDataController": {"@id": "controller/self"},
        "dpv:hasPersonalDataProcess": _points("process", (one.id for one in activities(policy, on))),
    }


def _controller(policy, on: date):
    here = policy.controller
    return _node("controller", "self", "dpv:DataController", here.name) | {
        "dpv:hasName": here.name,
        "dpv:hasAddress": here.address,
        "dpv:hasContact": [here.email, here.phone, here.website],
        "dpv:hasIdentifier": here.ico_number,
        "dpv:hasDataProtectionOfficer": {"@id": "controller/officer"},
    }


def _officer(policy):
    here = policy.controller
    return _node("controller", "officer", "dpv:DataProtectionOfficer", here.officer) | {
        "dpv:hasAddress": here.officer_address,
        "dpv:hasContact": [here.officer_email, here.officer_phone],
    }


def _members(policy, on: date):
    for kind, type in CLASSES.items():
        for one in in_force(policy, kind, on):
            words = next(
                (
                    getattr(one, key)
                    for key in ("describes", "why", "work", "words", "arrangement")
                    if hasattr(one, key)
                ),
                "",
            )
            node = _node(
                kind, one.id, MEASURES.get(getattr(one, "kind", ""), type), one.title, **{"dct:description": words}
            )
            yield node | _also(kind, one)


def _also(kind: str, one) -> dict[str, Any]:
    """What an object of some kinds has besides a title and words."""
    if kind == "retention":
        return {"dpv:hasDuration": {"@type": "dpv:Duration", "rdfs:label": one.words}}
    if kind in ("place", "processor"):
        return {"dpv:hasCountry": {"@type": "dpv:Country", "rdfs:label": one.country}}
    if kind == "source" and one.url:
        return {"dct:source": {"@id": one.url}}
    return {}


def _category(one):
    type = (
        "dpv:SpecialCategoryPersonalData"
        if "art9" in one.classes
        else "dpv:SensitivePersonalData"
        if one.tier > 1
        else "dpv:PersonalData"
    )
    return _node(
        "category",
        one.id,
        type,
        one.title,
        **{"dct:description": one.includes, "dpv:hasDataSubject": _points("subject", one.subjects)},
    )


def _basis(policy, one):
    conditions = [
        f"Article {one.article9}" if one.article9 else "",
        one.article10,
        f"Schedule 1, {one.schedule1}" if one.schedule1 else "",
    ]
    label = f"Article {one.article6}, {one.title}: {source_titles(policy, one.enactments)}"
    node = _node(
        "basis", one.id, BASES[one.article6], label, **{"dct:description": "; ".join(filter(None, conditions))}
    )
    return node | {"dpv:hasApplicableLaw": _points("source", (*one.enactments, *one.conditions))}


def _process(policy, activity, on: date):
    article = activity.basis.article6 if activity.basis else ""
    subjects = dict.fromkeys(id for one in activity.categories for id in policy.categories[one].subjects)
    pointed = {
        "dpv:hasPurpose": _points("purpose", [activity.purpose.id]),
        "dpv:hasPersonalData": _points("category", activity.categories),
        "dpv:hasDataSubject": _points("subject", subjects),
        "dpv:hasLegalBasis": _points("basis", [activity.basis.id] if activity.basis else []),
        "dpv:hasDataController": {"@id": "controller/self"},
        "dpv:hasRight": _of(policy, "right", on, lambda one: article in one.applies_to),
    }
    types = ["dpv:Process", "dpv:PersonalDataProcess"]
    return _node("process", activity.id, types, activity.title, **pointed, **_around(policy, activity, on))


def _around(policy, activity, on: date) -> dict[str, Any]:
    """With whom, from where, how long, how safe and where."""
    used, purpose = set(activity.categories), activity.purpose.id

    def reaches(one) -> bool:
        return bool(used & set(one.categories))

    return {
        "dpv:hasJointDataControllers": _of(policy, "joint-controller", on),
        "dpv:hasDataProcessor": _of(policy, "processor", on),
        "dpv:hasRecipient": _of(policy, "recipient", on, lambda one: reaches(one) and purpose in one.purposes),
        "dpv:hasDataSource": _of(policy, "origin", on, reaches),
        "dpv:hasStorageCondition": _of(policy, "retention", on, reaches),
        "dpv:hasTechnicalOrganisationalMeasure": _of(policy, "safeguard", on, activity.speaks_of),
        "dpv:hasLocation": _of(policy, "place", on, activity.speaks_of),
    }


def _of(policy, kind: str, on: date, fits=lambda one: True) -> list[dict[str, str]]:
    """Pointers to the objects of a kind that are in force and fit."""
    return _points(kind, (one.id for one in in_force(policy, kind, on) if fits(one)))
