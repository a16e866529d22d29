#!/usr/bin/env python3
"""Exports a network that was trained with PyTorch to a network file of Kamke (HDF5). Needs torch and h5py.

From the command line, for the state dicts that the public implementations save:

    python3 export_torch.py weights.pt network.h5 --m 0.1 --mean 0.1307 --std 0.3081 --lower 0 --upper 1

From Python, for a state dict or a torch.nn.Sequential of Linear, ReLU, BatchNorm1d, Flatten, Dropout and Identity:

    import export_torch
    export_torch.export(model, "network.h5", mean=0.1307, std=0.3081, lower=0, upper=1)

What is understood:
    MON      U.weight, U.bias, A.weight, B.weight, Wout.*    W = (1 - m)I - A'A + B - B'
    NEMON    U.weight, U.bias, A.weight, d, Wout.*           A = mI + [d]^-1 T [d] - diag(|T| 1), weights exp(d), T = A.weight
    NEMON    U.weight, U.bias, M.weight, eta, a, Wout.*      the same with T = M.weight, weights (1 - 1/10) sigmoid(eta) + 1/10,
                                                             and minus diag(a^2)
    layers   0.weight, 0.bias, 2.weight, ...                 Linear layers in the order of their numbers with ReLU between;
                                                             with running_mean and running_var a batch normalisation
Any prefix, as in "mon.linear_module.U.weight", is taken off; a module that stands under two names counts once.
m is not in a state dict, so it must be given for MON and NEMON.
The network is x = relu(Ax + Bu + b), y = Cx + Du + c with u = (raw - mean)/std. A feed-forward network becomes one whose A is
strictly lower triangular, a block for every ReLU; batch normalisations are folded into the weights. Raw inputs live in
[lower, upper], where these are given.
"""
import argparse
import io
import os
import re

try:
    import numpy as np
except ImportError:
    raise SystemExit("the Python package numpy is missing, expected numpy, torch and h5py to be installed") from None


def array(tensor):
    """A tensor of any device, or what NumPy takes, as float64."""
    if hasattr(tensor, "detach"):
        tensor = tensor.detach().cpu().numpy()
    return np.asarray(tensor, dtype=np.float64)


def implicit(A, B, b, C, c, D=None, **more):
    """The arrays of a network file; more: eta and the attributes of its training."""
    network = {"A": A, "B": B, "b": b, "C": C, "c": c, **more}
    if D is not None:
        network["D"] = D
    return network


def mon(A, B, U, u, C, c, m, D=None):
    """A monotone operator network: A, B n by n, U n by r, C q by n."""
    W = (1 - m) * np.eye(B.shape[0]) - A.T @ A + B - B.T
    return implicit(W, U, u, C, c, D, training={"kind": "mon", "m": m})


def nemon(T, weights, U, u, C, c, m, negative=None, D=None):
    """A non-Euclidean monotone operator network; weights > 0 and negative (default 0), n each."""
    A = m * np.eye(len(T)) + T * weights[None, :] / weights[:, None] - np.diag(np.abs(T).sum(axis=1))
    if negative is not None:
        A = A - np.diag(negative)
    return implicit(A, U, u, C, c, D, eta=1 / weights, training={"kind": "nemon", "gamma": m})


def feed_forward(layers):
    """layers: ("linear", W, b) with W of outputs by inputs, ("relu",) and ("batch_norm", scale, shift, mean, variance, eps)."""
    blocks = []  # (weights from the block before, bias), one per ReLU
    W, b = None, None  # from the last block, or the input, to here

    def then(V, v):
        nonlocal W, b
        if W is not None and V.shape[1] != W.shape[0]:
            raise ValueError(f"a layer takes {V.shape[1]} values, but the one before gives {W.shape[0]}")
        W, b = (V, v) if W is None else (V @ W, V @ b + v)

    for kind, *parts in layers:
        if kind == "linear":
            then(*parts)
        elif kind == "batch_norm":
            scale, shift, mean, variance, eps = parts
            factor = scale / np.sqrt(variance + eps)
            then(np.diag(factor), shift - factor * mean)
        elif kind == "relu":
            if W is None:
                raise ValueError("a ReLU comes before the first Linear layer, so that the number of inputs is not known")
            blocks.append((W, b))
            W, b = np.eye(len(b)), np.zeros(len(b))
        else:
            raise ValueError(f"unknown layer {kind}")
    if not blocks:
        raise ValueError("there is no ReLU, so this is not a network but an affine map")
    n, r = sum(len(v) for _, v in blocks), blocks[0][0].shape[1]
    A, B, C = np.zeros((n, n)), np.zeros((n, r)), np.zeros((len(b), n))
    at = 0
    for k, (V, v) in enumerate(blocks):
        if k == 0:
            B[: len(v)] = V
        else:
            A[at : at + len(v), at - V.shape[1] : at] = V
        at += len(v)
    C[:, n - W.shape[1] :] = W
    return implicit(A, B, np.concatenate([v for _, v in blocks]), C, b, training={"kind": "feed-forward"})


