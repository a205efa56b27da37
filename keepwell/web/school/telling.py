"""What this room shows on the child's page and in the chronology. Registered when the program starts."""

from django.urls import reverse

from keepwell.attendance.counting import count
from keepwell.attendance.register import Register, school_year, title
from keepwell.attendance.thresholds import reached

from ..record.elsewhere import Attended, Part, tells_attendance, tells_events, tells_links, tells_part
from ..record.queries.chronology import Event
from .may import ATTENDANCE, EDUCATION, PLAN, of_exclusions
from .models import EducationTerm, Exclusion, Leaving, PlanStage
from .models import Register as Row
from .queries.learning import words_of_term
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


@tells_attendance
def registers(child):
    """Each school year of which there is a register."""
    for year, marks in Row.objects.filter(child=child).order_by("year").values_list("year", "marks"):
        counted = count(marks)
        if counted.possible:
            yield Attended(title(year), "From the register", counted.possible, counted.attended, counted.unauthorised)


@tells_links
def links(opened):
    uid = opened.child.person.uid
    if opened.may(ATTENDANCE):
        yield "Attendance", reverse("school:child", args=[uid])
    if opened.may(EDUCATION):
        yield "School life", reverse("school:life", args=[uid])


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


@tells_events
def life(story):
    """Exclusions, stages of a plan, education plans and moves."""
    told = ((of_exclusions(), _exclusions), (PLAN, _stages), (EDUCATION, _plans), (EDUCATION, _leavings))
    for n, (category, tell) in enumerate(told):
        if story.may(category):
            for on, kind, text, who, key in tell(story.rows.child):
                yield Event(on, kind, category, text, who, order=(on, 1, RANK + 1 + n, key, 0))


def _name(user):
    return user.name if user else ""


def _exclusions(child):
    for one in Exclusion.objects.filter(child=child).select_related("by").defer("sealed_note"):
        length = f", {one.sessions} sessions" if one.sessions else ""
        yield one.starts_on, "school", f"{one.get_kind_display()}{length}", _name(one.by), one.pk
        if one.returned_on:
            yield one.returned_on, "school", "Back at school after a suspension", _name(one.by), one.pk


def _stages(child):
    for one in PlanStage.objects.filter(child=child).select_related("by"):
        said = f"Education, health and care plan: {one.get_stage_display().lower()}"
        yield one.on, "education-plan", said, _name(one.by), one.pk


def _plans(child):
    for one in EducationTerm.objects.filter(child=child).select_related("by").defer("sealed_words", "sealed_why"):
        if one.meeting_on:
            said = f"Meeting about the personal education plan, {words_of_term(one.year, one.term).lower()}"
            yield one.meeting_on, "education-plan", said, _name(one.by), one.pk


def _leavings(child):
    for one in Leaving.objects.filter(child=child).select_related("by"):
        where = f" for {one.destination}" if one.destination else ""
        yield one.leaves_on, "school", f"Leaves {one.school}{where}", _name(one.by), one.pk
