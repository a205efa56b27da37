"""What this room shows on the child's page and in the chronology. Registered when the program starts."""

from django.urls import reverse

from keepwell.attendance.register import Register, school_year
from keepwell.attendance.thresholds import reached

from ..record.elsewhere import Part, tells_events, tells_links, tells_part
from ..record.queries.chronology import Event
from .may import ATTENDANCE
from .models import Register as Row
from .queries.registers import Year

RANK = 900  # after what the record itself tells of a day


@tells_part
def attendance(page):
    """This school year in a few words."""
    if page.may(ATTENDANCE):
        year = Year(page.child, school_year(page.on))
        if not year.is_empty:
            yield Part("education", f"Attendance in {year.title}, from the register", "school/_attendance.html",
                       {"year": year, "uid": page.person.uid})  # fmt: skip


@tells_links
def links(opened):
    if opened.may(ATTENDANCE):
        yield "Attendance", reverse("school:child", args=[opened.child.person.uid])


@tells_events
def thresholds(story):
    """Each threshold that an absence reached."""
    if not story.may(ATTENDANCE):
        return
    rows = dict(Row.objects.filter(child=story.rows.child).values_list("year", "marks"))
    for year in sorted(rows):
        register = Register.of({y: marks for y, marks in rows.items() if y in (year - 1, year)})
        for n, one in enumerate(reached(register, year)):
            yield Event(one.on, "school", ATTENDANCE, f"{one.threshold.title}: {len(one.sessions)} sessions missed",
                        order=(one.on, 1, RANK, year, n))  # fmt: skip

