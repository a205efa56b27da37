"""The GOV.UK Design System's components, made by Django templates in `templates/design/`.

Options have the Design System's own names in snake case (`titleText` is `title_text`, `for` is `for_id`), with two
differences. There is no `html` beside `text`: text marked safe is HTML, all other text is escaped. And where the
Design System asks for `{"text": ...}` a plain string will do. An option that a component does not have is an error
that names it. The markup is compared with the fixtures that govuk-frontend ships: tests/web/site/test_components.py.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

Options = dict


@dataclass(frozen=True)
class Component:
    options: frozenset[str]
    prepare: Callable[[Options], Options]


COMPONENTS: dict[str, Component] = {}


def component(name: str, options: str):
    """Declare a component: its options, and the function that makes its template's context from them."""

    def declare(prepare):
        COMPONENTS[name] = Component(frozenset(options.split()) | {"classes", "attributes"}, prepare)
        return prepare

    return declare


def render(name: str, /, **options) -> SafeString:
    """The component's HTML; TypeError when it has no such component or option."""
    declared = COMPONENTS.get(name)
    if declared is None:
        raise TypeError(f"There is no {name} component; there are {', '.join(sorted(COMPONENTS))}.")
    if unknown := sorted(set(options) - declared.options):
        raise TypeError(
            f"The {name} component has no option {unknown[0]}; it has {', '.join(sorted(declared.options))}."
        )
    given = {option: value for option, value in options.items() if value is not None}
    # What a template rendered has been escaped there.
    return mark_safe(get_template(f"design/{name}.html").render(declared.prepare(given)))  # noqa: S308


def part(value) -> Options | None:
    """A piece of a component: `{"text": ...}` as it is, anything else as its text, None as absent."""
    if value is None or isinstance(value, dict):
        return value
    return {"text": value}


def parts(values) -> list[Options]:
    return [part(value) for value in values or () if value]


def joined(*words) -> str:
    """The words that are there, as an attribute such as class or aria-describedby holds them."""
    return " ".join(str(word) for word in words if word)


def filled(value) -> bool:
    """Whether a value was given at all: 0 counts, an empty text does not."""
    return value is not None and value is not False and value != ""


def plain(name: str, options: str, **defaults):
    component(name, options)(lambda given: {**defaults, **given})


plain("back-link", "text href", text="Back", href="#")
plain("details", "summary_text text id open")
plain("error-message", "text id visually_hidden_text", visually_hidden_text="Error")
plain("hint", "text id")
plain("inset-text", "text id")
plain("label", "text for_id is_page_heading")
plain("skip-link", "text href", href="#content")
plain("tag", "text")
plain("warning-text", "text icon_fallback_text", icon_fallback_text="Warning")


@component("fieldset", "text described_by legend role")
def fieldset(options):
    return {**options, "legend": part(options.get("legend"))}


@component("button", "text type href name value id disabled prevent_double_click is_start_button")
def button(options):
    double = options.get("prevent_double_click")
    return {
        **options,
        "prevent_double_click": None if double is None else str(double).lower(),
        # A start button lays out its children: HTML in it needs one element around it.
        "wrapped": options.get("is_start_button") and hasattr(options.get("text"), "__html__"),
    }


@component("breadcrumbs", "items collapse_on_mobile label_text")
def breadcrumbs(options):
    return {"label_text": "Breadcrumb", **options, "items": parts(options.get("items"))}


@component("phase-banner", "tag text")
def phase_banner(options):
    tag = part(options.get("tag")) or {}
    tag = {**tag, "classes": joined("govuk-phase-banner__content__tag", tag.get("classes"))}
    return {**options, "tag": render("tag", **tag)}


@component("panel", "title_text text heading_level")
def panel(options):
    interruption = "govuk-panel--interruption" in options.get("classes", "")
    return {**options, "heading_level": options.get("heading_level") or 1, "confirmation": not interruption}


