"""The pages of a check: who may use them, what the form takes, and what they say of each finding."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from keepwell.web.access.models import Entry
from keepwell.web.desk.actions import explaining, runs
from keepwell.web.desk.models import Explanation, Run
from keepwell.web.record.models import Address, Episode, LegalStatus, Person
from tests.web.record import people

from .files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken
from .runs import BEN, BENS_EPISODE, IMMEDIATE, bad, check, episodes, header, posted, upload

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _at_once(settings, tmp_path):
    settings.TASKS = IMMEDIATE
    settings.KEEPWELL_INCOMING = tmp_path / "home" / "incoming"
    settings.KEEPWELL_INCOMING.mkdir(parents=True)


@pytest.fixture
def officer(client):
    user = people.user("returns-officer")
    client.force_login(user, backend=BACKEND)
    return user


@pytest.fixture
def run(officer, tmp_path):
    """A check of the record: a wrong legal status of Ada's, and a query about Ben."""
    lines = {"header": [HEADER, ADA, BEN], "episodes": [EPISODES, bad(ADAS_EPISODE), BENS_EPISODE]}
    taken(folder(tmp_path / "a", **lines), 2026)
    return Run.objects.get(pk=runs.ask_for(by=officer, collection="ssda903", year=2026, this_from="record").pk)


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return SimpleUploadedFile("return.zip", file.getvalue())


def errors(answer):
    """The sentences of the error summary."""
    return [text for texts in answer.context["form"].errors.values() for text in texts]


# asking


def test_the_form_offers_the_record_and_this_year(client, officer):
    page = client.get("/returns/check/")
    assert page.context["form"].initial["this_from"] == "record"
    assert "nobody else opens" in page.text
    assert 'type="file"' in page.text
    assert page.text.count(" multiple") == 2


def test_uploaded_files_are_checked_and_lead_to_their_run(client, officer):
    answer = client.post("/returns/check/", posted(header(), episodes(bad(ADAS_EPISODE))))
    run = Run.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/returns/checks/{run.pk}/")
    page = client.get(f"/returns/checks/{run.pk}/").text
    assert f'<a class="govuk-link" href="/returns/checks/{run.pk}/findings/?rule=144">' in page
    assert "header.csv, episodes.csv" in page


def test_files_beside_the_choice_of_the_record_are_asked_about(client, officer):
    answer = client.post("/returns/check/", posted(header(), this_from="record"))
    assert errors(answer) == ["You chose files further down: choose here that they are uploaded, or take them away."]
    assert not Run.objects.exists()


def test_a_zip_is_checked(client, officer):
    text = "\n".join([HEADER, ADA, BEN]) + "\n"
    client.post("/returns/check/", posted(zipped(**{"ours/header.csv": text})))
    assert Run.objects.get().children == 2


@pytest.mark.parametrize(("files", "said"), [
    ([], "Choose the files to check"),
    ([upload("letter.docx", "Dear")], "letter.docx is no CSV, XML or zip file"),
    ([upload("a.zip", "x"), header()], "A zip is uploaded alone"),
    ([header(), upload("HEADER.csv", HEADER, ADA)], "Two of the files have the same name"),
    ([SimpleUploadedFile("header.csv", b"")], "empty"),
])  # fmt: skip
def test_files_that_cannot_be_meant_are_not_taken(client, officer, files, said):
    answer = client.post("/returns/check/", posted(*files))
    assert answer.status_code == 200
    assert any(said in text for text in errors(answer))
    assert "There is a problem" in answer.text
    assert not Run.objects.exists()


@pytest.mark.parametrize(("file", "said"), [
    (zipped(), "holds no file to read"),
    (zipped(**{"../../etc/passwd": "root"}), "points outside the zip"),
    (SimpleUploadedFile("return.zip", b"PK and nothing more"), "cut short or damaged"),
    (SimpleUploadedFile("return.zip", b"hello"), "is not a zip file"),
    (SimpleUploadedFile("junk.csv", bytes(range(256)) * 40), "junk.csv looks like a file that is not text"),
    (SimpleUploadedFile("junk.xml", b"<Message><unclosed"), "holds no SSDA903 return, only CIN census"),
    (upload("census.csv", "LAchildID,UPN,PersonBirthDate", "1,A,2012-01-01"), "census.csv is no table of a return"),
])  # fmt: skip
def test_what_is_no_return_ends_as_could_not_run(client, officer, settings, file, said):
    answer = client.post("/returns/check/", posted(file), follow=True)
    run = Run.objects.get()
    assert run.state == "failed"
    assert said in run.why
    assert str(settings.KEEPWELL_INCOMING) not in answer.text
    assert "this check says nothing about the return" in answer.text
    assert list(Path(settings.KEEPWELL_INCOMING).iterdir()) == []


def test_a_name_cannot_leave_its_folder(client, officer, settings):
    odd = SimpleUploadedFile("x", b"CHILD\n1\n")
    odd._name = "../../outside<script>.csv"
    client.post("/returns/check/", posted(odd))
    assert [one["name"] for one in Run.objects.get().files] == ["outside_script_.csv"]
    assert not list(Path(settings.KEEPWELL_INCOMING).parent.glob("*outside*"))


