"""Attacks on those who look at the results: live code in pages and tables."""

from tests.hostile.attack import Harm, attack

NAME = '=HYPERLINK("http://evil.example","<script>alert(1)</script>")'


@attack(Harm.SCRIPTS)
def a_script_printed():
    print("</pre></td><script>alert(1)</script><img src=x onerror=alert(2)>")


@attack(Harm.SCRIPTS, where="finish", loses=frozenset({"finish"}))
def a_script_in_an_error():
    def finish(x1, x2, w1, w2, b):
        raise ValueError("</pre><script>alert(1)</script><img src=x onerror=alert(2)>")


@attack(Harm.SCRIPTS, where="finish", loses=frozenset({"finish"}))
def a_script_in_the_name_of_an_error():
    Nasty = type("<script>alert(1)</script>", (Exception,), {})

    def finish(x1, x2, w1, w2, b):
        raise Nasty("<img src=x onerror=alert(2)>")


@attack(Harm.SCRIPTS, where="finish", loses=frozenset({"finish"}))
def a_script_returned():
    def finish(x1, x2, w1, w2, b):
        return "<script>alert(1)</script><img src=x onerror=alert(2)>"


@attack(Harm.SCRIPTS)
def a_cell_that_fails_in_script():
    raise ValueError("<script>alert(1)</script><img src=x onerror=alert(2)>")


@attack(Harm.SCRIPTS, where="finish", loses=frozenset({"finish"}))
def a_formula_in_an_error():
    def finish(x1, x2, w1, w2, b):
        raise ValueError('=HYPERLINK("http://evil.example","click")\r\n=cmd|\' /C calc\'!A0')


@attack(Harm.SCRIPTS)
def a_cell_that_fails_in_a_formula():
    raise type("=HYPERLINK", (Exception,), {})('=HYPERLINK("http://evil.example")')
