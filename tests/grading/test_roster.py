"""A class, from the tables that people and platforms have."""

import pytest

from course_lib.grading.roster import Learner, RosterError, by_known_ids, learners, read_roster


def test_its_own_columns():
    text = "id,name,email,login,section\ns1,Ada,ada@x.org,ada,A\n"
    assert learners(text) == [Learner("s1", "Ada", "ada@x.org", "ada", "A")]


def test_only_an_id_is_needed():
    assert learners("name,id\nAda,s1\n,s2\n") == [Learner("s1", "Ada"), Learner("s2")]


def test_canvas_as_it_exports():
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,01 Neuron: build one (88),Final Score\n"
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


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "workbook.*CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "workbook.*CSV UTF-8"),
        ("id,name\ns1,Ada\ns2,G\u00f6del\n".encode("latin-1"), "name in line 3.*CSV UTF-8"),
    ],
    ids=["xlsx", "xls", "latin-1"],
)
def test_what_a_spreadsheet_program_saves_by_itself(tmp_path, data, words):
    (tmp_path / "roster.csv").write_bytes(data)
    with pytest.raises(RosterError, match=words):
        read_roster(tmp_path / "roster.csv")


def test_a_spreadsheets_unicode_text_is_read(tmp_path):
    (tmp_path / "roster.txt").write_bytes("id\tname\ns1\tGödel\n".encode("utf-16"))
    assert read_roster(tmp_path / "roster.txt") == [Learner("s1", "Gödel")]


def test_moodles_worksheet_tells_the_participants_of_a_class_with_ids_of_its_own():
    text = "Identifier,Full name,ID number,Email address\nParticipant 9001,Ada,s1,ada@x.org\n"
    assert learners(text) == [Learner("s1", "Ada", "ada@x.org", participant="Participant 9001")]


def test_without_an_id_number_the_address_tells_who_a_participant_is():
    """Moodle numbers participants anew for each assignment."""
    known = [Learner("s1", "Ada", "ada@x.org"), Learner("Participant 1", "Bo", "bo@x.org")]
    table = [
        Learner("Participant 11", "Ada", "ADA@x.org"),
        Learner("Participant 12", "Bo", "bo@x.org"),
        Learner("Participant 13", "Cy", "cy@x.org"),
        Learner("s9", "Ada's sister", "ada@x.org"),
    ]
    assert by_known_ids(table, known) == [
        Learner("s1", "Ada", "ADA@x.org", participant="Participant 11"),
        Learner("Participant 1", "Bo", "bo@x.org", participant="Participant 12"),
        *table[2:],
    ]


def test_canvas_test_student_is_nobody():
    assert [one.id for one in learners("id,name\n17,Ann Lee\n99,Test Student\n")] == ["17"]
    text = 'Student,ID,SIS Login ID,Section\n"Lee, Ann",17,lee,A\n"Student, Test",99,abcdef,A\n'
    assert [one.id for one in learners(text)] == ["17"]
