"""Writes one network file (format "kamke-network", version 1) so that equal content gives equal bytes."""
import h5py
import numpy as np


def write(path, *, name, description, source, A, B, C, b=None, c=None, D=None, activation="relu", slope=None, eta=None,
          lower=None, upper=None, mean=None, std=None, labels=None, training=None):
    """A is n×n, B n×r, C q×n, b n, c q, D q×r; lower and upper r raw inputs; labels q names; training a dictionary."""
    # Data sets without the time of writing; strings of fixed length, which need no heap of their own.
    with h5py.File(path, "w") as file:
        def text(value):
            return np.array(value.encode(), dtype=h5py.string_dtype("utf-8", len(value.encode())))

        def dataset(key, value):
            file.create_dataset(key, data=value, track_times=False)

        file.attrs["format"] = text("kamke-network")
        file.attrs["version"] = np.int64(1)
        file.attrs["activation"] = text(activation)
        if slope is not None:
            file.attrs["slope"] = np.float64(slope)
        for key, value in (("name", name), ("description", description), ("source", source)):
            file.attrs[key] = text(value)
        for key, value in (("A", A), ("B", B), ("C", C), ("D", D), ("b", b), ("c", c), ("eta", eta)):
            if value is not None:
                dataset(key, np.asarray(value, dtype=np.float64))
        if labels is not None:
            longest = max(len(label.encode()) for label in labels)
            dataset("labels", np.array([label.encode() for label in labels], h5py.string_dtype("utf-8", longest)))
        spec = {"mean": mean, "std": std, "lower": lower, "upper": upper}
        if any(value is not None for value in spec.values()):
            group = file.create_group("input")
            for key, value in spec.items():
                if value is not None:
                    group.attrs[key] = np.asarray(value, dtype=np.float64)
        if training:
            group = file.create_group("training")
            for key in sorted(training):
                value = training[key]
                group.attrs[key] = text(value) if isinstance(value, str) else value