def test_files_of_another_year_are_told(client, officer):
    answer = client.post("/returns/check/", posted(header(), episodes(), year="2025"), follow=True)
    assert "look like those of 2025-26, but were taken as those of 2024-25" in answer.text


def test_a_wrong_authority_code_is_an_error_with_an_example(client, officer):
    answer = client.post("/returns/check/", posted(header(), authority="399"))
    assert errors(answer) == ["Code of your authority: write a letter and eight figures, such as E10000016."]


def test_the_register_and_the_authority_are_offered_again(client, officer):
    register = upload("homes.csv", "URN,PLACE_CODES,PROVIDER_CODES,REG_END,POSTCODE", "SC123456,K2,PR1,,QZ1 1AA")
    sent = posted(header(), episodes(), register="files", register_file=register, authority="e10000016")
    client.post("/returns/check/", sent)
    form = client.get("/returns/check/").context["form"]
    assert (form.initial["register"], form.initial["authority"]) == ("kept", "E10000016")
    client.post("/returns/check/", posted(header(), episodes(), register="kept"))
    assert Run.objects.first().register == Run.objects.last().register != ""


# who


@pytest.mark.parametrize("role", ["social-worker", "data-protection-officer", ""])
def test_others_do_not_know_of_checks(client, role):
    run = check(people.user("returns-officer"))
    finding = run.findings.get(rule="232")
    client.force_login(people.user(role), backend=BACKEND)
    at = f"/returns/checks/{run.pk}/"
    for address in ("/returns/check/", at, f"{at}progress/", f"{at}findings/", f"{at}children/", f"{at}mended/",
                    f"{at}download/csv/", f"/returns/findings/{finding.pk}/"):  # fmt: skip
        assert client.get(address).status_code == 404, address
    for address in ("/returns/check/", f"{at}stop/", f"{at}again/", f"/returns/findings/{finding.pk}/explain/",
                    f"/returns/findings/{finding.pk}/withdraw/"):  # fmt: skip
        assert client.post(address, posted(header()) | {"note": "No."}).status_code == 404, address
    assert (Run.objects.count(), Explanation.objects.count()) == (1, 0)
    assert Entry.objects.filter(outcome="refused").count() == 13


def test_nobody_is_asked_to_sign_in_first(client):
    assert "/account/login/" in client.get("/returns/check/").headers["Location"]


def test_changes_need_a_post(client, run):
    for what in ("stop", "again"):
        assert client.get(f"/returns/checks/{run.pk}/{what}/").status_code == 405


# results


def test_results_show_counts_a_picture_and_what_did_not_run(client, run):
    page = client.get(f"/returns/checks/{run.pk}/").text
    assert f"{run.errors}: to be mended" in page
    assert "<svg" in page
    assert "rule 144: 1 error" in page
    assert "no provider register was given" in page
    assert f"{run.count('not run')} did not run" in page
    assert "This is the first check" in page


def test_findings_by_rule_show_the_rows_in_words_and_lead_to_the_child(client, run):
    page = client.get(f"/returns/checks/{run.pk}/findings/?rule=144").text
    uid = Person.objects.get(reference="C1").uid
    assert f'<a class="govuk-link" href="/children/{uid}/">C1</a>' in page
    assert "10 May 2025" in page  # the key of the row
    assert "ZZ" in page
    assert "Cannot be read or is not on the list" in page
    assert "QZ1 1AA" not in page  # the rule does not speak of it


def test_a_finding_leads_to_where_it_is_mended(client, run):
    one = run.findings.get(rule="144")
    uid, row = one.child.person.uid, Episode.objects.get(child=one.child)
    page = client.get(f"/returns/findings/{one.pk}/").text
    assert f'href="/children/{uid}/rows/ssda903-episodes/{row.pk}/?year=2026"' in page
    assert client.get(f"/children/{uid}/rows/ssda903-episodes/{row.pk}/?year=2026").status_code == 200


def test_the_whole_row_stands_on_the_findings_own_page(client, run):
    one = run.findings.get(rule="144")
    page = client.get(f"/returns/findings/{one.pk}/").text
    assert "QZ1 1AA" in page
    assert "An error cannot be explained" in page


def test_a_secret_address_stays_secret(client, run):
    one = run.findings.get(rule="144")
    Address.objects.create(person=one.child.person, line_1="1 Hidden Way", sealed=True)
    page = client.get(f"/returns/findings/{one.pk}/").text
    assert "QZ1 1AA" not in page
    assert "an address is sealed" in page


def test_findings_by_child_are_logged_for_each_child(client, run):
    page = client.get(f"/returns/checks/{run.pk}/children/")
    assert "2 children with findings" in page.text
    listed = Entry.objects.filter(action="list", purpose="returns")
    assert {e.child for e in listed} == set(
        Person.objects.filter(reference__in=["C1", "C2"]).values_list("uid", flat=True)
    )
    assert all("care" in e.categories for e in listed.filter(child=Person.objects.get(reference="C1").uid))


