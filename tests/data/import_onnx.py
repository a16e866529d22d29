"""ONNX models: chains of layers, and what is no such chain."""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from import_cases import INPUTS, Q, R, normal, random

COMPUTED = {"Gemm", "BatchNormalization", "Constant", "Cast", "ConstantOfShape", "Concat", "Gather", "Slice", "Transpose", "Squeeze",
            "ReduceProd", "Flatten", "MatMul", "Add", "Sub", "Mul", "Div", "Relu", "Identity", "Dropout", "Shape", "Unsqueeze", "Reshape"}


def run_graph(model, value):
    """The graph node by node as the ONNX specification has it, in double precision."""
    values = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    values[model.graph.input[0].name] = value
    for node in model.graph.node:
        x = [values.get(name) for name in node.input]
        x = [v.astype(float) if v is not None and v.dtype.kind == "f" else v for v in x]
        if node.op_type not in COMPUTED:
            continue  # not needed for the output
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
            name, value = next(iter(has.items()))
            y = numpy_helper.to_array(value) if name == "value" else np.array(value, {"f": float, "i": int, "s": str}[name[6]])
        elif node.op_type == "Cast":
            y = x[0].astype(helper.mapping.TENSOR_TYPE_TO_NP_TYPE[has["to"]])
        elif node.op_type == "ConstantOfShape":
            y = np.full(x[0], numpy_helper.to_array(has["value"])[0])
        elif node.op_type == "Concat":
            y = np.concatenate(x, axis=has["axis"])
        elif node.op_type == "Gather":
            y = np.take(x[0], x[1], axis=has.get("axis", 0))
        elif node.op_type == "Slice":
            y = x[0]
            for start, end, axis in zip(x[1], x[2], x[3] if len(x) > 3 else range(len(x[1]))):
                y = np.take(y, range(y.shape[axis])[start:end], axis=axis)
        elif node.op_type == "Transpose":
            y = np.transpose(x[0], has.get("perm"))
        elif node.op_type == "Squeeze":
            y = np.squeeze(x[0], tuple(x[1])) if len(x) > 1 else np.squeeze(x[0])
        elif node.op_type == "ReduceProd":
            y = np.prod(x[0], keepdims=has.get("keepdims", 1) == 1)
        elif node.op_type == "Flatten":
            y = x[0].reshape(int(np.prod(x[0].shape[: has.get("axis", 1)])), -1)
        else:
            y = {"MatMul": lambda a, b: a @ b, "Add": lambda a, b: a + b, "Sub": lambda a, b: a - b, "Mul": lambda a, b: a * b,
                 "Div": lambda a, b: a // b if a.dtype.kind == b.dtype.kind == "i" else a / b, "Relu": lambda a: np.maximum(a, 0),
                 "Identity": lambda a: a, "Dropout": lambda a, *_: a, "Shape": lambda a: np.array(a.shape),
                 "Unsqueeze": lambda a, axes: np.expand_dims(a, tuple(axes)),
                 "Reshape": lambda a, s: a.reshape([a.shape[k] if e == 0 else e for k, e in enumerate(s)])
                 }[node.op_type](*x)
        values[node.output[0]] = y
    return values[model.graph.output[0].name]


def weights(name, value, raw=True, kind=None):
    kind = kind or (TensorProto.DOUBLE if value.dtype == np.float64 else TensorProto.FLOAT)
    if raw:
        return numpy_helper.from_array(value, name)
    return helper.make_tensor(name, kind, value.shape, value.ravel().tolist())


def graph_model(nodes, constants, shape, outputs=("y",), inputs=None, version=13):
    floats = TensorProto.DOUBLE
    inputs = inputs or [helper.make_tensor_value_info("x", floats, shape)]
    graph = helper.make_graph(nodes, "network", inputs, [helper.make_tensor_value_info(o, floats, None) for o in outputs],
                              constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", version or 13)])
    if version is None:
        model.ClearField("opset_import")
    return model


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
            ("branch", [node("Gemm", "x W1 b1", "p", transB=1), node("Relu", "p", "z"), node("Relu", "p", "q"), node("Add", "z q", "y")],
             [], ("expected a chain of layers",)),
            ("shapes", [node("Gemm", "x W1 b1", "y")], [], ("is a Gemm", "expected shapes that fit")),
            ("bias", [node("Gemm", "x W1 b2", "y", transB=1)], [], ("whose bias is no constant that fits",)),
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
