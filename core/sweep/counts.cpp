#include "core/sweep/counts.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

namespace {

double share(Index part, Index whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : nan;
}

} // namespace

SweepCounts::SweepCounts(const SweepPlan& plan) {
    const auto methods = static_cast<Index>(plan.certificates.size());
    const auto attacks = static_cast<Index>(plan.attacks.size());
    certified = numerical = noBox = Counts::Zero(methods, plan.eps.size());
    broken = Counts::Zero(attacks, plan.eps.size());
    attacked.assign(plan.attacks.size(), 0);
    attackedCorrect.assign(plan.attacks.size(), 0);
    seconds = Matrix::Zero(methods, plan.eps.size());
    attackSeconds = Vector::Zero(attacks);
}

Result<void> SweepCounts::take(const SweepBlock& block) {
    assert(block.certified.size() == static_cast<std::size_t>(certified.rows()));
    done += block.count();
    for (Index k = 0; k < block.count(); ++k)
        correct += block.correct(k);
    for (std::size_t m = 0; m < block.certified.size(); ++m) {
        const auto row = static_cast<Index>(m);
        for (Index e = 0; e < certified.cols(); ++e) {
            const auto verdicts = block.certified[m].row(e);
            const auto numbers = std::count(verdicts.begin(), verdicts.end(), Certified::Numerical);
            numerical(row, e) += numbers;
            certified(row, e) += numbers + std::count(verdicts.begin(), verdicts.end(), Certified::Proved);
            if (!block.margins.empty())
                noBox(row, e) += block.margins[m].row(e).array().isNaN().count();
        }
    }
    for (std::size_t a = 0; a < block.attacked.size(); ++a) {
        for (Index k = 0; k < block.count(); ++k)
            if (block.attacked[a].rows() > 0 && block.attacked[a](0, k) != Attacked::NotComputed) {
                ++attacked[a];
                attackedCorrect[a] += block.correct(k);
            }
        for (Index e = 0; e < broken.cols(); ++e) {
            const auto row = block.attacked[a].row(e);
            broken(static_cast<Index>(a), e) += std::count(row.begin(), row.end(), Attacked::Broken);
        }
    }
    seconds += block.seconds;
    attackSeconds += block.attackSeconds;
    return {};
}

double SweepCounts::accuracy() const {
    return share(correct, done);
}

double SweepCounts::certifiedShare(Index certificate, Index eps) const {
    return share(certified(certificate, eps), done);
}

double SweepCounts::unbrokenShare(Index attack, Index eps) const {
    const Index tried = attacked[static_cast<std::size_t>(attack)];
    return share(tried - broken(attack, eps), tried);
}

SweepTable::SweepTable(const SweepPlan& plan, Index samples)
    : counts(plan)
    , done(static_cast<std::size_t>(samples), 0)
    , labels(static_cast<std::size_t>(samples), -1)
    , predictions(static_cast<std::size_t>(samples), -1)
    , certified(
          plan.certificates.size(),
          SweepBlock::Certificates::Constant(plan.eps.size(), samples, Certified::NotComputed))
    , attacked(
          plan.attacks.size(),
          SweepBlock::Attacks::Constant(plan.eps.size(), samples, Attacked::NotComputed)) {
    if (plan.margins)
        margins.assign(plan.certificates.size(), Matrix::Constant(plan.eps.size(), samples, nan));
}

Result<void> SweepTable::take(const SweepBlock& block) {
    const Index first = block.first, count = block.count();
    std::fill_n(done.begin() + first, count, char{1});
    std::copy(block.labels.begin(), block.labels.end(), labels.begin() + first);
    std::copy(block.predictions.begin(), block.predictions.end(), predictions.begin() + first);
    for (std::size_t m = 0; m < certified.size(); ++m)
        certified[m].middleCols(first, count) = block.certified[m];
    for (std::size_t a = 0; a < attacked.size(); ++a)
        attacked[a].middleCols(first, count) = block.attacked[a];
    for (std::size_t m = 0; m < margins.size(); ++m)
        margins[m].middleCols(first, count) = block.margins[m];
    return counts.take(block);
}

Index SweepTable::largestCertified(Index certificate, Index k) const {
    const auto column = certified[static_cast<std::size_t>(certificate)].col(k);
    for (Index e = column.size() - 1; e >= 0; --e)
        if (column(e) == Certified::Numerical || column(e) == Certified::Proved)
            return e;
    return -1;
}

} // namespace kamke
