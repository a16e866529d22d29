"""What the makers of import fixtures share: the networks, their outputs computed in NumPy, and the list of cases."""
import numpy as np

N, R, Q, M = 4, 6, 3, 0.75
random = np.random.default_rng(20260219)


def normal(*shape, scale=1.0):
    return scale * random.standard_normal(shape)


MON = {"A": normal(N, N, scale=0.3), "B": normal(N, N, scale=0.4), "U": normal(N, R), "u": normal(N),
       "C": normal(Q, N), "c": normal(Q)}
PLAIN = {"A": normal(N, N, scale=0.15), "B": normal(N, R), "C": normal(Q, N), "b": normal(N), "c": normal(Q)}
FULL = {**PLAIN, "D": normal(Q, R), "eta": np.array([1.0, 0.5, 2.0, 0.25])}
INPUTS = normal(5, R)


def fixed_point(A, B, C, D, b, c, inputs):
    """x = relu(Ax + Bu + b) by the average iteration with a small step, which suits every matrix here; a row a sample."""
    x, bias = np.zeros((len(inputs), len(b))), inputs @ B.T + b
    for _ in range(20000):
        change = np.maximum(x @ A.T + bias, 0) - x
        x = x + 0.25 * change
        if np.abs(change).max() <= 1e-15 * (1 + np.abs(x).max()):
            break
    return x @ C.T + inputs @ D.T + c


def monotone(v, inputs, m=M):
    W = (1 - m) * np.eye(N) - v["A"].T @ v["A"] + v["B"] - v["B"].T
    return fixed_point(W, v["U"], v["C"], np.zeros((Q, R)), v["u"], v["c"], inputs)


def plain(v, inputs):
    return fixed_point(v["A"], v["B"], v["C"], v.get("D", np.zeros((Q, R))), v["b"], v["c"], inputs)


def feed_forward(v, inputs, first=1):
    x = inputs
    for k in range(first, first + 3):
        x = x @ v[f"W{k}"].T + v[f"b{k}"]
        if k < first + 2:
            x = np.maximum(x, 0)
    return x


class Cases:
    def __init__(self, folder):
        self.folder, self.good, self.bad = folder, [], []

    def path(self, name):
        return str(self.folder / name)

    def keep(self, name, inputs, outputs, sizes, **options):
        self.good.append({"file": name, "options": options, "sizes": sizes, "inputs": np.asarray(inputs).tolist(),
                          "outputs": np.asarray(outputs).tolist()})

    def refuse(self, name, *words, **options):
        self.bad.append({"file": name, "options": options, "words": words})
