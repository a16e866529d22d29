#!/usr/bin/python3
"""Makes the gallery of network files beside this script. The same versions of NumPy and h5py give the same bytes.

    python3 make_gallery.py [FOLDER]
"""
import pathlib
import sys

import numpy as np

import gallery_file


def paper_example(folder):
    gallery_file.write(
        folder / "paper_example.h5",
        name="Paper example (2-D)",
        description="Compare the Lipschitz, interval and mixed-monotone boxes of the paper with the true reach set: "
        "on [0, 1/3]×[1, 2] the mixed-monotone box is the tightest of them.",
        source="Davydov, Jafarpour, Abate, Bullo and Coogan, mixed-monotone contractive networks, section 5.1, with the "
        "matrices that reproduce its printed numbers",
        A=[[-1 / 4, -1 / 4], [3 / 4, -1 / 4]],
        B=[[1 / 2, 1], [1, 1 / 2]],
        C=np.eye(2),
        b=np.zeros(2),
        c=np.zeros(2),
        lower=[-0.5, -0.5],
        upper=[1.5, 2.75],
    )


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    paper_example(folder)


if __name__ == "__main__":
    main()
