"""The numbers that lesson 17 states, computed here once more and found in what it stores."""

import numpy as np
import pytest

import course_lib
from course_lib import data, optimizers, set_random_seed
from course_lib.checks.held_out_bank import inspect_held_out
from course_lib.exercises import lesson_17 as check
from course_lib.exercises.lesson_17.honest import baseline_scores
from course_lib.figures.reliability import calibration_error
from course_lib.widgets.reliability import sureness
from tests.lessons.hand_drawn import as_digits, hand_drawn, shaken
from tests.lessons.stored import printed
from tests.thorough import usually

pytestmark = pytest.mark.usefixtures("exact")

DRAWS = pytest.mark.skipif(not usually(0, thorough=1), reason="half a minute; --thorough runs it")


@pytest.fixture(scope="module")
def space(lesson, exact):
    """The lesson's own functions and parts of the data, from its cells."""
    space = {"np": np, "course_lib": course_lib, "data": data, "optimizers": optimizers}
    space["set_random_seed"] = set_random_seed
    wanted = ("digits = data.digits()", "def network", "def untrained", "def read(", "def judged")
    for cell in lesson.cells:
        if cell.cell_type == "code" and cell.source.startswith((*wanted, "def trained_on_many")):
            exec(cell.source, space)
    return space


@pytest.fixture(scope="module")
def plain(space):
    return trained_plain(space, 3)


@pytest.fixture(scope="module")
def reader(space):
    """What the lesson saves: trained on all rows but the test's."""
    return space["trained_on_many_hands"](space["rows"], rounds=80)


def trained_plain(space, seed):
    model = space["untrained"]()
    if seed != 3:
        model = seeded(space, seed)()
    model.fit(space["train"].x, space["train"].y, epochs=20, verbose=0)
    return model


def seeded(space, seed):
    """The lesson's untrained network, from another draw of first weights."""

    def untrained():
        set_random_seed(seed)
        model = space["network"](course_lib)
        model.compile(optimizers.Adam(0.003), "sparse_categorical_crossentropy")
        return model

    return untrained


def right(space, model, digits):
    return round(space["read"](model, digits) * len(digits))


def test_the_plain_network_reads_those_hands_and_fewer_of_others(lesson, prose, space, plain):
    said = "validation 98%   sixty drawings 83%\n"
    assert printed(lesson, "sixty drawings {read") == said
    assert right(space, plain, space["validation"]) == 440
    assert right(space, plain, data.drawn()) == 50
    assert "98 in a hundred, and 83." in prose
    outputs = plain.predict(data.drawn().x)
    wrong = outputs.argmax(axis=1) != data.drawn().y
    assert np.sum(outputs.max(axis=1)[wrong] < 0.7) <= 3  # of ten: "it says so too seldom"


def test_the_lesson_s_reader_reads_the_sixty_and_thirty_more(lesson, prose, space, reader):
    """The honest figure: sixty that the course shows, thirty fresh ones, and all of them shaken."""
    assert right(space, reader, data.drawn()) == 60
    fresh = hand_drawn()
    assert right(space, reader, as_digits(fresh)) >= 28  # of 30
    rng = np.random.default_rng(17)
    both = [*data.drawn_strokes(), *fresh]
    moved = as_digits([(digit, shaken(strokes, rng)) for _ in range(3) for digit, strokes in both])
    assert right(space, reader, moved) >= 0.92 * 270
    assert "drawings                   60    100%" in printed(lesson, "pictures   right")
    assert "a lucky draw of first weights. Over five draws it is 56 to 60" in prose


@DRAWS
def test_the_bands_over_five_draws_of_first_weights(prose, space):
    drawn, found = data.drawn(), {"plain": [], "many": [], "final": []}
    many = space["trained_on_many_hands"]
    for seed in range(1, 6):
        found["plain"].append(right(space, trained_plain(space, seed), drawn))
        before, space["untrained"] = space["untrained"], seeded(space, seed)
        found["many"].append(right(space, many(space["train"], rounds=120), drawn))
        found["final"].append(right(space, many(space["rows"], rounds=80), drawn))
        space["untrained"] = before
    bands = {name: (min(band), max(band)) for name, band in found.items()}
    assert bands == {"plain": (50, 53), "many": (51, 57), "final": (56, 60)}
    assert "the plain network reads 50 to 53 of the sixty, and this one 51 to 57" in prose


