#!/usr/bin/python3
"""Makes the gallery of network files beside this script; the same versions of NumPy and h5py give the same bytes.

    python3 make_gallery.py [FOLDER]
"""
import pathlib
import sys

import numpy as np

import gallery_file
import train_feed_forward
import train_two_moons

OWN = "Made for Kamke's gallery by make_gallery.py"
MIXED_MONOTONE = "Jafarpour, Abate, Davydov, Bullo and Coogan, Robustness Certificates for Implicit Neural Networks"


def designed():
    """The networks whose weights are written down here: file name and fields of gallery_file.write()."""
    yield "paper_example", dict(
        name="Paper example (2-D)",
        description="The example of the paper: on [0, 1/3]×[1, 2] the mixed-monotone box is tighter than the Lipschitz and "
        "the interval box, and the true reach set shows by how much all of them overshoot.",
        source=f"{MIXED_MONOTONE}, section 5.1, with the matrices that reproduce its printed numbers",
        A=[[-1 / 4, -1 / 4], [3 / 4, -1 / 4]],
        B=[[1 / 2, 1], [1, 1 / 2]],
        C=np.eye(2),
        b=np.zeros(2),
        c=np.zeros(2),
        lower=[-0.5, -0.5],
        upper=[1.5, 2.75],
    )
    yield "ibp_diverges", dict(
        name="IBP diverges, MM converges",
        description="Strong negative self-feedback makes the network contract although ρ(|A|) ≥ 1: interval propagation "
        "forgets that a unit damps itself and its box grows for ever, the mixed-monotone box stays finite.",
        source=OWN,
        A=[[-2, 1.25], [1.5, -1.75]],
        B=[[1, 0.5], [-0.5, 1]],
        C=[[1, -0.5], [0.5, 1]],
        b=[0.5, 0.5],
        c=[0, 0],
        lower=[-1, -1],
        upper=[1, 1],
    )
    yield "mm_needs_weights", dict(
        name="MM needs weights",
        description="With η = 1 no contraction is seen (μ_∞(A) = 1.5), with the Perron weights μ_η(A) is below zero: "
        "the choice of the norm decides whether anything can be certified.",
        source=OWN,
        A=[[-0.5, 2], [0.1, -0.5]],
        B=[[1, -0.5], [0.25, 0.5]],
        C=[[0.5, 1], [-0.25, 2]],
        b=[0.25, 0.25],
        c=[0, 0],
        lower=[-1, -1],
        upper=[1, 1],
    )
    yield "monotone_operator", dict(
        name="Monotone operator network",
        description="A monDEQ: no weighted l_inf measure is below 1, so no mixed-monotone box is promised, yet μ_2(A) < 1 "
        "makes the output a unique function of the input.",
        source="After the parametrisation of Winston and Kolter, Monotone operator equilibrium networks; weights made for "
        "Kamke's gallery",
        A=[[-0.25, -0.75, 0.625], [0.75, -0.25, -0.625], [-0.625, 0.75, -0.25]],
        B=[[1, 0.25], [-0.5, 1], [0.5, -1]],
        C=[[1, 0, -0.5], [0.25, 1, 0]],
        b=[0.5, 0.5, 0.5],
        c=[0, 0],
        lower=[-1, -1],
        upper=[1, 1],
    )
    yield "ill_posed", dict(
        name="Ill-posed: either unit may win",
        description="Two units inhibit each other so strongly that for inputs near the diagonal either of them can win: the "
        "output depends on where the iteration starts, and no certificate applies.",
        source=OWN,
        A=[[0.625, -1], [-1, 0.625]],
        B=np.eye(2),
        C=np.eye(2),
        b=[0, 0],
        c=[0, 0],
        lower=[-0.5, -0.5],
        upper=[1.5, 1.5],
    )
    yield "monotone", dict(
        name="Monotone network",
        description="With A, B and C all non-negative every output grows with every input, so the mixed-monotone box is "
        "exact: its corners are the outputs at two corners of the input box.",
        source=OWN,
        A=[[0.125, 0.25, 0], [0.125, 0.25, 0.375], [0.25, 0, 0.125]],
        B=[[1, 0.25], [0.5, 0.5], [0, 1.25]],
        C=[[1, 0.25, 0], [0, 0.25, 1]],
        b=[0, -0.5, -0.25],
        c=[0, 0],
        lower=[-1, -1],
        upper=[1.5, 1.5],
    )
    yield "rotation", dict(
        name="Rotation with a long transient",
        description="A turns the state by a quarter and shrinks it by only 3 % per step: the iterates spiral for hundreds "
        "of steps, and boxes, which cannot turn, come out many times too wide.",
        source=OWN,
        A=[[0, -0.97], [0.97, 0]],
        B=[[1, 0.25], [-0.25, 1]],
        C=np.eye(2),
        b=[6, 0.5],
        c=[0, 0],
        lower=[-1, -1],
        upper=[1, 1],
    )
    yield "smooth", dict(
        name="Smooth network (tanh)",
        description="tanh has no corners: the boxes work as with ReLU, but the exact reach set has no polygons and only "
        "samples show it.",
        source=OWN,
        activation="tanh",
        A=[[-0.5, 0.5, 0, -0.25], [-0.25, 0, 0.5, 0], [0.5, 0, -0.75, 0.25], [0, -0.5, 0.25, 0.125]],
        B=[[1.5, 0.5], [-0.5, 1.5], [1, -1], [0.5, 1]],
        C=[[1, 0, -0.5, 0.5], [0.25, 1, 0.5, 0]],
        b=[0, 0.25, -0.25, 0],
        c=[0, 0],
        lower=[-1.5, -1.5],
        upper=[1.5, 1.5],
    )
    yield "three_inputs", dict(
        name="Three inputs, three outputs",
        description="Three normalised inputs and three outputs: choose which two of each are drawn and watch the held input "
        "move the picture.",
        source=OWN,
        activation="leaky_relu",
        slope=0.1,
        A=[[-0.25, 0.25, 0, 0.25], [0, -0.5, 0.5, -0.25], [0.25, 0, 0.125, -0.25], [-0.5, 0.25, 0, -0.125]],
        B=[[1, 0, -0.5], [-0.5, 1, 0], [0, -0.5, 1], [0.5, 0.5, 0.5]],
        C=[[1, -0.25, 0, 0.25], [0, 1, -0.25, 0.25], [-0.25, 0, 1, 0.25]],
        D=[[0.125, 0, 0], [0, 0.125, 0], [0, 0, 0.125]],
        b=[0, 0.25, 0, -0.25],
        c=[0, 0, 0.5],
        lower=[0, 0, 0],
        upper=[1, 1, 1],
        mean=[0.5, 0.5, 0.5],
        std=[0.25, 0.25, 0.5],
        labels=["red", "green", "blue"],
    )


