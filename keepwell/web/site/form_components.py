"""Components that a person fills in. Each is a form group: label or legend, hint, error, control."""

from keepwell.web.site.components import component, filled, joined, part, render

GROUP = "hint error_message form_group"


def _group(options, identity, described_by=None):
    """What every form group shows before its control, and which of it the control is described by."""
    hint, error = part(options.get("hint")), part(options.get("error_message"))
    shown = {"hint": "", "error": "", "has_error": bool(error), "form_group": options.get("form_group") or {}}
    if hint:
        shown["hint"] = render("hint", **{**hint, "id": f"{identity}-hint"})
        described_by = joined(described_by, f"{identity}-hint")
    if error:
        shown["error"] = render("error-message", **{**error, "id": f"{identity}-error"})
        described_by = joined(described_by, f"{identity}-error")
    return shown | {"described_by": described_by or None}


def _labelled(options, **more):
    identity = options.get("id") or options.get("name")
    label = part(options.get("label")) or {}
    return {
        **options,
        **_group(options, identity, options.get("described_by")),
        "id": identity,
        "label": render("label", **{**label, "for_id": identity}),
        **more,
    }


@component(
    "input",
    f"id name type value label prefix suffix inputmode autocomplete autocapitalize pattern spellcheck disabled "
    f"described_by input_wrapper {GROUP}",
)
def text_input(options):
    spellcheck = options.get("spellcheck")
    return _labelled(
        options,
        type=options.get("type") or "text",
        spellcheck=str(spellcheck).lower() if isinstance(spellcheck, bool) else None,
        has_value=options.get("value") is not None and options.get("value") is not False,
        prefix=_affix(options.get("prefix")),
        suffix=_affix(options.get("suffix")),
    )


def _affix(given):
    affix = part(given)
    return affix if affix and affix.get("text") else None


@component("textarea", f"id name value label rows spellcheck autocomplete disabled described_by {GROUP}")
def textarea(options):
    spellcheck = options.get("spellcheck")
    return _labelled(
        options,
        rows=options.get("rows") or 5,
        spellcheck=str(spellcheck).lower() if isinstance(spellcheck, bool) else None,
    )


@component("select", f"id name value label items disabled described_by {GROUP}")
def select(options):
    chosen = options.get("value")
    items = [_option(item, chosen) for item in options.get("items") or () if item]
    return _labelled(options, items=items)


def _option(item, chosen):
    value = item.get("value", item.get("text"))
    selected = item.get("selected") or (bool(chosen) and value == chosen and item.get("selected") is not False)
    return {**item, "selected": selected, "has_value": "value" in item}


@component("radios", f"name id_prefix value items fieldset {GROUP}")
def radios(options):
    chosen = options.get("value")
    return _choices(options, lambda item: bool(chosen) and item.get("value") == chosen)


@component("checkboxes", f"name id_prefix values items fieldset described_by {GROUP}")
def checkboxes(options):
    chosen = options.get("values") or ()
    context = _choices(options, lambda item: item.get("value") in chosen)
    if context["fieldset"] is None:
        for item in context["items"]:
            # Without a fieldset to carry it, each box is described by the hint and the error.
            item["described_by"] = joined(context["described_by"], item.get("hint_id"))
    return context


def _choices(options, is_chosen):
    prefix = options.get("id_prefix") or options.get("name")
    fieldset = options.get("fieldset")
    outer = (fieldset or {}).get("described_by") or options.get("described_by")
    group = _group(options, prefix, outer)
    items = [
        _choice(item, f"{prefix}-{number}" if number > 1 else prefix, options, is_chosen)
        for number, item in enumerate(options.get("items") or (), start=1)
        if item
    ]
    return {**options, **group, "items": items, "fieldset": _fieldset(fieldset)}


def _choice(item, identity, options, is_chosen):
    if item.get("divider"):
        return {**item}
    identity = item.get("id") or identity
    hint = part(item.get("hint"))
    hint_id = f"{identity}-item-hint" if hint and hint.get("text") else None
    chosen = item.get("checked") or (item.get("checked") is not False and is_chosen(item))
    return {
        **item,
        "id": identity,
        "name": item.get("name") or options.get("name"),
        "label": part(item.get("label")) or {},
        "checked": chosen,
        "hint": hint if hint_id else None,
        "hint_id": hint_id,
        "described_by": hint_id,
        "conditional": (part(item.get("conditional")) or {}).get("text"),
    }


def _fieldset(fieldset):
    return None if fieldset is None else {**fieldset, "legend": part(fieldset.get("legend"))}


PARTS_OF_DATE = {"day": 2, "month": 2, "year": 4}


@component("date-input", f"id name_prefix items day month year values fieldset {GROUP}")
def date_input(options):
    fieldset = options.get("fieldset")
    group = _group(options, options.get("id"), (fieldset or {}).get("described_by"))
    named = {(options.get(name) or {}).get("name", name): name for name in PARTS_OF_DATE}
    items = options.get("items") or [
        {"name": name, **(options.get(name) or {})} for name in PARTS_OF_DATE if options.get(name) is not False
    ]
    marked = any(_in_error(item) for item in items)
    inputs = [_date_part(item, named, options, marked) for item in items]
    return {**options, **group, "inputs": inputs, "fieldset": _fieldset(fieldset), "role": "group"}


def _in_error(item):
    return item.get("error") or "govuk-input--error" in (item.get("classes") or "")


def _date_part(item, named, options, marked):
    name, classes = item["name"], item.get("classes") or ""
    kind = name if name in PARTS_OF_DATE else named.get(name)
    whole = options.get("error_message") and not marked and item.get("error") is not False
    error = (_in_error(item) or whole) and "govuk-input--error" not in classes
    width = "" if "govuk-input--width-" in classes else f"govuk-input--width-{PARTS_OF_DATE.get(kind, 2)}"
    prefix = f"{options['name_prefix']}-" if options.get("name_prefix") else ""
    value = item.get("value", (options.get(kind) or {}).get("value"))
    if not filled(value):
        value = (options.get("values") or {}).get(f"{prefix}{name}")
    return render(
        "input",
        id=item.get("id") or f"{options.get('id')}-{name}",
        name=f"{prefix}{name}",
        value=value,
        label={"text": item.get("label") or name.capitalize(), "classes": "govuk-date-input__label"},
        classes=joined("govuk-date-input__input", "govuk-input--error" if error else "", width, classes),
        inputmode=item.get("inputmode") or "numeric",
        autocomplete=item.get("autocomplete"),
        pattern=item.get("pattern"),
        attributes=item.get("attributes"),
    )
