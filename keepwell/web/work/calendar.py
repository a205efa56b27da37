"""A calendar as other programs read it (RFC 5545): whole days with a few words each."""

import hashlib
from datetime import timedelta


def written(days, *, owner, at):
    """The text of a calendar. days: {date: words}; owner: whose it is; at: the moment."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Keepwell//Work//EN", "X-WR-CALNAME:Keepwell"]
    for day, words in days.items():
        lines += [
            "BEGIN:VEVENT", f"UID:{_uid(owner, day)}@keepwell", f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(words)}", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _uid(owner, day):
    return hashlib.sha256(f"{owner} {day}".encode()).hexdigest()[:32]


def _escaped(words):
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