def trained():
    """The networks whose weights are learnt."""
    (A, B, C, b, c), error = train_feed_forward.train()
    assert error < 0.04
    yield "feed_forward", dict(
        name="Feed-forward 2-8-8-2",
        description="An ordinary two-layer ReLU network, fitted to the complex square, in implicit form: A is block "
        "triangular, so every condition with free weights holds and the reach set is a patchwork of linear pieces.",
        source="Fitted by train_feed_forward.py",
        A=A, B=B, C=C, b=b, c=c, lower=[-1, -1], upper=[1, 1],
        training={"kind": "feed-forward", "epochs": train_feed_forward.EPOCHS, "seed": train_feed_forward.SEED,
                  "rms_error": error},
    )
    (A, B, C, b, c), on_training, on_fresh = train_two_moons.train()
    assert min(on_training, on_fresh) >= 0.98
    yield "two_moons", dict(
        name="Two moons classifier",
        description="A small trained classifier with two classes: move the box towards the decision boundary and see which "
        "method is the last that still certifies the label.",
        source="Trained by train_two_moons.py with the NEMON parametrisation (Jafarpour, Davydov, Proskurnikov and Bullo)",
        A=A, B=B, C=C, b=b, c=c, eta=np.ones(len(b)), lower=[-1.5, -1], upper=[2.5, 1.5],
        labels=["upper moon", "lower moon"],
        training={"kind": "nemon", "epochs": train_two_moons.EPOCHS, "seed": train_two_moons.SEED,
                  "gamma": train_two_moons.GAMMA, "points": train_two_moons.POINTS, "accuracy": on_fresh,
                  "training_accuracy": on_training},
    )


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parent
    for networks in (designed(), trained()):
        for name, fields in networks:
            gallery_file.write(folder / f"{name}.h5", **fields)


if __name__ == "__main__":
    main()
