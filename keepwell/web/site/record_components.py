"""Components for records, in the manner of the Ministry of Justice's Design System.

Their styles are that system's; the markup is ours, as its own has no fixtures to be compared with.
"""

from keepwell.web.site.components import component, part, parts


@component("identity-bar", "title facts actions")
def identity_bar(options):
    """Whose record a page shows. `facts`: pairs of a word and its value; `actions`: links with text and href."""
    return {**options, "actions": parts(options.get("actions"))}


@component("timeline", "items heading_level")
def timeline(options):
    """Events in order. An item: `title`, `on` (a date) or `when` (text), and if known `href`, `byline`, `text`, `tag`.

    `id` makes an item the target of a link.
    """
    items = [{**item, "tag": part(item.get("tag"))} for item in options.get("items") or () if item]
    return {**options, "items": items, "heading_level": options.get("heading_level") or 2}


@component("filter", "heading selected clear_href content submit_text")
def filter_panel(options):
    """What a list is narrowed by. `content`: the form's fields as safe HTML; the form itself is around this panel.

    `selected`: groups, each a `heading` and `items` with `text` and the `href` of the list without that item.
    """
    return {"heading": "Filter", "submit_text": "Apply filters", **options}
