"""The sentences of the chronology: functions of a row and of the story it is told in."""

from datetime import date, datetime

from ..models import AssessmentFactor, Episode, Note


def joined(text, *more, by=": "):
    more = [m for m in more if m]
    return text + by + "; ".join(more) if more else text


def code(text, name, *others):
    return lambda row, story: joined(text, *(row.label(n) for n in (name, *others)))


def plain(text, *names):
    return lambda row, story: joined(text, *(str(getattr(row, n)) for n in names if getattr(row, n) not in (None, "")))


def period_starts(row, story):
    own = [e for e in story.rows.of(Episode) if e.period_id == row.pk]
    need = own[0].label("category_of_need") if own and story.may("need") else ""
    return joined("Started to be looked after", need)


def period_ends(row, story):
    own = [e for e in story.rows.of(Episode) if e.period_id == row.pk]
    return joined("Stopped being looked after", own[-1].label("reason_ended") if own else "")


def placement_ends(row, story):
    own = [e for e in story.rows.of(Episode) if e.placement_id == row.pk and e.reason_place_change]
    return joined("Placement ended", row.label("kind"), own[-1].label("reason_place_change") if own else "")


def assessment_ends(row, story):
    factors = [f.label("code") for f in story.rows.of(AssessmentFactor) if f.assessment_id == row.pk]
    return joined("Assessment authorised", *factors)


def sdq(row, story):
    if row.score is None:
        return joined("Strengths and difficulties questionnaire without a score", row.completed_by)
    by = f", completed by {row.completed_by}" if row.completed_by else ""
    return f"Strengths and difficulties score {row.score} of 40{by}"


def alert(text):
    return lambda row, story: joined(text, " – ".join(filter(None, (row.kind, row.text))))


def address(text):
    def say(row, story):
        where = "a sealed address" if row.sealed else ", ".join(row.lines) or "an address without lines"
        return f"{text}: {row.get_kind_display().lower()}, {where}"

    return say


def named(text):
    return lambda row, story: f"{text} {row.full} ({row.get_kind_display().lower()})"


def numbered(text):
    return lambda row, story: f"{row.get_kind_display()} {text}: {row.value}"


def related(text):
    def say(row, story):
        return f"Relationship {text}: {story.rows.called(row.other_id).full}, {row.get_kind_display().lower()}"

    return say


def worker(text):
    def say(row, story):
        role = row.role or "Worker"
        return f"{role[0].upper()}{role[1:]} {text}"

    return say


def worker_name(row, story):
    return story.rows.called(row.person_id).full


def visit(row, story):
    seen = {True: "child seen", False: "child not seen", None: ""}[row.seen]
    alone = {True: "seen alone", False: "not seen alone", None: ""}[row.seen_alone]
    return joined("Visit", row.reason, seen, alone)


def note(row, story):
    return Note.KINDS.get(row.kind, row.kind or "Note")


def author(row, story):
    return story.rows.called(row.written_by_id).full if row.written_by_id else ""


def plan(text):
    return lambda row, story: joined(f"{row.kind or 'Education plan'} {text}", row.need)


def health(row, story):
    return joined(row.get_kind_display() or "Health event", row.outcome)


def yearly(*said):
    def say(row, story):
        words = {True: "yes", False: "no"}
        parts = [f"{text} {words.get(getattr(row, n), getattr(row, n))}" for n, text in said if is_given(row, n)]
        return joined("The yearly return says", *parts)

    return say


def is_given(row, name):
    return getattr(row, name) not in (None, "")


def attended(row, story):
    part = f"present {row.present} of {row.possible} sessions" if row.possible else "sessions not recorded"
    return joined("Attendance", part, f"{row.per_cent} %" if row.per_cent is not None else "")


def health_category(row):
    return {"dental check": "dental", "immunisations": "immunisation"}.get(row.kind, "health")


def plan_category(row):
    return "ehcp" if "EHC" in row.kind.upper() else "education"


def note_category(row):
    return "concern" if row.kind == "concern" else "narrative"


MONTHS = [f"{date(2000, month, 1):%B}" for month in range(1, 13)]


def whole(text):
    """The date, when all of it is known; else None."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def partial(text):
    """A date of which only a part is known, as words: "ZZ/03/2015" is "March 2015"."""
    day, month, year = ([*text.split("/"), "", "", ""])[:3]
    known = month.isdigit() and 1 <= int(month) <= 12
    words = [
        day if day.isdigit() and known else "",
        MONTHS[int(month) - 1] if known else "",
        year if year.isdigit() else "",
    ]
    return " ".join(filter(None, words)) or text
