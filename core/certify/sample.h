// Everything about one sample at one ε: what the Digits workspace and `explain` show.
#pragma once

#include "core/certify/margins.h"

namespace kamke {

/// One certificate for one sample.
struct SampleCertificate {
    const Certificate* certificate = nullptr;
    Status status = Status::NotApplicable;
    std::string reason;                   ///< for every status but Ok
    std::optional<Box> state;             ///< n
    std::optional<Box> output;            ///< q, interval of every logit
    std::optional<Ellipsoid> ellipsoid{}; ///< of the certificate of that name: holds all logits together
    /// Of methods whose bounds come from multipliers: how they are split, see explain(); empty for the
    /// others.
    SharesAt shares{};
    Vector differences; ///< q lower bounds of y_label − y_j (0 at the label); empty without a box
    double margin = 0;  ///< NaN without a box
    bool rigorous = false;
    int iterations = 0;
    double seconds = 0;
    bool certifies() const { return status == Status::Ok && margin > 0; }
};

struct SampleReport {
    Vector raw; ///< r
    int label = 0;
    double eps = 0;                 ///< raw units
    BallNorm norm = BallNorm::Linf; ///< that eps bounds
    bool clip = false;
    Box input; ///< raw box, r
    /// Where the sample is outside of the input domain: with `clip` nothing is certified of it. Empty:
    /// inside.
    std::string outside;
    Vector logits, state; ///< at the sample itself; q, n
    int prediction = -1;
    std::vector<SampleCertificate> certificates; ///< in the order asked for

    bool readCorrectly() const { return prediction == label; }
    /// Read correctly and some certificate has a margin > 0.
    bool certified() const;
    /// The tightest certificate that certifies (else the one with the largest margin); null when none has a
    /// box.
    const SampleCertificate* best() const;
    const SampleCertificate* find(std::string_view id) const;
    /// The class j ≠ label with the least difference under that certificate, −1 without a box.
    int worstCompetitor(const SampleCertificate& certificate) const;
};

/// The report without certificates: the input box, and logits and class of the sample itself.
SampleReport readSample(
    const Certifier& certifier, const Vector& raw, int label, double eps, const CertifyOptions& options = {});
/// What certificates say of the report's sample and ε, in the order given; with the options that the report
/// was made with, but for limits and effort.
std::vector<SampleCertificate> sampleCertificates(
    const Certifier& certifier, const SampleReport& report, std::span<const Certificate* const> certificates,
    const CertifyOptions& options = {});
/// Both at once.
SampleReport certifySample(
    const Certifier& certifier, const Vector& raw, int label, double eps,
    std::span<const Certificate* const> certificates, const CertifyOptions& options = {});

/// Margins of one sample as a function of ε: methods×grid.
Matrix marginCurve(
    const Certifier& certifier, const Vector& raw, int label, const Vector& epsGrid,
    std::span<const Certificate* const> certificates, const CertifyOptions& options = {});

} // namespace kamke
