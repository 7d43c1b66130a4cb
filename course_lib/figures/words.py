"""Numbers as a reader wants them: short, with a real minus sign, and never misleading."""


def number(value: float) -> str:
    """At most two decimals, none that say nothing.

    >>> number(4), number(0.25), number(-1.5), number(-0.001)
    ('4', '0.25', '−1.5', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def decimal(value: float) -> str:
    """As ``number``, and at least one decimal: a result, not a setting.

    >>> decimal(7), decimal(4.21), decimal(-0.5)
    ('7.0', '4.21', '−0.5')
    """
    text = number(value)
    return text if "." in text else f"{text}.0"


def hundredths(value: float) -> str:
    """Two decimals, whatever they are: for numbers that stand below each other, or move.

    >>> hundredths(3), hundredths(-0.5), hundredths(-0.001)
    ('3.00', '−0.50', '0.00')
    """
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text.replace("-", "−")


def output(a: float) -> str:
    """Three decimals, and never 1.000 for what is a little less than 1.

    >>> output(0.99909), output(0.99999), output(0.00001), output(1), output(-0.5)
    ('= 0.999', '> 0.999', '< 0.001', '= 1.000', '= −0.500')
    """
    if 0.9995 <= a < 1:
        return "> 0.999"
    if 0 < a < 0.0005:
        return "< 0.001"
    text = f"{a:.3f}"
    return "= " + ("0.000" if text == "-0.000" else text.replace("-", "−"))


def reading(a: float, even: float = 1e-9) -> str:
    """What an answer from 0 to 1 means, in the whole course: "undecided" between 0.25 and 0.75.

    Nearer to 0.5 than ``even`` it leans to no side.

    >>> [reading(a) for a in (0.951, 0.722, 0.5, 0.1)]
    ['yes', 'undecided, leaning to yes', "can't decide", 'no']
    """
    if abs(a - 0.5) < even:
        return "can't decide"
    answer = "yes" if a > 0.5 else "no"
    return f"undecided, leaning to {answer}" if 0.25 < a < 0.75 else answer


def weighted_sum(w, x, b: float) -> str:
    """``w . x + b``, written out.

    >>> weighted_sum([0, -1], [2, 3], -4)
    '0·2 + (−1)·3 − 4'
    """
    terms = [f"{_factor(wi)}·{_factor(xi)}" for wi, xi in zip(w, x, strict=True)]
    return f"{' + '.join(terms)} {'+' if b >= 0 else '−'} {number(abs(b))}"


def _factor(value: float) -> str:
    text = number(value)
    return f"({text})" if text.startswith("−") else text
