"""keepwell person, as a person runs it."""

import pytest

PASSWORD = "correct horse battery"


def run(house, *words, password=PASSWORD):
    return house.run("person", *words, input=f"{password}\n{password}\n")


@pytest.mark.both
def test_somebody_new_signs_in_and_a_second_role_needs_no_password(house):
    first = run(house, "Pat@Example.org", "--name", "Pat Example", "--role", "returns-officer")
    assert "Pat Example can sign in as pat@example.org. Roles given: returns-officer." in first.stdout
    second = run(house, "pat@example.org", "--name", "Pat Example", "--role", "auditor", "--role", "returns-officer")
    assert second.returncode == 0, second.stderr
    assert "Roles given: auditor." in second.stdout
    assert "password" not in second.stdout


def test_a_weak_password_or_a_wrong_address_is_one_sentence(house):
    weak = run(house, "pat@example.org", "--name", "Pat", "--role", "auditor", password="short")
    wrong = run(house, "pat", "--name", "Pat", "--role", "auditor")
    for done in (weak, wrong):
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    assert "at least 12 characters" in weak.stderr
    assert "valid email address" in wrong.stderr


def test_a_role_that_the_policy_does_not_have(house):
    done = run(house, "pat@example.org", "--name", "Pat", "--role", "wizard")
    assert (done.returncode, "the policy has no such role. It has: " in done.stderr) == (2, True)
