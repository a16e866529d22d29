#!/usr/bin/python3
"""MM-C margins of 10,000 digits in batched NumPy, to set beside those of kamke-bench.

    apt-get install python3-numpy python3-h5py
    tests/bench/mmc_numpy.py [--threads 1] [--columns 1000] [--eps 0.01] [--tolerance 1e-11] [--runs 3] [--margins OUT.npy] [--json]

Centre and radius of every box, two products a step, columns that have settled leave: what kamke-cli does, with the BLAS that
NumPy finds. OPENBLAS_CORETYPE chooses its kernel. Prints seconds, the rate of the products that it makes, and the rate of bare
products of the same shape in the same run.
"""
import argparse
import ctypes
import json
import os
import time

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--columns", type=int, default=1000, help="samples at once")
parser.add_argument("--eps", type=float, default=0.01)
parser.add_argument("--tolerance", type=float, default=1e-11, help="of a step, relative to 1 + the largest end")
parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--json", action="store_true", help="one JSON object instead of a sentence")
parser.add_argument("--margins", help="write them to this .npy file")
options = parser.parse_args()
os.environ["OPENBLAS_NUM_THREADS"] = str(options.threads)  # read when NumPy loads the library

import h5py  # noqa: E402
import numpy as np  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
RESOURCES = os.path.join(HERE, "..", "..", "resources")


def kernel():
    try:
        library = ctypes.CDLL("libblas.so.3")
        library.openblas_get_corename.restype = ctypes.c_char_p
        return library.openblas_get_corename().decode()
    except (OSError, AttributeError):
        return "unknown"


def best(runs, work):
    shortest = float("inf")
    for _ in range(runs):
        begin = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - begin)
    return shortest


with h5py.File(os.path.join(RESOURCES, "networks", "nemon_mnist.h5")) as f:
    A, B, C, b, c = (f[name][...] for name in "ABCbc")
    mean, std = (np.broadcast_to(f["input"].attrs[name], B.shape[1]) for name in ("mean", "std"))
with h5py.File(os.path.join(RESOURCES, "data", "digits.h5")) as f:
    raw = np.asfortranarray(f["inputs"][...].reshape(len(f["labels"]), -1).T / 255.0)
    labels = f["labels"][...].astype(int)
n, q = A.shape[0], C.shape[0]
diagonal = np.diag(A)
A0 = np.asfortranarray(A - np.diag(diagonal))
M0 = np.abs(A0)
scale = (1 / (1 - diagonal))[:, None]
B = np.asfortranarray(B / std)
b = (b - B @ mean)[:, None]
spread = np.abs(B).sum(1)[:, None] * options.eps
flops = 0


def block(first, last):
    """Margins of samples first … last − 1."""
    global flops
    w = B @ raw[:, first:last] + b
    flops += 2 * n * B.shape[1] * (last - first)
    open_ = np.arange(last - first)
    x, r = np.zeros_like(w), np.zeros_like(w)
    X, R = np.empty_like(w), np.empty_like(w)
    while open_.size:
        p, s = A0 @ x + w, M0 @ r + spread
        flops += 4 * n * n * open_.size
        low, high = np.maximum(scale * (p - s), 0), np.maximum(scale * (p + s), 0)
        nx, nr = 0.5 * (low + high), 0.5 * (high - low)
        step = (np.abs(nx - x) + np.abs(nr - r)).max(0)
        done = step <= options.tolerance * (1 + (np.abs(nx) + nr).max(0))
        x, r = nx, nr
        if done.any():
            X[:, open_[done]], R[:, open_[done]] = x[:, done], r[:, done]
            keep = ~done
            open_, x, r, w = open_[keep], x[:, keep], r[:, keep], w[:, keep]
    margins = np.empty(last - first)
    for label in range(q):
        some = labels[first:last] == label
        TC = np.delete(C[label] - C, label, 0)
        Tc = np.delete(c[label] - c, label)
        margins[some] = (TC @ X[:, some] - np.abs(TC) @ R[:, some] + Tc[:, None]).min(0)
        flops += 4 * (q - 1) * n * some.sum()
    return margins


def all_blocks():
    global flops, found
    flops = 0
    found = np.concatenate([block(k, min(k + options.columns, labels.size)) for k in range(0, labels.size, options.columns)])


def product_rate(columns):
    X, Y = np.asfortranarray(np.random.default_rng(1).normal(size=(n, columns))), np.empty((n, columns), order="F")
    times = max(8, 400_000_000 // (2 * n * n * columns))

    def work():
        for _ in range(times):
            np.matmul(A0, X, out=Y)

    return 2 * n * n * columns * times / best(5, work) / 1e9


seconds = best(options.runs, all_blocks)
rate, products = flops / seconds / 1e9, product_rate(options.columns)
if options.json:
    print(json.dumps({"kernel": kernel(), "threads": options.threads, "columns": options.columns, "seconds": seconds,
                      "gigaflops": rate, "product_gigaflops": products}))
else:
    print(f"NumPy {np.__version__}, kernel {kernel()}, {options.threads} threads, {options.columns} columns at once: "
          f"{1e3 * seconds:.0f} ms, {rate:.1f} GFLOP/s, {100 * rate / products:.0f} % of {products:.1f} GFLOP/s of bare products")
if options.margins:
    np.save(options.margins, found)
