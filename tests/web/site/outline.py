"""What the tests ask of a page of words."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "path", "hr", "img"}


class Outline(HTMLParser):
    """What the tests ask of a page: its ids, headings, tables, links, and the words in order."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.levels, self.links, self.tables, self.open, self.said = [], [], [], [], [], []
        self.feed(page)
        self.words = re.sub(r"\s+", " ", " ".join(self.said))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "a":
            self.links.append(attrs["href"])
        if tag == "table":
            self.tables.append({"captions": 0, "cols": 0, "rows": [], "folded": "details" in self.open})
        if self.tables and "table" in self.open:
            self._cell(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def _cell(self, tag, attrs):
        table = self.tables[-1]
        table["captions"] += tag == "caption"
        table["cols"] += attrs.get("scope") == "col"
        if tag == "tr" and "tbody" in self.open:
            table["rows"].append([])
        if tag in ("th", "td") and "tbody" in self.open:
            table["rows"][-1].append(attrs.get("scope", tag))

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        self.said.append(data)
