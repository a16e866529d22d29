#include "ui/jobs/widths_job.h"

#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/model/matrix_measure.h"
#include "core/reach/interval_widths.h"
#include "core/train/initial_network.h"
#include "ui/files/resource_files.h"
#include "ui/jobs/datasets.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>
#include <chrono>
#include <utility>

namespace kamke::ui {

namespace {

QString widthsWords(const char* text) {
    return QCoreApplication::translate("IntervalWidths", text);
}

constexpr std::chrono::milliseconds shortestPause{50};

struct WidthsKind {
    const char* kind; ///< id of modelKinds()
    const char* name;
    const char* trained; ///< file of the gallery
};
constexpr WidthsKind widthsKinds[] = {
    {"mon", "monDEQ", "mon_gamma_095.h5"}, {"ibp-mondeq", "IBP-MonDEQ", "ibp_mondeq_01.h5"}};

struct WidthsNetwork {
    QString name;
    int series;
    Network network;
};

/// Of the gallery where it is there and reads r values; the name of what is missing goes to `absent`.
std::vector<WidthsNetwork> widthsNetworks(const WidthsJob& job, const Dataset& data, QStringList& absent) {
    const int classes = 1 + *std::max_element(data.labels.begin(), data.labels.end());
    std::vector<WidthsNetwork> list;
    int series = 0;
    for (const WidthsKind& each : widthsKinds) {
        TrainOptions options;
        options.kind = each.kind;
        options.hidden = job.hidden;
        options.gamma = findModelKind(each.kind)->defaultGamma;
        options.seed = job.seed;
        list.push_back(
            {widthsWords("%1, random").arg(QLatin1String(each.name)), series++,
             initialNetwork(options, data.r(), classes)});
        const QString file = resourceFolder(QStringLiteral("networks")) + u'/' + QLatin1String(each.trained);
        const int mine = series++;
        if (!QFileInfo::exists(file)) {
            absent << QLatin1String(each.trained);
            continue;
        }
        if (auto read = readNetwork(file.toStdString()); read && read->r() == data.r())
            list.push_back(
                {widthsWords("%1, trained").arg(QLatin1String(each.name)), mine, std::move(*read)});
        else
            absent << QLatin1String(each.trained);
    }
    return list;
}

} // namespace

bool WidthsCurve::diverges() const {
    if (status == Status::Diverged)
        return true;
    return mean.size() > 20 && mean.back() > 10 * mean[mean.size() / 2] && mean[mean.size() / 2] > 0;
}

bool WidthsCurve::settled() const {
    return mean.size() > 20 &&
           std::abs(mean.back() - mean[mean.size() - mean.size() / 10]) <= 1e-3 * mean.back();
}

void computeWidths(const WidthsJob& job, const std::stop_token& stop, const Publish<WidthsResult>& publish) {
    WidthsResult result;
    const auto fail = [&](const QString& why) {
        result.problem = why;
        publish(std::make_shared<const WidthsResult>(result));
    };
    const QString file = job.dataset.isEmpty() ? Datasets::bundledFile() : job.dataset;
    if (file.isEmpty()) {
        fail(widthsWords("No digits came with this installation; open a data set of your own in Digits."));
        return;
    }
    const auto data = readDataset(file.toStdString());
    if (!data) {
        fail(QString::fromStdString(data.error().message));
        return;
    }
    result.samples = std::min<Index>(job.samples, data->size());
    if (result.samples < 1) {
        fail(widthsWords("The data set has no samples."));
        return;
    }
    const Matrix raw = data->inputs(0, result.samples);
    QStringList absent;
    const std::vector<WidthsNetwork> networks = widthsNetworks(job, *data, absent);
    if (!absent.isEmpty())
        result.leftOut =
            widthsWords("The gallery lacks %1, left out here.").arg(absent.join(QStringLiteral(", ")));
    for (const WidthsNetwork& each : networks)
        result.curves.push_back(
            {each.name, each.series, spectralRadius(each.network.A.cwiseAbs()), {}, Status::NotConverged});
    auto last = std::chrono::steady_clock::now();
    for (std::size_t k = 0; k < networks.size() && !stop.stop_requested(); ++k) {
        WidthsCurve& curve = result.curves[k];
        IntervalWidthOptions options;
        options.alpha = job.alpha;
        options.eps = job.eps;
        options.iterations = job.iterations;
        options.limits.stop = stop;
        options.progress = [&](const std::vector<double>& mean) {
            const auto now = std::chrono::steady_clock::now();
            if (now - last < shortestPause)
                return;
            last = now;
            curve.mean = mean;
            publish(std::make_shared<const WidthsResult>(result));
        };
        const IntervalWidths widths = intervalWidths(networks[k].network, raw, options);
        curve.mean = widths.mean;
        curve.status = widths.status;
    }
    publish(std::make_shared<const WidthsResult>(std::move(result)));
}

} // namespace kamke::ui
