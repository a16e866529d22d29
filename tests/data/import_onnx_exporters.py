"""ONNX models as the common exporters write them."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from import_cases import INPUTS, Q, R, normal
from import_onnx import graph_model, node, run_graph, weights


def onnx_of_exporters(cases):
    """What the common exporters write around the layers: the same network, said in many ways."""
    W1, b1, W2, b2 = normal(5, R), normal(5), normal(Q, 5), normal(Q)
    constants = [weights("W1", W1), weights("b1", b1), weights("W2", W2), weights("b2", b2)]
    first, last = node("Gemm", "f W1 b1", "p", transB=1), node("Gemm", "z W2 b2", "y", transB=1)
    relu, plain_first = node("Relu", "p", "z"), node("Gemm", "x W1 b1", "p", transB=1)
    tensor = numpy_helper.from_array

    def save(name, nodes, more=(), shape=("N", R), inputs=None, kind=TensorProto.DOUBLE, version=13, sizes=(5, R, Q), raw=INPUTS):
        given = [helper.make_tensor_value_info("x", kind, shape)]
        model = graph_model(nodes, constants + list(more), shape, inputs=given, version=version)
        onnx.save(model, cases.path(f"{name}.onnx"))
        batch = shape[0] if isinstance(shape[0], int) else 1
        extents = [batch, *shape[1:]]
        outputs = []
        for u in raw:
            whole = np.repeat(u.reshape([1, *shape[1:]]), batch, axis=0).reshape(extents)
            outputs.append(run_graph(model, whole).reshape(batch, -1)[-1])
        cases.keep(f"{name}.onnx", raw, outputs, list(sizes))

    for name, mode in (("bool", np.array(False)), ("bool_list", np.array([False]))):
        save(f"dropout_{name}", [plain_first, relu, node("Dropout", "z ratio mode", "o"), node("Gemm", "o W2 b2", "y", transB=1)],
             [tensor(np.float32(0.5), "ratio"), tensor(mode, "mode")])
    save("dropout_listed", [plain_first, relu, node("Dropout", "z ratio mode", "o"), node("Gemm", "o W2 b2", "y", transB=1)],
         [tensor(np.float32(0.5), "ratio"), helper.make_tensor("mode", TensorProto.BOOL, [], [False])])
    save("dropout_constant", [node("Constant", "", "mode", value=tensor(np.array(False), "m")), plain_first, relu,
                              helper.make_node("Dropout", ["z", "", "mode"], ["o"]), node("Gemm", "o W2 b2", "y", transB=1)])
    save("dropout_old", [plain_first, relu, node("Dropout", "z", "o", ratio=0.25), node("Gemm", "o W2 b2", "y", transB=1)], version=7)

    kinds = "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 float16 float32 float64 complex64 complex128".split()
    unused = [tensor(np.ones(3, dtype=kind), "unused_" + kind) for kind in kinds]
    unused.append(helper.make_tensor("unused_text", TensorProto.STRING, [2], [b"a", b"b"]))
    unused.append(helper.make_tensor("unused_bfloat16", TensorProto.BFLOAT16, [1], [1.5]))
    save("unused", [plain_first, relu, last, node("Conv", "z unused_text", "dead"), node("Relu", "z", "dead2")], unused)

    save("constants", [
        node("Constant", "", "scale", value_float=0.5), node("Constant", "", "shift", value_floats=[0.25] * R),
        node("Constant", "", "to", value_ints=[-1, R]), node("Constant", "", "where", value_int=0),
        node("Constant", "", "s", value_string="weights"),
        node("Unsqueeze", "where axis", "axis2"), node("Unsqueeze", "x axis2", "long"), node("Squeeze", "long axis", "short"),
        node("Mul", "short scale", "m"), node("Add", "shift m", "a"), node("Reshape", "a to", "f"), first, relu, last],
        [tensor(np.array([0]), "axis")])
    half = {k: v.astype(np.float16) for k, v in {"H1": W1, "h1": b1, "H2": W2, "h2": b2}.items()}
    halves = [tensor(half["H1"], "H1"), tensor(half["h1"], "h1"), tensor(half["H2"], "H2"),
              helper.make_tensor("h2", TensorProto.FLOAT16, [Q], half["h2"].tolist())]
    save("half", [node("Gemm", "x H1 h1", "p", transB=1), relu, node("Gemm", "z H2 h2", "y", transB=1)], halves,
         kind=TensorProto.FLOAT16)
    save("half_cast", [node("Cast", "H1", "D1", to=TensorProto.FLOAT), node("Gemm", "x D1 b1", "p", transB=1), relu, last], halves)

    save("fixed_batch", [node("Reshape", "x to", "f"), first, relu, last], [tensor(np.array([8, -1]), "to")], shape=(8, 1, 2, 3))
    save("fixed_batch_whole", [node("Reshape", "x to", "f"), first, relu, last], [tensor(np.array([4, R]), "to")], shape=(4, 1, 2, 3))
    save("flatten", [node("Flatten", "x", "f", axis=-3), first, relu, last], shape=(4, 1, 2, 3))
    save("grid", [node("Reshape", "x to", "g"), node("Mul", "g k", "h"), node("Flatten", "h", "f"), first, relu, last],
         [tensor(np.array([0, 1, 2, 3]), "to"), weights("k", normal(2, 1))])
    # Written down for 8 samples, though the input leaves it open.
    model = graph_model([node("Reshape", "x to", "f"), first, relu, last], constants + [tensor(np.array([8, R]), "to")], ["N", 1, 2, 3])
    onnx.save(model, cases.path("told_batch.onnx"))
    cases.keep("told_batch.onnx", INPUTS, [np.maximum(W1 @ u + b1, 0) @ W2.T + b2 for u in INPUTS], [5, R, Q])

    save("scaled", [node("Mul", "k x", "m"), node("Gemm", "m W1 b1", "p", transB=1), node("Mul", "p s", "t"), node("Div", "t d", "v"),
                    node("Relu", "v", "z"), last],
         [weights("k", np.array(1 / 255)), weights("s", normal(1, 5)), weights("d", normal(5))])
    save("negated", [node("Gemm", "x W1 b1", "p", transB=1), node("Sub", "b1 p", "q"), node("Mul", "q s", "t"), node("Relu", "t", "z"), last],
         [weights("s", np.array([0.0, -1, 2, -3, 0.5]))])
    save("transposed", [node("Transpose", "W1", "W1t"), node("MatMul", "x W1t", "a"), node("Add", "a b1", "p"), relu,
                        node("Identity", "W2", "V"), node("Transpose", "V", "Vt", perm=[1, 0]), node("Identity", "z", "i"),
                        node("MatMul", "i Vt", "t"), node("Identity", "b2", "c"), node("Add", "t c", "u"), node("Identity", "u", "y")])
    arithmetic = [tensor(np.array(0), "zero"), tensor(np.array([0]), "axis"), tensor(np.array([-1]), "rest"),
                  tensor(np.array(2), "two"), tensor(np.array([1]), "one"), tensor(np.array([2**63 - 1]), "end")]
    for name, shape in (("asked", ("N", 1, 2, 3)), ("asked_fixed", (3, 1, 2, 3))):
        save(name, [node("Shape", "x", "shape"), node("Gather", "shape zero", "n"), node("Unsqueeze", "n axis", "m"),
                    node("Concat", "m rest", "to", axis=0), node("Reshape", "x to", "f"), first, relu, last], arithmetic, shape)
        save(name + "_product", [
            node("Shape", "x", "shape"), node("Slice", "shape one end axis", "tail"), node("ReduceProd", "tail", "all", keepdims=1),
            node("Cast", "all", "all2", to=TensorProto.INT64), node("Slice", "shape axis one", "m"), node("Concat", "m all2", "to", axis=0),
            node("Reshape", "x to", "f"), first, relu, last], arithmetic, shape)
    save("asked_late", [node("Unsqueeze", "x axes", "g"), node("Reshape", "g flat", "h"), node("Shape", "x", "shape"),
                        node("Gather", "shape zero", "n"), node("Mul", "n two", "k"), node("Div", "k two", "n2"),
                        node("Unsqueeze", "n2 axis", "m"), node("Concat", "m rest", "to", axis=0), node("Reshape", "h to", "f"), first, relu, last],
         arithmetic + [tensor(np.array([1]), "axes"), tensor(np.array([0, 2, -1]), "flat")])
    save("filled", [node("ConstantOfShape", "five", "e", value=tensor(np.array([0.5]), "v")), plain_first, node("Add", "p e", "q"),
                    node("Relu", "q", "z"), last], [tensor(np.array([5]), "five")])
    save("bytes", [node("Cast", "x", "c", to=TensorProto.FLOAT), node("Flatten", "c", "f"), first, relu, last], shape=("N", 1, 2, 3),
         kind=TensorProto.UINT8, raw=np.arange(R) * np.array([[7.0], [3], [40]]))
    save("three_extents", [node("MatMul", "x W1t", "a"), node("Add", "a b1", "p"), relu, node("MatMul", "z W2t", "t"), node("Add", "t b2", "y")],
         [weights("W1t", W1.T.copy()), weights("W2t", W2.T.copy())], shape=("N", 1, R))

    def refuse(name, nodes, words, more=(), version=13, **options):
        onnx.save(graph_model(nodes, constants + list(more), ["N", R], version=version, **options), cases.path(f"bad_{name}.onnx"))
        cases.refuse(f"bad_{name}.onnx", *words)

    refuse("training", [plain_first, relu, node("Dropout", "z ratio mode", "o"), node("Gemm", "o W2 b2", "y", transB=1)],
           ("in training mode",), [tensor(np.float32(0.5), "ratio"), tensor(np.array(True), "mode")])
    refuse("text_weights", [node("Gemm", "x T b1", "y", transB=1)], ("tensor 'T'", "text"),
           [helper.make_tensor("T", TensorProto.STRING, [1, 1], [b"a"])])
    refuse("quantised", [node("Gemm", "x T b1", "y", transB=1)], ("tensor 'T' of integers", "expected floats"),
           [helper.make_tensor("T", TensorProto.INT8, [5, 6], [1] * 30)])
    refuse("quantised_bias", [node("Gemm", "x W1 T", "y", transB=1)], ("tensor 'T' of integers", "expected floats"),
           [helper.make_tensor("T", TensorProto.INT32, [5], [1] * 5)])
    refuse("complex", [node("Gemm", "x T b1", "y", transB=1)], ("tensor 'T'", "complex numbers (complex64)"),
           [tensor(W1.astype(np.complex64), "T")])
    refuse("text_bias", [node("Gemm", "x W1 T", "y", transB=1)], ("whose bias",), [helper.make_tensor("T", TensorProto.STRING, [1], [b"a"])])
    other_file = weights("W9", W1)
    other_file.ClearField("raw_data")
    other_file.data_location = TensorProto.EXTERNAL
    refuse("elsewhere", [node("Gemm", "x W9 b1", "y", transB=1)], ("tensor 'W9'", "is stored in another file"), [other_file])
    refuse("aligned", [node("Gemm", "x W1 b1", "p", transB=1), node("Add", "p b1", "y", axis=1, broadcast=1)],
           ("with the attribute axis", "version 7"))
    refuse("old", [plain_first, relu, last], ("uses the operators of version 6", "expected version 7 or later"), version=6)
    refuse("versionless", [plain_first, relu, last], ("does not say which version of the operators", "opset_import"), version=None)
    refuse("other_batch", [node("Reshape", "x to", "f"), first, relu, last], ("to another shape", "expected to batch×6"),
           [tensor(np.array([8, 5]), "to")])
    refuse("turned_value", [node("Reshape", "x to", "g"), node("Transpose", "g", "t", perm=[0, 2, 1]), node("Flatten", "t", "f"), first, relu, last],
           ("changes the order of its entries",), [tensor(np.array([0, 2, 3]), "to")])
    refuse("shadowed", [plain_first, node("Relu", "p", "W2"), node("Gemm", "W2 W2 b2", "y", transB=1)], ("has the value 'W2' twice",))
    refuse("rounded", [node("Cast", "x", "i", to=TensorProto.INT64), node("Gemm", "i W1 b1", "y", transB=1)], ("to int64", "expected to floats"))
    refuse("mask", [plain_first, helper.make_node("Dropout", ["p"], ["z", "k"]), node("Mul", "z k", "y")], ("of two values",))
    refuse("own_domain", [helper.make_node("Relu", ["x"], ["y"], domain="com.example")], ("of the domain com.example",))
    refuse("gather", [node("Gather", "W1 far", "V"), node("Gemm", "x V b1", "y", transB=1)], ("is a Gather of constants", "do not fit"),
           [tensor(np.array([0, 1, 2, 3, 5]), "far")])
