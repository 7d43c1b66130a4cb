"""Lesson 16, Transformers: the form ``block_in_order``."""

from course_lib.checks import parsons

block_in_order = parsons(
    name="block_in_order",
    lesson=16,
    minutes=4,
    difficulty=2,
    prompt="Put a block into order: first the places talk, then each thinks for itself.",
    program="""
        h = LayerNormalization()(x)
        h = MultiHeadAttention(4, 8)(h, h, use_causal_mask=True)
        x = Add()([x, h])
        g = LayerNormalization()(x)
        g = Dense(128, activation="relu")(g)
        g = Dense(32)(g)
        x = Add()([x, g])
    """,
    left_out={
        "h = MultiHeadAttention(4, 8)(h, h)": "Without the mask each place sees the sign that it "
        "is to say. Take the line with use_causal_mask=True.",
        "x = h": "This throws away what x held, and keeps what was heard alone. A shortcut *adds*: "
        "take the line with Add.",
        'g = Dense(32, activation="relu")(g)': "What is added to x may be of either sign. The last "
        "layer of the two has no activation.",
    },
)
block_in_order.before(
    "g = LayerNormalization()",
    "x = Add()([x, h])",
    "What was heard is added to x before the second half reads x. Put Add right behind attention.",
)
block_in_order.before(
    "h = MultiHeadAttention",
    "h = LayerNormalization()",
    "Attention reads an h that is not there yet: first normalise x.",
)
block_in_order.before(
    "x = Add()([x, h])",
    "h = MultiHeadAttention",
    "Here the normalised x is added, and what attention says is added nowhere. First attention, "
    "then Add.",
)
block_in_order.before(
    "g = Dense(32)",
    'g = Dense(128, activation="relu")',
    "The wide layer comes first, and the narrow one brings it back to the 32 that x has. As it "
    "stands, 128 would be added to 32.",
)
block_in_order.before(
    'g = Dense(128, activation="relu")',
    "g = LayerNormalization()",
    "The wide layer reads a g that is not there yet: first normalise x.",
)
block_in_order.before(
    "x = Add()([x, g])",
    "g = Dense(32)",
    "Add comes before the second half is done. First both Dense layers, then Add.",
)
block_in_order.hints(
    "Two halves of the same build: normalise, work, add. In the first half attention works, in the "
    "second two Dense layers.",
    "LayerNormalization, MultiHeadAttention with the mask, Add with h; LayerNormalization, "
    "Dense(128), Dense(32), Add with g.",
)
block_in_order.why(
    "Add is a shortcut: what x holds goes by each half unchanged, and so does the slope on its way "
    "back. Blocks can be stacked a hundred deep."
)
