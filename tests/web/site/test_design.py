"""Django's form fields drawn as components."""

from datetime import date

import pytest
from django import forms
from django.template import engines
from lxml import html as lxml_html


class Every(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the certificate")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    born_on = forms.DateField(label="Date of birth", widget=forms.SelectDateWidget)
    sex = forms.ChoiceField(label="Sex", choices=[("F", "Female"), ("M", "Male")], widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label="Kinds",
        choices=[("N", "Neglect"), ("E", "Emotional")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    plan = forms.ChoiceField(label="Plan", choices=[("", "Choose"), ("1", "First")])
    note = forms.CharField(label="Note", widget=forms.Textarea, required=False)
    read = forms.BooleanField(label="I have read this")


GOOD = {
    "name": "Wren <b>",
    "secret": "open sesame",
    "born_on_day": "3",
    "born_on_month": "3",
    "born_on_year": "2014",
    "sex": "M",
    "kinds": ["E"],
    "plan": "1",
    "note": "A & B",
    "read": "on",
}


def draw(source, form):
    template = engines["django"].from_string("{% load design %}<div>" + source + "</div>")
    return lxml_html.fragment_fromstring(template.render({"form": form}))


def drawn(form, name):
    return draw(f"{{% field form.{name} %}}", form)


def values(element, path):
    return [found.get("value") for found in element.xpath(path)]


def test_input_has_value_and_hint():
    element = drawn(Every(GOOD), "name")
    assert values(element, "//input") == ["Wren <b>"]
    assert element.xpath("//input/@aria-describedby") == ["id_name-hint"]
    assert element.xpath("//label/@for") == ["id_name"]


def test_password_is_never_written_back():
    assert values(drawn(Every(GOOD), "secret"), "//input") == [None]


def test_date_has_three_boxes_that_django_reads_again():
    form = Every(GOOD)
    element = drawn(form, "born_on")
    boxes = {box.get("name"): box.get("value") for box in element.xpath("//input")}
    assert boxes == {"born_on_day": "3", "born_on_month": "3", "born_on_year": "2014"}
    form.is_valid()
    assert form.cleaned_data["born_on"] == date(2014, 3, 3)


def test_date_from_the_record_fills_its_boxes():
    element = drawn(Every(initial={"born_on": date(2014, 3, 3)}), "born_on")
    assert values(element, "//input") == ["3", "3", "2014"]


@pytest.mark.parametrize("given", [{"born_on_day": "31", "born_on_month": "2"}, {"born_on_day": "soon"}])
def test_date_that_is_none_keeps_what_was_typed(given):
    form = Every(GOOD | given)
    assert not form.is_valid()
    assert values(drawn(form, "born_on"), "//input")[0] == given["born_on_day"]


def test_radios_mark_the_chosen_one():
    element = drawn(Every(GOOD), "sex")
    assert values(element, "//input[@type='radio' and @checked]") == ["M"]
    assert element.xpath("//legend")[0].text_content() == "Sex"


def test_checkboxes_are_boxes_and_mark_the_chosen_ones():
    element = drawn(Every(GOOD), "kinds")
    assert values(element, "//input[@type='checkbox' and @checked]") == ["E"]
    assert element.xpath("//legend")[0].text_content() == "Kinds (optional)"


def test_select_marks_the_chosen_one():
    assert values(drawn(Every(GOOD), "plan"), "//option[@selected]") == ["1"]


def test_textarea_keeps_its_text():
    assert drawn(Every(GOOD), "note").xpath("//textarea")[0].text == "A & B"


def test_single_checkbox_has_its_label():
    element = drawn(Every(GOOD), "read")
    assert element.xpath("//input/@checked")
    assert element.xpath("//label")[0].text_content() == "I have read this"


def test_form_posts_back_what_its_boxes_show():
    form = Every(GOOD)
    assert form.is_valid(), form.errors


def test_errors_are_listed_and_lead_to_their_boxes():
    form = Every({})
    page = draw("{% form_errors form %}{% for one in form %}{% field one %}{% endfor %}", form)
    links = page.xpath("//ul[contains(@class, 'error-summary')]//a")
    assert [link.text for link in links][:3] == [
        "Name: give an answer",
        "Secret: give an answer",
        "Date of birth: give an answer",
    ]
    for link in links:
        assert page.xpath(f"//*[@id='{link.get('href')[1:]}']")[0].tag in ("input", "select")


def test_errors_of_the_whole_form_are_listed():
    form = Every(GOOD)
    form.is_valid()
    form.add_error(None, "These two cannot both be true.")
    assert "These two cannot both be true." in draw("{% form_errors form %}", form).text_content()


def test_no_errors_no_summary():
    assert draw("{% form_errors form %}", Every(GOOD)).text_content() == ""


def test_widget_without_component_is_named():
    class Odd(forms.Form):
        when = forms.SplitDateTimeField()

    with pytest.raises(TypeError, match="widget SplitDateTimeWidget"):
        drawn(Odd(), "when")


def test_timeline_puts_the_date_where_machines_read_it():
    source = '{% design "timeline" items=form.items %}'

    class Holder:
        items = [{"title": "Moved <home>", "on": date(2026, 9, 3), "text": "A & B", "tag": "Care"}]

    element = draw(source, Holder)
    assert element.xpath("//time/@datetime") == ["2026-09-03"]
    assert element.xpath("//time")[0].text == "3 September 2026"
    assert element.xpath("//h2")[0].text == "Moved <home>"
