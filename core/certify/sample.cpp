#include "core/certify/sample.h"

#include "core/model/domain.h"
#include "core/solve/solvers.h"

#include <cassert>
#include <limits>

namespace kamke {

bool SampleReport::certified() const {
    return readCorrectly() && std::any_of(certificates.begin(), certificates.end(), [](const auto& one) {
               return one.certifies();
           });
}

const SampleCertificate* SampleReport::best() const {
    const SampleCertificate* best = nullptr;
    for (const SampleCertificate& one : certificates)
        if (one.status == Status::Ok && one.margin == one.margin && (!best || one.margin > best->margin))
            best = &one;
    return best;
}

const SampleCertificate* SampleReport::find(std::string_view id) const {
    for (const SampleCertificate& one : certificates)
        if (one.certificate->id == id)
            return &one;
    return nullptr;
}

int SampleReport::worstCompetitor(const SampleCertificate& certificate) const {
    int worst = -1;
    double least = std::numeric_limits<double>::infinity();
    for (Index j = 0; j < certificate.differences.size(); ++j)
        if (j != label && certificate.differences(j) < least) {
            least = certificate.differences(j);
            worst = static_cast<int>(j);
        }
    return worst;
}

SampleReport readSample(
    const Certifier& certifier, const Vector& raw, int label, double eps, const CertifyOptions& options) {
    const Network& net = certifier.network();
    assert(raw.size() == net.r() && label >= 0 && label < net.q() && eps >= 0);
    SampleReport report;
    report.raw = raw;
    report.label = label;
    report.eps = eps;
    report.norm = options.norm;
    report.clip = options.clip && hasDomain(net);
    IterationOptions iteration;
    iteration.limits = options.limits;
    const ForwardResult nominal = forward(certifier.analysis(), raw, iteration);
    report.state = nominal.x;
    report.logits = nominal.y;
    report.prediction = nominal.status == Status::Ok ? predictedClass(nominal.y) : -1;
    const InputColumns boxes = inputSets(net, raw, std::span(&label, 1), Vector::Constant(1, eps), options);
    report.input = {boxes.lower.col(0), boxes.upper.col(0)};
    report.outside = whyOutside(net, raw).value_or("");
    return report;
}

std::vector<SampleCertificate> sampleCertificates(
    const Certifier& certifier, const SampleReport& report, std::span<const Certificate* const> certificates,
    const CertifyOptions& options) {
    const InputColumns boxes = inputSets(
        certifier.network(), report.raw, std::span(&report.label, 1), Vector::Constant(1, report.eps),
        options);
    CertifyOptions explained = options;
    explained.shares = true;
    const std::vector<MarginColumns> columns = marginColumns(certifier, boxes, certificates, explained);
    std::vector<SampleCertificate> all;
    for (std::size_t m = 0; m < columns.size(); ++m) {
        const MarginColumns& from = columns[m];
        SampleCertificate one;
        one.certificate = certificates[m];
        one.status = from.boxes->status[0];
        one.reason = from.boxes->reasons[0];
        one.margin = from.margin(0);
        one.iterations = from.boxes->iterations[0];
        one.seconds = from.seconds;
        if (one.status == Status::Ok && one.margin == one.margin) {
            one.state = from.boxes->box(0);
            one.output = Box{from.output.lower.col(0), from.output.upper.col(0)};
            one.differences = from.differences.col(0);
            if (!from.boxes->ellipsoids.empty())
                one.ellipsoid = from.boxes->ellipsoids[0];
            if (!from.boxes->shares.empty())
                one.shares = from.boxes->shares[0];
            one.rigorous = from.boxes->rigorous[0];
        } else if (one.status == Status::Ok) {
            one.status = Status::NotConverged;
            one.reason = "the numbers overflow: no finite margin came out";
        }
        all.push_back(std::move(one));
    }
    return all;
}

SampleReport certifySample(
    const Certifier& certifier, const Vector& raw, int label, double eps,
    std::span<const Certificate* const> certificates, const CertifyOptions& options) {
    SampleReport report = readSample(certifier, raw, label, eps, options);
    report.certificates = sampleCertificates(certifier, report, certificates, options);
    return report;
}

Matrix marginCurve(
    const Certifier& certifier, const Vector& raw, int label, const Vector& epsGrid,
    std::span<const Certificate* const> certificates, const CertifyOptions& options) {
    const std::vector<int> labels(static_cast<std::size_t>(epsGrid.size()), label);
    const InputColumns boxes =
        inputSets(certifier.network(), raw.replicate(1, epsGrid.size()), labels, epsGrid, options);
    const std::vector<MarginColumns> columns = marginColumns(certifier, boxes, certificates, options);
    Matrix curve(static_cast<Index>(columns.size()), epsGrid.size());
    for (std::size_t m = 0; m < columns.size(); ++m)
        curve.row(static_cast<Index>(m)) = columns[m].margin.transpose();
    return curve;
}

} // namespace kamke
