"""Zips that mean harm to whoever opens them, each a file that a learner hands in."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable

HONEST_NAME = "01_neuron.ipynb"
ZIPS: dict[str, tuple[Callable[[bytes], bytes], str]] = {}


def hostile(said: str):
    """Declare a zip, made from an honest notebook; ``said`` is what the instructor is told."""

    def declare(make):
        ZIPS[make.__name__] = make, said
        return make

    return declare


def zipped(files: dict, compression=zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these files: by name, or by a ZipInfo."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return written.getvalue()


@hostile("unfolds to more than anybody hands in")
def a_zip_that_unfolds_to_gigabytes(notebook):
    return zipped({f"{i:02}.txt": bytes(24_000_001) for i in range(20)})


@hostile("larger than 24 MB")
def a_notebook_that_unfolds_to_a_hundred_megabytes(notebook):
    return zipped({HONEST_NAME: b"{" + bytes(100_000_000)})


@hostile("it takes more than")
def a_list_of_a_million_files(notebook):
    one = zipped({"a": b""})
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    listed = one[start:end] * 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listed), 0, 0)
    return listed + end


@hostile("more files than anybody hands in")
def a_list_of_thirty_thousand_files(notebook):
    return zipped(dict.fromkeys(map(str, range(30_000)), b""), zipfile.ZIP_STORED)


@hostile("It is no notebook")
def a_zip_in_a_zip_in_a_zip(notebook):
    inner = zipped({HONEST_NAME: notebook})
    for _ in range(20):
        inner = zipped({"more.zip": inner})
    return inner


@hostile("a link to a file")
def a_link_to_a_file_of_the_graders(notebook):
    link = zipfile.ZipInfo(HONEST_NAME)
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped({link: b"/etc/passwd"})


@hostile("locked with a password")
def a_locked_notebook(notebook):
    data = bytearray(zipped({HONEST_NAME: notebook}))
    for start in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[start] |= 1
    return bytes(data)


@hostile("It is no notebook")
def an_empty_zip(notebook):
    return zipped({})


@hostile("can't be opened")
def half_a_zip(notebook):
    whole = zipped({HONEST_NAME: notebook})
    return whole[: len(whole) // 2]


@hostile("can't be taken out of its zip")
def a_notebook_that_was_damaged_on_its_way(notebook):
    data = bytearray(zipped({HONEST_NAME: notebook}))
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    return bytes(data)


@hostile("can't be opened")
def files_that_overlap(notebook):
    """The trick of the best bombs: all names share one file's bytes."""
    data = zipped({"a.txt": bytes(1_000_000)})
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    listed = data[start:end] * 500
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 500, 500, len(listed), start, 0)
    return data[:start] + listed + tail


@hostile("")  # a right notebook under names that climb: it is graded, and nothing is written there
def names_that_climb_out(notebook):
    return zipped({f"../../../{HONEST_NAME}": notebook, "/etc/cron.d/x": b"", "..\\..\\y": b""})
