#!/usr/bin/python3
"""Makes networks in the formats of other programs, each with inputs and outputs computed here in NumPy.

    python3 make_import_fixtures.py FOLDER        (needs python3-numpy, -scipy, -h5py and -onnx)

Nothing is square that could be turned round unseen: n = 4 states, r = 6 inputs, q = 3 outputs. FOLDER/cases.json says per file
the options to import it with and what to expect: outputs of the files that are good, words of the sentence for the bad ones.
"""
import json
import pathlib
import sys

import h5py
import numpy as np
import onnx
import scipy.io
import scipy.sparse
from onnx import TensorProto, helper, numpy_helper

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
    """x = relu(Ax + Bu + b) by the average iteration with a small step, which suits every matrix here."""
    outputs = []
    for u in inputs:
        x = np.zeros(len(b))
        for _ in range(20000):
            step = np.maximum(A @ x + B @ u + b, 0)
            if np.array_equal(step, x):
                break
            x = x + 0.25 * (step - x)
        outputs.append(C @ x + D @ u + c)
    return np.array(outputs)


def monotone(v, inputs, m=M):
    W = (1 - m) * np.eye(N) - v["A"].T @ v["A"] + v["B"] - v["B"].T
    return fixed_point(W, v["U"], v["C"], np.zeros((Q, R)), v["u"], v["c"], inputs)


def plain(v, inputs):
    return fixed_point(v["A"], v["B"], v["C"], v.get("D", np.zeros((Q, R))), v["b"], v["c"], inputs)


def feed_forward(v, inputs):
    x = inputs
    for k in range(1, 4):
        x = x @ v[f"W{k}"].T + v[f"b{k}"]
        if k < 3:
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


def save_matlab73(path, variables):
    """As MATLAB writes version 7.3: an HDF5 file behind a header, with every matrix transposed."""
    with h5py.File(path, "w", userblock_size=512) as file:
        for name, value in variables.items():
            stored = file.create_dataset(name, data=np.atleast_2d(value).T)
            # A text of MATLAB's own kind: six characters, and said to end with a zero that is not there.
            kind = h5py.h5t.C_S1.copy()
            kind.set_size(6)
            kind.set_strpad(h5py.h5t.STR_NULLTERM)
            attribute = h5py.h5a.create(stored.id, b"MATLAB_class", kind, h5py.h5s.create(h5py.h5s.SCALAR))
            attribute.write(np.array({"float64": b"double", "float32": b"single"}[str(value.dtype)]), mtype=kind)
    header = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM"
    with open(path, "r+b") as file:
        file.write(header)


