// Proof files with one digit changed.
#pragma once

#include <random>
#include <set>
#include <string>

namespace kamke::test {

/// The members of a proof file that say what is claimed.
inline const std::set<std::string> claimParts{"format", "version", "network", "centre", "eps", "label"};

/// Changes one digit of one number (or of a hash) to another, at random, and returns the member that it
/// stands in.
inline std::string changeDigit(std::string& text, std::mt19937_64& g) {
    const std::string hexadecimal = "0123456789abcdef";
    for (;;) {
        const std::size_t at = std::uniform_int_distribution<std::size_t>(0, text.size() - 1)(g);
        if (hexadecimal.find(text[at]) == std::string::npos)
            continue;
        // The token that it is a part of, and the member before it.
        const std::size_t begin = text.find_last_of(" \",:[{", at) + 1;
        const std::string token = text.substr(begin, text.find_first_of(" \",:]}", at) - begin);
        const std::size_t colon = text.rfind("\":", at);
        if (colon == std::string::npos)
            continue;
        const std::size_t key = text.rfind('"', colon - 1) + 1;
        const std::string member = text.substr(key, colon - key);
        const bool inText = text[begin - 1] == '"' || text[begin - 1] == ' ';
        std::size_t digits = 10;
        if (inText) {
            const std::size_t x = token.find('x'), p = token.find('p');
            const bool isNumber = x != std::string::npos && p != std::string::npos && begin + x < at;
            const bool isHash = member == "network" && token.size() == 64;
            if (!isNumber && !isHash && token != "0")
                continue; // a word
            if (isHash || begin + p > at)
                digits = 16;
        } else if (token.find_first_not_of("0123456789") != std::string::npos)
            continue;
        char other = text[at];
        while (other == text[at])
            other = hexadecimal[std::uniform_int_distribution<std::size_t>(0, digits - 1)(g)];
        text[at] = other;
        return member;
    }
}

} // namespace kamke::test
