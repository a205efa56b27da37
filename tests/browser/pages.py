"""The pages that every reader meets, each as a function that brings a window there."""

from django.urls import reverse


def public(name):
    return lambda page, base, child: page.goto(base + reverse(name))


def paper(name):
    return lambda page, base, child: page.goto(base + reverse("paper", args=[name]))


def of_child(name, query=""):
    return lambda page, base, child: page.goto(base + reverse(name, args=[child.person.uid]) + query)


def not_here(page, base, child):
    page.goto(f"{base}/nowhere/")


def found(page, base, child, sought="Okofor"):
    page.goto(base + reverse("record:find"))
    page.get_by_label("Name, date of birth or number").fill(sought)
    page.get_by_role("button", name="Find").click()
    page.locator("h2", has_text="match").wait_for()


def find_mistaken(page, base, child):
    page.goto(base + reverse("record:find"))
    page.get_by_role("button", name="Find").click()
    page.get_by_role("alert").wait_for()


def none_found(page, base, child):
    found(page, base, child, "Zzyzx")


def sign_in_mistaken(page, base, child):
    page.goto(base + reverse("account_login"))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("alert").first.wait_for()


# Before signing in.
OPEN = {
    "sign-in": public("account_login"),
    "sign-in with a mistake": sign_in_mistaken,
    "forgotten password": public("account_reset_password"),
    "notice": public("notice"),
    "child's notice": public("notice-child"),
    "notice to read aloud": public("notice-easy"),
    "papers": public("papers"),
    "record of processing": paper("record-of-processing"),
    "retention schedule": paper("retention-schedule"),
    "promises": public("promises"),
    "help": public("help"),
    "accessibility": public("accessibility"),
}

# For a social worker.
STAFF = {
    "start": public("start"),
    "find": public("record:find"),
    "found": found,
    "none found": none_found,
    "find with a mistake": find_mistaken,
    "child": of_child("record:child"),
    "told and agreed": of_child("record:told"),
    "chronology": of_child("record:chronology"),
    "chronology with a mistake": of_child("record:chronology", "?from=tomorrow"),
    "chronology to print": of_child("record:chronology-print"),
    "not here": not_here,
    "change password": public("account_change_password"),
}
