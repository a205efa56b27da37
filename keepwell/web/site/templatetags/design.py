"""`{% load design %}`: the components as tags, and Django's form fields drawn by them.

{% design "button" text="Save" %}
{% field form.email hint="Your work address" %}
{% form_errors form %}
"""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from keepwell.web.site import form_components, record_components  # noqa: F401 - they declare their components
from keepwell.web.site.components import render

register = template.Library()


@register.simple_tag
def design(component_name, **options):
    """A component by its Design System name: `{% design "inset-text" text="..." %}`."""
    return render(component_name, **options)


@register.filter
def attributes(given):
    """Further HTML attributes from a dict; `{"value": ..., "optional": True}` leaves out what is not given."""
    if isinstance(given, SafeString):
        return given
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in (given or {}).items()))


def _attribute(name, value):
    optional = False
    if isinstance(value, dict):
        optional, value = value.get("optional") is True, value.get("value")
    if optional and (value is None or value is False):
        return ""
    if optional and value is True:
        return format_html(" {}", name)
    text = {None: "", True: "true", False: "false"}.get(value, value) if not isinstance(value, str) else value
    return format_html(' {}="{}"', name, text)


@register.filter
def more(classes):
    """Further classes, after a space; nothing when there are none."""
    return format_html(" {}", classes) if classes else ""


@register.simple_tag
def field(bound: BoundField, **options):
    """A form field as the component that suits its widget; options given here win over the form's."""
    return _drawing(bound.field.widget)(bound, options)


def _drawing(widget):
    for kind, draw in (
        (forms.SelectDateWidget, _draw_date),
        # Django derives the boxes from the radios: the boxes come first.
        (forms.CheckboxSelectMultiple, _draw_checkboxes),
        (forms.RadioSelect, _draw_radios),
        (forms.CheckboxInput, _draw_checkbox),
        (forms.Select, _draw_select),
        (forms.Textarea, _draw_textarea),
        (forms.widgets.Input, _draw_input),
    ):
        if isinstance(widget, kind):
            return draw
    raise TypeError(f"No component is declared for the widget {type(widget).__name__}.")


def _group(bound, options):
    return {"hint": bound.help_text or None, "error_message": _error(bound), **options}


def _error(bound):
    """The field's first error; Django's own sentence for a missing answer gets the field's name."""
    if not bound.errors:
        return None
    text = bound.errors[0]
    missing = forms.Field.default_error_messages["required"]
    return f"{bound.label}: give an answer" if text == str(missing) else text


def _label(bound):
    return bound.label if bound.field.required else f"{bound.label} (optional)"


def _single(bound, options):
    own = {"id": bound.auto_id, "name": bound.html_name, "label": _label(bound)}
    if bound.field.disabled:
        own["disabled"] = True
    return {**own, **_group(bound, options)}


def _legend(bound, options):
    legend = options.pop("legend", None) or {"text": _label(bound), "classes": "govuk-fieldset__legend--s"}
    return {**_group(bound, options), "fieldset": {"legend": legend}}


def _draw_input(bound, options):
    widget = bound.field.widget
    # A password is never written back into the page.
    value = bound.value() if getattr(widget, "render_value", True) else None
    if value is not None:
        value = widget.format_value(value)
    typed = {name: widget.attrs[name] for name in ("autocomplete", "inputmode") if name in widget.attrs}
    return render("input", **{"type": widget.input_type, "value": value, **typed, **_single(bound, options)})


def _draw_textarea(bound, options):
    return render("textarea", **{"value": bound.value() or "", **_single(bound, options)})


def _draw_select(bound, options):
    chosen = str(bound.value() if bound.value() is not None else "")
    items = [
        {"value": str(value), "text": text, "selected": str(value) == chosen}
        for value, text in _flat(bound.field.widget.choices)
    ]
    return render("select", **{"items": items, **_single(bound, options)})


def _flat(choices):
    for value, text in choices:
        if isinstance(text, (list, tuple)):
            yield from text
        else:
            yield value, text


def _draw_radios(bound, options):
    chosen = str(bound.value() if bound.value() is not None else "")
    return _draw_choices("radios", bound, options, {chosen})


def _draw_checkboxes(bound, options):
    return _draw_choices("checkboxes", bound, options, {str(value) for value in bound.value() or ()})


def _draw_choices(name, bound, options, chosen):
    items = [
        {"value": str(value), "text": text, "checked": str(value) in chosen}
        for value, text in _flat(bound.field.widget.choices)
        if value not in ("", None)
    ]
    own = {"name": bound.html_name, "id_prefix": bound.auto_id, "items": items}
    return render(name, **{**own, **_legend(bound, options)})


def _draw_checkbox(bound, options):
    item = {"value": "on", "text": options.pop("label", bound.label), "checked": bool(bound.value())}
    own = {"name": bound.html_name, "id_prefix": bound.auto_id, "items": [item]}
    return render("checkboxes", **{**own, **_group(bound, options)})


def _draw_date(bound, options):
    # Django's widget reads name_day, name_month and name_year: three boxes to type in serve it as well as lists.
    values = _parts_of_date(bound)
    items = [
        {
            "name": f"{bound.html_name}_{name}",
            "id": f"{bound.auto_id}_{name}",
            "label": name.capitalize(),
            "value": values[name] or "",
            "classes": f"govuk-input--width-{4 if name == 'year' else 2}",
        }
        for name in values
    ]
    own = {"id": bound.auto_id, "items": items}
    return render("date-input", **{**own, **_legend(bound, options)})


def _parts_of_date(bound):
    names = ("day", "month", "year")
    if bound.form.is_bound:
        # As they were typed, also when they are no date.
        return {name: bound.form.data.get(f"{bound.html_name}_{name}") for name in names}
    given = bound.field.widget.format_value(bound.value())
    return {name: given[name] for name in names}


@register.simple_tag
def form_errors(form, title="There is a problem"):
    """The error summary of a form, each error a link to its box; nothing when the form has none."""
    if not form or not form.errors:
        return ""
    found = [{"text": text} for text in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            found.append({"text": _error(bound), "href": f"#{_first_box(bound)}"})
    return render("error-summary", title_text=title, error_list=found)


def _first_box(bound):
    return f"{bound.auto_id}_day" if isinstance(bound.field.widget, forms.SelectDateWidget) else bound.auto_id
