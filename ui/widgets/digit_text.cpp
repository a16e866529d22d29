#include "ui/widgets/digit_text.h"

#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/verdict_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace kamke::ui {
namespace {

QString digitWords(const char* text) {
    return QCoreApplication::translate("DigitText", text);
}

} // namespace

QString className(const Network& network, Index k) {
    const auto at = static_cast<std::size_t>(k);
    return k >= 0 && at < network.labels.size() ? QString::fromStdString(network.labels[at])
                                                : QString::number(k);
}

QString overText(const Network& network, Index label, Index competitor) {
    return digitWords("%1 over %2").arg(className(network, label), className(network, competitor));
}

QString ballName(BallNorm norm) {
    return norm == BallNorm::L2 ? digitWords("the l₂ ball") : digitWords("the l∞ box");
}

QString epsText(double eps, BallNorm norm) {
    return (norm == BallNorm::L2 ? digitWords("ε = %1 in l₂") : digitWords("ε = %1")).arg(shortNumber(eps));
}

Box inkEnds(const SampleReport& report, BallNorm norm) {
    if (norm == BallNorm::Linf)
        return report.input;
    const double each = report.eps / std::sqrt(static_cast<double>(report.raw.size()));
    return {report.raw.array() - each, report.raw.array() + each};
}

QString idOf(const Certificate& certificate) {
    return toQString(certificate.id);
}

QString nameOf(const Certificate& certificate) {
    return toQString(certificate.name);
}

QString labelOf(const Certificate& certificate) {
    return toQString(certificate.label);
}

QString shortNumber(double value, Rounded rounded) {
    return formatBrief(value, 3, rounded);
}

QString percent(double share) {
    if (!std::isfinite(share))
        return formatNumber(share);
    if (share > 0 && share < 0.001)
        return digitWords("< 0.1 %");
    return digitWords("%1 %").arg(QLocale().toString(100 * share, 'f', share < 0.0995 ? 1 : 0));
}

QString reasonOf(const SampleCertificate& certificate) {
    return capitalised(
        certificate.reason.empty() ? toQString(statusName(certificate.status))
                                   : QString::fromStdString(certificate.reason));
}

std::pair<int, int> pictureShape(const Network& network, const std::vector<int>& shape) {
    const std::vector<int>& known = shape.empty() && network.input ? network.input->shape : shape;
    Index pixels = known.empty() ? 0 : 1;
    for (const int side : known)
        pixels *= side;
    const auto r = static_cast<int>(network.r());
    if (pixels != network.r() || known.size() < 2)
        return {1, r};
    // Channels last: a picture of one channel has a last side of 1.
    const int columns = known.back() == 1 && known.size() > 2 ? known[known.size() - 2] : known.back();
    return {r / columns, columns};
}

std::pair<double, double> inkRange(const Network& network, const Vector& raw) {
    if (network.input && network.input->lower && network.input->upper)
        return {network.input->lower->minCoeff(), network.input->upper->maxCoeff()};
    const double lower = raw.size() ? std::min(0.0, raw.minCoeff()) : 0;
    return {lower, std::max(lower + 1, raw.size() ? raw.maxCoeff() : 1)};
}

} // namespace kamke::ui
