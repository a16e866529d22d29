#!/usr/bin/python3
"""Exports networks with resources/tools/export_torch.py, from stand-ins for PyTorch's objects and, where torch is installed, from
real ones, with outputs computed from the layers as they stand.

    python3 make_torch_fixtures.py FOLDER        (needs python3-numpy and -h5py)

FOLDER/cases.json lists files, inputs and outputs, and says whether torch was there.
"""
import json
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "resources" / "tools"))
import export_torch  # noqa: E402

N, R, Q = 4, 6, 3
random = np.random.default_rng(7)
INPUTS = random.standard_normal((5, R))


def normal(*shape, scale=1.0):
    return scale * random.standard_normal(shape)


def settle(multiply, state, inputs):
    """z = relu(multiply(z) + U x + u) by small steps, then Wout, one row a sample as in PyTorch."""
    z = np.zeros((len(inputs), N))
    bias = inputs @ state["U.weight"].T + state["U.bias"]
    for _ in range(20000):
        z = z + 0.2 * (np.maximum(multiply(z) + bias, 0) - z)
    return z @ state["Wout.weight"].T + state["Wout.bias"]


def implicit_state():
    return {"U.weight": normal(N, R), "U.bias": normal(N), "Wout.weight": normal(Q, N), "Wout.bias": normal(Q)}


def prefixed(state, prefix):
    return {(key if key.startswith("Wout") else prefix + key): value for key, value in state.items()}


class Linear:
    def __init__(self, weight, bias):
        self.weight, self.bias = weight, bias

    def __call__(self, x):
        return x @ self.weight.T + (0 if self.bias is None else self.bias)


class ReLU:
    def __call__(self, x):
        return np.maximum(x, 0)


class Dropout:
    def __call__(self, x):
        return x


class Flatten(Dropout):
    pass


class BatchNorm1d:
    def __init__(self, size):
        self.weight, self.bias, self.running_mean = normal(size), normal(size), normal(size)
        self.running_var, self.eps = random.uniform(0.5, 2, size), 1e-3

    def __call__(self, x):
        return self.weight * (x - self.running_mean) / np.sqrt(self.running_var + self.eps) + self.bias


class Sequential(list):
    def __call__(self, x):
        for layer in self:
            x = layer(x)
        return x


class Conv2d:
    pass


def main():
    folder = pathlib.Path(sys.argv[1])
    cases, refusals = [], []

    def keep(name, model, outputs, real=False, **options):
        export_torch.export(model, folder / name, **options)
        cases.append({"file": name, "inputs": INPUTS.tolist(), "outputs": np.asarray(outputs).tolist(), "torch": real})

    def refuse(model, words, **options):
        try:
            export_torch.export(model, folder / "refused.h5", **options)
            said = "nothing"
        except ValueError as problem:
            said = str(problem)
        refusals.append({"words": words, "said": said})

    u = (INPUTS - 0.25) / 2
    mon = {**implicit_state(), "A.weight": normal(N, N, scale=0.4), "B.weight": normal(N, N, scale=0.3)}
    A, B = mon["A.weight"], mon["B.weight"]
    keep("mon.h5", prefixed(mon, "mon.linear_module."),
         settle(lambda z: (1 - 0.5) * z - z @ A.T @ A + z @ B.T - z @ B, mon, u), m=0.5, mean=0.25, std=2.0, lower=-1, upper=3)
    # The same module under two names, as of a splitting that keeps the layer it solves for.
    both = {**prefixed(mon, "linear_module."), **prefixed(mon, "mon.linear_module.")}
    keep("shared.h5", both, settle(lambda z: (1 - 0.5) * z - z @ A.T @ A + z @ B.T - z @ B, mon, INPUTS), m=0.5, upper=4)
    T, d = normal(N, N, scale=0.5), normal(N, scale=0.3)
    first = {**implicit_state(), "A.weight": T, "d": d}
    keep("nemon.h5", prefixed(first, "mon.linear_module."),
         settle(lambda z: 0.05 * z + z @ (np.diag(np.exp(-d)) @ T @ np.diag(np.exp(d))).T - z * np.abs(T).sum(axis=1), first, INPUTS),
         m=0.05)
    eta, a = normal(N), normal(N)
    e = 0.9 / (1 + np.exp(-eta)) + 0.1
    second = {**implicit_state(), "M.weight": T, "eta": eta, "a": a}
    keep("nemon_weights.h5", prefixed(second, "nemon.linear_module."),
         settle(lambda z: 0.1 * z + z @ (np.diag(1 / e) @ T @ np.diag(e)).T - z * np.abs(T).sum(axis=1) - z * a**2, second, INPUTS),
         m=0.1)
    model = Sequential([Flatten(), Linear(normal(5, R), normal(5)), BatchNorm1d(5), ReLU(), Dropout(),
                        Sequential([Linear(normal(7, 5), None), ReLU()]), Linear(normal(Q, 7), normal(Q))])
    keep("sequential.h5", model, model(INPUTS))
    W, b, V, v = normal(5, R), normal(5), normal(Q, 5), normal(Q)
    keep("numbered.h5", {"10.weight": V, "10.bias": v, "2.weight": W, "2.bias": b}, np.maximum(INPUTS @ W.T + b, 0) @ V.T + v)

    refuse(mon, "m is not in a state dict")
    other = {**both, "mon.linear_module.B.weight": B + 1e-12}
    refuse(other, "linear_module.B.weight, mon.linear_module.B.weight of different values, expected one B.weight", m=0.5)
    refuse({**both, "mon.linear_module.A.weight": A[:2]}, "linear_module.A.weight, mon.linear_module.A.weight of different", m=0.5)
    refuse({**mon, "fc2.weight": T}, "the state dict also has fc2.weight, which has no place in a mon network", m=0.5)
    for options, words in (({"lower": 1.0, "upper": 0.5}, "lower is 1.0 and upper 0.5, expected lower <= upper"),
                           ({"lower": float("nan")}, "lower is nan, expected finite numbers"), ({"std": 0.0}, "std is 0.0, expected")):
        refuse(mon, words, m=0.5, **options)
    refuse({**mon, "U.bias": np.full(N, np.inf)}, "b of the network has NaN or an infinite number", m=0.5)
    refuse({"0.weight": T, "1.weight_g": T}, "has 1.weight_g, expected Linear")
    refuse({"0.weight": T[None, None]}, "layer 0 of the state dict has no weight of two dimensions")
    refuse({"conv.weight": T}, "expected U.weight and Wout.weight")
    refuse({**implicit_state(), "A.weight": T}, "expected A.weight with B.weight (MON) or d (NEMON)", m=1.0)
    refuse(Sequential([Conv2d()]), "the model has a Conv2d")
    refuse(Sequential([Linear(W, b)]), "there is no ReLU")
    refuse(Sequential([Linear(W, b), ReLU(), Linear(V.T, b)]), "a layer takes 3 values, but the one before gives 5")

    try:
        import torch
    except ImportError:
        torch = None
    if torch is not None:
        torch.manual_seed(1)
        net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(R, 5), torch.nn.BatchNorm1d(5), torch.nn.ReLU(),
                                  torch.nn.Dropout(), torch.nn.Linear(5, Q)).double()
        net.train()
        net(torch.randn(64, R, dtype=torch.float64))  # moves the running means away from zero
        net.eval()
        keep("torch.h5", net, net(torch.tensor(INPUTS)).detach().numpy(), real=True)
    (folder / "cases.json").write_text(json.dumps({"cases": cases, "refusals": refusals, "torch": torch is not None}))


if __name__ == "__main__":
    main()
