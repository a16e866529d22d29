"""MATLAB files of versions 5 and 7.3 as MATLAB, SciPy and h5py write them."""
import pathlib

import h5py
import numpy as np
import scipy.io
import scipy.sparse

from import_cases import FULL, INPUTS, M, MON, N, PLAIN, Q, R, feed_forward, monotone, normal, plain


def matlab_header(path):
    with open(path, "r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM")


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
    matlab_header(path)


def python_class(stored, how):
    """The class as programs in Python write it."""
    if how == "variable":
        stored.attrs["MATLAB_class"] = "double"
    elif how == "list":
        stored.attrs["MATLAB_class"] = [np.bytes_(b"double")]
    elif how == "blanks":
        kind = h5py.h5t.C_S1.copy()
        kind.set_size(10)
        kind.set_strpad(h5py.h5t.STR_SPACEPAD)
        attribute = h5py.h5a.create(stored.id, b"MATLAB_class", kind, h5py.h5s.create(h5py.h5s.SCALAR))
        attribute.write(np.array(b"double    "), mtype=kind)
    elif how == "zeros":
        stored.attrs["MATLAB_class"] = np.array(b"double", dtype="S12")


def matlab73_of_python(cases, sizes):
    for how in ("variable", "list", "blanks", "zeros", "none"):
        name = f"python_{how}.mat"
        with h5py.File(cases.path(name), "w", userblock_size=512) as file:
            for key, value in FULL.items():  # vectors as they are, of one dimension
                python_class(file.create_dataset(key, data=value.T, chunks=value.shape[::-1], compression="gzip"), how)
            file.create_group("#refs#")
            file["elsewhere"] = h5py.ExternalLink("none.h5", "/x")  # is not a weight, so nobody asks
        matlab_header(cases.path(name))
        cases.keep(name, INPUTS, plain(FULL, INPUTS), sizes)

    def spoilt(name, spoil, *words):
        with h5py.File(cases.path(f"bad_{name}73.mat"), "w", userblock_size=512) as file:
            for key, value in FULL.items():
                if key != "B":
                    python_class(file.create_dataset(key, data=value.T), "zeros")
            spoil(file)
        matlab_header(cases.path(f"bad_{name}73.mat"))
        cases.refuse(f"bad_{name}73.mat", *words)

    with h5py.File(cases.path("other.h5"), "w") as file:
        file["B"] = FULL["B"].T

    def virtual(file):
        layout = h5py.VirtualLayout((R, N), dtype="f8")
        layout[:] = h5py.VirtualSource(cases.path("other.h5"), "B", (R, N))
        file.create_virtual_dataset("B", layout)

    def external(file):
        FULL["B"].T.copy().tofile(cases.path("numbers.bin"))
        file.create_dataset("B", (R, N), "f8", external=[(cases.path("numbers.bin"), 0, h5py.h5f.UNLIMITED)])

    def linked(file):
        file["B"] = h5py.ExternalLink(cases.path("other.h5"), "/B")

    def dangling(file):
        file["B"] = h5py.SoftLink("/nowhere")

    def through(file):
        file["else"] = h5py.ExternalLink(cases.path("other.h5"), "/")
        file["B"] = h5py.SoftLink("/else/B")

    def text(file):
        file["B"] = np.zeros((R, N), np.uint16)
        file["B"].attrs["MATLAB_class"] = np.bytes_(b"char")

    def struct(file):
        file.create_group("B")

    def empty(file):
        file["B"] = np.array([0, R], np.uint64)
        file["B"].attrs["MATLAB_empty"] = np.uint8(1)

    spoilt("virtual", virtual, "dataset B keeps its data in another file")
    spoilt("external", external, "dataset B keeps its data in another file")
    spoilt("linked", linked, "B is a link into another file")
    spoilt("dangling", dangling, "B is a link that leads nowhere in this file")
    spoilt("through", through, "B is a link that leads nowhere in this file")
    spoilt("text", text, "variable B is of the class char")
    spoilt("struct", struct, "B is a group")
    spoilt("empty", empty, "variable B is empty")
    spoilt("complex", lambda file: file.create_dataset("B", data=FULL["B"].T + 1j), "variable B is complex")
    spoilt("cube", lambda file: file.create_dataset("B", data=np.zeros((2, R, N))), "variable B is 4×6×2")
    with h5py.File(cases.path("bad_headless.mat"), "w") as file:
        file["A"] = np.zeros((2, 2))
    cases.refuse("bad_headless.mat", "is an HDF5 file without MATLAB's header")


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

    cases.refuse("monotone.mat", "expected also its m", "give m")
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
    matlab73_of_python(cases, sizes)
    layers = {"W0": normal(5, R), "b0": normal(5), "W1": normal(N, 5), "b1": normal(N), "W2": normal(Q, N), "b2": normal(Q)}
    save(cases.path("layers_from_zero.mat"), layers, **row)
    cases.keep("layers_from_zero.mat", INPUTS, feed_forward(layers, INPUTS, 0), [5 + N, R, Q])
    save(cases.path("bad_gap.mat"), {"W1": layers["W0"], "W2": layers["W1"], "W4": layers["W2"]})
    cases.refuse("bad_gap.mat", "variable W4 would be left out", "there is no W3")
    # Nothing in a file of version 5 says where it ends, so that c could be behind the cut.
    save(cases.path("bad_half_biased.mat"), {k: v for k, v in PLAIN.items() if k != "c"})
    cases.refuse("bad_half_biased.mat", "has the variable b but no c", "zeros where there is none")
    save(cases.path("twice.mat"), PLAIN)
    save(cases.path("bad_twice.mat"), {"B": PLAIN["B"] + 1})
    again = pathlib.Path(cases.path("bad_twice.mat")).read_bytes()[128:]
    pathlib.Path(cases.path("bad_twice.mat")).write_bytes(pathlib.Path(cases.path("twice.mat")).read_bytes() + again)
    cases.refuse("bad_twice.mat", "has the variable B twice")
    # Files to damage, one packed and one not, and a third of version 7.3.
    small = {"A": np.array([[0.25]]), "B": np.array([[1.5, -2]]), "C": np.array([[1.0], [3]]), "b": np.array([0.5]),
             "c": np.array([0.125, 7])}
    save(cases.path("small.mat"), small)
    save(cases.path("small_packed.mat"), small, do_compression=True)
    save_matlab73(cases.path("small73.mat"), small)
