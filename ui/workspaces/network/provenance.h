// What a network's file says about its training.
#pragma once

#include "core/model/network.h"

#include <QString>
#include <string>

namespace kamke::ui {

/// A training attribute as a number; NaN when there is none.
double numberOf(const Network& network, const std::string& key);
/// As a text; empty when there is none or it is no text.
QString wordOf(const Network& network, const std::string& key);

} // namespace kamke::ui
