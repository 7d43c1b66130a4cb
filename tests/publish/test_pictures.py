"""The pictures are small, move, come to rest, and are those that one command takes."""

import io
import re

import pytest
from PIL import Image

from publish.pictures import animation
from publish.pictures.animation import LOOPS, MOST_BYTES, Film, write_still
from tests.house.project import FILES, NAMES, text_of
from tests.thorough import usually

pytest.importorskip("playwright", reason="playwright is not installed: requirements-test.txt")

from publish.pictures.scenes import IMAGES, PICTURES, take_all

SMALL = 150_000  # bytes of a still


def screen(colour, size=(64, 48)):
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return content.getvalue()


def times_of(path):
    times = []
    with Image.open(path) as picture:
        assert picture.info["loop"] == LOOPS, "it comes to rest"
        for number in range(picture.n_frames):
            picture.seek(number)
            picture.load()
            times.append(picture.info["duration"])
    return times


def test_a_film_shows_each_screen_for_its_time_and_comes_to_rest(tmp_path):
    film = Film()
    for colour, milliseconds in [("red", 100), ("blue", 90), ("blue", 60), ("green", 2000)]:
        film.add(screen(colour), milliseconds)
    film.write(tmp_path / "film.webp")
    assert times_of(tmp_path / "film.webp") == [100, 150, 2000]


def test_a_film_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(animation, "MOST_BYTES", 100)
    film = Film()
    film.add(screen("red"), 100)
    film.add(screen("blue"), 100)
    with pytest.raises(ValueError, match=r"100 are the most\. Show fewer screens"):
        film.write(tmp_path / "film.webp")
    assert not (tmp_path / "film.webp").exists()


def test_a_still_keeps_what_it_shows(tmp_path):
    write_still(screen((0, 114, 178)), tmp_path / "still.png")
    with Image.open(tmp_path / "still.png") as still:
        assert still.convert("RGB").getpixel((9, 9)) == (0, 114, 178)


def test_docs_has_these_pictures_and_no_others():
    there = {name for name in NAMES if name.startswith("docs/images/")}
    assert there == {f"docs/images/{name}" for name in PICTURES}, (
        "every picture is taken by `python -m publish pictures`: add it to publish/pictures"
    )


def test_pictures_are_small_and_the_film_moves():
    is_as_it_should_be(IMAGES)


def is_as_it_should_be(folder):
    film = folder / "slider_and_mistake.webp"
    times = times_of(film)
    assert len(times) > 30
    assert 8_000 < sum(times) < 20_000, "long enough to be read, short enough to be watched"
    assert film.stat().st_size < MOST_BYTES
    for name in PICTURES:
        if name.endswith(".png"):
            assert (folder / name).stat().st_size < SMALL, name


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_shown_with_words_for_those_who_do_not_see_it(name):
    pages = [text_of(path) for path in FILES if path.suffix == ".md"]
    markdown = [alt for page in pages for alt in re.findall(rf"!\[(.+?)\]\([^)]*{name}\)", page)]
    html = [
        re.search(r'alt="([^"]+)"', tag)[1]
        for page in pages
        for tag in re.findall(rf"<img\b[^>]*{name}[^>]*>", page)
    ]
    instead = rf'<source media="[^"]+" srcset="[^"]*{name}"'
    assert all(len(alt) > 60 for alt in markdown + html)
    assert markdown or html or any(re.search(instead, page) for page in pages)


@pytest.mark.skipif(usually(1, thorough=0), reason="three minutes; --thorough runs it")
def test_the_command_takes_every_picture_anew(tmp_path):
    assert [path.name for path in take_all(tmp_path)] == sorted(PICTURES)
    is_as_it_should_be(tmp_path)
