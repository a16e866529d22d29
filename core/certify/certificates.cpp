#include "core/certify/certificates.h"

#include "core/model/rows.h"

namespace kamke {

// Rows are functions, since they take names and colours from those of other files.
#define KAMKE_ROW(row) Certificate row();
#include "core/certify/certificates.def"
#undef KAMKE_ROW

std::span<const Certificate> certificates() {
    static const std::array list{
#define KAMKE_ROW(row) row(),
#include "core/certify/certificates.def"
#undef KAMKE_ROW
    };
    return list;
}

const Certificate* findCertificate(std::string_view id) {
    return findRow(certificates(), id);
}

std::string certificateIds() {
    return rowIds(certificates());
}

Certificate outputBoxCertificate(const Method& method, std::string_view formula, std::string_view citation) {
    return {
        .id = method.id,
        .name = method.name,
        .label = method.label,
        .formula = formula,
        .citation = citation,
        .explanation = method.explanation,
        .colour = method.colour,
        .darkColour = method.darkColour,
        .line = method.line,
        .method = &method,
        .states = method.states,
        .relative = false,
        .cost = method.cost};
}

Certificate
functionalCertificate(const Method& method, std::string_view formula, std::string_view explanation) {
    return {
        .id = method.id,
        .name = method.name,
        .label = method.label,
        .formula = formula,
        .citation = method.citation,
        .explanation = explanation,
        .colour = method.colour,
        .darkColour = method.darkColour,
        .line = method.line,
        .method = &method,
        .states = method.states,
        .relative = true,
        .cost = method.cost};
}

bool Certificate::isTighterThan(const Certificate& other) const {
    // Two that read the same number from the same boxes are equally tight.
    const bool same = states == other.states && relative == other.relative;
    return !same && states->isInside(*other.states) && (relative || !other.relative);
}

std::optional<std::string> Certificate::whyNot(const NetworkAnalysis& analysis) const {
    if (ownWhyNot)
        return ownWhyNot(analysis);
    // The condition is one of the network: any box will do.
    return method->whyNot(analysis, Box::point(Vector::Zero(analysis.network().r())));
}

} // namespace kamke
