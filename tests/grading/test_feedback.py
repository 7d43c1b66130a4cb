"""A page for each learner, in which nothing of a submission is more than text."""

import html.parser

import pytest

from course_lib.grading import feedback
from course_lib.grading.marking import Mark, Result, mark
from course_lib.grading.roster import Learner
from course_lib.grading.schedule import grade
from tests.grading.classroom import run_without_sandbox

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&`</style>`"


class Page(html.parser.HTMLParser):
    """What a browser would make of a page: its elements, and its text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def graded(handed_in):
    grade(handed_in, marking=lambda job: mark(job, run_without_sandbox), jobs=0)
    return handed_in


def pages(book, known):
    return {name: Page(text) for name, text in feedback.pages(book, known, [0])}


def test_a_page_says_what_a_check_would_have_said(graded, known):
    found = pages(graded, known)
    assert set(found) == {"s1.html", "s2.html", "s3.html"}
    assert "2 of 2 points" in found["s1.html"].text
    wrong = found["s2.html"].text
    assert "Blaise Pascal" in wrong
    assert "weigh ✎ Not yet" in wrong
    assert "With 2 and 2 nobody would notice; a weight multiplies its input." in wrong
    assert "expected" in wrong
    assert known[0].tasks["weigh"].tiers[0].split("`")[0] in wrong
    assert "not JSON" in found["s3.html"].text


def test_nothing_of_a_submission_is_more_than_text(graded, known):
    graded.enrol([Learner("s1", EVIL)])
    row = graded.rows()[0]
    rows = ((EVIL, EVIL), ("yours", EVIL))
    graded.save(
        Result(row.id, (Mark("weigh", "not yet", 0, 1, (EVIL,), rows, EVIL),), EVIL, (EVIL,))
    )
    page = pages(graded, known)["s1.html"]
    assert not {"script", "img", "iframe", "a"} & set(page.tags)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    assert page.text.count("alert(1)") >= 4
    assert page.tags.count("style") == 1
    policies = [value for name, value in page.attributes if name == "content"]
    assert any("default-src 'none'" in value for value in policies)


def test_a_task_that_is_not_known_any_more_is_still_shown(graded, known):
    row = graded.rows()[0]
    graded.save(Result(row.id, (Mark(EVIL, "error", 0, 1, ("gone",), (("x", "1"),)),), "so"))
    page = pages(graded, known)["s1.html"]
    assert "script" not in page.tags
    assert "gone" in page.text


@pytest.mark.parametrize(
    ("learner", "name"),
    [("s1042", "s1042.html"), ("ada@x.org", "ada@x.org.html"), ("Participant 7", None)],
)
def test_a_page_is_called_by_its_learner(learner, name):
    made = feedback.file_name(learner)
    assert made == name if name else made.startswith("Participant7-")


@pytest.mark.parametrize(
    "learner", ["../../etc/passwd", "..", "", "a/b", "a\\b", "C:\\x", "x" * 999]
)
def test_no_name_leads_out_of_the_folder(tmp_path, learner):
    name = feedback.file_name(learner)
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
    assert name.endswith(".html")
    assert len(name) < 100
    assert not set(name) & set("/\\:")


def test_two_learners_never_share_a_page():
    names = ["a b", "ab", "a/b", "a\\b", "a:b", "ab-"]
    assert len(set(map(feedback.file_name, names))) == len(names)


def test_pages_are_written(graded, known, tmp_path):
    folder = tmp_path / "deep" / "feedback"
    assert feedback.write_all(folder, feedback.pages(graded, known, [0])) == 3
    assert (folder / "s1.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_who_has_no_grade_yet_has_no_page(handed_in, known):
    assert list(feedback.pages(handed_in, known, [0])) == []


def test_no_page_holds_what_nobody_can_see(graded, known):
    row = graded.rows()[0]
    unseen = "a\x1b[2Jb\u202ec\u2066d"
    marks = (Mark("weigh", "not yet", 0.0, 1.0, (unseen,), ((unseen, unseen),), unseen),)
    graded.save(Result(row.id, marks, unseen, notes=(unseen,)))
    page = dict(feedback.pages(graded, known, [0]))["s1.html"]
    assert "a�[2Jb�c�d" in page
    assert not set(page) & set("\x1b\u202e\u2066")