def test_the_baseline_and_what_it_confuses(lesson, prose, space):
    scores, y = baseline_scores()
    said = scores.argmax(axis=1)
    assert np.sum(said != y) == 51
    assert "wrong on 51 of 449 digits" in check.mixed_up.prompt
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (y, said), 1)
    taken_for_1 = np.where(np.arange(10) == 1, 0, counts[:, 1])
    assert taken_for_1.argmax() == 8
    assert "Ten mean pictures read 89 %" in prose
    assert printed(lesson, "recall, precision") == (
        "1: recall 83%, precision 70%\n8: recall 80%, precision 88%\n"
    )
    assert "It finds 80 % of the 8s, and of what it calls an 8, 88 % is one." in prose
    assert (scores == -((space["validation"].x[:, None] - means(space)) ** 2).sum((2, 3, 4))).all()


def means(space):
    train = space["train"]
    return np.array([train.x[train.y == digit].mean(axis=0) for digit in range(10)])


def test_there_are_nine_errors_and_the_surest_is_sure(space, plain):
    outputs = plain.predict(space["validation"].x)
    wrong = check.surest_errors.reference(outputs, space["validation"].y)
    assert len(wrong) == 9
    assert "Nine of 449" in check.how_they_look.prompt
    assert f"{outputs[wrong[0]].max():.0%}" == "97%"


def test_it_is_calibrated_on_known_hands_and_too_sure_of_others(lesson, prose, space, plain):
    rows = printed(lesson, "sure, right = judged(plain")
    assert rows.splitlines() == [
        "validation     97% sure    98% right",
        "drawings       95% sure    83% right",
        "1 pixel right  83% sure    64% right",
    ]
    assert "it is 97 % sure and 98 % right; on sixty drawings 95 % sure, and 83 % right" in prose
    outputs, y = plain.predict(space["validation"].x), space["validation"].y
    scores = np.log(np.maximum(outputs, 1e-12))
    one, three = (
        calibration_error(sureness(scores, heat), outputs.argmax(axis=1) == y) for heat in (1, 3)
    )
    assert one < 0.015  # "At 1 it is about as sure as it is right"
    assert three > 0.2  # "At 3 it is far too modest"
    places = np.minimum((outputs.max(axis=1) * 10).astype(int), 9)
    assert np.mean(places == 9) > 0.9  # "Nearly all answers are in the last bin"


def test_many_hands_buy_something_in_this_run(lesson, space):
    many = space["trained_on_many_hands"](space["train"], rounds=120)
    known, new = (space["read"](many, some) for some in (space["validation"], data.drawn()))
    assert printed(lesson, "known, new = read").splitlines()[1] == (
        f"many hands  validation {known:.1%}   drawings {new:.1%}"
    )
    assert right(space, many, data.drawn()) == 57


def test_the_test_is_read_once_with_its_spread(lesson, space, reader):
    share = space["read"](reader, space["test"])
    spread = np.sqrt(share * (1 - share) / 449)
    assert printed(lesson, "give or take") == f"test {share:.0%}, give or take {spread:.1%}\n"


def test_the_exam_gives_more_to_whoever_trains_for_it(space, plain, reader):
    def judged(model):
        verdict = check.read_digits.judge(lambda x: model.predict(x, verbose=0).argmax(axis=1))
        return verdict.points

    assert judged(plain) == 1
    assert judged(reader) == 2
    assert inspect_held_out(check.read_digits, range(usually(1, thorough=30))) == []


def test_the_lines_of_the_table_of_one_s_own(lesson):
    assert printed(lesson, 'mine = data.table(path, label="who")') == (
        "Table(weight, height -> female or male; 120 + 40 + 40 rows)"
    )


def test_mnist_is_not_fetched_unless_somebody_says_so(lesson):
    (cell,) = [c for c in lesson.cells if "data.mnist(keras)" in c.source]
    assert cell.source.startswith("fetch = False")
    refuse = {"data": data, "keras": course_lib}  # True where there is no Keras, and so no MNIST
    exec(cell.source.replace("fetch = False", "fetch = True"), refuse)
