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
    (lambda t: t, "height", "Line 2, column 'who': expected a number, received 'male'."),
    (lambda t: t.replace(FIRST, "heavy", 1), "weight",
     "Is 'weight' a number? Then fill in line 2, where it is 'heavy', or take the line out."),
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


def test_a_number_is_predicted_where_the_label_is_one(tmp_path):
    rents = data.table(write(tmp_path, data.rents_csv()), "rent")
    assert (rents.columns, rents.classes, rents.task) == (("area", "rooms", "floor"), (), "number")
    assert repr(rents) == "Table(area, rooms, floor -> a number; 120 + 40 + 40 rows)"
    written = sorted(int(line.split(",")[-1]) for line in data.rents_csv().splitlines()[1:])
    parts = rents.train, rents.validation, rents.test
    assert sorted(np.concatenate([part.y for part in parts])) == written  # as in the file
    np.testing.assert_allclose(rents.train.x.mean(axis=0), 0, atol=1e-12)


@pytest.mark.parametrize(("different", "task"), [(2, "class"), (10, "class"), (11, "number")])
def test_more_than_ten_different_numbers_are_a_number_unless_somebody_says_otherwise(
    tmp_path, different, task
):
    lines = [f"{i * 7 % 31},{i % different}" for i in range(132)]
    path = write(tmp_path, "\n".join(["n,grade", *lines, ""]))
    assert data.table(path, "grade").task == task
    for chosen in ("class", "number"):
        assert data.table(path, "grade", task=chosen).task == chosen
    assert set(data.table(path, "grade", task="number").train.y) == set(range(different))
    words = write(tmp_path, "\n".join(["n,grade", *lines, ""]).replace(",1\n", ",one\n"))
    assert data.table(words, "grade").task == "class"


def test_columns_are_chosen_and_put_in_order(tmp_path):
    path = write(tmp_path, data.people_csv())
    weights = data.table(path, "weight", columns=["height"])
    assert (weights.columns, weights.task) == (("height",), "number")  # and "who" is not read
    rents = write(tmp_path, data.rents_csv())
    whole, two = data.table(rents, "rent"), data.table(rents, "rent", columns=["floor", "area"])
    np.testing.assert_array_equal(two.train.x, whole.train.x[:, [2, 0]])


@pytest.mark.parametrize(("given", "words"), [
    ({"task": "regression"}, 'task is "class" or "number". Received \'regression\'.'),
    ({"task": "class"}, 'Is it a number? Then write task="number". Or else cut it into groups'),
    ({"columns": ["area", "garden"]}, "No column is named 'garden'. The file has area, rooms"),
    ({"columns": ["area", "rent"]}, "not the label 'rent', which is to be predicted."),
    ({"columns": ["area", "area"]}, "columns: each once"),
    ({"columns": []}, "nothing to predict from"),
])  # fmt: skip
def test_a_choice_that_does_not_fit_is_said(tmp_path, given, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        data.table(write(tmp_path, data.rents_csv()), "rent", **given)


def test_a_label_that_is_the_same_everywhere_is_said(tmp_path):
    text = "\n".join(["n,price", *(f"{i},5" for i in range(40))])
    with pytest.raises(ValueError, match="Every row has the label 5: there is nothing to predict"):
        data.table(write(tmp_path, text), "price", task="number")


def test_a_file_that_is_not_there_is_said_with_the_folder(tmp_path):
    with pytest.raises(ValueError, match=r"There is no file .*nowhere\.csv.* The folder is"):
        data.table(tmp_path / "nowhere.csv", "who")
