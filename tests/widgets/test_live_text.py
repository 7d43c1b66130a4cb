"""A text on the page: what it shows, and that it can be changed."""

from course_lib.widgets.live_text import LiveText


def test_a_change_is_told_to_the_browser():
    text = LiveText("News", "<p>None.</p>")
    told = []
    text.send_state = lambda key=None: told.append(key)
    text.html = "<p>One.</p>"
    assert told == ["html"]


def test_after_it_is_closed_a_change_does_no_harm():
    text = LiveText("News", "<p>None.</p>")
    text.close()
    text.html = "<p>One.</p>"
