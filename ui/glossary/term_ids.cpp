#include "glossary/term_ids.h"

#include "certify/certificates.h"
#include "model/conditions.h"
#include "reach/methods.h"
#include "text/utf8.h"
#include "train/model_kinds.h"

namespace kamke::ui {

namespace {} // namespace

QString methodTerm(const Method& method) {
    return toQString(method.id);
}

QString certificateTerm(const Certificate& certificate) {
    if (certificate.relative)
        return toQString(certificate.id);
    return certificate.fromStates ? QStringLiteral("margin-box") : QStringLiteral("margin-lipschitz");
}

QString kindTerm(const ModelKind& kind) {
    return toQString(kind.id) + QStringLiteral("-parametrisation");
}

QString conditionTerm(const Condition& condition) {
    return QString::fromStdString(condition.id);
}

} // namespace kamke::ui
