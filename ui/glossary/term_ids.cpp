#include "ui/glossary/term_ids.h"

#include "core/certify/certificates.h"
#include "core/certify/methods.h"
#include "core/model/conditions.h"
#include "core/train/model_kinds.h"
#include "ui/text/utf8.h"

namespace kamke::ui {

QString methodTerm(const Method& method) {
    return toQString(method.id);
}

QString certificateTerm(const Certificate& certificate) {
    if (certificate.relative)
        return toQString(certificate.id);
    return certificate.fromStates() ? QStringLiteral("margin-box") : QStringLiteral("margin-lipschitz");
}

QString kindTerm(const ModelKind& kind) {
    return toQString(kind.id) + QStringLiteral("-parametrisation");
}

QString conditionTerm(const Condition& condition) {
    return QString::fromStdString(condition.id);
}

} // namespace kamke::ui