def layers_of_module(module):
    """The layers of a torch.nn.Sequential, for feed_forward()."""
    kind = type(module).__name__
    if kind == "Sequential":
        return [layer for child in module for layer in layers_of_module(child)]
    if kind == "Linear":
        W = array(module.weight)
        return [("linear", W, np.zeros(len(W)) if module.bias is None else array(module.bias))]
    if kind == "BatchNorm1d":
        mean, variance = array(module.running_mean), array(module.running_var)
        scale = np.ones(len(mean)) if module.weight is None else array(module.weight)
        shift = np.zeros(len(mean)) if module.bias is None else array(module.bias)
        return [("batch_norm", scale, shift, mean, variance, module.eps)]
    if kind == "ReLU":
        return [("relu",)]
    if kind in ("Flatten", "Dropout", "Identity"):
        return []
    raise ValueError(f"the model has a {kind}, expected Linear, ReLU, BatchNorm1d, Flatten, Dropout or Identity")


def numbered_layers(state):
    """The layers of a state dict whose keys begin with numbers, with ReLU between the Linear layers."""
    numbers = sorted({int(key.split(".")[0]) for key in state})
    layers = []
    for number in numbers:
        part = {key.split(".", 1)[1]: value for key, value in state.items() if int(key.split(".")[0]) == number}
        norm = "running_mean" in part
        known = {"weight", "bias"} | ({"running_mean", "running_var", "num_batches_tracked"} if norm else set())
        for key in part:
            if key not in known:
                raise ValueError(f"the state dict has {number}.{key}, expected Linear and BatchNorm1d layers only")
        if norm:
            size = len(part["running_mean"])
            if "running_var" not in part:
                raise ValueError(f"the state dict has no {number}.running_var, expected one beside running_mean")
            layers.append(("batch_norm", part.get("weight", np.ones(size)), part.get("bias", np.zeros(size)),
                           part["running_mean"], part["running_var"], 1e-5))
        else:
            if "weight" not in part or part["weight"].ndim != 2:
                raise ValueError(f"layer {number} of the state dict has no weight of two dimensions, expected a Linear layer")
            if layers:
                layers.append(("relu",))
            layers.append(("linear", part["weight"], part.get("bias", np.zeros(len(part["weight"])))))
    return layers


def from_state_dict(state, m=None):
    """The arrays of a network file for the state dict of one of the kinds above."""
    state = {key: array(value) for key, value in state.items()}
    if state and all(re.match(r"\d+\.", key) for key in state):
        return feed_forward(numbered_layers(state))

    used = set()

    def find(name):
        found = [key for key in state if key == name or key.endswith("." + name)]
        # A module that is a member of two others stands under two names, with the same values.
        if any(not np.array_equal(state[key], state[found[0]], equal_nan=True) for key in found[1:]):
            raise ValueError(f"the state dict has {', '.join(found)} of different values, expected one {name}")
        used.update(found)
        return state[found[0]] if found else None

    def whole(network):
        """Refuses what would be left out: the network would be another one than the state dict's."""
        left = [key for key, value in state.items() if key not in used and value.size > 0
                and key.rsplit(".", 1)[-1] not in ("num_batches_tracked", "m")]
        if left:
            raise ValueError(f"the state dict also has {', '.join(left[:12])}, which has no place in a "
                             f"{network['training']['kind']} network, expected nothing that would be left out")
        return network

    U, C = find("U.weight"), find("Wout.weight")
    if U is None or C is None:
        raise ValueError("the state dict has " + ", ".join(list(state)[:12]) +
                         ", expected U.weight and Wout.weight of MON or NEMON, or numbered layers")
    if m is None:
        raise ValueError("m is not in a state dict, expected it to be given (--m)")
    if not np.isfinite(m):
        raise ValueError(f"m is {m}, expected a finite number")
    if U.ndim != 2:
        raise ValueError("U.weight is a convolution, expected a fully connected layer")
    u = find("U.bias") if find("U.bias") is not None else np.zeros(len(U))
    c = find("Wout.bias") if find("Wout.bias") is not None else np.zeros(len(C))
    A, B, D = find("A.weight"), find("B.weight"), find("D.weight")
    if A is not None and B is not None:
        return whole(mon(A, B, U, u, C, c, m, D))
    if A is not None and find("d") is not None:
        return whole(nemon(A, np.exp(find("d")), U, u, C, c, m, D=D))
    if find("M.weight") is not None and find("eta") is not None and find("a") is not None:
        condition = 10.0
        weights = (1 - 1 / condition) / (1 + np.exp(-find("eta"))) + 1 / condition
        return whole(nemon(find("M.weight"), weights, U, u, C, c, m, negative=find("a") ** 2, D=D))
    raise ValueError("the state dict has " + ", ".join(list(state)[:12]) +
                     ", expected A.weight with B.weight (MON) or d (NEMON), or M.weight with eta and a (NEMON)")


