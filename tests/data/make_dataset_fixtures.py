#!/usr/bin/python3
"""Makes the data sets that the tests read, with h5py and gzip, so that the readers are tested against other programs' files.

    python3 make_dataset_fixtures.py        (needs python3-numpy and python3-h5py; writes tests/data/datasets)

N = 5 samples of 2×3 pixels, no two alike. Every bad file has one fault, and its name says which.
"""
import gzip
import pathlib
import struct
import sys

import h5py
import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parent / "datasets"
sys.path.insert(0, str(FOLDER.parents[2] / "resources" / "networks"))
from train_two_moons import moons  # noqa: E402

N, H, W = 5, 2, 3
PIXELS = (np.arange(N * H * W, dtype=np.uint8) * 8).reshape(N, H, W)  # 0, 8, … 232
LABELS = np.array([3, 0, 2, 2, 1])
BEYOND = 2**27  # more samples than floats are read


def put(file, key, value, **options):
    if key in file:
        del file[key]
    return file.create_dataset(key, data=value, track_times=False, **options)


def base(file):
    file.attrs["format"], file.attrs["version"] = np.bytes_("kamke-dataset"), 1
    put(file, "inputs", PIXELS)
    put(file, "labels", LABELS)


def changed(*changes):
    """A file like `base` in which each of (name, value) is replaced, or removed where the value is None."""

    def make(file):
        base(file)
        for key, value in changes:
            if value is None:
                del file[key]
            else:
                put(file, key, value)

    return make


def attribute(key, value):
    def make(file):
        base(file)
        if value is None:
            del file.attrs[key]
        else:
            file.attrs[key] = value

    return make


def with_entry(array, position, value):
    array = array.copy()
    array[position] = value
    return array


def floats(file):
    base(file)
    put(file, "inputs", PIXELS.reshape(N, H * W) / 256.0)
    file.attrs["name"] = "Fünf"
    put(file, "label_names", np.array(["null", "eins", "zwei", "drei"], dtype=object), dtype=h5py.string_dtype("utf-8"))


def compressed(file):
    base(file)
    put(file, "inputs", PIXELS, compression="gzip", shuffle=True, chunks=(2, H, W))
    put(file, "labels", LABELS.astype(">i2"))


def float16(file):
    base(file)
    put(file, "inputs", (PIXELS / 256.0).astype(np.float16))
    put(file, "labels", LABELS.astype(np.uint8))


def endless(file):
    base(file)
    del file["inputs"]
    file.create_dataset("inputs", (BEYOND, 6), "f4", chunks=(1000, 6), track_times=False)


def overflowing(file):
    base(file)
    del file["inputs"]
    file.create_dataset("inputs", (2**40, 2**13, 2**13), "u1", chunks=(1, 64, 64), track_times=False)


def two_moons(file):
    """Samples that resources/networks/two_moons.h5 reads, but for one whose label is wrong on purpose."""
    points, labels = moons(np.random.default_rng(3), 300)
    labels[7] = 1 - labels[7]
    file.attrs["format"], file.attrs["version"] = np.bytes_("kamke-dataset"), 1
    put(file, "inputs", points.T)
    put(file, "labels", labels)


HDF5 = {
    "two_moons": two_moons,
    "good_images": base,
    "good_floats": floats,
    "good_compressed": compressed,
    "good_float16": float16,
    "bad_no_format": attribute("format", None),
    "bad_format": attribute("format", np.bytes_("kamke-network")),
    "bad_version": attribute("version", 2),
    "bad_no_inputs": changed(("inputs", None)),
    "bad_no_labels": changed(("labels", None)),
    "bad_vector": changed(("inputs", PIXELS[:, 0, 0])),
    "bad_rank": changed(("inputs", PIXELS[None])),
    "bad_no_samples": changed(("inputs", PIXELS[:0]), ("labels", LABELS[:0])),
    "bad_no_pixels": changed(("inputs", PIXELS[:, :0])),
    "bad_integers": changed(("inputs", PIXELS.astype(np.int32))),
    "bad_text": changed(("inputs", np.array([b"five"]))),
    "bad_nan": changed(("inputs", with_entry(PIXELS / 256.0, (2, 1, 0), np.nan))),
    "bad_infinite": changed(("inputs", with_entry(PIXELS / 256.0, (0, 0, 1), -np.inf))),
    "bad_label_count": changed(("labels", LABELS[:4])),
    "bad_label_table": changed(("labels", LABELS[:, None])),
    "bad_label_negative": changed(("labels", with_entry(LABELS, 3, -1))),
    "bad_label_large": changed(("labels", with_entry(LABELS, 4, 2**40))),
    "bad_label_floats": changed(("labels", LABELS / 1.0)),
    "bad_label_names_few": changed(("label_names", np.array([b"zero", b"one"]))),
    "bad_label_names_numbers": changed(("label_names", np.arange(4))),
    "bad_too_large": endless,
    "bad_overflow": overflowing,
}


def idx(array, kind=0x08, extents=None):
    extents = array.shape if extents is None else extents
    return bytes([0, 0, kind, len(extents)]) + struct.pack(f">{len(extents)}I", *extents) + array.tobytes()


def pack(data):
    return gzip.compress(data, mtime=0)


def write(name, data):
    (FOLDER / name).write_bytes(data)


def write_pair(name, images, labels=idx(LABELS.astype(np.uint8)), packed=False):
    write(f"{name}-images-idx3-ubyte" + (".gz" if packed else ""), pack(images) if packed else images)
    write(f"{name}-labels-idx1-ubyte", labels)


def main():
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    for name, make in HDF5.items():
        with h5py.File(FOLDER / f"{name}.h5", "w") as file:
            make(file)
    whole = (FOLDER / "good_images.h5").read_bytes()
    write("bad_truncated.h5", whole[: len(whole) * 2 // 3])
    images, labels = idx(PIXELS), idx(LABELS.astype(np.uint8))
    write_pair("plain", images)
    write_pair("packed", images, packed=True)  # with labels that are not
    write_pair("flat", idx(PIXELS.reshape(N, H * W)))
    write_pair("float", idx(PIXELS.astype(">f4"), kind=0x0D))
    write_pair("rank", idx(PIXELS[None]))
    write_pair("cut", images[:-1])
    write_pair("header", images[:10])
    write_pair("long", images + b"\0")
    write_pair("huge", idx(PIXELS, extents=(2**31, 28, 28)))
    write_pair("overflow", idx(PIXELS, extents=(2**32 - 1, 2**32 - 1, 2**32 - 1)))
    write_pair("claims", idx(PIXELS, extents=(2**16, 28, 28)))
    write_pair("empty", idx(PIXELS[:0]))
    write_pair("few", images, labels=labels[:-1][:4] + struct.pack(">I", N - 1) + labels[8:-1])
    write_pair("swapped", images, labels=images)
    write_pair("text", b"five digits\n")
    write("lonely-images-idx3-ubyte", images)
    write("nameless.idx", images)
    packed = pack(images)
    write_pair("gzcut", b"")
    write("gzcut-images-idx3-ubyte", packed[:-12])
    write_pair("gzdamaged", b"")
    # The three bits that say how the first block is packed: a kind that does not exist.
    write("gzdamaged-images-idx3-ubyte", packed[:10] + b"\xff" + packed[11:])
    write_pair("gzother", b"")
    write("gzother-images-idx3-ubyte", pack(whole))
    write_pair("gzsum", b"")
    write("gzsum-images-idx3-ubyte", packed[:-8] + bytes([packed[-8] ^ 1]) + packed[-7:])


if __name__ == "__main__":
    main()
