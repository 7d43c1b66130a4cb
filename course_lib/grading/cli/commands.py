"""All commands by name, loaded when they are called: ``course --help`` imports none of them."""

import importlib

import typer
from typer.core import TyperCommand, TyperGroup

# Each command's module here, and what the list of all commands says of it: its docstring begins so.
COMMANDS = {
    "doctor": ("examining", "Say what isolates submissions on this machine, and what to install."),
    "release": ("releasing", "Give a class clean copies of lessons."),
    "collect": (
        "collecting",
        "Find the notebooks that a class handed in, whatever they are called.",
    ),
    "status": (
        "collecting",
        "Show how far a class is: handed in, graded, and what wants your eye.",
    ),
    "grade": ("grading", "Grade everything that waits, each submission in isolation."),
    "regrade": ("grading", "Grade again what was graded before, and say what has changed."),
    "due": (
        "deciding",
        "Say when lessons are due, and what late work costs; without both, what holds now.",
    ),
    "override": (
        "deciding",
        "Set points or a comment by hand, or excuse a learner; grading again keeps it.",
    ),
    "export": (
        "exporting",
        "Write out what a class has reached: for you, for the platform, for each learner.",
    ),
    "insights": (
        "insights",
        "Show what a class finds easy and hard, which mistakes it makes, and what to ask it.",
    ),
    "alike": (
        "alike",
        "List answers whose code is the same but for names, comments and order, to be looked at.",
    ),
    "guide": (
        "guiding",
        "Show what each lesson asks: minutes, difficulty, points, and the mistakes it names.",
    ),
    "try": ("guiding", "Try exercises of your own, before a class does."),
}


def load(name: str):
    """A command, with all that it needs imported."""
    module = importlib.import_module(f"course_lib.grading.cli.{COMMANDS[name][0]}")
    app = typer.Typer(rich_markup_mode="rich", add_completion=False)
    module.add_to(app)
    app.callback()(lambda: None)  # so that one command alone is a group too
    return typer.main.get_group(app).commands[name]


class Commands(TyperGroup):
    """The group of all commands: it knows what each is for, and loads the one that is called."""

    def list_commands(self, ctx) -> list[str]:
        """The names, in the order of a term."""
        return list(COMMANDS)

    def get_command(self, ctx, cmd_name: str):
        """What the list of all commands needs of one."""
        if cmd_name not in COMMANDS:
            return None
        said = COMMANDS[cmd_name][1]
        return TyperCommand(cmd_name, help=said, rich_markup_mode="rich")

    def resolve_command(self, ctx, args: list[str]):
        """The command that is called, and its arguments; an unknown one is refused."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, load(name) if name in COMMANDS else command, rest
