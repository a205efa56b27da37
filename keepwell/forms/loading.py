"""From form files to declared forms, or every mistake in them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from keepwell.clocks.mistakes import Mistakes, nearest
from keepwell.clocks.values import Key, build
from keepwell.forms import declared
from keepwell.forms.checking import check
from keepwell.forms.declared import Condition, Form, Offer, Question, Row

ID = re.compile(r"[a-z][a-z0-9-]*|on|ends_on|outcome")
FORM = {
    "title": Key(str),
    "area": Key(str, tuple(declared.AREAS)),
    "about": Key(str),
    "category": Key(str),
    "controllers": Key(list, needed=False),
    "needs": Key(list, needed=False),
    "but_not": Key(list, needed=False),
    "voice": Key(bool, needed=False),
    "group": Key(bool, needed=False),
    "approve": Key(bool, needed=False),
    "question": Key(list, needed=False),
    "row": Key(list, needed=False),
    "next": Key(list, needed=False),
}
QUESTION = {
    "id": Key(str),
    "ask": Key(str),
    "kind": Key(str, declared.KINDS),
    "category": Key(str, needed=False),
    "hint": Key(str, needed=False),
    "choices": Key(dict, needed=False),
    "codes": Key(str, needed=False),
    "required": Key(bool, needed=False),
    "past": Key(bool, needed=False),
    "not_before": Key(str, needed=False),
    "most": Key(int, needed=False),
    "narrative": Key(bool, needed=False),
    "fills": Key(str, needed=False),
    "shown_if": Key(dict, needed=False),
    "question": Key(list, needed=False),
}
ROW = {
    "kind": Key(str),
    "does": Key(str, declared.DOES),
    "sets": Key(dict, needed=False),
    "ends": Key(dict, needed=False),
    "each": Key(str, needed=False),
    "when": Key(dict, needed=False),
}
NEXT = {"form": Key(str), "clock": Key(str, needed=False), "when": Key(dict, needed=False)}
CONDITION = {"question": Key(str), "is": Key(list)}


class FormError(ValueError):
    """Form files that cannot be used. `problems` holds every mistake: file, place, and how to mend it."""

    def __init__(self, problems):
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@cache
def shipped() -> Mapping[str, Form]:
    """The forms that come with the program, by id, in the order of their files."""
    made = {}
    for path in sorted(Path(__file__).with_name("shipped").glob("*.toml")):
        made |= read_forms(path)
    mistakes = Mistakes("the forms of Keepwell")
    check(made, mistakes)
    _stop(mistakes)
    return MappingProxyType(made)


def read_forms(path: Path) -> dict[str, Form]:
    """The forms of one file; FormError names every mistake of it. References to other forms are not looked at."""
    return parse_forms(path.name, _toml(path))


def parse_forms(file: str, given: Mapping[str, Any]) -> dict[str, Form]:
    """As `read_forms`, of tables already parsed."""
    mistakes = Mistakes(file)
    for other in given.keys() - {"form"}:
        mistakes.note(other, "does not belong here: this file has [form.…] only. Remove it, or move it.")
    built = {id: _form(file, id, one, mistakes) for id, one in given.get("form", {}).items()}
    _stop(mistakes)
    return built


def with_own(forms: Mapping[str, Form], path: Path) -> Mapping[str, Form]:
    """These forms with what the file of a council adds: `[more.<form>]` with questions, or whole forms.

    A file that is not there adds nothing. FormError names every mistake.
    """
    if not path.exists():
        return forms
    given, mistakes = _toml(path), Mistakes(path.name)
    own = parse_forms(path.name, {key: value for key, value in given.items() if key != "more"})
    for id in own.keys() & forms.keys():
        mistakes.note(f"form.{id}", "is a form of Keepwell. Give yours another id, or add to it with [more.…].")
    made = {**forms, **own}
    for id, more in given.get("more", {}).items():
        if id not in forms:
            mistakes.note(f"more.{id}", f"adds to a form that is not there.{nearest(id, forms)}")
        else:
            made[id] = _with_more(forms[id], more, mistakes)
    check(made, mistakes)
    _stop(mistakes)
    return MappingProxyType(made)


def _with_more(form: Form, more: Any, mistakes: Mistakes) -> Form:
    path = f"more.{form.id}"
    values = build(path, more, {"question": Key(list)}, mistakes)
    if values is None:
        return form
    questions = [_question(f"{path}.question", one, form.category, mistakes, n) for n, one in enumerate(
        values["question"], start=1)]  # fmt: skip
    taken = {one.id for one in form.questions}
    for one in filter(None, questions):
        if one.id in taken:
            mistakes.note(path, f"asks “{one.id}”, which the form asks already. Give the question another id.")
    own = tuple(replace(one, own=True) for one in questions if one and one.id not in taken)
    return replace(form, questions=form.questions + own)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise FormError([f"{path.name}: is not UTF-8 text. Save the file as UTF-8."]) from error
    except tomllib.TOMLDecodeError as error:
        text = f"is not TOML ({error}). Look for a missing quote, bracket or equals sign."
        raise FormError([f"{path.name}: {text}"]) from error
    except OSError as error:
        raise FormError([f"{path.name}: cannot be read: {error.strerror}. Check that you may open it."]) from error


def _stop(mistakes: Mistakes) -> None:
    if mistakes.found:
        raise FormError(mistakes.said())


def _form(file: str, id: str, given: Any, mistakes: Mistakes) -> Form | None:
    path = f"form.{id}"
    if not ID.fullmatch(id):
        mistakes.note(path, "is no id. Use small letters, figures and hyphens, such as first-visit.")
    values = build(path, given, FORM, mistakes)
    parts = {key: _list(given, key) for key in ("question", "row", "next")}
    category = given.get("category", "") if isinstance(given, dict) else ""
    questions = [_question(f"{path}.question", one, category, mistakes, n)
                 for n, one in enumerate(parts["question"], start=1)]  # fmt: skip
    rows = [_row(f"{path}.row", one, mistakes) for one in parts["row"]]
    offers = [_offer(f"{path}.next", one, mistakes) for one in parts["next"]]
    if values is None:
        return None
    values = {key: value for key, value in values.items() if key not in parts}
    lists = {key: tuple(values.pop(key, ())) for key in ("needs", "but_not")}
    controllers = tuple(values.pop("controllers", ("local-authority",)))
    return Form(
        id=id, file=file, controllers=controllers, questions=tuple(filter(None, questions)),
        rows=tuple(filter(None, rows)), next=tuple(filter(None, offers)), **lists, **values,
    )  # fmt: skip


def _list(given: Any, key: str) -> list:
    """The tables under a key; none when the form itself is wrong there, which is told already."""
    found = given.get(key, []) if isinstance(given, dict) else []
    return found if isinstance(found, list) else []


def _question(path: str, given: Any, category: str, mistakes: Mistakes, n: int) -> Question | None:
    named = given.get("id") if isinstance(given, dict) else None
    path = f"{path} “{named}”" if named else f"{path}[{n}]"
    values = build(path, given, QUESTION, mistakes)
    if values is None:
        return None
    if not ID.fullmatch(values["id"]):
        mistakes.note(path, "has an id that cannot be used. Use small letters, figures and hyphens.")
    inner = [_question(f"{path}.question", one, values.get("category", category), mistakes, m)
             for m, one in enumerate(values.pop("question", ()), start=1)]  # fmt: skip
    if values["kind"] == "repeat" and not inner:
        mistakes.note(path, "repeats nothing. Add the questions of one turn, or choose another kind.")
    if inner and values["kind"] != "repeat":
        mistakes.note(path, "has questions of its own, which only the kind “repeat” may have.")
    choices = tuple((str(code), str(words)) for code, words in values.pop("choices", {}).items())
    if values["kind"] in ("choice", "choices") and not choices and not values.get("codes"):
        mistakes.note(path, "offers no answers. Add choices, or codes with the name of a code set.")
    shown_if = _condition(f"{path}.shown_if", values.pop("shown_if", None), mistakes)
    return Question(
        **{"category": category, **values}, choices=choices, shown_if=shown_if, questions=tuple(filter(None, inner))
    )


def _row(path: str, given: Any, mistakes: Mistakes) -> Row | None:
    values = build(path, given, ROW, mistakes)
    if values is None:
        return None
    sets, ends = (tuple((c, str(v)) for c, v in values.pop(key, {}).items()) for key in ("sets", "ends"))
    when = _condition(f"{path}.when", values.pop("when", None), mistakes)
    return Row(sets=sets, ends=ends, when=when, **values)


def _offer(path: str, given: Any, mistakes: Mistakes) -> Offer | None:
    values = build(path, given, NEXT, mistakes)
    if values is None:
        return None
    return Offer(when=_condition(f"{path}.when", values.pop("when", None), mistakes), **values)


def _condition(path: str, given: Any, mistakes: Mistakes) -> Condition | None:
    if given is None:
        return None
    values = build(path, given, CONDITION, mistakes)
    return values and Condition(question=values["question"], answers=tuple(map(str, values["is"])))
