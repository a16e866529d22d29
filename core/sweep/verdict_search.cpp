#include "core/sweep/verdict_search.h"

#include "core/solve/timing.h"
#include "core/sweep/block_margins.h"
#include "core/sweep/verdict_judge.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace kamke {

namespace {

using Indices = Eigen::Matrix<Index, Eigen::Dynamic, Eigen::Dynamic>;

// What is known of every certificate (row) and sample (column): certified up to ε number `yes` (with proof up
// to `proved`), not certified from `no` on.
struct Brackets {
    Indices yes, proved, no;

    bool isOpen(Index m, Index k) const { return no(m, k) - yes(m, k) > 1; }
    Index middle(Index m, Index k) const { return (yes(m, k) + no(m, k)) / 2; }
    bool decides(Index m, Index k, Index e) const { return yes(m, k) < e && e < no(m, k); }
    void rule(Index m, Index k, Index e, Ruling ruling) {
        if (ruling == Ruling::Refused) {
            no(m, k) = std::min(no(m, k), e);
        } else if (ruling != Ruling::Open) {
            yes(m, k) = std::max(yes(m, k), e);
            if (ruling == Ruling::Proved)
                proved(m, k) = std::max(proved(m, k), e);
        }
    }
};

struct Search {
    const Certifier& certifier;
    const SweepPlan& plan;
    const BallInputs& inputs;
    const CertifyOptions& options;
    SweepBlock& block;
    Brackets brackets;
    std::vector<Index> rows; // certificates that apply

    Index methods() const { return static_cast<Index>(plan.certificates.size()); }
    const Certificate& certificate(Index m) const { return *plan.certificates[static_cast<std::size_t>(m)]; }
    // Its boxes are the limit of an iteration whose iterates tell the verdict. With D the rows would need the
    // input box, too: such networks are rare.
    bool isWatched(Index m) const { return certificate(m).states->embedding && !certifier.hasD; }

    // Tighter certificates certify what this one does; looser ones do not what this one does not.
    void share(Index from) {
        for (const Index m : rows)
            for (Index k = 0; k < block.count(); ++k)
                if (certificate(m).isTighterThan(certificate(from))) {
                    brackets.yes(m, k) = std::max(brackets.yes(m, k), brackets.yes(from, k));
                    brackets.proved(m, k) = std::max(brackets.proved(m, k), brackets.proved(from, k));
                } else if (certificate(from).isTighterThan(certificate(m))) {
                    brackets.no(m, k) = std::min(brackets.no(m, k), brackets.no(from, k));
                }
    }
};

// One round of questions: a sample each, at an ε of its own.
struct Questions {
    std::vector<Index> samples, steps;
    Vector eps(const SweepPlan& plan) const { return plan.eps(steps); }
};

Questions questionsOf(const Search& search, const std::vector<Index>& group) {
    Questions questions;
    for (Index k = 0; k < search.block.count(); ++k)
        for (const Index m : group)
            if (search.brackets.isOpen(m, k)) {
                questions.samples.push_back(k);
                questions.steps.push_back(search.brackets.middle(m, k));
                break;
            }
    return questions;
}

// Certificates of embedded boxes, iterate by iterate.
class EmbeddedGroup {
public:
    EmbeddedGroup(const Search& search, const std::vector<Index>& group, Embedding embedding)
        : search_(search)
        , group_(group)
        , embedding_(embedding)
        , centre_(Matrix::Zero(search.certifier.network().n(), search.block.count()))
        , radius_(centre_)
        , eps_(Vector::Zero(search.block.count())) {
        for (const Index m : group) {
            std::vector<MarginRows> rows;
            rows.reserve(static_cast<std::size_t>(search.certifier.network().q()));
            for (int label = 0; label < static_cast<int>(search.certifier.network().q()); ++label)
                rows.emplace_back(search.certifier, search.certificate(m), label);
            rows_.push_back(std::move(rows));
        }
        if (search.inputs.samples().atCentres)
            centre_ = search.inputs.samples().atCentres->centre.unaryExpr(
                [](double v) { return v == v ? v : 0.0; });
        nominal_ = centre_;
    }

    VerdictJudge::Asked answer(const Questions& questions, Brackets& brackets) {
        ColumnInput input = search_.inputs.at(questions.samples, questions.eps(search_.plan));
        VerdictJudge::Asked asked(group_.size(), questions.samples.size());
        for (Index j = 0; j < asked.cols(); ++j)
            for (Index g = 0; g < asked.rows(); ++g)
                asked(g, j) = brackets.decides(
                    group_[static_cast<std::size_t>(g)], questions.samples[static_cast<std::size_t>(j)],
                    questions.steps[static_cast<std::size_t>(j)]);
        VerdictJudge judge(embedding_, input, rows_, asked);
        const EmbeddedColumns columns = embeddedFixedBoxes(
            search_.certifier, embedding_, input, startOf(questions), search_.options, &judge);
        if (search_.options.limits.reached())
            return asked;
        judge.finish(columns);
        for (Index j = 0; j < asked.cols(); ++j) {
            const Index k = questions.samples[static_cast<std::size_t>(j)];
            const Index e = questions.steps[static_cast<std::size_t>(j)];
            for (Index g = 0; g < asked.rows(); ++g)
                if (asked(g, j))
                    brackets.rule(group_[static_cast<std::size_t>(g)], k, e, judge.ruling(g, j));
            if (columns.status[static_cast<std::size_t>(j)] == Status::Ok) {
                centre_.col(k) = columns.centre.col(j);
                radius_.col(k) = columns.radius.col(j);
                eps_(k) = search_.plan.eps(e);
            }
        }
        return asked;
    }

private:
    // Boxes grow nearly in proportion to ε. Intervals start from points, since they have to come from below.
    StateStart startOf(const Questions& questions) const {
        if (embedding_ == Embedding::Interval)
            return {
                nominal_(Eigen::all, questions.samples),
                Matrix::Zero(centre_.rows(), static_cast<Index>(questions.samples.size()))};
        StateStart start{centre_(Eigen::all, questions.samples), radius_(Eigen::all, questions.samples)};
        const Vector eps = questions.eps(search_.plan);
        for (Index j = 0; j < eps.size(); ++j) {
            const double before = eps_(questions.samples[static_cast<std::size_t>(j)]);
            start.radius.col(j) *= before > 0 ? eps(j) / before : 0;
        }
        return start;
    }

