"""What is said when the tests are over: what took longest, and what was not tested."""

from collections import Counter

SLOWEST = 10


def pytest_terminal_summary(terminalreporter):
    """List the slowest files, then, last and in full, the skipped tests with their reasons."""
    _slowest(terminalreporter)
    _skipped(terminalreporter)


def _slowest(terminalreporter):
    seconds = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration") and hasattr(report, "when"):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    if len(seconds) < 2:
        return
    terminalreporter.section("the slowest files")
    for file, duration in seconds.most_common(SLOWEST):
        terminalreporter.write_line(f"{duration:7.1f} s  {file}")


def _skipped(terminalreporter):
    """Each is a hole in the evidence."""
    skipped = terminalreporter.stats.get("skipped", [])
    if not skipped:
        return
    terminalreporter.section(f"NOT TESTED: {len(skipped)} skipped", yellow=True, bold=True)
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        terminalreporter.write_line(f"{report.nodeid}: {reason.removeprefix('Skipped: ')}")
