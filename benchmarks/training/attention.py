"""Attention in the benchmark of training: the cases, and how each library builds them.

They are graphs, so a case's layer is a part of one here: a function of ``layers`` and of what comes
in, in Keras's words, and one of ``torch.nn`` beside it. PyTorch has attention as a layer, and its
users write it out as well, with one product for queries, keys and values; that is the faster one.
"""

import math

from benchmarks.training.cases import Case

WIDTH, PLACES = 32, 32


def _case(name, kind, **arguments):
    return Case(
        name=name,
        input_shape=(PLACES, WIDTH),
        layers=((kind, arguments),),
        output_shape=(PLACES, WIDTH),
        rows=320,
        batch_size=32,
        epochs=5,
        targets={"PyTorch": 1.2},
    )


CASES = [
    _case("MultiHeadAttention of 4 heads on 32 places of 32, batch 32", "Attention", heads=4),
    _case("the same, written out in PyTorch", "WrittenOut", heads=4),
    _case("a transformer block of 4 heads on 32 places of 32, batch 32", "Block", heads=4),
]


def attention(layers, x, heads):
    return layers.MultiHeadAttention(heads, WIDTH // heads)(x, x, use_causal_mask=True)


def block(layers, x, heads):
    x = layers.add([x, attention(layers, layers.LayerNormalization()(x), heads)])
    hidden = layers.Dense(4 * WIDTH, activation="relu")(layers.LayerNormalization()(x))
    return layers.add([x, layers.Dense(WIDTH)(hidden)])


PARTS = {"Attention": attention, "WrittenOut": attention, "Block": block}


def _torch_attention(nn, shape, heads):
    import torch

    class SelfAttention(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.MultiheadAttention(WIDTH, heads, batch_first=True)
            hidden = torch.full((PLACES, PLACES), -math.inf)
            self.register_buffer("hidden", torch.triu(hidden, 1))

        def forward(self, x):
            return self.layer(x, x, x, attn_mask=self.hidden)[0]

    return [SelfAttention()], shape


def _torch_written_out(nn, shape, heads):
    import torch

    class SelfAttention(nn.Module):
        def __init__(self):
            super().__init__()
            self.project, self.output = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
            hidden = torch.full((PLACES, PLACES), -math.inf)
            self.register_buffer("hidden", torch.triu(hidden, 1))

        def forward(self, x):
            parts = self.project(x).chunk(3, dim=-1)
            q, k, v = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in parts)
            scores = q @ k.transpose(2, 3) / math.sqrt(WIDTH // heads) + self.hidden
            mixed = scores.softmax(dim=-1) @ v
            return self.output(mixed.transpose(1, 2).flatten(2))

    return [SelfAttention()], shape


def _torch_block(nn, shape, heads):
    class Residual(nn.Module):
        def __init__(self, *layers):
            super().__init__()
            self.layers = nn.Sequential(nn.LayerNorm(WIDTH, eps=0.001), *layers)

        def forward(self, x):
            return x + self.layers(x)

    (looks,), _ = _torch_written_out(nn, shape, heads)
    wide = nn.Linear(WIDTH, 4 * WIDTH), nn.ReLU(), nn.Linear(4 * WIDTH, WIDTH)
    return [Residual(looks), Residual(*wide)], shape


TORCH_LAYERS = {
    "Attention": _torch_attention,
    "WrittenOut": _torch_written_out,
    "Block": _torch_block,
}
