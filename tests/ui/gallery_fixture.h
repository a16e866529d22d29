// The scan of a small classifier and the gallery above it.
#pragma once

#include "digit_fixture.h"
#include "ui/jobs/decide_runner.h"
#include "ui/workspaces/digits/digit_gallery.h"
#include "ui/workspaces/digits/digit_list_model.h"

#include <QTest>

namespace kamke::ui {

/// The scan of the small classifier with the gallery on top, the workspace shown.
struct GalleryFixture {
    explicit GalleryFixture(
        double eps = 0.01, std::shared_ptr<const Network> network = smallClassifier(),
        std::shared_ptr<const Dataset> samples = nullptr)
        : data(samples ? samples : smallDataset(network))
        , store(startState(network, eps))
        , keeper(&store, {})
        , scan(&store, &keeper)
        , decider(&store, &keeper, &scan)
        , gallery(&store, &scan, &decider) {
        decider.cancel(); // only what the scan finds, until somebody resumes it
        keeper.setDataset(data);
        gallery.setDataset(data);
        gallery.resize(360, 600);
        gallery.show();
    }
    static ExplorerState startState(std::shared_ptr<const Network> network, double eps) {
        ExplorerState state = stateForNetwork(std::move(network), {});
        state.workspace = QStringLiteral("digits");
        state.digits.eps = eps;
        return state;
    }
    bool settle() {
        return QTest::qWaitFor(
            [this] {
                return !scan.isBusy() && scan.isComplete() && !scan.measures().empty() &&
                       count(Known::NotYet) == 0;
            },
            20000);
    }
    /// The gallery has caught up with the scan.
    bool shown(int rows) {
        return QTest::qWaitFor([&] { return gallery.model()->rowCount() == rows; }, 5000);
    }
    template<class Change>
    void apply(Change change) {
        ExplorerState next = store.state();
        change(next.digits);
        store.apply(QStringLiteral("change"), next);
    }
    int count(Known verdict) const {
        return static_cast<int>(scan.counts()[static_cast<std::size_t>(verdict)]);
    }
    Known known(Index sample) const { return keeper.at(sample, store.state().digits.eps).known; }
    int prediction(Index sample) const { return keeper.verdicts().sample(sample).prediction; }

    std::shared_ptr<const Dataset> data;
    ExplorerStore store;
    VerdictKeeper keeper;
    DigitsScan scan;
    DecideRunner decider;
    DigitGallery gallery;
};

/// The same pictures many times over: a scan that takes a while.
inline std::shared_ptr<const Dataset> manySamples(const std::shared_ptr<const Network>& network, int times) {
    const auto few = smallDataset(network);
    auto many = std::make_shared<Dataset>(*few);
    many->values = Matrix(std::get<Matrix>(few->values).replicate(1, times));
    many->labels.clear();
    for (int i = 0; i < times; ++i)
        many->labels.insert(many->labels.end(), few->labels.begin(), few->labels.end());
    return many;
}

} // namespace kamke::ui
