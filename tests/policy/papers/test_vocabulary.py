"""The policy as linked data: a well formed JSON-LD document in which every pointer leads somewhere."""

import json

import pytest

from keepwell.policy.papers import DATA
from keepwell.policy.papers.processing.activities import activities
from tests.policy.papers.conftest import ON

# Terms of the Data Privacy Vocabulary 2.2 that may occur, checked against its published list.
TERMS = """
Consent Contract Country DataController DataProcessor DataProtectionOfficer DataSource DataSubject Duration Law
LegalObligation LegitimateInterest Location OfficialAuthorityOfController OrganisationalMeasure PersonalData
PersonalDataProcess PhysicalMeasure Process Purpose Recipient RecordsOfActivities Right SensitivePersonalData
SpecialCategoryPersonalData StorageCondition TechnicalMeasure VitalInterest hasAddress hasApplicableLaw hasContact
hasCountry hasDataController hasDataProcessor hasDataProtectionOfficer hasDataSource hasDataSubject hasDuration
hasIdentifier hasJointDataControllers hasLegalBasis hasLocation hasName hasPersonalData hasPersonalDataProcess
hasPurpose hasRecipient hasRight hasStorageCondition hasTechnicalOrganisationalMeasure
"""


@pytest.fixture(scope="module")
def document(policy):
    return json.loads(DATA["dpv.jsonld"](policy, ON))


@pytest.fixture(scope="module")
def nodes(document):
    return {node["@id"]: node for node in document["@graph"]}


def walked(value):
    """Every object in it, at any depth."""
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from walked(one)
    elif isinstance(value, list):
        for one in value:
            yield from walked(one)


def types(node):
    return node["@type"] if isinstance(node["@type"], list) else [node["@type"]]


def test_every_node_has_an_id_of_its_own_a_type_and_words(document, nodes):
    assert len(nodes) == len(document["@graph"])
    assert all(node["rdfs:label"] and types(node) for node in nodes.values())


def test_every_pointer_leads_to_a_node_or_abroad(document, nodes):
    pointed = [one["@id"] for one in walked(document["@graph"]) if set(one) == {"@id"}]
    assert len(pointed) > 200
    assert [id for id in pointed if id not in nodes and not id.startswith("https://")] == []


def test_every_prefix_is_declared_and_every_term_is_of_the_vocabulary(document):
    prefixes = {key for key, value in document["@context"].items() if isinstance(value, str)}
    said = {key for one in walked(document["@graph"]) for key in one if not key.startswith("@")}
    said |= {type for one in walked(document["@graph"]) if "@type" in one for type in types(one)}
    assert {term.partition(":")[0] for term in said} <= prefixes
    assert {term.partition(":")[2] for term in said if term.startswith("dpv:")} <= set(TERMS.split())
    assert document["@context"]["dpv"] == "https://w3id.org/dpv#"


def test_every_activity_is_a_process_with_what_it_needs(policy, nodes):
    held = activities(policy, ON)
    assert [one["@id"] for one in nodes["policy/record"]["dpv:hasPersonalDataProcess"]] == [
        f"process/{one.id}" for one in held
    ]
    for one in held:
        node = nodes[f"process/{one.id}"]
        assert "dpv:Process" in types(node)
        assert node["dpv:hasPurpose"] == [{"@id": f"purpose/{one.purpose.id}"}]
        assert node["dpv:hasPersonalData"] == [{"@id": f"category/{id}"} for id in one.categories]
        for key in ("dpv:hasLegalBasis", "dpv:hasStorageCondition", "dpv:hasDataController", "dpv:hasDataSubject"):
            assert node[key]


def test_record_names_hash_and_version_of_the_vocabulary(policy, nodes):
    assert nodes["policy/record"]["dct:identifier"] == policy.digest
    assert nodes["policy/record"]["dct:conformsTo"] == "Data Privacy Vocabulary 2.2"


def test_it_is_the_same_each_time(policy):
    assert DATA["dpv.jsonld"](policy, ON) == DATA["dpv.jsonld"](policy, ON)
