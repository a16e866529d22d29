#!/usr/bin/python3
"""Makes networks in the formats of other programs, each with inputs and outputs computed here in NumPy.

    python3 make_import_fixtures.py FOLDER        (needs python3-numpy, -scipy, -h5py and -onnx)

Nothing is square that could be turned round unseen: n = 4 states, r = 6 inputs, q = 3 outputs. FOLDER/cases.json says per file
the options to import it with and what to expect: outputs of the files that are good, words of the sentence for the bad ones.
"""
import json
import pathlib
import sys

from import_cases import Cases
from import_matlab import matlab
from import_numpy import numpy_files
from import_onnx import onnx_models
from import_onnx_exporters import onnx_of_exporters


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    cases = Cases(folder)
    for make in (matlab, numpy_files, onnx_models, onnx_of_exporters):
        make(cases)
    (folder / "cases.json").write_text(json.dumps({"good": cases.good, "bad": cases.bad}, indent=1))


if __name__ == "__main__":
    main()
