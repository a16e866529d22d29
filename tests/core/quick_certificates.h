// The certificates that do not take seconds a sample.
#pragma once

#include "core/certify/certificates.h"

#include <vector>

namespace kamke::test {

inline std::vector<const Certificate*> quickCertificates() {
    std::vector<const Certificate*> quick;
    for (const Certificate& one : certificates())
        if (one.cost != Cost::Search)
            quick.push_back(&one);
    return quick;
}

} // namespace kamke::test
