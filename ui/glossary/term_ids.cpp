#include "glossary/term_ids.h"

#include "certify/certificates.h"
#include "model/conditions.h"
#include "reach/methods.h"
#include "train/model_kinds.h"

namespace kamke::ui {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

} // namespace

QString methodTerm(const Method& method) {
    return text(method.id);
}

QString certificateTerm(const Certificate& certificate) {
    if (certificate.relative)
        return text(certificate.id);
    return certificate.fromStates ? QStringLiteral("margin-box") : QStringLiteral("margin-lipschitz");
}

QString kindTerm(const ModelKind& kind) {
    return text(kind.id) + QStringLiteral("-parametrisation");
}

QString conditionTerm(const Condition& condition) {
    return QString::fromStdString(condition.id);
}

} // namespace kamke::ui
