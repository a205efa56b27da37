from keepwell.web.site.context import address, navigation


def test_navigation_leaves_out_what_is_not_built():
    items = navigation((("Start", ("start",), None), ("Elsewhere", ("nowhere:at-all",), None)), "/")
    assert [item["text"] for item in items] == ["Start"]


def test_navigation_marks_where_you_are():
    items = navigation((("Start", ("start",), None), ("Help", ("help",), None)), "/help/")
    assert [(item["current"], item["active"]) for item in items] == [(False, False), (True, True)]


def test_address_is_of_the_first_name_that_exists():
    assert address("nowhere:at-all", "help") == "/help/"
    assert address("nowhere:at-all") is None


def test_navigation_shows_a_room_to_those_who_work_there():
    entries = (("Start", ("start",), None), ("Returns desk", ("desk:start",), ("view", "care", "returns")))
    assert [item["text"] for item in navigation(entries, "/", {"social-worker"})] == ["Start"]
    assert [item["text"] for item in navigation(entries, "/", {"returns-officer"})] == ["Start", "Returns desk"]
