"""CPU time of a training step, ours and the peers': ``python -m benchmarks.training``."""
