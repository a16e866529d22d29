#include "network/provenance.h"

#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

const AttributeValue* attribute(const Network& network, const std::string& key) {
    const auto found = network.training.find(key);
    return found == network.training.end() ? nullptr : &found->second;
}

std::vector<double> listOf(const Network& network, const std::string& key) {
    const AttributeValue* value = attribute(network, key);
    const auto* list = value ? std::get_if<std::vector<double>>(value) : nullptr;
    return list ? *list : std::vector<double>();
}

} // namespace

double numberOf(const Network& network, const std::string& key) {
    const AttributeValue* value = attribute(network, key);
    if (const auto* real = value ? std::get_if<double>(value) : nullptr)
        return *real;
    if (const auto* whole = value ? std::get_if<std::int64_t>(value) : nullptr)
        return static_cast<double>(*whole);
    return nan;
}

QString wordOf(const Network& network, const std::string& key) {
    const AttributeValue* value = attribute(network, key);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    return text ? QString::fromStdString(*text).simplified() : QString();
}

const Condition* ownConditionOf(const Network& network, const ConditionTable& table) {
    for (const char* key : {"condition", "kind"})
        if (const Condition* row = table.find(wordOf(network, key).toStdString()))
            return row;
    return nullptr;
}

History historyOf(const Network& network, const std::string& name) {
    History history{listOf(network, "history_" + name), listOf(network, "history_" + name + "_std")};
    // Deviations of other epochs than those that are there mean nothing.
    if (history.std.size() != history.mean.size())
        history.std.clear();
    return history;
}

int runsOf(const Network& network) {
    const double runs = numberOf(network, "runs");
    return runs >= 1 && runs <= 1e6 ? static_cast<int>(runs) : 1;
}

} // namespace kamke::ui
