"""The README's table of lessons says what the lessons say of themselves."""

import re

import pytest

ROW = re.compile(r"^\| (\d\d) \| \[(.+?)\]\(notebooks/(\w+)\.ipynb\) \| .+ \| (\d+) \|$", re.M)


@pytest.fixture(scope="module")
def rows(project):
    return ROW.findall((project / "README.md").read_text(encoding="utf-8"))


def test_every_lesson_has_its_row_in_reading_order(project, rows):
    lessons = sorted(path.stem for path in (project / "notebooks" / "source").glob("[0-9]*.md"))
    assert [(number, name) for number, _, name, _ in rows] == [(n[:2], n) for n in lessons]


def test_titles_and_minutes_are_the_lessons_own(project, rows):
    for _, title, name, minutes in rows:
        text = (project / "notebooks" / "source" / f"{name}.md").read_text(encoding="utf-8")
        read, solve = re.search(
            r"^\*\*Minutes\*\* (\d+) to read, (\d+) to solve", text, re.M
        ).groups()
        assert re.search(r"^# (.+)$", text, re.M).group(1) == title
        assert int(minutes) == int(read) + int(solve), name


def test_the_first_start_takes_what_start_py_says(project):
    start, readme = ((project / name).read_text("utf-8") for name in ("start.py", "README.md"))
    for words in (
        "about 400 MB",
        "half a minute or so",
        "TensorFlow, 1.5 GB more",
        "--no-tensorflow",
    ):
        assert words in start, words
        assert words in readme, words


def test_the_hours_are_the_sum_of_the_lessons_minutes(project):
    texts = [
        p.read_text(encoding="utf-8") for p in (project / "notebooks/source").glob("[0-9]*.md")
    ]
    stated = [re.search(r"^\*\*Minutes\*\* (\d+) to read, (\d+) to", t, re.M) for t in texts]
    reading, solving = (sum(int(minutes[i]) for minutes in stated) for i in (1, 2))
    right = (str(round((reading + solving) / 60)), str(round(reading / 60)))
    said = re.compile(r"whole course takes about (\d+) hours, (\d+) of them to read\.")
    for page in ("README.md", "notebooks/source/00_start_here.md"):
        assert said.findall((project / page).read_text(encoding="utf-8")) == [right], page
