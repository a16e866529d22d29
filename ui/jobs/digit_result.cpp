#include "ui/jobs/digit_result.h"

#include "core/sdp/relu_system.h"
#include "ui/text/utf8.h"

#include <algorithm>

namespace kamke::ui {

const Attack& digitAttack(const NetworkAnalysis& analysis, BallNorm norm) {
    const bool ball = norm == BallNorm::L2 && !whyNotSemialgebraic(analysis);
    return *findAttack(ball ? "frank-wolfe" : "pgd");
}

AttackOptions digitAttackOptions(BallNorm norm, bool clip) {
    AttackOptions options;
    options.steps = 40;
    options.restarts = 5;
    options.norm = norm;
    options.clip = clip;
    return options;
}

const Attack& DigitResult::attackKind() const {
    return digitAttack(certifier->analysis(), norm);
}

double DigitCurves::radius(const Certificate& certificate) const {
    const auto found = std::find(certificates.begin(), certificates.end(), &certificate);
    return found == certificates.end() ? nan : radii(found - certificates.begin());
}

bool shows(const DigitsState& digits, const Certificate& certificate) {
    if (digits.certificates.isEmpty())
        return certificate.cost != Cost::Search;
    return digits.certificates.contains(toQString(certificate.id));
}

std::shared_ptr<const Network> networkOf(const DigitResult& result) {
    return result.certifier->analysis().sharedNetwork();
}

} // namespace kamke::ui
