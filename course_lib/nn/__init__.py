"""Computes: neurons, layers, losses, optimizers and models, in NumPy and nothing else."""
