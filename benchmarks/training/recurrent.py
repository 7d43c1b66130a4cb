"""Recurrent layers in the benchmark of training: the cases, and what PyTorch calls the layers.

The first is the memory task of lesson 14: thirty steps of two numbers, 16 units.
"""

from benchmarks.training.cases import Case, dense


def _case(kind, units, n_in, steps, targets):
    return Case(
        name=f"{kind} of {units} units on {steps} steps of {n_in}, batch 32",
        input_shape=(steps, n_in),
        layers=((kind, {"units": units}), dense(1)),
        output_shape=(1,),
        rows=320,
        batch_size=32,
        epochs=5,
        targets=targets,
    )


CASES = [
    _case("SimpleRNN", 16, 2, 30, {"PyTorch": 4}),
    _case("LSTM", 16, 2, 30, {"PyTorch": 1.1}),
    _case("GRU", 16, 2, 30, {}),
    _case("SimpleRNN", 32, 8, 60, {}),
    _case("LSTM", 32, 8, 60, {}),
    _case("GRU", 32, 8, 60, {}),
]


def _last_state(name):
    def modules(nn, shape, units):
        class LastState(nn.Module):
            """What Keras puts out without ``return_sequences``."""

            def __init__(self):
                super().__init__()
                self.layer = getattr(nn, name)(shape[-1], units, batch_first=True)

            def forward(self, x):
                return self.layer(x)[0][:, -1]

        return [LastState()], (units,)

    return modules


TORCH_LAYERS = {
    "SimpleRNN": _last_state("RNN"),
    "LSTM": _last_state("LSTM"),
    "GRU": _last_state("GRU"),
}