@component(
    "notification-banner",
    "text type role title_text title_id title_heading_level disable_auto_focus",
)
def notification_banner(options):
    success = options.get("type") == "success"
    focus = options.get("disable_auto_focus")
    text = options.get("text")
    return {
        **options,
        "success": success,
        "role": options.get("role") or ("alert" if success else "region"),
        "title_text": options.get("title_text") or ("Success" if success else "Important"),
        "title_id": options.get("title_id") or "govuk-notification-banner-title",
        "title_heading_level": options.get("title_heading_level") or 2,
        "disable_auto_focus": None if focus is None else str(focus).lower(),
        # Safe text brings its own elements; other text is the banner's one line.
        "is_html": hasattr(text, "__html__"),
    }


@component("error-summary", "title_text description_text error_list disable_auto_focus")
def error_summary(options):
    focus = options.get("disable_auto_focus")
    return {
        **options,
        "error_list": parts(options.get("error_list")),
        "disable_auto_focus": None if focus is None else str(focus).lower(),
    }


@component("table", "caption caption_classes head rows first_cell_is_header")
def table(options):
    return {
        **options,
        "head": [part(cell) for cell in options.get("head") or ()],
        "rows": [[part(cell) or {} for cell in row] for row in options.get("rows") or () if row],
    }


@component("summary-list", "rows card")
def summary_list(options):
    rows = [_summary_row(row) for row in options.get("rows") or () if row]
    card = options.get("card")
    if card:
        card = {**card, "title": part(card.get("title")), "actions": _actions(card)}
        card["heading_level"] = (card["title"] or {}).get("heading_level") or 2
    return {**options, "rows": rows, "card": card, "any_actions": any(row["actions"]["items"] for row in rows)}


def _summary_row(row):
    return {**row, "key": part(row.get("key")), "value": part(row.get("value")), "actions": _actions(row)}


def _actions(holder):
    actions = holder.get("actions") or {}
    if isinstance(actions, (list, tuple)):
        actions = {"items": actions}
    return {**actions, "given": actions.get("items") is not None, "items": list(actions.get("items") or ())}


@component("task-list", "items id_prefix")
def task_list(options):
    prefix = options.get("id_prefix") or "task-list"
    items = []
    for number, item in enumerate(options.get("items") or (), start=1):
        if item:
            status = part(item.get("status")) or {}
            hint = part(item.get("hint"))
            items.append(
                {
                    **item,
                    "title": part(item.get("title")) or {},
                    "hint": hint,
                    "hint_id": f"{prefix}-{number}-hint",
                    "status": status,
                    "status_id": f"{prefix}-{number}-status",
                    "tag": render("tag", **part(status["tag"])) if status.get("tag") else None,
                }
            )
    return {**options, "items": items}


@component("pagination", "items previous next landmark_label")
def pagination(options):
    ways = {side: part(options.get(side)) for side in ("previous", "next")}
    ways = {side: way if way and way.get("href") else None for side, way in ways.items()}
    given = options.get("items")
    items = [item for item in given or () if item]
    return {
        **options,
        **ways,
        "items": items,
        "has_items": given is not None,
        "block": not given and any(ways.values()),
        "landmark_label": options.get("landmark_label") or "Pagination",
    }


@component(
    "service-navigation",
    "service_name service_url navigation navigation_id navigation_label navigation_classes aria_label "
    "menu_button_text menu_button_label collapse_navigation_on_mobile",
)
def service_navigation(options):
    items = parts(options.get("navigation"))
    menu = options.get("menu_button_text") or "Menu"
    collapse = options.get("collapse_navigation_on_mobile")
    label = options.get("menu_button_label")
    return {
        **options,
        "navigation": items,
        "navigation_id": options.get("navigation_id") or "navigation",
        "navigation_label": options.get("navigation_label") or menu,
        "aria_label": options.get("aria_label") or "Service information",
        "menu_button_text": menu,
        "menu_button_label": label if label != menu else None,
        "collapse": len(items) > 1 if collapse is None else collapse,
    }
