"""Trains the two-moons classifier: a NEMON network, μ_∞(A) ≤ γ by construction, with implicit differentiation.

x = relu(Ax + Bu + b), y = Cx + c, A = T − diag(|T|1) + γI (Jafarpour, Davydov, Proskurnikov and Bullo, NEMON, section 6).
For a loss ℓ with v = ∂ℓ/∂x the adjoint w solves w = Φ'(v + Aᵀw), a contraction like the forward equation, and then
∂ℓ/∂A = w xᵀ, ∂ℓ/∂B = w uᵀ, ∂ℓ/∂b = w.
"""
import numpy as np

from reproducible import Adam, product, product_over_samples, rounded, sum_over_samples

HIDDEN, GAMMA, SEED, EPOCHS, RATE, NOISE, POINTS = 20, 0.25, 7, 500, 0.02, 0.12, 256


def moons(random, count):
    """Two half circles that reach into each other: inputs (2×count) and classes 0 (upper), 1 (lower)."""
    angle = np.pi * random.random(count)
    label = np.arange(count) % 2
    x = np.where(label == 0, np.cos(angle), 1 - np.cos(angle))
    y = np.where(label == 0, np.sin(angle), 0.5 - np.sin(angle))
    # On a grid, so that the last bit of cos and sin, which libraries do not agree on, does not matter.
    return rounded(np.stack([x, y]) + NOISE * random.standard_normal((2, count)), 10), label


def measure_bounded(T):
    """A of the parametrisation: every row measure is γ − |t_ii| + t_ii ≤ γ."""
    return T - np.diag(sum_over_samples(np.abs(T))) + GAMMA * np.eye(len(T))


def step_size(A):
    return 1 / (1 - min(0.0, A.diagonal().min()))


def forward(A, bias, X, steps):
    alpha = step_size(A)
    for _ in range(steps):
        X = (1 - alpha) * X + alpha * np.maximum(product(A, X) + bias, 0)
    return X


def adjoint(A, slope, v, W, steps):
    alpha = step_size(A)
    for _ in range(steps):
        W = (1 - alpha) * W + alpha * slope * (v + product(A.T, W))
    return W


def train():
    """Weights A, B, C, b, c and the fractions of the training and of fresh points that they classify rightly."""
    random = np.random.default_rng(SEED)
    U, label = moons(random, POINTS)
    sign = np.where(np.arange(2)[:, None] == label, 1.0, -1.0)
    T = random.standard_normal((HIDDEN, HIDDEN)) / HIDDEN
    B = random.standard_normal((HIDDEN, 2))
    b = random.standard_normal((HIDDEN, 1)) / 2
    C = random.standard_normal((2, HIDDEN)) / np.sqrt(HIDDEN)
    c = np.zeros((2, 1))
    optimiser = Adam([T, B, b, C, c], RATE)
    X, W = np.zeros((HIDDEN, POINTS)), np.zeros((HIDDEN, POINTS))
    for epoch in range(EPOCHS):
        A = measure_bounded(T)
        bias = product(B, U) + b
        X = forward(A, bias, X, 12)  # from the last epoch's states, which are near
        Y = product(C, X) + c
        # Squared hinge on each logit: a margin of 1 is wanted, and no exponential is needed.
        V = -2 * sign * np.maximum(1 - sign * Y, 0) / POINTS
        slope = (product(A, X) + bias > 0).astype(float)
        W = adjoint(A, slope, product(C.T, V), W, 12)
        dA = product_over_samples(W, X)
        dT = dA - dA.diagonal()[:, None] * np.sign(T)
        decay = 1e-4
        gradients = [
            dT + decay * T,
            product_over_samples(W, U) + decay * B,
            sum_over_samples(W)[:, None],
            product_over_samples(V, X) + decay * C,
            sum_over_samples(V)[:, None],
        ]
        optimiser.update(gradients, 1 - epoch / EPOCHS)
    T, B, b, C, c = (rounded(p, 12) for p in (T, B, b, C, c))
    A = measure_bounded(T)  # sums of multiples of 2^−12: exact, so μ_∞(A) ≤ γ holds exactly

    def accuracy(inputs, classes):
        states = forward(A, product(B, inputs) + b, np.zeros((HIDDEN, inputs.shape[1])), 2000)
        return float(np.mean((product(C, states) + c).argmax(0) == classes))

    fresh = moons(np.random.default_rng(SEED + 1), 2000)
    return (A, B, C, b[:, 0], c[:, 0]), accuracy(U, label), accuracy(*fresh)


if __name__ == "__main__":
    _, on_training, on_fresh = train()
    print(f"training points {on_training:.4f}, fresh points {on_fresh:.4f}")
