#include "core/model/own_condition.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <sstream>
#include <string_view>

namespace kamke {

namespace {

struct KindRow {
    std::string_view kind, name, condition;
};
constexpr std::array kindRows{
    KindRow{"nemon", "NEMON", "nemon"},
    KindRow{"mon", "MON", "mon"},
    KindRow{"implicit-deep-learning", "implicit deep learning", "implicit-deep-learning-convex"},
    KindRow{"ibp-mondeq", "IBP-MonDEQ", "ibp-mondeq"},
    KindRow{"feed-forward", "feed-forward", "nemon"},
};

const AttributeValue* attribute(const Network& network, const std::string& name) {
    const auto found = network.training.find(name);
    return found == network.training.end() ? nullptr : &found->second;
}

std::string textOf(const Network& network, const std::string& name) {
    const AttributeValue* value = attribute(network, name);
    const std::string* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? *text : std::string();
}

/// NaN where it is missing or no number.
double numberOf(const Network& network, const std::string& name) {
    const AttributeValue* value = attribute(network, name);
    if (!value)
        return nan;
    if (const auto* integer = std::get_if<std::int64_t>(value))
        return static_cast<double>(*integer);
    const auto* number = std::get_if<double>(value);
    return number ? *number : nan;
}

const KindRow* rowOf(std::string_view kind) {
    for (const KindRow& row : kindRows)
        if (row.kind == kind)
            return &row;
    return nullptr;
}

double promisedBound(const Network& network, std::string_view kind) {
    for (const double bound :
         {numberOf(network, "condition_bound"), kind == "feed-forward" ? nan : numberOf(network, "gamma"),
          1 - numberOf(network, "m")})
        if (std::isfinite(bound))
            return bound;
    return nan;
}

// What of a row is compared with the bound, and the size of the numbers that were added up for it.
struct Measured {
    std::string quantity;
    double value, size;
};

Measured measuredValue(const Network& network, const Condition& row, std::string_view kind) {
    const Matrix absA = network.A.cwiseAbs();
    if (row.id == "nemon" && network.eta && kind != "feed-forward") {
        const Vector& eta = *network.eta;
        return {
            "μ_η(A) with the file's η", matrixMeasureInf(network.A, eta),
            (absA * eta).cwiseQuotient(eta).maxCoeff()};
    }
    return {row.quantity, row.value, normInf(network.A)};
}

std::string inWords(const OwnCondition& own, const Condition& row) {
    std::ostringstream text;
    text.precision(6);
    text << own.kind << " promises " << own.quantity << (own.strict ? " < " : " ≤ ") << own.bound;
    if (own.holds) {
        text << ", and these weights keep it: the value is " << own.value << ".";
    } else if (own.proved) {
        text << ", and these weights miss it: the value is " << own.value
             << ". They were changed after training, or were not trained as the file says. The value is "
                "still below 1, so what follows from the condition holds.";
    } else if (own.value < 1) {
        text << ", and these weights have the value " << own.value << ", but " << row.quantity
             << " < 1 could not be proved with rounding bounds.";
    } else {
        text << ", and these weights miss it: the value is " << own.value
             << ". They were changed after training, or were not trained as the file says, and nothing "
                "follows from that condition.";
    }
    return text.str();
}

// The row that the file names, else that of its kind; null when it names none that we know.
const Condition* ownRow(const Network& network, const ConditionTable& table) {
    if (const Condition* named = table.find(textOf(network, "condition")))
        return named;
    const KindRow* kind = rowOf(textOf(network, "kind"));
    if (!kind)
        return nullptr;
    if (kind->kind == "ibp-mondeq" && numberOf(network, "learn_weights") == 1)
        return table.find("ibp-mondeq-lben");
    return table.find(kind->condition);
}

} // namespace

OwnCondition ownCondition(const Network& network, const ConditionTable& table) {
    OwnCondition own;
    const Condition* row = ownRow(network, table);
    if (!row)
        return own;
    const std::string kind = textOf(network, "kind");
    const KindRow* known = rowOf(kind);
    own.id = row->id;
    own.kind = known ? std::string(known->name) : !kind.empty() ? kind : row->name;
    const Measured measured = measuredValue(network, *row, kind);
    own.quantity = measured.quantity;
    own.value = measured.value;
    const double bound = promisedBound(network, kind);
    own.strict = !(bound < 1);
    own.bound = own.strict ? 1 : bound;
    own.proved = row->holds;
    // A weight stored in single precision is wrong by up to 6e-8 of itself.
    const double slack = 1e-7 * (1 + std::abs(measured.size));
    own.holds = own.proved && (own.strict ? own.value < own.bound : own.value <= own.bound + slack);
    own.sentence = inWords(own, *row);
    return own;
}

} // namespace kamke
