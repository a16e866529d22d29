#!/usr/bin/python3
"""Makes the network files that the tests read, with h5py, so that the reader is tested against another program's files.

    python3 make_fixtures.py        (needs python3-numpy and python3-h5py; writes tests/data/networks)

n, r and q differ everywhere and no matrix is symmetric, so that a transposition cannot go unnoticed. Good files differ from
`base` in how the values are stored; every bad file has one fault, and its name says which.
"""
import pathlib

import h5py
import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parent / "networks"
N, R, Q = 4, 3, 2
VLEN = h5py.string_dtype("utf-8")
# Entry (i, j) is (10(i+1) + (j+1))·2^-7, times −1 where i + j is odd: exact as float16 and easy to check in a test.
def grid(rows, columns, scale=2.0**-7):
    i, j = np.indices((rows, columns))
    return (10 * (i + 1) + (j + 1)) * np.where((i + j) % 2, -scale, scale)


A, B, C, D = grid(N, N), grid(N, R, 2.0**-6), grid(Q, N, 2.0**-5), grid(Q, R, 2.0**-4)
b, c, eta = np.array([0.5, -0.25, 0.125, -1.0]), np.array([2.0, -3.0]), np.array([1.0, 0.5, 2.0, 0.25])


def put(file, key, value, **options):
    if key in file:
        del file[key]
    return file.create_dataset(key, data=value, track_times=False, **options)


def make_group(file, name):
    creation = h5py.h5p.create(h5py.h5p.GROUP_CREATE)
    creation.set_obj_track_times(False)  # the same bytes every time
    return h5py.Group(h5py.h5g.create(file.id, name.encode(), gcpl=creation))


def base(file):
    # Strings of fixed length keep the files small; `complete` has variable ones.
    file.attrs["format"], file.attrs["version"], file.attrs["activation"] = np.bytes_("kamke-network"), 1, np.bytes_("relu")
    for key, value in (("A", A), ("B", B), ("C", C)):
        put(file, key, value)


def complete(file):
    base(file)
    file.attrs["format"], file.attrs["activation"], file.attrs["slope"] = "kamke-network", "leaky_relu", 0.125
    file.attrs["name"] = "Vollständig"
    file.attrs["description"] = "Every field that a network file can have."
    file.attrs["source"] = "h5py"
    for key, value in (("b", b), ("c", c), ("D", D), ("eta", eta)):
        put(file, key, value)
    put(file, "labels", np.array(["left", "größer"], dtype=object), dtype=VLEN)
    spec = make_group(file, "input")
    spec.attrs["mean"], spec.attrs["std"] = np.array([0.5, 1.0, -2.0]), 0.25
    spec.attrs["lower"], spec.attrs["upper"] = 0.0, np.array([1.0, 2.0, 3.0])
    spec.attrs["shape"] = np.array([1, 3])
    training = make_group(file, "training")
    training.attrs["kind"], training.attrs["epochs"], training.attrs["seed"] = "nemon", 12, 2**62 + 1
    training.attrs["accuracy"], training.attrs["losses"] = 0.9875, np.array([1.0, 0.5, 0.25])
    training.attrs["shuffled"] = True  # an enumeration, which no value of ours holds: skipped
    training.attrs["batches"] = np.arange(6).reshape(2, 3)  # two-dimensional: skipped


def good():
    yield "good_base", base
    yield "good_complete", complete

    def float32(file):
        complete(file)
        for key in "ABCDbc":
            put(file, key, np.float32(file[key]))
        put(file, "eta", np.float16(eta))

    yield "good_float32", float32

    def big_endian(file):
        base(file)
        for key in "ABC":
            put(file, key, file[key][()].astype(">f8"))
        put(file, "b", np.array([5, -6, 7, -8], dtype=">i2"))
        put(file, "c", np.array([200, 100], dtype="u1"))
        file.attrs["version"] = np.array([1], dtype=">u2")

    yield "good_big_endian", big_endian

    def compressed(file):
        complete(file)
        for key in "ABCD":
            put(file, key, file[key][()], chunks=(2, 2), compression="gzip", shuffle=True, fletcher32=True)

    yield "good_compressed", compressed

    def fixed_strings(file):
        base(file)
        file.attrs["format"] = np.array([b"kamke-network"])  # an array with one entry, padded with zeros
        space = h5py.h5t.C_S1.copy()
        space.set_size(10)
        space.set_strpad(h5py.h5t.STR_SPACEPAD)
        del file.attrs["activation"]
        attribute = h5py.h5a.create(file.id, b"activation", space, h5py.h5s.create(h5py.h5s.SCALAR))
        attribute.write(np.array(b"tanh      ", dtype="S10"))
        file.attrs["name"] = np.bytes_(b"fixed")
        file.attrs["description"] = h5py.Empty("S1")
        put(file, "labels", np.array([b"no", b"yes"]))

    yield "good_fixed_strings", fixed_strings

    def one_entry_attributes(file):
        complete(file)
        file.attrs["slope"] = np.array([0.125])
        file.attrs["version"] = np.array([1])
        file.attrs["activation"] = np.array(["leaky_relu"], dtype=object)
        file["input"].attrs["std"] = np.array([0.25])
        file["input"].attrs["lower"] = np.array([0])

    yield "good_one_entry_attributes", one_entry_attributes

    def links(file):
        base(file)
        file.move("A", "weights")
        file["A"] = h5py.SoftLink("/weights")

    yield "good_soft_link", links