def test_lists_are_narrowed(client, run):
    def count(query, what="findings"):
        return client.get(f"/returns/checks/{run.pk}/{what}/?{query}").context["page"].paginator.count

    explaining.explain(run.findings.get(rule="232"), "Seen.", by=run.asked_by)
    everything = run.findings.count()
    assert count("") == count("severity=nonsense") == everything
    assert count("severity=error") == run.errors
    assert count("only=open") == everything - 1
    assert count("only=new") == 0
    assert count("rule=232", "children") == 1


def test_no_address_of_a_page_holds_a_number_of_a_child(client, run):
    for what in ("", "findings/", "children/", "mended/"):
        page = client.get(f"/returns/checks/{run.pk}/{what}").text
        assert not [part for part in page.split('href="')[1:] if "C1" in part.split('"')[0]]


def test_a_category_that_is_closed_stays_closed(client, run, settings, tmp_path):
    text = Path(settings.KEEPWELL_POLICY).read_text("utf-8")
    start = text.index("[role.returns-officer.grants.returns]")
    end = text.index("[role.returns-officer.grants.figures]")
    shut = text[start:end].replace('"characteristics", ', "")
    settings.KEEPWELL_POLICY = tmp_path / "policy.toml"
    settings.KEEPWELL_POLICY.write_text(text[:start] + shut + text[end:], "utf-8")
    one = run.findings.get(rule="232")
    page = client.get(f"/returns/findings/{one.pk}/").text
    assert "not open to your role" in page
    assert "The sex is U" not in page
    lines = b"".join(client.get(f"/returns/checks/{run.pk}/download/csv/").streaming_content).decode()
    assert "The sex is U" not in lines


# explaining


def test_a_query_is_explained_and_the_explanation_withdrawn(client, run):
    one = run.findings.get(rule="232")
    at = f"/returns/findings/{one.pk}/"
    page = client.post(f"{at}explain/", {"note": "Intersex; <b>letter</b> seen."}, follow=True).text
    assert "Intersex; &lt;b&gt;letter&lt;/b&gt; seen." in page
    assert "1 explained" in client.get(f"/returns/checks/{run.pk}/").text
    page = client.post(f"{at}withdraw/", follow=True).text
    assert "Mark as explained" in page
    assert Entry.objects.filter(action="explain a query").count() == 1


def test_an_empty_explanation_is_an_error(client, run):
    one = run.findings.get(rule="232")
    page = client.post(f"/returns/findings/{one.pk}/explain/", {"note": "  "}).text
    assert "There is a problem" in page
    assert not Explanation.objects.exists()


def test_an_error_is_not_explained_from_the_page(client, run):
    one = run.findings.get(rule="144")
    page = client.post(f"/returns/findings/{one.pk}/explain/", {"note": "It is fine."}, follow=True).text
    assert "An error cannot be explained" in page
    assert not Explanation.objects.exists()


# again, mended, taking out


def test_mended_in_the_record_and_checked_again_it_is_gone(client, run):
    LegalStatus.objects.filter(child__person__reference="C1").update(code="C2")
    answer = client.post(f"/returns/checks/{run.pk}/again/", follow=True)
    again = Run.objects.first()
    assert again.pk != run.pk
    assert not again.findings.filter(rule="144").exists()
    assert f"0 new, {again.mended} mended" in answer.text
    page = client.get(f"/returns/checks/{again.pk}/mended/").text
    assert "Rule 144" in page
    assert "ZZ" in page


@pytest.mark.parametrize(("form", "begins"), [("csv", b"return,"), ("xlsx", b"PK"), ("html", b"<!")])
def test_findings_are_taken_out_as_a_file(client, run, form, begins):
    explaining.explain(run.findings.get(rule="232"), "Letter seen.", by=run.asked_by)
    answer = client.get(f"/returns/checks/{run.pk}/download/{form}/")
    content = b"".join(answer.streaming_content)
    assert content.lower().startswith(begins.lower())
    assert f'filename="ssda903-2026-check-{run.pk}.{form}"' in answer.headers["Content-Disposition"]
    if form == "csv":
        assert b"Explained: Letter seen." in content
        assert b",not run," in content
    assert Entry.objects.filter(action="download findings", outcome="allowed").count() == 1
    assert Entry.objects.filter(action="list", purpose="returns").count() == 2


def test_a_form_that_does_not_exist(client, run):
    assert client.get(f"/returns/checks/{run.pk}/download/docx/").status_code == 404


def test_the_desk_lists_checks_with_state_and_counts(client, run, officer):
    check(officer, upload("junk.csv", "a,b", "1,2"))
    page = client.get("/returns/").text
    assert "Could not run" in page
    assert "Finished" in page
    assert page.index("Could not run") < page.index("Finished")


def test_a_query_after_a_year_shows_what_was_said_then(client, officer):
    explaining.explain(check(officer).findings.get(rule="232"), "Seen in 2026.", by=officer)
    one = check(officer, year=2027).findings.get(rule="232")
    page = client.get(f"/returns/findings/{one.pk}/").text
    assert "Last year this was explained" in page
    assert "Seen in 2026." in page
