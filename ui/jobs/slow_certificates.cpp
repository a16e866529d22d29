#include "ui/jobs/slow_certificates.h"

#include "ui/jobs/known_lipschitz_table.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double secondsPerRow = 10, secondsPerPoint = 5;
constexpr Index curvePoints = 9;

bool isSlow(const Certificate* certificate) {
    return certificate->cost == Cost::Search;
}

CertifyOptions within(double seconds, CertifyOptions options) {
    // Beside the others a margin has to be as good as it gets, not just of the right sign.
    options.everyMargin = true;
    options.secondsPerSample = seconds;
    return options;
}

SampleCertificate withoutTable(const Certificate& certificate) {
    SampleCertificate row;
    row.certificate = &certificate;
    row.status = Status::NotApplicable;
    row.reason = DigitRunner::tr("its table is missing: tab Cascade, “Lipschitz table”").toStdString();
    row.margin = nan;
    return row;
}

/// From half of the largest certified radius to beyond the first attack: there slow certificates differ from
/// quick ones.
std::vector<Index> pointsOf(const DigitCurves& curves) {
    const Vector& eps = curves.eps;
    const Index last = eps.size() - 1;
    double radius = 0;
    for (const double one : curves.radii)
        radius = std::isfinite(one) ? std::max(radius, one) : radius;
    const double upper = std::isfinite(curves.broken) ? 1.5 * curves.broken : eps(last);
    const double lower = radius > 0 ? radius / 2 : upper / 30;
    Index from = 0, to = last;
    while (from < last && eps(from + 1) <= lower)
        ++from;
    while (to > from && eps(to - 1) >= upper)
        --to;
    std::vector<Index> points;
    for (Index k = 0; k < curvePoints; ++k)
        if (const Index at = from + (to - from) * k / (curvePoints - 1); points.empty() || points.back() < at)
            points.push_back(at);
    return points;
}

} // namespace

std::vector<const Certificate*> shownOfCost(const DigitJob& job, bool slow) {
    std::vector<const Certificate*> some;
    for (const Certificate* one : job.certificates)
        if (isSlow(one) == slow)
            some.push_back(one);
    return some;
}

void SlowCertificates::forgetNetwork() {
    unreadable_.clear();
    forgetInput();
}

void SlowCertificates::forgetInput() {
    curves_.clear();
    forgetRows();
}

void SlowCertificates::forgetRows() {
    rows_.clear();
}

bool SlowCertificates::lacksTable(
    const Certificate& certificate, const DigitJob& job, const Certifier& certifier) const {
    if (!needsLipschitzTable(certificate) || certifier.knownLipschitzTable(job.norm))
        return false;
    return unreadable_.contains(job.norm) || !hasLipschitzTable(certifier, job.networkPath, job.norm);
}

void SlowCertificates::addRows(const DigitJob& job, const Certifier& certifier, DigitResult& result) const {
    std::vector<SampleCertificate>& rows = result.report.certificates;
    std::erase_if(rows, [](const SampleCertificate& one) { return isSlow(one.certificate); });
    result.pending.clear();
    result.missingTable.reset();
    for (const Certificate* one : shownOfCost(job, true)) {
        if (const auto known = rows_.find(one); known != rows_.end()) {
            rows.push_back(known->second);
        } else if (one->whyNot(certifier.analysis())) {
            rows.push_back(sampleCertificates(certifier, result.report, std::span(&one, 1)).front());
        } else if (lacksTable(*one, job, certifier)) {
            rows.push_back(withoutTable(*one));
            result.missingTable = job.norm;
        } else {
            result.pending.push_back(one);
        }
    }
}

bool SlowCertificates::computeRow(
    const DigitJob& job, const Certifier& certifier, const CertifyOptions& options,
    const DigitResult& result) {
    const Certificate* one = result.pending.front();
    if (needsLipschitzTable(*one) && !knownLipschitzTable(certifier, job.networkPath, job.norm)) {
        unreadable_.insert(job.norm);
        return !options.limits.reached();
    }
    auto rows =
        sampleCertificates(certifier, result.report, std::span(&one, 1), within(secondsPerRow, options));
    if (options.limits.reached())
        return false;
    rows_.insert_or_assign(one, std::move(rows.front()));
    return true;
}

std::shared_ptr<const DigitCurves>
SlowCertificates::withRows(const DigitJob& job, const std::shared_ptr<const DigitCurves>& curves) const {
    auto next = withPoints(job, *curves);
    return next->certificates == curves->certificates ? curves : next;
}

const Certificate* SlowCertificates::nextCurve(const DigitResult& result) const {
    for (const SampleCertificate& row : result.report.certificates) {
        if (!isSlow(row.certificate) || row.status == Status::NotApplicable)
            continue;
        const auto curve = curves_.find(row.certificate);
        if (curve == curves_.end() || !curve->second.left.empty())
            return row.certificate;
    }
    return nullptr;
}

bool SlowCertificates::computePoint(
    const Certificate& certificate, const Certifier& certifier, const CertifyOptions& options,
    const DigitResult& result) {
    const DigitCurves& shared = *result.curves;
    const auto [found, isNew] = curves_.try_emplace(&certificate);
    Curve& curve = found->second;
    if (isNew)
        curve = {Vector::Constant(shared.eps.size(), nan), pointsOf(shared)};
    const SampleReport& report = result.report;
    const Index at = curve.left.front();
    const Certificate* one = &certificate;
    const double margin = marginCurve(
        certifier, report.raw, report.label, shared.eps.segment(at, 1), std::span(&one, 1),
        within(secondsPerPoint, options))(0, 0);
    if (options.limits.reached())
        return false;
    curve.margins(at) = margin;
    curve.left.erase(curve.left.begin());
    double clean = std::numeric_limits<double>::infinity();
    for (Index j = 0; j < report.logits.size(); ++j)
        if (j != report.label)
            clean = std::min(clean, std::abs(report.logits(report.label) - report.logits(j)));
    if (!(margin > -clean))
        curve.left.clear();
    return true;
}

std::shared_ptr<const DigitCurves>
SlowCertificates::withPoints(const DigitJob& job, const DigitCurves& curves) const {
    auto next = std::make_shared<DigitCurves>(curves);
    next->certificates = shownOfCost(job, false);
    const auto quick = static_cast<Index>(next->certificates.size());
    for (const Certificate* one : shownOfCost(job, true))
        if (curves_.contains(one))
            next->certificates.push_back(one);
    const auto rows = static_cast<Index>(next->certificates.size());
    next->margins.conservativeResize(rows, Eigen::NoChange);
    next->radii.conservativeResize(rows);
    for (Index k = quick; k < rows; ++k) {
        next->margins.row(k) =
            curves_.at(next->certificates[static_cast<std::size_t>(k)]).margins.transpose();
        next->radii(k) = nan;
    }
    return next;
}

} // namespace kamke::ui
