#!/usr/bin/env bash
# Trains the networks of handwritten digits beside this script: train_digits.sh FOLDER [NAME]...
# FOLDER holds MNIST as it is distributed (train-images-idx3-ubyte.gz, t10k-images-idx3-ubyte.gz and their labels files).
# The first 10,000 training images are left out: they are the digits in ../data, which these networks have never seen.
# The same bytes come out on the same type of processor with the same OpenBLAS; elsewhere the last digits differ, and so do
# the accuracies in the descriptions by some tenths of a percent. Two minutes on two free cores, most of them for the certified one.
# KAMKE_CLI names the program (default: the one that tests/run.sh builds).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cli=${KAMKE_CLI:-$here/../../build/tests/bin/kamke-cli}
data=${1:?expected the folder of MNIST}
shift
chosen=("$@")

train() { # FILE NAME DESCRIPTION OPTION...
    local file=$1 name=$2 description=$3
    shift 3
    if ((${#chosen[@]})) && [[ " ${chosen[*]} " != *" $file "* ]]; then return; fi
    echo "== $file"
    "$cli" train "$data/train-images-idx3-ubyte.gz" --first 10000 --validation "$data/t10k-images-idx3-ubyte.gz" \
        --seed 0 --threads 2 --name "$name" --description "$description" \
        --out "$here/$file.h5" "$@"
}

train nemon_mnist "Digits, γ = 0" \
    "Trained for accuracy alone, it reads 97.6 % of the MNIST test set; at ε = 0.01 MM-C certifies 53 % of it, MM 28 %, intervals none." \
    --kind nemon --batch 100 --hidden 100 --epochs 15 --rate 1e-3 --gamma 0
train nemon_gamma_095 "Digits, γ = 0.95" \
    "A measure up to 0.95 leaves more room for accuracy (97.8 % of the MNIST test set) and makes wider boxes: at ε = 0.01 MM-C certifies 41 %." \
    --kind nemon --batch 100 --hidden 100 --epochs 15 --rate 1e-3 --final-rate 1e-4 --gamma 0.95
train nemon_lipschitz_1e-5 "Digits, λ = 1e-5" \
    "A weak Lipschitz regulariser makes the constant 11 times smaller at no loss of accuracy (97.9 %): at ε = 0.01 MM-C certifies 88 %." \
    --kind nemon --batch 100 --hidden 100 --epochs 15 --rate 1e-3 --final-rate 1e-4 --gamma 0.95 --lipschitz-weight 1e-5
train nemon_lipschitz_1e-4 "Digits, λ = 1e-4" \
    "A stronger Lipschitz regulariser makes the constant 61 times smaller and costs 0.6 % of accuracy (97.3 %): at ε = 0.01 MM-C certifies 93 %." \
    --kind nemon --batch 100 --hidden 100 --epochs 15 --rate 1e-3 --final-rate 1e-4 --gamma 0.95 --lipschitz-weight 1e-4
train nemon_certified "Digits, certified training" \
    "Trained on the worst case of the box of ε = 0.1 around every digit, it reads 96.8 % of the MNIST test set, and MM-C certifies 86 % at that ε, ten times that of the others." \
    --kind nemon --batch 100 --hidden 200 --epochs 60 --rate 3e-3 --final-rate 1e-5 --gamma 0 --certified-eps 0.1

# The three models of Figures 1 and 2 of the NEMON paper, as there n = 100, batches of 300, 10 epochs, a rate that starts at 1.5e-2,
# and the mean of five seeds kept; but the rate falls to a tenth, without which the accuracy of the last epoch is a matter of luck.
figure=(--hidden 100 --batch 300 --epochs 10 --rate 1.5e-2 --final-rate 1.5e-3 --gamma 0.95 --runs 5)
train nemon_figure1 "NEMON, γ = 0.95 (Figure 1)" \
    "The NEMON of Figure 1 of its paper: the measure μ_∞(A) is at most 0.95, so that every weighted l_inf certificate applies; it keeps the course of five trainings." \
    --kind nemon "${figure[@]}"
train mon_gamma_095 "MON, m = 0.05 (Figure 1)" \
    "The monotone operator network of Figure 1 of the NEMON paper: as accurate, but no weights η give μ_η(A) < 1, so that of all certificates only the l_2 one applies." \
    --kind mon "${figure[@]}"
train implicit_deep_learning "Implicit deep learning, κ = 0.95 (Figure 1)" \
    "The implicit deep learning model of Figure 1 of the NEMON paper: the rows of A stay in an l_1 ball, so that even interval bounds have a fixed point." \
    --kind implicit-deep-learning "${figure[@]}"

train mon_m20 "monDEQ, m = 20" \
    "A strongly monotone monDEQ of the size and normalisation that the paper on semialgebraic certificates uses: m = 20, 87 units." \
    --kind mon --hidden 87 --gamma -19 --mean 0.1307 --std 0.3081 --batch 128 --epochs 15 --rate 1e-3 --final-rate 1e-4
train ibp_mondeq_01 "IBP-MonDEQ +Γ, ε = 0.1" \
    "Interval bounds of this monDEQ have a fixed point by construction (ibp-mondeq Thm 3.3), and training at ε = 0.1 made them small: IBP certifies more than 80 % of the MNIST test set there." \
    --kind ibp-mondeq --learn-weights --gamma 0.9 --certified-eps 0.1 --hidden 200 --batch 128 --epochs 60 --rate 1e-3 --final-rate 1e-5
train feed_forward_digits "Feed-forward 784-100-100-10" \
    "An ordinary network of two hidden layers, written as a block-triangular implicit one: the baseline of the papers, to which every certificate applies." \
    --kind feed-forward --hidden 100 --layers 2 --batch 100 --epochs 15 --rate 1e-3 --final-rate 1e-4
