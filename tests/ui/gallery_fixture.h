// The scan of a small classifier and the gallery above it.
#pragma once

#include "digit_fixture.h"
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
        , scan(&store)
        , gallery(&store, &scan) {
        scan.setDataset(data);
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
                return !scan.isBusy() && !scan.samples().empty() &&
                       std::none_of(scan.samples().begin(), scan.samples().end(), [](const ScannedSample& s) {
                           return s.stale || s.verdict == ScanVerdict::NotYet;
                       });
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
    int count(ScanVerdict verdict) const { return scan.counts()[static_cast<std::size_t>(verdict)]; }

    std::shared_ptr<const Dataset> data;
    ExplorerStore store;
    DigitsScan scan;
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
