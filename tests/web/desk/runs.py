"""Checks asked for by the tests of the desk: small returns, made in memory and carried out at once."""

from django.core.files.uploadedfile import SimpleUploadedFile

from keepwell.web.desk.actions.runs import ask_for
from keepwell.web.desk.models import Run

from .files import ADA, ADAS_EPISODE, EPISODES, HEADER

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
BEN = "C2,U,03/04/2013,WBRI,H801200001002,,"
BENS_EPISODE = "C2,10/05/2025,S,C2,N1,U6,PR1,,,,QZ1 1AA,QZ2 2BB,SC123456"


def upload(name, *lines):
    return SimpleUploadedFile(name, ("\n".join(lines) + "\n").encode())


def header(*rows):
    return upload("header.csv", HEADER, *(rows or (ADA, BEN)))


def episodes(*rows):
    return upload("episodes.csv", EPISODES, *(rows or (ADAS_EPISODE, BENS_EPISODE)))


def bad(row):
    """The same episode with a legal status that no list has: rule 144."""
    return row.replace(",S,C2,", ",S,ZZ,")


def check(by, *files, collection="ssda903", year=2026, **more):
    """A run of these files, which has ended when this returns (under the immediate backend)."""
    files = files or (header(), episodes())
    asked = ask_for(by=by, collection=collection, year=year, this_from="files", uploads={"this": files}, **more)
    return Run.objects.get(pk=asked.pk)


def posted(*files, **more):
    """What the form of a check sends."""
    sent = {"collection": "ssda903", "year": "2026", "this_from": "files", "last_from": "none", "register": "none"}
    return sent | {"this_files": files} | more


def rules(run):
    """(rule, child's number, row) of every finding."""
    return {(one.rule, one.number, one.row) for one in run.findings.all()}
