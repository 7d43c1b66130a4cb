"""A learner's work moves into another version of a lesson, and nothing of it is lost."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.backup.cells import IN_A_BROWSER, exercise_name, is_untouched
from course_lib.backup.merge import merge
from course_lib.backup.notebook import code_cell, dumps, markdown_cell, parse
from tests.backup.versions import NEW, OLD, added, answer, lesson, sources, stub, worked


def cell_of(document, name):
    (found,) = [cell for cell in document["cells"] if exercise_name(cell) == name]
    return found


def test_a_lesson_that_was_only_read_brings_nothing():
    merged = merge(OLD, NEW, saved_is_newer=True)
    assert not merged
    assert merged.notebook == NEW


def test_answers_go_to_their_exercises_wherever_these_stand():
    saved = worked(OLD, first=answer("first"), second=answer("second"))
    merged = merge(saved, NEW, saved_is_newer=True)
    assert merged.placed == ["first", "second"]
    for name in ("first", "second"):
        assert cell_of(merged.notebook, name)["source"] == answer(name)
    assert cell_of(merged.notebook, "added")["source"] == stub("added")
    kept = [text for text in sources(NEW) if text not in (stub("first"), stub("second", "x, y"))]
    assert [text for text in sources(merged.notebook) if text in kept] == kept


def test_where_the_stub_is_another_the_new_one_is_shown_below():
    saved = worked(OLD, first=answer("first"), second=answer("second"))
    texts = sources(merge(saved, NEW, saved_is_newer=True).notebook)
    below = texts[texts.index(answer("second")) + 1]
    assert "In this version of the lesson, the exercise begins so" in below
    assert f"```python\n{stub('second', 'x, y')}\n```" in below
    assert "begins so" not in texts[texts.index(answer("first")) + 1]


def test_an_answer_to_what_is_no_longer_asked_stands_at_the_end():
    saved = worked(OLD, gone=answer("gone"))
    merged = merge(saved, NEW, saved_is_newer=True)
    assert merged.homeless == ["gone"]
    *lesson_itself, heading, shown = merged.notebook["cells"]
    assert lesson_itself == NEW["cells"]
    assert "no place for what follows" in heading["source"]
    assert "`gone`, which is no longer asked" in shown["source"]
    assert f"```python\n{answer('gone')}\n```" in shown["source"]
    assert shown["cell_type"] == "markdown", "run with all cells, it would stop the rest"


def test_changed_cells_go_to_theirs_or_to_the_end():
    saved = worked(OLD, rate="rate = 0.5")
    saved["cells"][2]["source"] = "## First (hard!)"
    merged = merge(saved, NEW, saved_is_newer=True)
    assert (merged.changed, merged.homeless_cells) == (2, 0)
    assert "rate = 0.5" in sources(merged.notebook)
    assert "rate = 0.1" not in sources(merged.notebook)
    without = lesson("# A lesson", (stub("first"), "exercise"))
    merged = merge(saved, without, saved_is_newer=True)
    assert (merged.changed, merged.homeless_cells) == (0, 2)
    assert "```python\nrate = 0.5\n```" in sources(merged.notebook)[-1]


def test_added_cells_stand_behind_those_they_stood_behind():
    mine = [code_cell("mine = 1"), markdown_cell("My note"), code_cell("")]
    saved = added(OLD, "check.first", *mine)
    saved["cells"].insert(0, markdown_cell("On top"))
    merged = merge(saved, NEW, saved_is_newer=True)
    assert merged.own == 3
    texts = sources(merged.notebook)
    place = texts.index(stub("first"))
    assert texts[place + 1 : place + 3] == ["mine = 1", "My note"]
    assert texts[0] == "On top"


def test_a_copy_of_an_exercise_is_a_cell_of_the_learners():
    copied = code_cell(answer("first", "return 2"), ["exercise"])
    saved = added(worked(OLD, first=answer("first")), "check.first", copied)
    merged = merge(saved, NEW, saved_is_newer=True)
    assert (merged.placed, merged.own, merged.differing) == (["first"], 1, [])
    texts = sources(merged.notebook)
    assert texts[texts.index(answer("first")) + 1] == answer("first", "return 2")


@pytest.mark.parametrize("saved_is_newer", [True, False])
def test_where_both_answer_the_newer_stands_and_the_other_is_shown_below(saved_is_newer):
    saved = worked(OLD, first=answer("first", "return 'saved'"))
    here = worked(NEW, first=answer("first", "return 'here'"))
    merged = merge(saved, here, saved_is_newer)
    assert merged.differing == ["first"]
    texts = sources(merged.notebook)
    stands, below = ("saved", "here") if saved_is_newer else ("here", "saved")
    place = texts.index(answer("first", f"return '{stands}'"))
    assert "Another answer of yours" in texts[place + 1]
    assert f"return '{below}'" in texts[place + 1]


def test_an_answer_that_is_no_python_and_one_that_lost_its_check_find_their_place():
    for broken in ("def first(x):\n    return (\n\n\ncheck.first(first)", "def first(x): return 1"):
        saved = copy.deepcopy(OLD)
        next(c for c in saved["cells"] if c["source"] == stub("first"))["source"] = broken
        assert broken in sources(merge(saved, NEW, saved_is_newer=True).notebook)


def test_an_answer_without_its_check_does_not_take_anothers_place():
    saved = worked(OLD, first=answer("first"), second="x = (")
    here = worked(NEW, first="x = (")
    merged = merge(saved, here, saved_is_newer=True)
    assert cell_of(merged.notebook, "first")["source"] == answer("first")
    assert merged.homeless_cells == 1
    assert not merge(saved, merged.notebook, saved_is_newer=False)


def test_code_that_was_made_prose_is_kept_as_prose():
    saved = copy.deepcopy(OLD)
    place = sources(saved).index("rate = 0.1")
    saved["cells"][place] = {**markdown_cell("rate is 0.1"), "id": saved["cells"][place]["id"]}
    merged = merge(saved, NEW, saved_is_newer=True)
    texts = sources(merged.notebook)
    assert texts[texts.index("rate = 0.1") + 1] == "rate is 0.1"
    assert len({cell["id"] for cell in merged.notebook["cells"]}) == len(texts)


def test_notes_for_the_browser_stay_in_the_browser():
    saved = added(OLD, "# A lesson", {**markdown_cell("You are in a browser"), "id": IN_A_BROWSER})
    assert not merge(saved, NEW, saved_is_newer=True)


def test_ticks_do_not_end_what_is_shown():
    source = answer("gone", 'return "```"')
    shown = sources(merge(worked(OLD, gone=source), NEW, saved_is_newer=True).notebook)[-1]
    assert f"````python\n{source}\n````" in shown


def test_where_a_program_dropped_the_ids_answers_are_found_by_name():
    saved = added(worked(OLD, first=answer("first")), "check.first", code_cell("mine = 1"))
    for cell in saved["cells"]:
        del cell["id"]
    merged = merge(parse(dumps(saved).encode()), NEW, saved_is_newer=True)
    assert cell_of(merged.notebook, "first")["source"] == answer("first")
    assert "mine = 1" in sources(merged.notebook)


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from([answer(name), answer(name, "return 2"), "x = (\n"])
        for name in ("first", "second", "gone", "added", "rate")
    },
)
OWN = st.lists(
    st.tuples(st.sampled_from(["# A", "## First", "Recap"]), st.text(max_size=4)), max_size=3
)


@settings(max_examples=200, deadline=None)
@given(CHANGES, OWN, CHANGES, OWN, st.booleans())
def test_whatever_was_done_nothing_is_lost_and_twice_is_once(one, own, two, others, newer):
    saved, here = worked(OLD, **one), worked(NEW, **two)
    for after, text in own:
        saved = added(saved, after, code_cell(text))
    for after, text in others:
        here = added(here, after, code_cell(text))
    merged = merge(copy.deepcopy(saved), copy.deepcopy(here), newer).notebook
    everything = "\n".join(sources(merged))
    for cell in [*saved["cells"], *here["cells"]]:
        assert is_untouched(cell) or cell["source"].strip() in everything
    again = merge(copy.deepcopy(saved), copy.deepcopy(merged), saved_is_newer=False)
    assert again.notebook == merged
    assert not again
