"""The fields of a step's form as the page draws them: turns of repeats together, and what depends on another answer."""

from dataclasses import dataclass, field

from .forms import field_name

GROUPED = ("RadioSelect", "CheckboxSelectMultiple", "DayWidget")
MANY = 10  # boxes
TOKENS = ("csrfmiddlewaretoken", "check", "save", "more", "back")


@dataclass(frozen=True)
class Drawn:
    """One field, or the turns of a repeat: then `turns` are lists of Drawn."""

    question: object
    bound: object = None
    label: dict = field(default_factory=dict)
    grouped: bool = False
    turns: list = field(default_factory=list)
    only_if: str = ""

    @property
    def small(self):
        """Long lists of boxes are drawn small."""
        choices = getattr(self.bound.field, "choices", ())
        return "govuk-checkboxes--small" if self.question.kind == "choices" and len(choices) > MANY else None


def laid_out(form):
    """[Drawn] of the questions of a StepForm, in order."""
    return [_repeat(form, one) if one.kind == "repeat" else _drawn(form, one, field_name(one), one.required)
            for one in form.questions]  # fmt: skip


def typed(data):
    """(name, value) of everything that was typed, to be sent once more."""
    return [(name, value) for name in data if name not in TOKENS for value in data.getlist(name)]


def _repeat(form, question):
    turns = [
        [_drawn(form, inner, field_name(inner, question, turn), False) for inner in question.questions]
        for turn in range(form.turns(question))
    ]
    return Drawn(question, turns=turns, only_if=_only_if(form, question))


def _drawn(form, question, name, required):
    bound = form[name]
    text = question.ask if required else f"{question.ask} (optional)"
    grouped = type(bound.field.widget).__name__ in GROUPED
    size = "govuk-fieldset__legend--s" if grouped else "govuk-label--s"
    return Drawn(question, bound, {"text": text, "classes": size}, grouped, only_if=_only_if(form, question))


def _only_if(form, question):
    """When a question is asked, as words: "Only if you answered “Yes” to “Was the child seen?”"."""
    from .saying import answer

    if question.shown_if is None:
        return ""
    asked = form.form.by_id[question.shown_if.question]
    plain = {"kind": asked.kind, "codes": asked.codes, "choices": asked.choices}
    said = [answer(plain, {"yes": True, "no": False}.get(one, one)) for one in question.shown_if.answers]
    return f"Only if you answered “{'” or “'.join(said)}” to “{asked.ask}”"
