"""Lesson 07, Gradient checks and autograd: the questions."""

from course_lib.checks import explanation, question

remember_dz = question(
    name="remember_dz",
    lesson=7,
    kind="ask",
    prompt="Lesson 06: you know dz_h1, the slope of the loss along h1's sum. What is d_w1?",
    options={
        "dz_h1 · x1": "What the weight multiplies comes in as the last factor. For b1 it is 1.",
        "dz_h1 · w1": "A nudge of w1 is multiplied by what w1 multiplies, and that is x1. dz_h1 · "
        "w1 is a share of d_x1.",
        "dz_h1 + x1": "Steps of one way multiply. Only ways side by side add up.",
    },
    answer="dz_h1 · x1",
)


remember_views = question(
    name="remember_views",
    lesson=7,
    kind="ask",
    prompt="Lesson 04: you set `model.params[0] = 5`. What does the first layer's kernel do?",
    options={
        "nothing, until it is built again": "The kernel is no copy, but a view of the same memory.",
        "its first number is 5": "One memory, several views. Today a check nudges every number of "
        "a model through that one vector.",
        "all its numbers are 5": "One number was set, and the kernel's views show that one.",
    },
    answer="its first number is 5",
)


remember_overflow = question(
    name="remember_overflow",
    lesson=7,
    kind="ask",
    prompt="Lesson 01: e to the power of 710 is too large for a computer's number. What came out?",
    options={
        "the largest number there is": "Nothing is cut off at the end of the scale.",
        "infinity": "With a warning. Numbers of a computer end at the top; today you meet the "
        "other end, how finely they can tell neighbours apart.",
        "an exception": "NumPy goes on with infinity, and warns.",
    },
    answer="infinity",
)


one_or_both = question(
    name="one_or_both",
    lesson=7,
    kind="predict",
    prompt="A curve bends upwards, like a bowl. You take rise over nudge with a nudge of 0.1 to "
    "the right. Compared with the tangent's slope, you get …",
    options={
        "too much": "In a bowl the slope grows to the right, and rise over nudge averages over "
        "that.",
        "too little": "That comes out of a nudge to the left, where the slope of a bowl is "
        "smaller.",
        "the same": "That is so on a straight line only. Where a curve bends up, the right side "
        "shows too much and the left side too little.",
    },
    answer="too much",
)


smaller_is_better = question(
    name="smaller_is_better",
    lesson=7,
    kind="predict",
    prompt="At h = 0.1 the measured slope is off by 9.4e-5, at 0.001 by 9.4e-9. You go on to "
    "h = 1e-15. The error …",
    options={
        "goes on shrinking": "It does for a while, down to about h = 1e-5. Below that, the two "
        "losses agree in nearly all their digits, and next to none are left when you subtract "
        "them.",
        "stops at some point and stays there": "It stops at about h = 1e-5, and doesn't stay "
        "there: further down it rises again, in leaps.",
        "shrinks, and then grows again": "Two neighbours that agree in nearly all their digits "
        "leave next to none when you subtract them.",
    },
    answer="shrinks, and then grows again",
)


diamond = question(
    name="diamond",
    lesson=7,
    kind="predict",
    prompt="m = a · b, and y = m + m · m. By how many ways does a nudge of m reach y?",
    options={
        "one": "m stands in the sum, and it is both factors of the product. These are three ways, "
        "and their slopes, 1, 6 and 6, add up to 13.",
        "two": "m · m counts twice: each factor is a way. With the m in front that makes three, "
        "and 1 + 6 + 6 is 13.",
        "three": "Once by itself, and twice through the product: 1 + 6 + 6 is 13. All three shares "
        "have to be in before m can hand anything on.",
    },
    answer="three",
)


second_call = question(
    name="second_call",
    lesson=7,
    kind="ask",
    prompt="Your backward adds with `+=`, and clears nothing first. You call it twice on the same "
    "y. After the second call a.grad is …",
    options={
        "the same": "What the first call left is still there, and `+=` adds to it.",
        "too large": "Yesterday's gradients are still in it. They are called stale, and have to be "
        "cleared before each pass.",
        "0": "Nothing sets it back to 0. That is the trouble.",
    },
    answer="too large",
)


why_order = explanation(
    name="why_order",
    lesson=7,
    prompt="In your own words: why must a value wait for its turn until all who used it have had "
    "theirs?",
    model="A value hands on the grad that it has at that moment, so a share that comes later would "
    "get no further, or would take the earlier ones along a second time.",
)