def checked_input(r, mean=None, std=None, lower=None, upper=None, shape=None):
    """The attributes of the group input, empty where nothing is known of the raw inputs."""
    given = {"mean": mean, "std": std, "lower": lower, "upper": upper}
    given = {key: np.asarray(value, dtype=np.float64) for key, value in given.items() if value is not None}
    for key, value in given.items():
        if not np.isfinite(value).all():
            raise ValueError(f"{key} is {value}, expected finite numbers")
    if "std" in given and not (given["std"] > 0).all():
        raise ValueError(f"std is {given['std']}, expected numbers > 0")
    if "lower" in given and "upper" in given and not (given["lower"] <= given["upper"]).all():
        raise ValueError(f"lower is {given['lower']} and upper {given['upper']}, expected lower <= upper")
    if shape is None and r == 784:
        shape = [28, 28]
    if shape is not None:
        given["shape"] = shape
    if given:
        given.setdefault("mean", 0.0)
        given.setdefault("std", 1.0)
    return given


def write(path, network, name="", **inputs):
    """Writes the arrays as a network file; inputs: mean, std, lower and upper, each one number or r, and shape, as [28, 28]."""
    import h5py

    for key, value in network.items():
        if key != "training" and not np.isfinite(value).all():
            raise ValueError(f"{key} of the network has NaN or an infinite number, expected finite weights")
    attributes = checked_input(network["B"].shape[1], **inputs)
    # In memory first: the HDF5 library ends the process when it cannot flush a file to a full disk.
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        file.attrs.update({"format": "kamke-network", "version": 1, "activation": "relu", "source": "exported from PyTorch"})
        if name:
            file.attrs["name"] = name
        for key in ("A", "B", "b", "C", "c", "D", "eta"):
            if key in network:
                file[key] = network[key]
        file.create_group("training").attrs.update(network["training"])
        if attributes:
            file.create_group("input").attrs.update(attributes)
    # Beside it and moved into place when whole, so that a full disk leaves an older file as it was.
    path = os.path.realpath(path)
    part = f"{path}.{os.getpid()}.part"
    try:
        with open(part, "wb") as file:
            file.write(content.getbuffer())
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.remove(part)


def export(model, path, m=None, **options):
    """A state dict or a torch.nn.Sequential to a file; options as for write()."""
    network = from_state_dict(model, m) if hasattr(model, "items") else feed_forward(layers_of_module(model))
    write(path, network, **options)
    return network


def main():
    parser = argparse.ArgumentParser(description="A state dict of PyTorch to a network file of Kamke.")
    parser.add_argument("weights", help="file that torch.save(model.state_dict(), …) has written")
    parser.add_argument("network", help="network file to write (.h5)")
    parser.add_argument("--m", type=float, help="m of MON, or of NEMON (there mu <= m)")
    parser.add_argument("--mean", type=float, help="of the inputs' normalisation")
    parser.add_argument("--std", type=float)
    parser.add_argument("--lower", type=float, help="least value of a raw input")
    parser.add_argument("--upper", type=float, help="largest value of a raw input")
    parser.add_argument("--name", default="")
    options = parser.parse_args()
    if os.path.exists(options.network) and os.path.exists(options.weights) and os.path.samefile(options.network, options.weights):
        raise SystemExit(f"{options.network}: is the file of weights itself, expected another file to write")
    try:
        import h5py  # noqa: F401 (before any work)
        import torch
    except ImportError as problem:
        raise SystemExit(f"the Python package {problem.name} is missing, expected torch and h5py to be installed") from None

    try:
        # Only tensors are read: a file of weights must not be able to run code.
        state = torch.load(options.weights, map_location="cpu", weights_only=True)
    except OSError as problem:
        raise SystemExit(f"{options.weights}: cannot be read ({problem.strerror}), expected a state dict that torch.save has written") from None
    except Exception:  # whatever torch says of other files is about its own insides
        raise SystemExit(f"{options.weights}: is no file of tensors or is damaged, expected a state dict that torch.save has written") from None
    if not hasattr(state, "items"):
        raise SystemExit(f"{options.weights}: holds a {type(state).__name__}, expected a state dict")
    try:
        network = export(state, options.network, options.m, name=options.name, mean=options.mean, std=options.std,
                         lower=options.lower, upper=options.upper)
    except ValueError as problem:
        raise SystemExit(f"{options.weights}: {problem}") from None
    except OSError as problem:
        raise SystemExit(f"{options.network}: cannot be written ({problem})") from None
    q, n = network["C"].shape
    print(f"{options.network}: {network['training']['kind']}, {n} states, {network['B'].shape[1]} inputs, {q} outputs")


if __name__ == "__main__":
    main()
