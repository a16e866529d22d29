#include "core/model/outward.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace kamke {

double roundedBelow(double value, int digits) {
    if (value == 0 || !std::isfinite(value))
        return value;
    char text[64];
    std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
    const double nearest = std::strtod(text, nullptr);
    if (nearest <= value)
        return nearest;
    // One unit of the last digit less. Below a power of ten the units are ten times as fine.
    long long digitsOnly = 0;
    const char* at = text;
    for (; *at != 'e'; ++at)
        if (*at >= '0' && *at <= '9')
            digitsOnly = 10 * digitsOnly + (*at - '0');
    int exponent = std::atoi(at + 1) - (digits - 1);
    long long power = 1;
    for (int k = 1; k < digits; ++k)
        power *= 10;
    if (value < 0)
        digitsOnly = -(digitsOnly + 1);
    else if (digitsOnly == power) {
        digitsOnly = 10 * power - 1;
        --exponent;
    } else
        --digitsOnly;
    std::snprintf(text, sizeof text, "%llde%d", digitsOnly, exponent);
    return std::strtod(text, nullptr);
}

double roundedAbove(double value, int digits) {
    return -roundedBelow(-value, digits);
}

int digitsToDistinguish(double value, double other, int digits) {
    const auto text = [](double number, int count) {
        char written[64];
        std::snprintf(written, sizeof written, "%.*g", count, number);
        return std::string(written);
    };
    constexpr int all = 17; // which tell any two doubles apart
    if (value != other && std::isfinite(value))
        while (digits < all && text(value, digits) == text(other, digits))
            ++digits;
    return digits;
}

std::string shortest(double value) {
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

} // namespace kamke
