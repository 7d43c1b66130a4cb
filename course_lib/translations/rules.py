"""Which texts a learner reads, where neither shape nor place says so; and which places do."""

# Where a learner reads.
FOLDERS = ("nn", "data", "figures", "widgets", "progress", "backup", "checks", "exercises")

READ_TOO = ("keras_status.py",)

# Added to a lesson's text, in the lesson's language, which need not be the one of this process.
NOT_REPLACED = ("backup/notices.py",)

# For authors, or no sentences at all: names of people, lines of code that are made or compared.
NOT_READ = (
    "backup/first_cell.py",
    "checks/bank.py", "checks/held_out_bank.py", "checks/mutants.py", "widgets/playground/code.py",
)  # fmt: skip

# Texts that say which of several things is meant, from one module to another.
KEYS = {
    *("should raise", "missing function", "missing part", "other part", "T lost", "T added"),
    *("{shown} lost", "{word} twice", "{function} more", " open"),
    *("{text} again", "mistake {len(self.mistakes) + 1}", "made with", "squared error"),
}

# Words that are read where no shape and no place says so.
NTH = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last"}
WORDS = {
    "checks/answer.py": {"minute", "minutes"},
    "checks/compare.py": {"missing", "Numbers", "none"},
    "checks/diagnose.py": {"spaces", "another", *NTH},
    "checks/example.py": {"expected", "yours", "printed", "right"},
    "checks/exercise.py": {"calls"},
    "checks/held_out.py": {"minute", "minutes"},
    "checks/item.py": {"kept"},
    "checks/judge.py": {"Two", "Three", "Several"},
    "checks/patterns.py": {"sum", "mean", "row", "number", *NTH},
    "checks/reference_text.py": {"calls", "compared"},
    "checks/refusals.py": {"function", "class"},
    "checks/shown.py": {"Hint"},
    "checks/state.py": {"not attempted", "error", "not yet", "correct"},
    "checks/variation/moves.py": {"before", "after", "all", "another"},
    "checks/variation/operators.py": {"the other"},
    "checks/variation/sequences.py": NTH,
    "checks/variation/statements.py": NTH,
    "exercises/lesson_15/squeeze.py": {"nothing"},
    "figures/diagram.py": {"sum"},
    "figures/neuron.py": {"yes", "no", "positive", "negative", "zero"},
    "figures/words.py": {"yes", "no"},
    "widgets/descent.py": {"Ravine"},
}

# Where a word that stands alone is shown: by these keywords, and in calls of these.
SHOWN_BY_KEYWORD = {
    *("label", "title", "xlabel", "ylabel", "alt", "button", "prompt", "begin", "legend"),
}
SHOWN_BY_CALL = {
    *("set_title", "set_text", "set_xlabel", "set_ylabel", "suptitle", "text", "annotate"),
    *("choice", "Slider"),
}
# Where a text is for the machine, whatever its shape.
MACHINE_KEYWORDS = {
    *("name", "kind", "program", "loc", "linestyle", "color", "family", "style", "className"),
    *("textcoords", "xycoords", "arrowprops", "bbox", "transform", "dtype"),
    *("same_as", "outputs", "answer_in", "may_change", "columns", "mode", "encoding", "returns"),
}
MACHINE_CALLS = {
    *("compile", "search", "match", "fullmatch", "sub", "findall", "finditer"),
    *("startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition"),
    *("split", "replace", "strip", "lstrip", "rstrip", "index", "find", "count", "getattr"),
    *("execute", "executescript", "connect", "ignore", "filterwarnings", "before", "at"),
    *("rcParams", "get_ipython", "import_module", "namedtuple", "NamedTuple", "accepts"),
}
# What declares a form, an exercise in code, and more of it.
FORMS = {"blanks", "goal", "parsons", "question"}
DECLARES = {"exercise", "held_out_exercise"}
DECLARED = {"cases", "mistake", "accepts", "through", "seen", "data", "learner"}
