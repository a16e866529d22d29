"""Linear algebra that gives the same bits on every machine: only elementwise IEEE operations, in a fixed order.

The matrix products of NumPy call a library whose order of summation depends on the processor, and training magnifies such
differences until other weights come out.
"""
import numpy as np


def product(M, X):
    """M @ X for M (m×k) and X (k×s), one column of M after the other."""
    total = M[:, 0, None] * X[0]
    for k in range(1, M.shape[1]):
        total = total + M[:, k, None] * X[k]
    return total


def sum_over_samples(values):
    """The sum over the last axis, by halves."""
    while values.shape[-1] > 1:
        half = values.shape[-1] // 2
        folded = values[..., :half] + values[..., half : 2 * half]
        rest = values[..., 2 * half :]
        values = np.concatenate([folded, rest], axis=-1)
    return values[..., 0]


def product_over_samples(W, X):
    """W @ X.T for W (m×s) and X (k×s): the gradient of a weight matrix."""
    return sum_over_samples(W[:, None, :] * X[None, :, :])


class Adam:
    """The optimiser of Kingma and Ba (2015), for a list of arrays."""

    def __init__(self, parameters, rate):
        self.parameters, self.rate, self.step = parameters, rate, 0
        self.first = [np.zeros_like(p) for p in parameters]
        self.second = [np.zeros_like(p) for p in parameters]
        self.decay = [1.0, 1.0]

    def update(self, gradients, factor=1.0):
        self.decay = [self.decay[0] * 0.9, self.decay[1] * 0.999]
        for p, g, m, v in zip(self.parameters, gradients, self.first, self.second):
            m *= 0.9
            m += 0.1 * g
            v *= 0.999
            v += 0.001 * g * g
            p -= factor * self.rate * (m / (1 - self.decay[0])) / (np.sqrt(v / (1 - self.decay[1])) + 1e-8)


def rounded(value, bits):
    """The nearest multiple of 2^−bits: short numbers for people to read."""
    return np.round(value * 2.0**bits) / 2.0**bits
