// The Network workspace in the states that are worth looking at.
#include "network/network_workspace.h"
#include "scenes.h"
#include "shell/resource_files.h"
#include "shell/workspaces.h"

#include "io/network_file.h"

#include <QDir>
#include <QFileInfo>
#include <cmath>

using namespace kamke;
using namespace kamke::ui;

namespace {

const QStringList digitNetworks{
    QStringLiteral("gallery:nemon_gamma_095.h5"), QStringLiteral("gallery:nemon_lipschitz_1e-4.h5"),
    QStringLiteral("gallery:nemon_certified.h5")};

/// A network of the gallery, as a training of several runs would have left it.
QString rememberingNetwork(const QString& name, double rate) {
    const QString file = QDir::temp().filePath(QStringLiteral("kamke-scene-") + name);
    auto network = readNetwork((resourceFolder(QStringLiteral("networks")) + u'/' + name).toStdString());
    if (!network)
        return {};
    std::vector<double> loss, accuracy, validation, spread;
    for (int epoch = 1; epoch <= 20; ++epoch) {
        const double left = std::exp(-rate * epoch);
        loss.push_back(0.05 + 1.4 * left);
        accuracy.push_back(0.99 - 0.4 * left);
        validation.push_back(0.97 - 0.4 * left);
        spread.push_back(0.004 + 0.05 * left);
    }
    network->training["history_loss"] = loss;
    network->training["history_loss_std"] = spread;
    network->training["history_accuracy"] = accuracy;
    network->training["history_accuracy_std"] = spread;
    network->training["history_validation"] = validation;
    network->training["runs"] = std::int64_t{5};
    return writeNetwork(*network, file.toStdString()) ? file : QString();
}

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
                    rememberingNetwork(QStringLiteral("nemon_mnist.h5"), 0.35),
                    rememberingNetwork(QStringLiteral("nemon_gamma_095.h5"), 0.2)};
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
