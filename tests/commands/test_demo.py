"""keepwell demo is of a council, and says so under another policy."""

from keepwell.policy import shipped


def test_the_demo_is_of_a_council(house):
    house.env["KEEPWELL_POLICY"] = str(shipped("school"))
    done = house.run("demo", "--prepare")
    assert done.returncode == 2
    assert "The demo is of a made-up council, and school.toml is the policy of a school." in done.stderr
    assert "Traceback" not in done.stderr