def matlab(cases):
    sizes = [N, R, Q]
    save = scipy.io.savemat
    column, row = {"oned_as": "column"}, {"oned_as": "row"}
    save(cases.path("monotone.mat"), MON, **column)
    cases.keep("monotone.mat", INPUTS, monotone(MON, INPUTS), sizes, m=M)
    save(cases.path("monotone_rows.mat"), {**MON, "m": M, "unused": np.eye(2)}, do_compression=True, **row)
    cases.keep("monotone_rows.mat", INPUTS, monotone(MON, INPUTS), sizes)
    cases.keep("monotone_rows.mat", INPUTS, monotone(MON, INPUTS, 0.5), sizes, m=0.5)
    single = {k: v.astype(np.float32) for k, v in MON.items()}
    wide = {k: v.astype(np.float64) for k, v in single.items()}
    save(cases.path("single.mat"), single, **column)
    cases.keep("single.mat", INPUTS, monotone(wide, (INPUTS - 0.125) / 0.5), sizes, m=M, mean=0.125, std=0.5)
    tall = {**MON, "A": normal(7, N, scale=0.2)}
    save(cases.path("tall.mat"), tall, **row)
    cases.keep("tall.mat", INPUTS, monotone(tall, INPUTS), sizes, m=M)
    save_matlab73(cases.path("monotone73.mat"), MON)
    cases.keep("monotone73.mat", INPUTS, monotone(MON, INPUTS), sizes, m=M)
    whole = {**FULL, "C": np.array([[3, -1, 0, 2], [1, 2, -2, 0], [0, 1, 4, -3]], dtype=np.int16)}
    save(cases.path("plain.mat"), whole, **row)
    cases.keep("plain.mat", INPUTS, plain(whole, INPUTS), sizes, lower=-10, upper=10)

    cases.refuse("monotone.mat", "expected also its m", "--m")
    cases.refuse("monotone.mat", "m is -1", "expected a number > 0", m=-1)
    for name, change, words in (
            ("complex", {"U": MON["U"] + 1j}, ("variable U is complex", "expected real numbers")),
            ("sparse", {"B": scipy.sparse.csc_matrix(MON["B"])}, ("variable B is sparse", "full(B)")),
            ("struct", {"C": {"weights": MON["C"]}}, ("variable C is a struct", "expected a full matrix")),
            ("text", {"c": "zero"}, ("variable c is text",)),
            ("cube", {"U": normal(N, R, 2)}, ("variable U is 4×6×2", "expected a matrix")),
            ("turned", {"U": MON["U"].T}, ("variable U is 6×4", "here with 4 rows", "is it transposed?")),
            ("turned_output", {"C": MON["C"].T}, ("variable C is 4×3", "is it transposed?")),
            ("long", {"u": normal(N + 1)}, ("variable u is", "expected a list of 4 numbers")),
            ("nan", {"B": np.full((N, N), np.nan)}, ("variable B has NaN at (1, 1)", "expected finite")),
            ("nothing", {"U": np.zeros((0, R))}, ("variable U is 0×6", "expected at least one number"))):
        save(cases.path(f"bad_{name}.mat"), {**MON, **change}, **column)
        cases.refuse(f"bad_{name}.mat", *words, m=M)
    save(cases.path("bad_names.mat"), {"weights": MON["U"]})
    cases.refuse("bad_names.mat", "has the variables weights", "expected the variables A, B, C, b, c")
    save(cases.path("bad_old.mat"), {"A": MON["A"]}, format="4")
    cases.refuse("bad_old.mat", "is a MATLAB 4 file or none at all")
    whole = pathlib.Path(cases.path("monotone.mat")).read_bytes()
    pathlib.Path(cases.path("bad_cut.mat")).write_bytes(whole[: len(whole) // 2])
    cases.refuse("bad_cut.mat", "expected", m=M)
    whole = pathlib.Path(cases.path("monotone73.mat")).read_bytes()
    pathlib.Path(cases.path("bad_cut73.mat")).write_bytes(whole[: len(whole) // 2])
    cases.refuse("bad_cut73.mat", "is truncated", m=M)


def numpy_files(cases):
    sizes = [N, R, Q]
    np.savez(cases.path("monotone.npz"), **MON, m=np.array(M))
    cases.keep("monotone.npz", INPUTS, monotone(MON, INPUTS), sizes)
    fortran = {k: np.asfortranarray(v) for k, v in FULL.items()}
    np.savez_compressed(cases.path("plain.npz"), **fortran)
    cases.keep("plain.npz", INPUTS, plain(FULL, INPUTS), sizes)
    mixed = {**PLAIN, "B": PLAIN["B"].astype("<f4"), "C": np.arange(Q * N).reshape(Q, N).astype("<i8"),
             "c": np.array([[5, -2, 7]], dtype="<i4"), "b": PLAIN["b"].reshape(N, 1)}
    np.savez(cases.path("mixed.npz"), **mixed)
    flat = {**mixed, "B": mixed["B"].astype(float), "c": mixed["c"].ravel(), "b": PLAIN["b"]}
    cases.keep("mixed.npz", INPUTS, plain(flat, INPUTS), sizes)
    layers = {"W1": normal(5, R), "b1": normal(5), "W2": normal(N, 5), "b2": normal(N), "W3": normal(Q, N), "b3": normal(Q)}
    np.savez(cases.path("layers.npz"), **layers)
    cases.keep("layers.npz", INPUTS, feed_forward(layers, (INPUTS + 1) / 2), [5 + N, R, Q], mean=-1, std=2)
    np.savez(cases.path("unbiased.npz"), **{k: v for k, v in layers.items() if k != "b2"})
    cases.keep("unbiased.npz", INPUTS, feed_forward({**layers, "b2": np.zeros(N)}, INPUTS), [5 + N, R, Q])

    for name, change, words in (
            ("half", {"B": PLAIN["B"].astype("<f2")}, ("variable B is of type <f2", "expected <f8")),
            ("big_endian", {"B": PLAIN["B"].astype(">f8")}, ("variable B is of type >f8",)),
            ("complex", {"B": PLAIN["B"] + 1j}, ("variable B is of type <c16",)),
            ("object", {"B": np.array([None, 1], dtype=object)}, ("variable B is of type |O",)),
            ("record", {"B": np.zeros(3, dtype=[("x", "<f8")])}, ("variable B is of type a record",)),
            ("cube", {"B": normal(N, R, 2)}, ("variable B is 4×6×2", "expected a matrix")),
            ("turned", {"B": PLAIN["B"].T}, ("variable B is 6×4", "is it transposed?")),
            ("oblong", {"A": normal(N, 5)}, ("variable A is 4×5", "as many rows as columns"))):
        np.savez(cases.path(f"bad_{name}.npz"), **{**PLAIN, **change})
        cases.refuse(f"bad_{name}.npz", *words)
    np.savez(cases.path("bad_layers.npz"), W1=layers["W1"], b1=layers["b1"], W2=layers["W2"].T)
    cases.refuse("bad_layers.npz", "variable W2 is 5×4", "outputs×5", "is it transposed?")
    pathlib.Path(cases.path("bad_text.npz")).write_text("A = 1\n")
    cases.refuse("bad_text.npz", "is not a zip file")


def run_graph(model, value):
    """The graph node by node as the ONNX specification has it, in double precision."""
    values = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    values[model.graph.input[0].name] = value
    for node in model.graph.node:
        x = [values.get(name) for name in node.input]
        x = [v.astype(float) if v is not None and v.dtype.kind == "f" else v for v in x]
        has = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        if node.op_type == "Gemm":
            a = x[0].T if has.get("transA") else x[0]
            b = x[1].T if has.get("transB") else x[1]
            y = has.get("alpha", 1.0) * (a @ b)
            if len(x) > 2:
                y = y + has.get("beta", 1.0) * x[2]
        elif node.op_type == "BatchNormalization":
            v, *parameters = x
            scale, shift, mean, variance = (p.reshape([1, -1] + [1] * (v.ndim - 2)) for p in parameters)
            y = scale * (v - mean) / np.sqrt(variance + has.get("epsilon", float(np.float32(1e-5)))) + shift
        elif node.op_type == "Constant":
            y = numpy_helper.to_array(has["value"])
        else:
            y = {"MatMul": lambda a, b: a @ b, "Add": lambda a, b: a + b, "Sub": lambda a, b: a - b,
                 "Div": lambda a, b: a / b, "Relu": lambda a: np.maximum(a, 0), "Identity": lambda a: a,
                 "Flatten": lambda a: a.reshape(a.shape[0], -1), "Dropout": lambda a, *_: a,
                 "Reshape": lambda a, s: a.reshape([a.shape[k] if e == 0 else e for k, e in enumerate(s)])
                 }[node.op_type](*x)
        values[node.output[0]] = y
    return values[model.graph.output[0].name]


def weights(name, value, raw=True, kind=None):
    kind = kind or (TensorProto.DOUBLE if value.dtype == np.float64 else TensorProto.FLOAT)
    if raw:
        return numpy_helper.from_array(value, name)
    return helper.make_tensor(name, kind, value.shape, value.ravel().tolist())


def graph_model(nodes, constants, shape, outputs=("y",), inputs=None):
    floats = TensorProto.DOUBLE
    inputs = inputs or [helper.make_tensor_value_info("x", floats, shape)]
    graph = helper.make_graph(nodes, "network", inputs, [helper.make_tensor_value_info(o, floats, None) for o in outputs],
                              constants)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])


def node(kind, inputs, output, **attributes):
    return helper.make_node(kind, inputs.split(), [output], name=f"{kind.lower()}_{output}", **attributes)


def onnx_models(cases):
    W1, b1, W2, b2 = normal(5, R), normal(5), normal(Q, 5), normal(Q)
    small = W1.astype(np.float32), b1.astype(np.float32)

    def save(name, model, sizes, shape=None, **options):
        onnx.save(model, cases.path(name))
        inputs = INPUTS
        raw = (inputs - options.get("mean", 0)) / options.get("std", 1)
        outputs = [run_graph(model, u.reshape(shape or (1, R))).ravel() for u in raw]
        cases.keep(name, inputs, outputs, sizes, **options)

    save("gemm.onnx", graph_model(
        [node("Gemm", "x W1 b1", "p", transB=1), node("Relu", "p", "z"),
         node("Gemm", "z W2t b2", "y", alpha=0.5, beta=-2.0)],
        [weights("W1", W1), weights("b1", b1), weights("W2t", W2.T.copy(), raw=False), weights("b2", b2)],
        ["batch", R]), [5, R, Q])
    save("normalised.onnx", graph_model(
        [node("Sub", "x mean", "d"), node("Div", "d std", "u"), node("Flatten", "u", "f"), node("MatMul", "f W1t", "p"),
         node("Add", "p b1", "s"), node("Relu", "s", "z"), node("Dropout", "z", "o"), node("MatMul", "o W2t", "t"),
         node("Add", "b2 t", "y")],
        [weights("mean", normal(1, 1, 2, 3)), weights("std", np.array([[[[0.5, 2, 1], [3, 0.25, 1.5]]]])),
         weights("W1t", W1.T.copy()), weights("b1", b1), weights("W2t", W2.T.copy()), weights("b2", b2, raw=False)],
        [None, 1, 2, 3]), [5, R, Q], shape=(1, 1, 2, 3))
    channels = [weights(k, v) for k, v in (("g", normal(3)), ("h", normal(3)), ("e", normal(3)), ("v", random.uniform(0.5, 2, 3)))]
    wide = [weights("k" + k, v) for k, v in (("g", normal(5)), ("h", normal(5)), ("e", normal(5)), ("v", random.uniform(0.5, 2, 5)))]
    save("batch_norm.onnx", graph_model(
        [node("BatchNormalization", "x g h e v", "n", epsilon=1e-3), node("Reshape", "n flat", "f"),
         node("Gemm", "f W1 b1", "p", transB=1), node("BatchNormalization", "p kg kh ke kv", "s"), node("Relu", "s", "z"),
         node("Identity", "z", "i"), node("Constant", "", "W2", value=weights("W2", W2)), node("Gemm", "i W2 b2", "y", transB=1)],
        channels + wide + [weights("W1", W1), weights("b1", b1), weights("b2", b2), numpy_helper.from_array(np.array([0, -1]), "flat")],
        [1, 3, 2, 1]), [5, R, Q], shape=(1, 3, 2, 1))
    save("columns.onnx", graph_model(
        [node("MatMul", "W1 x", "p"), node("Add", "p b1", "s"), node("Relu", "s", "z"), node("Gemm", "W2 z b2", "y")],
        [weights("W1", small[0]), weights("b1", small[1].reshape(5, 1), raw=False), weights("W2", W2), weights("b2", b2.reshape(Q, 1))],
        [R, 1]), [5, R, Q], shape=(R, 1))
    save("list.onnx", graph_model(
        [node("MatMul", "W1 x", "p"), node("Relu", "p", "z"), node("MatMul", "z W2t", "y")],
        [weights("W1", W1), weights("W2t", W2.T.copy())], [R]), [5, R, Q], shape=(R,), mean=0.25, std=4)
    save("affine.onnx", graph_model([node("Gemm", "x W b2", "y")], [weights("W", normal(R, Q)), weights("b2", b2)], ["N", R]),
         [1, R, Q])

    # Four outputs on the five samples of tests/data/datasets/good_images.h5, of which it reads some rightly and some not.
    samples, labels = np.arange(5 * R).reshape(5, R) * 8 / 255, np.array([3, 0, 2, 2, 1])
    while True:
        W = normal(4, R)
        right = int((np.argmax(np.maximum(samples, 0) @ W.T, axis=1) == labels).sum())
        if 0 < right < 5:
            break
    onnx.save(graph_model([node("Relu", "x", "z"), node("Gemm", "z W", "y", transB=1)], [weights("W", W)], ["N", R]),
              cases.path("six_inputs.onnx"))

    constants = [weights("W1", W1), weights("b1", b1), weights("W2", W2), weights("b2", b2)]
    for name, nodes, more, words in (
            ("conv", [helper.make_node("Conv", ["x", "W1"], ["y"], name="conv1")], [],
             ("node 'conv1' is a Conv", "expected one of Gemm, MatMul")),
            ("skip", [node("Gemm", "x W1 b1", "p", transB=1), node("Relu", "p", "z"), node("Add", "p z", "y")], [],
             ("is a Add of two values", "expected one of them to be a constant")),
            ("branch", [node("Gemm", "x W1 b1", "p", transB=1), node("Relu", "p", "z"), node("Relu", "p", "y")], [],
             ("expected a chain of layers",)),
            ("shapes", [node("Gemm", "x W1 b1", "y")], [], ("is a Gemm", "expected shapes that fit")),
            ("bias", [node("Gemm", "x W1 b2", "y", transB=1)], [], ("whose bias is no constant that fits",)),
            ("half", [node("Gemm", "x H b1", "y")], [weights("H", W1.astype(np.float16))], ("tensor 'H' has the data type 10",)),
            ("zero", [node("Div", "x O", "y")], [weights("O", np.zeros(R))], ("divides by zero",)),
            ("output", [node("Gemm", "x W1 b1", "z", transB=1)], [], ("has the output 'y'", "expected a chain"))):
        onnx.save(graph_model(nodes, constants + more, ["N", R]), cases.path(f"bad_{name}.onnx"))
        cases.refuse(f"bad_{name}.onnx", *words)
    two = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, R]) for name in ("x", "x2")]
    onnx.save(graph_model([node("Relu", "x", "y")], [], None, inputs=two), cases.path("bad_inputs.onnx"))
    cases.refuse("bad_inputs.onnx", "has the inputs 'x' and 'x2', expected one input")
    onnx.save(graph_model([node("Relu", "x", "y")], [], ["N", "r"]), cases.path("bad_open.onnx"))
    cases.refuse("bad_open.onnx", "expected only the first one, the batch, to be open")
    pathlib.Path(cases.path("bad_text.onnx")).write_text("W1 = 1\n")
    cases.refuse("bad_text.onnx", "is not an ONNX model")
    cases.refuse("normalised.onnx", "expected no other mean and std", mean=0.5)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    cases = Cases(folder)
    for make in (matlab, numpy_files, onnx_models):
        make(cases)
    (folder / "cases.json").write_text(json.dumps({"good": cases.good, "bad": cases.bad}, indent=1))


if __name__ == "__main__":
    main()
