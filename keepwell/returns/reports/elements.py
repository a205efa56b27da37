"""The few pieces of HTML that the page is made of. Every text goes through `text`; nothing else escapes."""

from collections.abc import Iterable
from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(value) -> Html:
    """A value as HTML: escaped, unless it is HTML; None is empty and whole numbers get their commas."""
    if isinstance(value, Html):
        return value
    if value is None:
        return Html("")
    return Html(f"{value:,}" if type(value) is int else escape(str(value)))


def tag(name: str, *inside, **attributes) -> Html:
    """`tag("a", "Ada", href="#c1")`; class_ is class, and an attribute of None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{said}>{''.join(map(text, inside))}</{name}>")


def table(caption: str, headings: Iterable[str], rows: Iterable[Iterable], numbers: Iterable[int] = ()) -> Html:
    """A table whose first cell of each row names the row; `numbers` are the positions of figures."""
    numbers = frozenset(numbers)

    def cell(n, value, name, **attributes):
        return tag(name, value, class_="n" if n in numbers else None, **attributes)

    head = tag("tr", *(cell(n, heading, "th", scope="col") for n, heading in enumerate(headings)))
    body = (
        tag("tr", *(cell(n, value, "td") if n else cell(n, value, "th", scope="row") for n, value in enumerate(row)))
        for row in rows
    )
    made = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", made, class_="wide", tabindex="0", role="region", aria_label=caption)


def listing(items: Iterable) -> Html:
    return tag("ul", *(tag("li", item) for item in items))
