"""A CSV of one's own: what is read, how it is cut and scaled, and what is said if it won't fit."""

import re

import numpy as np
import pytest

from course_lib import data

PEOPLE = data.people_csv()
FIRST = PEOPLE.splitlines()[1].split(",")[0]  # a weight, in line 2


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_it_is_cut_in_three_and_scaled_by_the_training_rows(tmp_path):
    mine = data.table(write(tmp_path, PEOPLE), "who")
    assert (mine.columns, mine.classes) == (("weight", "height"), ("female", "male"))
    assert [len(part) for part in (mine.train, mine.validation, mine.test)] == [120, 40, 40]
    np.testing.assert_allclose(mine.train.x.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(mine.train.x.std(axis=0), 1)
    assert abs(mine.test.x.mean()) > 1e-3  # no statistics of its own
    tall = mine.train.x[:, 1] > 1
    assert mine.train.y[tall].mean() == 1  # male is class 1
    assert repr(mine) == "Table(weight, height -> female or male; 120 + 40 + 40 rows)"


def test_every_row_is_in_one_part_and_a_seed_is_a_cut(tmp_path):
    text = "n,kind\n" + "".join(f"{i},{'ab'[i % 2]}\n" for i in range(50))
    one, other = (data.table(write(tmp_path, text), "kind", seed) for seed in (0, 1))
    parts = one.train, one.validation, one.test
    rows = np.concatenate([part.x[:, 0] for part in parts])
    assert len(np.unique(rows.round(9))) == 50
    assert not np.array_equal(one.test.y, other.test.y)


@pytest.mark.parametrize("text", [
    PEOPLE.replace(",", ";").replace(".", ","), PEOPLE.replace(",", "\t"),
    PEOPLE.replace("\n", "\r\n"), "\ufeff" + PEOPLE, PEOPLE + "\n\n",
    PEOPLE.replace("weight,height", " weight , height "),
])  # fmt: skip
def test_files_are_read_as_spreadsheets_write_them(tmp_path, text):
    mine = data.table(write(tmp_path, text), "who")
    np.testing.assert_allclose(mine.train.x, data.table(write(tmp_path, PEOPLE), "who").train.x)


def test_a_file_in_an_older_encoding_is_read(tmp_path):
    mine = data.table(write(tmp_path, PEOPLE.replace("who", "größe"), "latin-1"), "größe")
    assert mine.classes == ("female", "male")


@pytest.mark.parametrize(("change", "label", "words"), [
    (lambda t: t, "sex", "No column is named 'sex'. The file has weight, height, who."),
    (lambda t: t.replace(FIRST, "heavy", 1), "who",
     "Line 2, column 'weight': expected a number, received 'heavy'."),
    (lambda t: t.replace(FIRST, "", 1), "who", "Line 2, column 'weight': expected a number"),
    (lambda t: t.replace(FIRST, "nan", 1), "who", "received 'nan'"),
    (lambda t: t.replace(f"{FIRST},", "", 1), "who", "Line 2 has 2 cells, and the first"),
    (lambda t: t[:200], "who", "30 rows or more below it, to cut in three. Received 11 rows."),
    (lambda t: "", "who", "Received 0 rows."),
    (lambda t: t.replace("female", "male"), "who", "Every row has the label 'male'"),
    (lambda t: t, "height", "Is it a number? Then cut it into groups first."),
    (lambda t: t.replace("female", "girl", 1), "who", "'girl' has 1: leave it out, or find more."),
    (lambda t: t.replace("weight", "height"), "who", "Each column has a name of its own."),
    (lambda t: "\n".join("7," + line for line in t.splitlines()), "who",
     "'7' has the same number in every training row"),
    (lambda t: "\n".join(line.split(",")[-1] for line in t.splitlines()), "who",
     "no column but 'who'"),
])  # fmt: skip
def test_what_does_not_fit_is_said(tmp_path, change, label, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        data.table(write(tmp_path, change(PEOPLE)), label)


def test_a_file_that_is_not_there_is_said_with_the_folder(tmp_path):
    with pytest.raises(ValueError, match=r"There is no file .*nowhere\.csv.* The folder is"):
        data.table(tmp_path / "nowhere.csv", "who")