    const Search& search_;
    const std::vector<Index>& group_;
    Embedding embedding_;
    std::vector<std::vector<MarginRows>> rows_;
    Matrix nominal_, centre_, radius_; // of the sample's last box
    Vector eps_;                       // which was at this ε
};

// Any other certificate: margins at the ε asked for. The work that it was, in seconds.
double answerByMargins(const Search& search, Index m, const Questions& questions, Brackets& brackets) {
    const Certificate* const certificate = &search.certificate(m);
    const MarginColumns columns = blockMargins(
                                      search.certifier, search.inputs, questions.samples,
                                      questions.eps(search.plan), std::span(&certificate, 1), search.options)
                                      .front();
    if (search.options.limits.reached())
        return columns.seconds;
    for (std::size_t j = 0; j < questions.samples.size(); ++j) {
        // Fails closed: NaN is not > 0.
        const Ruling ruling = !(columns.margin(static_cast<Index>(j)) > 0) ? Ruling::Refused
                              : columns.boxes->rigorous[j]                 ? Ruling::Proved
                                                                           : Ruling::Numerical;
        brackets.rule(m, questions.samples[j], questions.steps[j], ruling);
    }
    return columns.seconds;
}

void noteSeconds(
    SweepBlock& block, const std::vector<Index>& group, const Questions& questions, double seconds) {
    const double each = seconds / static_cast<double>(questions.steps.size());
    for (const Index m : group)
        for (const Index e : questions.steps)
            block.seconds(m, e) += each;
}

void searchGroup(Search& search, const std::vector<Index>& group) {
    std::optional<EmbeddedGroup> boxes;
    if (search.isWatched(group.front()))
        boxes.emplace(search, group, *search.certificate(group.front()).states->embedding);
    while (!search.options.limits.reached()) {
        const Questions questions = questionsOf(search, group);
        if (questions.samples.empty())
            break;
        const auto begin = Clock::now();
        double seconds = 0;
        if (boxes) {
            boxes->answer(questions, search.brackets);
            seconds = secondsSince(begin);
        } else {
            seconds = answerByMargins(search, group.front(), questions, search.brackets);
        }
        noteSeconds(search.block, group, questions, seconds);
        // Within the group first: a verdict of one is one of another.
        for (const Index m : group)
            search.share(m);
    }
}

// Certificates of one state box together, if its iteration can be watched; cheap ones first.
std::vector<std::vector<Index>> groupsOf(const Search& search) {
    std::vector<std::vector<Index>> groups;
    for (const Index m : search.rows) {
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return search.isWatched(m) &&
                   search.certificate(group.front()).states == search.certificate(m).states;
        });
        if (same == groups.end())
            groups.push_back({m});
        else
            same->push_back(m);
    }
    std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
        return search.certificate(a.front()).states->stage < search.certificate(b.front()).states->stage;
    });
    return groups;
}

} // namespace

void searchVerdicts(
    const Certifier& certifier, const SweepPlan& plan, const BallInputs& inputs, SweepBlock& block,
    const CertifyOptions& options) {
    const auto methods = static_cast<Index>(plan.certificates.size());
    const Index count = block.count(), steps = plan.eps.size();
    Search search{certifier, plan, inputs, options, block, {}, {}};
    search.brackets.yes = search.brackets.proved = Indices::Constant(methods, count, -1);
    search.brackets.no = Indices::Constant(methods, count, steps);
    for (Index k = 0; k < count; ++k)
        if (!block.correct(k) ||
            (!inputs.outside().empty() && !inputs.outside()[static_cast<std::size_t>(k)].empty()))
            search.brackets.no.col(k).setZero();
    for (Index m = 0; m < methods; ++m)
        if (search.certificate(m).whyNot(certifier.analysis()))
            search.brackets.no.row(m).setZero();
        else
            search.rows.push_back(m);
    for (const std::vector<Index>& group : groupsOf(search)) {
        searchGroup(search, group);
        if (options.limits.reached())
            return;
    }
    for (Index m = 0; m < methods; ++m)
        for (Index k = 0; k < count; ++k)
            for (Index e = 0; e < steps; ++e)
                block.certified[static_cast<std::size_t>(m)](e, k) =
                    e <= search.brackets.proved(m, k) ? Certified::Proved
                    : e <= search.brackets.yes(m, k)  ? Certified::Numerical
                                                      : Certified::No;
}

} // namespace kamke
