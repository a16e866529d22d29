#include "ui/workspaces/network/provenance.h"

namespace kamke::ui {

namespace {

const AttributeValue* attribute(const Network& network, const std::string& key) {
    const auto found = network.training.find(key);
    return found == network.training.end() ? nullptr : &found->second;
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

} // namespace kamke::ui
