#include "core/train/cross_entropy.h"

#include <cmath>

namespace kamke {

void Tally::add(const Tally& other) {
    samples += other.samples;
    correct += other.correct;
    certified += other.certified;
    loss += other.loss;
}

template<class S>
Tally crossEntropy(MatrixOf<S>& logits, std::span<const int> labels) {
    Tally tally;
    tally.samples = logits.cols();
    for (Index k = 0; k < logits.cols(); ++k) {
        auto column = logits.col(k);
        const Index label = labels[static_cast<std::size_t>(k)];
        Index read = 0;
        const S largest = column.maxCoeff(&read);
        tally.correct += read == label;
        const S ofLabel = column(label);
        column = (column.array() - largest).exp();
        const S sum = column.sum();
        tally.loss += std::log(static_cast<double>(sum)) + static_cast<double>(largest - ofLabel);
        column /= sum;
        column(label) -= 1;
    }
    return tally;
}

template<class S>
RelativeClassifier<S>::RelativeClassifier(const MatrixOf<S>& C, const VectorOf<S>& c)
    : c_(c) {
    for (Index label = 0; label < C.rows(); ++label) {
        differences_.push_back(C.rowwise() - C.row(label));
        magnitudes_.push_back(differences_.back().cwiseAbs());
    }
}

template<class S>
MatrixOf<S> RelativeClassifier<S>::worstLogits(const Pair<S>& x, std::span<const int> labels) const {
    MatrixOf<S> worst(c_.size(), x.lower.cols());
    for (Index k = 0; k < worst.cols(); ++k) {
        const auto label = static_cast<std::size_t>(labels[static_cast<std::size_t>(k)]);
        worst.col(k) = differences_[label] * ((x.upper.col(k) + x.lower.col(k)) * S(0.5)) +
                       magnitudes_[label] * ((x.upper.col(k) - x.lower.col(k)) * S(0.5));
        worst.col(k).array() += c_.array() - c_(static_cast<Index>(label));
    }
    return worst;
}

template<class S>
Pair<S> RelativeClassifier<S>::pullBack(
    const MatrixOf<S>& P, const Pair<S>& x, std::span<const int> labels, Eigen::Ref<MatrixOf<S>> gradientC,
    Eigen::Ref<VectorOf<S>> gradientc) const {
    const Index q = c_.size(), n = x.lower.rows();
    std::vector<MatrixOf<S>> byCentre(differences_.size()), byRadius(differences_.size());
    Pair<S> v{MatrixOf<S>(n, P.cols()), MatrixOf<S>(n, P.cols())};
    for (Index k = 0; k < P.cols(); ++k) {
        const Index label = labels[static_cast<std::size_t>(k)];
        const auto at = static_cast<std::size_t>(label);
        VectorOf<S> p = P.col(k);
        p(label) = 0; // its worst logit is the constant 0
        if (byCentre[at].size() == 0)
            byCentre[at] = byRadius[at] = MatrixOf<S>::Zero(q, n);
        byCentre[at].noalias() += p * ((x.upper.col(k) + x.lower.col(k)) * S(0.5)).transpose();
        byRadius[at].noalias() += p * ((x.upper.col(k) - x.lower.col(k)) * S(0.5)).transpose();
        const VectorOf<S> ofCentre = differences_[at].transpose() * p;
        const VectorOf<S> ofRadius = magnitudes_[at].transpose() * p;
        v.lower.col(k) = (ofCentre - ofRadius) * S(0.5);
        v.upper.col(k) = (ofCentre + ofRadius) * S(0.5);
        gradientc += p;
        gradientc(label) -= p.sum();
    }
    for (std::size_t label = 0; label < byCentre.size(); ++label) {
        if (byCentre[label].size() == 0)
            continue;
        const MatrixOf<S> ofE =
            byCentre[label] + differences_[label].cwiseSign().cwiseProduct(byRadius[label]);
        gradientC += ofE;
        gradientC.row(static_cast<Index>(label)) -= ofE.colwise().sum();
    }
    return v;
}

template Tally crossEntropy(MatrixOf<float>&, std::span<const int>);
template Tally crossEntropy(MatrixOf<double>&, std::span<const int>);
template class RelativeClassifier<float>;
template class RelativeClassifier<double>;

} // namespace kamke
