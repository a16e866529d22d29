#include "core/certify/cascade.h"

#include "core/model/rounding.h"
#include "core/sdp/ascent.h"
#include "core/sdp/semidefinite_model.h"
#include "core/solve/columns.h"
#include "core/solve/timing.h"

#include <algorithm>
#include <cmath>

namespace kamke {

namespace {

class StageClock {
public:
    StageClock(CascadeResult& result, CascadeStage stage, CompetitorCascade* one = nullptr)
        : seconds_(result.seconds[static_cast<std::size_t>(stage)])
        , one_(one) {}
    ~StageClock() {
        const double passed = secondsSince(begin_);
        seconds_ += passed;
        if (one_)
            one_->seconds += passed;
    }
    StageClock(const StageClock&) = delete;
    StageClock& operator=(const StageClock&) = delete;

private:
    double& seconds_;
    CompetitorCascade* one_;
    Clock::time_point begin_ = Clock::now();
};

// Only a bound > 0 certifies; a NaN is none.
void decide(CompetitorCascade& one, double bound, CascadeStage stage) {
    if (!one.decidedBy && bound > 0) {
        one.decidedBy = stage;
        one.certified = true;
    }
}

void solveCompetitor(
    SemidefiniteModel& model, const SampleSystem& sample, CompetitorCascade& one,
    const CascadeOptions& options) {
    const Index j = one.competitor;
    const double constant = sample.constant(j);
    FunctionalOptions inner;
    inner.gap = options.gap;
    inner.limits = options.limits;
    if (!options.everyMargin)
        inner.target = inner.giveUpAbove = constant;
    if (options.progress)
        inner.progress = [&](int pass, const InteriorStep& step) {
            options.progress(
                {one.competitor, pass, {constant - step.bound, constant - step.primal, step.infeasible}});
        };
    const FunctionalBound found = model.bound(sample.functional(j), inner);
    one.passes = found.passes;
    one.iterations = found.iterations;
    one.end = found.end;
    if (std::isfinite(found.bound)) {
        one.semidefinite = sample.difference(j, found.bound);
        one.proof.semidefinite = found.multipliers;
    }
    decide(one, one.semidefinite, CascadeStage::Semidefinite);
}

// y_j − y_label at an input d of the system, from the fixed-point iteration of the network.
double solvedValue(
    const Certifier& certifier, const SampleSystem& sample, Index j, const Vector& d, const Limits& limits) {
    const ReluSystem& s = sample.system;
    Vector w = s.own.cwiseProduct(s.u0 + s.U * d);
    if (sample.states)
        w = sample.states->networkInput(certifier.network(), w);
    const ColumnStates states = solveColumns(certifier.analysis(), w, s.centre, limits);
    if (states.status[0] != Status::Ok)
        return nan;
    // The units are relu of the states, of a leaky network, too.
    return sample.xi.col(j).dot(states.x.col(0).cwiseMax(0)) + sample.eta.col(j).dot(d) - sample.constant(j);
}

void searchCompetitor(
    const Certifier& certifier, const SampleSystem& sample, const CascadeOptions& options,
    CascadeResult& result, CompetitorCascade& one) {
    const Index j = one.competitor;
    Objective objective = result.root->objective(sample.functional(j));
    objective.constant = up(objective.constant - sample.constant(j));
    SearchOptions inner;
    inner.closeBelow = 0;
    inner.stopAbove = 0;
    inner.maxNodes = options.maxNodes;
    inner.limits = options.limits;
    inner.value = [&](const Vector& d) {
        return options.value ? options.value(j, d) : solvedValue(certifier, sample, j, d, options.limits);
    };
    if (options.searching)
        inner.progress = [&](const SearchProgress& progress) { options.searching(one.competitor, progress); };
    const auto tree = options.keepTrees ? std::make_shared<SearchTree>() : nullptr;
    inner.tree = tree.get();
    const SearchResult found = search(*result.root, objective, inner);
    one.tree = tree;
    one.nodes = found.nodes;
    if (std::isfinite(found.bound)) {
        one.search = -found.bound;
        one.proof.search = found.worst;
    }
    if (std::isfinite(found.value))
        one.attacked = std::min(one.attacked, -found.value);
    if (found.value > 0) {
        one.decidedBy = CascadeStage::Search;
        result.witness = found.d;
    } else
        decide(one, one.search, CascadeStage::Search);
}

} // namespace

double CompetitorCascade::bound() const {
    double best = nan;
    for (const double one : {lipschitz, relational, semidefinite, search})
        if (one == one && !(one <= best))
            best = one;
    return best;
}

const CompetitorCascade* CascadeResult::of(int competitor) const {
    const auto found = std::find_if(competitors.begin(), competitors.end(), [&](const auto& one) {
        return one.competitor == competitor;
    });
    return found == competitors.end() ? nullptr : &*found;
}

CompetitorCascade* CascadeResult::of(int competitor) {
    return const_cast<CompetitorCascade*>(std::as_const(*this).of(competitor));
}

bool CascadeResult::certified() const {
    return !competitors.empty() &&
           std::all_of(competitors.begin(), competitors.end(), [](const auto& one) { return one.certified; });
}

double CascadeResult::margin() const {
    double least = competitors.empty() ? nan : std::numeric_limits<double>::infinity();
    for (const CompetitorCascade& one : competitors) {
        const double bound = one.bound();
        if (!std::isfinite(bound))
            return nan;
        least = std::min(least, bound);
    }
    return least;
}

CascadeResult
runCascade(const Certifier& certifier, const SampleSystem& sample, const CascadeOptions& options) {
    CascadeResult result;
    for (int j = 0; j < static_cast<int>(sample.constant.size()); ++j)
        if (j != sample.label) {
            CompetitorCascade one;
            one.competitor = j;
            one.attacked = sample.atCentre(j);
            result.competitors.push_back(one);
        }
    const auto asksFor = [&](const CompetitorCascade& one) {
        return (options.everyMargin || !one.decidedBy) && !options.limits.reached();
    };
    const auto report = [&] {
        if (options.finished)
            options.finished(result);
    };
    // It is for states that are the units themselves.
    if (options.attack && !sample.states) {
        const StageClock clock(result, CascadeStage::Attack);
        for (CompetitorCascade& one : result.competitors) {
            const AscentResult found = ascend(
                certifier.analysis(), sample.system, sample.functional(one.competitor), 4, options.limits);
            one.attacked = std::min(one.attacked, sample.constant(one.competitor) - found.value);
            if (one.attacked <= 0 && result.witness.size() == 0)
                result.witness = found.d;
        }
    }
    for (CompetitorCascade& one : result.competitors)
        if (one.attacked <= 0) {
            one.decidedBy = CascadeStage::Attack;
            // Without one that an attack has found, it is the centre itself.
            if (result.witness.size() == 0)
                result.witness = Vector::Zero(sample.system.r());
        }
    const bool refuted =
        std::any_of(result.competitors.begin(), result.competitors.end(), [](const auto& one) {
            return one.attacked <= 0;
        });
    report();
    if (options.lipschitz) {
        const StageClock clock(result, CascadeStage::Lipschitz);
        for (CompetitorCascade& one : result.competitors) {
            const double reach = up((*options.lipschitz)(sample.label, one.competitor) * options.radius);
            const double bound = down(sample.centreDifference(one.competitor) - reach);
            if (std::isfinite(bound))
                one.lipschitz = bound;
            decide(one, one.lipschitz, CascadeStage::Lipschitz);
        }
    }
    if (options.relational || options.search) {
        const StageClock clock(result, CascadeStage::Relational);
        if (auto root = RelationalRoot::find(sample.system, sample.system.preActivations(), options.limits)) {
            result.root = std::make_shared<const RelationalRoot>(std::move(*root));
            result.preActivations = result.root->preActivations();
            for (CompetitorCascade& one : result.competitors) {
                const RelaxedPoint found =
                    result.root->relax(sample.functional(one.competitor), options.limits);
                if (std::isfinite(found.bound)) {
                    one.relational = sample.difference(one.competitor, found.bound);
                    one.proof.relational = found.nu;
                }
                decide(one, one.relational, CascadeStage::Relational);
            }
        }
    }
    report();
    // The hardest first: where it stays open, a verdict needs no other.
    std::vector<CompetitorCascade*> order;
    for (CompetitorCascade& one : result.competitors)
        order.push_back(&one);
    const auto hardness = [](const CompetitorCascade* one) {
        return one->relational == one->relational ? one->relational
                                                  : -std::numeric_limits<double>::infinity();
    };
    std::stable_sort(
        order.begin(), order.end(), [&](const auto* a, const auto* b) { return hardness(a) < hardness(b); });
    if (options.semidefinite && (options.everyMargin || !refuted)) {
        const bool known = result.preActivations.lower.size() > 0;
        std::optional<SemidefiniteModel> model;
        {
            const StageClock clock(result, CascadeStage::Semidefinite);
            model.emplace(
                sample.system, known ? &result.preActivations : nullptr,
                *certifier.analysis().conditions.lbenLambda);
        }
        result.unstable = model->units();
        for (CompetitorCascade* one : order) {
            if (!asksFor(*one))
                continue;
            {
                const StageClock clock(result, CascadeStage::Semidefinite, one);
                solveCompetitor(*model, sample, *one, options);
            }
            report();
            if (!options.everyMargin && !one->decidedBy)
                break;
        }
    }
    if (options.search && result.root && (options.everyMargin || !refuted)) {
        for (CompetitorCascade* one : order) {
            if (one->decidedBy || options.limits.reached())
                continue;
            {
                const StageClock clock(result, CascadeStage::Search, one);
                searchCompetitor(certifier, sample, options, result, *one);
            }
            report();
            if (!options.everyMargin && !one->certified)
                break;
        }
    }
    result.complete = !options.limits.reached();
    return result;
}

} // namespace kamke
