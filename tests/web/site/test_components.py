"""Our components against the examples that govuk-frontend ships with its own."""

import json
import re
from pathlib import Path

import pytest
from django.utils.safestring import mark_safe
from lxml import html as lxml_html

from keepwell.web.site import form_components  # noqa: F401 - declares its components
from keepwell.web.site.components import COMPONENTS, render

ROOT = Path(__file__).parents[3]
FIXTURES = ROOT / "node_modules/govuk-frontend/dist/govuk/components"

# Options of the Design System that our components do not have: examples that use them are left out, and only those.
NOT_OURS = {
    "*": {"before_input", "after_input", "before_inputs", "after_inputs", "slots"},
    "panel": {"actions"},
}


def snake(name):
    return re.sub(r"([A-Z])", lambda match: "_" + match[1].lower(), name)


def ours(options):
    """The Design System's options as our components take them: snake case, HTML as safe text."""
    if isinstance(options, list):
        return [ours(option) for option in options]
    if not isinstance(options, dict):
        return options
    made = {}
    for name, value in options.items():
        if name == "value" and isinstance(value, bool):
            value = str(value).lower()
        made[{"for": "for_id"}.get(name, snake(name))] = value if name == "attributes" else ours(value)
    for name in [name for name in made if name == "html" or name.endswith("_html")]:
        markup = made.pop(name)
        if markup:
            made[name.replace("html", "text")] = mark_safe(markup)
    return made


def names_in(options):
    if isinstance(options, list):
        return set().union(*map(names_in, options))
    if isinstance(options, dict):
        return set(options).union(*map(names_in, (v for k, v in options.items() if k != "attributes")))
    return set()


def examples(supported=True):
    for name in sorted(COMPONENTS):
        path = FIXTURES / name / "fixtures.json"
        for example in json.loads(path.read_text("utf-8"))["fixtures"] if path.exists() else ():
            options = ours(example["options"])
            left_out = names_in(options) & (NOT_OURS["*"] | NOT_OURS.get(name, set()))
            if bool(left_out) != supported:
                yield pytest.param(name, options, example["html"], id=f"{name}: {example['name']}")


def normal(markup):
    """The tree of elements with sorted attributes and single spaces; drawings compared by their outline only."""
    return _normal(lxml_html.fragment_fromstring(markup, create_parent="div"))


def _normal(element):
    if element.tag == "path":
        return ("path",)
    attributes = {name: " ".join(value.split()) for name, value in element.attrib.items()}
    if "class" in attributes:
        attributes["class"] = " ".join(sorted(attributes["class"].split()))
    text, tail = (" ".join((part or "").split()) for part in (element.text, element.tail))
    return (element.tag, sorted(attributes.items()), text, [_normal(child) for child in element], tail)


@pytest.mark.skipif(not FIXTURES.exists(), reason="node_modules is missing: npm ci")
@pytest.mark.parametrize(("name", "options", "expected"), list(examples()))
def test_component_matches_design_system(name, options, expected):
    assert normal(render(name, **options)) == normal(expected)


@pytest.mark.skipif(not FIXTURES.exists(), reason="node_modules is missing: npm ci")
def test_examples_left_out_are_few():
    assert len(list(examples(supported=False))) * 8 < len(list(examples()))


def test_component_escapes_text():
    assert "&lt;script&gt;" in render("tag", text="<script>")


def test_component_keeps_safe_text():
    assert "<b>yes</b>" in render("inset-text", text=mark_safe("<b>yes</b>"))


def test_component_escapes_attributes():
    assert 'title="&quot;&gt;&lt;i&gt;"' in render("tag", text="x", attributes={"title": '"><i>'})


def test_component_names_unknown_option():
    with pytest.raises(TypeError, match="no option colour; it has attributes, classes, text"):
        render("tag", text="x", colour="red")


def test_component_names_unknown_component():
    with pytest.raises(TypeError, match="There is no carousel component"):
        render("carousel")
