"""NumPy files, and names of layers that are not to be read."""
import pathlib
import warnings
import zipfile

import numpy as np

from import_cases import FULL, INPUTS, M, MON, N, PLAIN, Q, R, feed_forward, monotone, normal, plain


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
    zero = {name[0] + str(int(name[1]) - 1): value for name, value in layers.items()}
    padded = {name[0] + "0" + name[1]: value for name, value in layers.items()}
    for name, variables in (("layers_from_zero", zero), ("layers_padded", padded)):
        np.savez(cases.path(f"{name}.npz"), **variables)
        cases.keep(f"{name}.npz", INPUTS, feed_forward(layers, INPUTS), [5 + N, R, Q])
    W1, W2, W3, b1, b2 = layers["W1"], layers["W2"], layers["W3"], layers["b1"], layers["b2"]
    for name, variables, words in (
            ("gap", {"W1": W1, "W2": W2, "W4": W3}, ("variable W4 would be left out", "there is no W3")),
            ("odd", {"W1": W1, "W3": W2, "W5": W3}, ("variable W3 would be left out", "there is no W2")),
            ("gap_from_zero", {"W0": W1, "W2": W2}, ("variable W2 would be left out", "there is no W1")),
            ("late", {"W2": W1, "W3": W2}, ("variable W2 would be left out", "there is no W1")),
            ("bias_of_none", {"W1": W1, "W2": W2, "b3": b2}, ("variable b3 would be left out", "there is no W3")),
            ("bias_from_zero", {"W1": W1, "W2": W2, "b0": b1, "b1": b2}, ("variable b0 would be left out",)),
            ("bias_from_one", {"W0": W1, "W1": W2, "b1": b1, "b2": b2}, ("variable b2 would be left out",)),
            ("same_number", {"W1": W1, "W01": W1}, ("has the variables W", "expected one of this number")),
            ("large_number", {"W1": W1, "W99999999999999999999": W2}, ("variable W99999999999999999999 would",)),
            ("other_spelling", {"W1": W1, "W2": W2, "w3": W3}, ("variable w3 would be left out",)),
            ("underscore", {"W1": W1, "W2": W2, "W_3": W3}, ("variable W_3 would be left out",)),
            ("layers_and_plain", {**PLAIN, "W1": W1}, ("variable A would be left out", "numbered layers")),
            ("plain_and_bias", {**PLAIN, "b1": b1}, ("variable b1 would be left out", "an implicit network")),
            ("plain_and_u", {**PLAIN, "u": b1}, ("variable u would be left out", "an implicit network")),
            ("monotone_and_b", {**MON, "m": np.array(M), "b": b1}, ("variable b would be left out", "monotone operator"))):
        np.savez(cases.path(f"bad_{name}.npz"), **variables)
        cases.refuse(f"bad_{name}.npz", *words)
    np.savez(cases.path("bad_twice.npz"), **PLAIN)
    with zipfile.ZipFile(cases.path("bad_twice.npz"), "a") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.writestr("B.npy", file.read("B.npy"))
    cases.refuse("bad_twice.npz", "has the entry B.npy twice")
    np.savez(cases.path("bad_renamed.npz"), **PLAIN)
    content = pathlib.Path(cases.path("bad_renamed.npz")).read_bytes()
    at = content.rfind(b"c.npy")  # in the table of contents, but not before the entry itself
    pathlib.Path(cases.path("bad_renamed.npz")).write_bytes(content[:at] + b"e" + content[at + 1:])
    cases.refuse("bad_renamed.npz", "is not a zip file or is damaged")

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
