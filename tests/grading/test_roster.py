"""A class, from the tables that people and platforms have."""

import pytest

from course_lib.grading.roster import Learner, RosterError, learners, read_roster


def test_its_own_columns():
    text = "id,name,email,login,section\ns1,Ada,ada@x.org,ada,A\n"
    assert learners(text) == [Learner("s1", "Ada", "ada@x.org", "ada", "A")]


def test_only_an_id_is_needed():
    assert learners("name,id\nAda,s1\n,s2\n") == [Learner("s1", "Ada"), Learner("s2")]


def test_canvas_as_it_exports():
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,01 Build a neuron (88),Final Score\n"
        "    Points Possible,,,,,6,(read only)\n"
        '"Lovelace, Ada",1815,u-77,ada@x.org,A,,\n'
    )
    assert learners(text) == [Learner("1815", "Lovelace, Ada", "", "ada@x.org", "A")]


def test_moodles_worksheet():
    text = (
        "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
        "Last modified (submission),Last modified (grade),Feedback comments\n"
        "Participant 1815,Ada Lovelace,ada@x.org,Submitted,,100.00,Yes,-,-,\n"
    )
    assert learners(text) == [Learner("Participant 1815", "Ada Lovelace", "ada@x.org")]


def test_moodles_participants():
    text = "First name,Last name,ID number,Email address\nAda,Lovelace,s1,ada@x.org\n"
    assert learners(text) == [Learner("s1", "Ada Lovelace", "ada@x.org")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(delimiter):
    assert learners(f"id{delimiter}name\ns1{delimiter}Ada\n") == [Learner("s1", "Ada")]


def test_short_rows_and_blank_ones():
    assert learners("id,name,email\ns1\n\n,,\ns2,B\n") == [Learner("s1"), Learner("s2", "B")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "needs a column `id`"),
        ("name,email\nA,b\n", "Received the columns: name, email"),
        ("id,name\n", "names nobody"),
        ("id\ns1\ns1\n", "'s1' twice"),
    ],
)
def test_what_is_no_class(text, words):
    with pytest.raises(RosterError, match=words):
        learners(text)


def test_a_byte_order_mark_does_not_matter(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("id\ns1\n", encoding="utf-8-sig")
    assert read_roster(path) == [Learner("s1")]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(RosterError, match="can't be read"):
        read_roster(tmp_path / "none.csv")
