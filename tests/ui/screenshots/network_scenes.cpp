// The Network workspace in the states that are worth looking at.
#include "scenes.h"
#include "ui/files/resource_files.h"
#include "ui/shell/workspaces.h"
#include "ui/workspaces/network/network_workspace.h"

using namespace kamke;
using namespace kamke::ui;

namespace {

const QStringList digitNetworks{
    QStringLiteral("gallery:nemon_gamma_095.h5"), QStringLiteral("gallery:nemon_lipschitz_1e-4.h5"),
    QStringLiteral("gallery:nemon_certified.h5")};

Scene networks(
    const char* name, const std::function<void(CompareState&)>& edit, bool openDigits = true,
    bool underWay = false) {
    return {
        QString::fromLatin1(name),
        [=](MainWindow& w) {
            if (openDigits)
                w.openAtStart(resourceFolder(QStringLiteral("networks")) + QStringLiteral("/nemon_mnist.h5"));
            ExplorerState next = w.store()->state();
            edit(next.compare);
            w.store()->apply(QStringLiteral("Prepare"), next);
            w.store()->setWorkspace(QStringLiteral("network"));
        },
        underWay};
}

} // namespace

std::vector<Scene> networkScenes() {
    return {
        networks(
            "network-one", [](CompareState&) {}, false),
        networks("network-compare", [](CompareState& s) { s.networks = digitNetworks; }),
        networks(
            "network-problems",
            [](CompareState& s) {
                s.networks = {
                    QStringLiteral("gallery:ill_posed.h5"), QStringLiteral("gallery:monotone_operator.h5"),
                    QStringLiteral("gallery:not_there.h5"), QStringLiteral("gallery:feed_forward.h5"),
                    QStringLiteral("gallery:nemon_certified.h5")};
            }),
        networks(
            "network-running",
            [](CompareState& s) {
                s.networks = digitNetworks;
                s.samples = 0;
            },
            true, true),
        networks(
            "network-curves",
            [](CompareState& s) {
                s.networks = {
                    QStringLiteral("gallery:nemon_figure1.h5"),
                    QStringLiteral("gallery:implicit_deep_learning.h5"),
                    QStringLiteral("gallery:mon_gamma_095.h5")};
                s.tab = QStringLiteral("curves");
            }),
        networks(
            "network-matrices",
            [](CompareState& s) {
                s.networks = digitNetworks;
                s.tab = QStringLiteral("matrices");
            }),
        networks(
            "network-majorants",
            [](CompareState& s) {
                s.networks = digitNetworks.first(2);
                s.tab = QStringLiteral("matrices");
                s.part = QStringLiteral("majorant");
                s.bestEta = true;
            }),
        networks(
            "network-models",
            [](CompareState& s) {
                s.networks = {
                    QStringLiteral("gallery:implicit_deep_learning.h5"),
                    QStringLiteral("gallery:mon_gamma_095.h5"), QStringLiteral("gallery:ibp_mondeq_01.h5"),
                    QStringLiteral("gallery:feed_forward_digits.h5"), QStringLiteral("gallery:mon_m20.h5")};
            }),
        networks("network-spectrum", [](CompareState& s) {
            s.networks = digitNetworks;
            s.tab = QStringLiteral("spectrum");
        })};
}