def bad():
    def without(key):
        def make(file):
            base(file)
            del file[key]

        return make

    def with_attribute(key, value, make_base=base):
        def make(file):
            make_base(file)
            file.attrs[key] = value

        return make

    def with_dataset(key, value, **options):
        def make(file):
            base(file)
            put(file, key, value, **options)

        return make

    def with_input(**attributes):
        def make(file):
            base(file)
            group = make_group(file, "input")
            for key, value in attributes.items():
                group.attrs[key] = value

        return make

    def poked(key, index, value):
        data = {"A": A, "B": B, "C": C, "D": D, "b": b, "c": c, "eta": eta}[key].copy()
        data[index] = value
        return with_dataset(key, data)

    def without_attribute(key):
        def make(file):
            base(file)
            del file.attrs[key]

        return make

    for key in "ABC":
        yield f"missing_{key}", without(key)
    for key in ("format", "version", "activation"):
        yield f"missing_{key}", without_attribute(key)
    yield "format_other", with_attribute("format", "kamke-dataset")
    yield "format_number", with_attribute("format", 7)
    yield "version_2", with_attribute("version", 2)
    yield "version_0", with_attribute("version", 0)
    yield "version_text", with_attribute("version", "one")
    yield "version_two_entries", with_attribute("version", np.array([1, 1]))
    yield "activation_unknown", with_attribute("activation", "swish\nand a second line")
    yield "activation_number", with_attribute("activation", 3)
    yield "name_number", with_attribute("name", 3.5)
    yield "slope_missing", with_attribute("activation", "leaky_relu")
    leaky = with_attribute("activation", "leaky_relu")
    yield "slope_high", with_attribute("slope", 1.5, leaky)
    yield "slope_nan", with_attribute("slope", np.nan, leaky)

    yield "A_not_square", with_dataset("A", A[:, :3])
    yield "A_vector", with_dataset("A", A[0])
    yield "A_scalar", with_dataset("A", 1.0)
    yield "A_three_dimensions", with_dataset("A", A[None])
    yield "A_empty", with_dataset("A", np.zeros((0, 0)))
    yield "A_null", with_dataset("A", h5py.Empty("f8"))
    yield "A_text", with_dataset("A", np.full((N, N), b"0.5"))
    yield "A_complex", with_dataset("A", A.astype(complex))
    yield "A_nan", poked("A", (1, 2), np.nan)
    yield "A_overflow", with_dataset("A", np.full((N, N), np.longdouble("1e4000")))
    yield "B_transposed", with_dataset("B", B.T)
    yield "B_no_columns", with_dataset("B", np.zeros((N, 0)))
    yield "B_infinite", poked("B", (3, 0), np.inf)
    yield "C_transposed", with_dataset("C", C.T)
    yield "C_nan", poked("C", (0, 3), np.nan)
    yield "D_transposed", with_dataset("D", D.T)
    yield "D_infinite", poked("D", (1, 2), -np.inf)
    yield "b_short", with_dataset("b", b[:3])
    yield "b_column", with_dataset("b", b[:, None])
    yield "b_nan", poked("b", 2, np.nan)
    yield "c_long", with_dataset("c", np.zeros(Q + 1))
    yield "c_nan", poked("c", 1, np.nan)
    yield "eta_zero", poked("eta", 1, 0.0)
    yield "eta_negative", poked("eta", 3, -1e-12)
    yield "eta_nan", poked("eta", 0, np.nan)
    yield "eta_short", with_dataset("eta", eta[:2])
    yield "labels_few", with_dataset("labels", np.array(["one"], dtype=object), dtype=VLEN)
    yield "labels_numbers", with_dataset("labels", np.array([0, 1]))
    yield "labels_table", with_dataset("labels", np.array([[b"a", b"b"]]))

    yield "input_dataset", with_dataset("input", np.zeros(3))
    yield "std_zero", with_input(std=0.0)
    yield "std_negative", with_input(std=np.array([1.0, -0.5, 1.0]))
    yield "std_two_entries", with_input(std=np.ones(2))
    yield "mean_nan", with_input(mean=np.array([0.0, np.nan, 0.0]))
    yield "mean_text", with_input(mean="zero")
    yield "mean_table", with_input(mean=np.zeros((1, 3)))
    yield "lower_infinite", with_input(lower=-np.inf, upper=1.0)
    yield "lower_above_upper", with_input(lower=np.array([0.0, 2.0, 0.0]), upper=1.0)
    yield "shape_product", with_input(shape=np.array([2, 2]))
    yield "shape_float", with_input(shape=np.array([1.0, 3.0]))
    yield "shape_overflow", with_input(shape=np.array([2**32, 2**32, 3]))
    yield "training_dataset", with_dataset("training", np.zeros(1))

    def group_instead(file):
        base(file)
        del file["A"]
        file.create_group("A")

    yield "A_group", group_instead

    def external_link(file):
        base(file)
        del file["A"]
        file["A"] = h5py.ExternalLink("good_base.h5", "/A")

    yield "A_external_link", external_link

    def external_behind_soft(file):
        base(file)
        del file["A"]
        file["other"] = h5py.ExternalLink("good_base.h5", "/")
        file["A"] = h5py.SoftLink("/other/A")

    yield "A_soft_to_external_link", external_behind_soft

    def dangling(file):
        base(file)
        del file["A"]
        file["A"] = h5py.SoftLink("/nowhere")

    yield "A_dangling_link", dangling

    def external_storage(file):
        base(file)
        del file["A"]
        file.create_dataset("A", (N, N), "f8", external=[("good_base.h5", 0, 8 * N * N)])

    yield "A_external_storage", external_storage

    def virtual(file):
        base(file)
        del file["A"]
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_obj_track_times(False)
        space = h5py.h5s.create_simple((N, N))
        creation.set_virtual(space, b"good_base.h5", b"/A", space)
        h5py.h5d.create(file.id, b"A", h5py.h5t.IEEE_F64LE, space, creation)

    yield "A_virtual", virtual

    def absurd(file):
        base(file)
        del file["A"]
        file.create_dataset("A", (10**6, 10**6), "f8", chunks=(1000, 1000))

    yield "A_absurdly_large", absurd

    def overflowing(file):
        base(file)
        del file["A"]
        file.create_dataset("A", (2**32, 2**32), "f8", chunks=(10, 10))

    yield "A_size_overflows", overflowing

    def unknown_filter(file):
        base(file)
        del file["A"]
        creation = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        creation.set_obj_track_times(False)
        creation.set_chunk((N, N))
        creation.set_filter(32999, h5py.h5z.FLAG_OPTIONAL, (1, 2))
        h5py.h5d.create(file.id, b"A", h5py.h5t.IEEE_F64LE, h5py.h5s.create_simple((N, N)), creation)

    yield "A_unknown_filter", unknown_filter


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.h5"):
        old.unlink()
    for prefix, files in (("", good()), ("bad_", bad())):
        for name, make in files:
            with h5py.File(FOLDER / f"{prefix}{name}.h5", "w") as file:
                make(file)
    # The newer file format, with checksums.
    creation, access = h5py.h5p.create(h5py.h5p.FILE_CREATE), h5py.h5p.create(h5py.h5p.FILE_ACCESS)
    creation.set_obj_track_times(False)
    access.set_libver_bounds(h5py.h5f.LIBVER_V18, h5py.h5f.LIBVER_V18)
    path = str(FOLDER / "good_format_1_8.h5").encode()
    with h5py.File(h5py.h5f.create(path, h5py.h5f.ACC_TRUNC, creation, access)) as file:
        complete(file)
    with h5py.File(FOLDER / "good_user_block.h5", "w", userblock_size=512) as file:
        complete(file)
    whole = (FOLDER / "good_complete.h5").read_bytes()
    (FOLDER / "bad_truncated.h5").write_bytes(whole[: len(whole) * 2 // 3])
    (FOLDER / "bad_only_signature.h5").write_bytes(whole[:8])
    (FOLDER / "bad_text_file.h5").write_text("x = relu(A x + B u + b)\n")
    (FOLDER / "bad_no_bytes.h5").write_bytes(b"")


if __name__ == "__main__":
    main()
