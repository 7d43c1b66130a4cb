"""What uv and pip say, condensed."""

from starting import installer

PIP = """Ignoring appnope: markers 'sys_platform == "darwin"' don't match your environment
Collecting absl-py==2.5.1 (from -r requirements.txt (line 3))
  Downloading absl_py-2.5.1-py3-none-any.whl.metadata (3.3 kB)
Collecting tensorflow-cpu==2.21.0 (from -r requirements.txt (line 9))
Downloading tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl (259.0 MB)
WARNING: Retrying (Retry(total=4)) after connection broken
Installing collected packages: absl-py, tensorflow-cpu
"""
UV = """Resolved 2 packages in 405ms
Downloading tensorflow-cpu (247.0MiB)
Prepared 2 packages in 4ms
Installed 2 packages in 682ms
"""


def shown(said, monkeypatch, tmp_path):
    """All that Progress would show of this, without a pause in between."""
    monkeypatch.setattr(installer, "site_packages", lambda: tmp_path)
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(installer.time, "monotonic", lambda: next(clock))
    progress = installer.Progress(3)
    for line in said.splitlines(keepends=True):
        progress.note(line)
    progress.close()


def test_pip_is_condensed_to_what_it_is_at(monkeypatch, tmp_path, capsys):
    (tmp_path / "absl_py.dist-info").mkdir()
    shown(PIP, monkeypatch, tmp_path)
    assert capsys.readouterr().out.splitlines() == [
        "  looking up 1 of 2: absl-py",
        "  looking up 2 of 2: tensorflow-cpu",
        "  fetching tensorflow_cpu (259.0 MB)",
        "  waiting for the network",
        "  unpacking 1 of 2 packages",
    ]


def test_uv_is_condensed_likewise(monkeypatch, tmp_path, capsys):
    shown(UV, monkeypatch, tmp_path)
    assert capsys.readouterr().out.splitlines() == [
        "  fetching tensorflow-cpu (247.0MiB)",
        "  unpacking 0 of 3 packages",
        "  compiling",
    ]


def test_a_terminal_sees_one_line_that_is_left_clean(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(installer.sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")
    shown(PIP, monkeypatch, tmp_path)
    out = capsys.readouterr().out
    assert "\n" not in out
    assert {len(line) for line in out.split("\r")[1:-1]} == {39}
    assert out.endswith("\r" + " " * 39 + "\r")
