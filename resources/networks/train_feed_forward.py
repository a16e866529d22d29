"""Fits a 2-8-8-2 ReLU network to the complex square z ↦ z² on [−1, 1]² and writes it in implicit form.

The layers z1 = relu(W1 u + b1), z2 = relu(W2 z1 + b2), y = W3 z2 + b3 are one equation x = relu(Ax + Bu + b) for x = (z1, z2):
A holds W2 below its diagonal blocks, so its powers vanish and the fixed point is reached in two steps.
"""
import numpy as np

from reproducible import Adam, product, product_over_samples, rounded, sum_over_samples

WIDTH, SEED, EPOCHS, RATE, SIDE = 8, 2, 3000, 0.02, 24


def train():
    """A, B, C, b, c and the root mean square error on the training grid."""
    random = np.random.default_rng(SEED)
    line = np.linspace(-1, 1, SIDE)
    U = np.stack([np.repeat(line, SIDE), np.tile(line, SIDE)])
    target = np.stack([U[0] ** 2 - U[1] ** 2, 2 * U[0] * U[1]])
    W1, b1 = random.standard_normal((WIDTH, 2)), random.standard_normal((WIDTH, 1)) / 4
    W2, b2 = random.standard_normal((WIDTH, WIDTH)) / 2, np.zeros((WIDTH, 1))
    W3, b3 = random.standard_normal((2, WIDTH)) / 2, np.zeros((2, 1))
    parameters = [W1, b1, W2, b2, W3, b3]
    optimiser = Adam(parameters, RATE)

    def layers():
        z1 = np.maximum(product(W1, U) + b1, 0)
        z2 = np.maximum(product(W2, z1) + b2, 0)
        return z1, z2, product(W3, z2) + b3

    for epoch in range(EPOCHS):
        z1, z2, y = layers()
        g3 = 2 * (y - target) / U.shape[1]
        g2 = (z2 > 0) * product(W3.T, g3)
        g1 = (z1 > 0) * product(W2.T, g2)
        gradients = []
        for g, z in ((g1, U), (g2, z1), (g3, z2)):
            gradients += [product_over_samples(g, z), sum_over_samples(g)[:, None]]
        optimiser.update(gradients, 1 - epoch / EPOCHS)
    for p in parameters:
        p[:] = rounded(p, 8)
    error = float(np.sqrt(np.mean((layers()[2] - target) ** 2)))
    none = np.zeros((WIDTH, WIDTH))
    A = np.block([[none, none], [W2, none]])
    B = np.vstack([W1, np.zeros((WIDTH, 2))])
    C = np.hstack([np.zeros((2, WIDTH)), W3])
    return (A, B, C, np.vstack([b1, b2])[:, 0], b3[:, 0]), error


if __name__ == "__main__":
    print(f"root mean square error {train()[1]:.4f}")
