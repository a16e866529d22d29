#include "command.h"

#include "core/io/files/network_file.h"
#include "core/io/text/plain_text.h"
#include "core/model/outward.h"

#include <charconv>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <thread>

namespace kamke::cli {

std::shared_ptr<const NetworkAnalysis> openNetwork(const std::string& path) {
    Result<Network> network = readNetwork(path);
    if (!network)
        throw InputError{network.error().message};
    return std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(std::move(*network)));
}

Vector parseNumbers(const std::string& option, const std::string& text) {
    std::vector<double> values;
    const char* at = text.data();
    const char* const end = at + text.size();
    for (;;) {
        double value = 0;
        const auto [stop, error] = std::from_chars(at + (at != end && *at == '+'), end, value);
        if (error != std::errc() || !std::isfinite(value) || (stop != end && *stop != ','))
            throw UsageError{
                option + " is \"" + text + "\", expected finite numbers with commas between, e.g. 0,1.5"};
        values.push_back(value);
        if (stop == end)
            break;
        at = stop + 1;
    }
    return Eigen::Map<const Vector>(values.data(), static_cast<Index>(values.size()));
}

namespace {

void checkSize(const std::string& path, const char* option, const Vector& values, const Network& network) {
    if (values.size() != network.r())
        throw InputError{
            path + ": " + option + " has " + std::to_string(values.size()) +
            " numbers, expected r = " + std::to_string(network.r())};
}

} // namespace

Box parseBox(
    const std::string& path, const Network& network, const std::string& lower, const std::string& upper) {
    Box box{parseNumbers("--lower", lower), parseNumbers("--upper", upper)};
    checkSize(path, "--lower", box.lower, network);
    checkSize(path, "--upper", box.upper, network);
    for (Index k = 0; k < network.r(); ++k)
        if (box.lower(k) > box.upper(k)) {
            throw InputError{
                path + ": input " + std::to_string(k + 1) + " has lower " + numberText(box.lower(k)) +
                " above upper " + numberText(box.upper(k)) + ", expected lower ≤ upper"};
        }
    return box;
}

Vector parseInput(const std::string& path, const Network& network, const std::string& text) {
    Vector input = parseNumbers("--input", text);
    checkSize(path, "--input", input, network);
    return input;
}

std::string boundText(double bound, int digits, const char* none) {
    if (!std::isfinite(bound))
        return none;
    std::ostringstream text;
    text << std::setprecision(digits) << roundedAbove(bound, digits);
    return text.str();
}

Json numbers(const Vector& v) {
    Json list = Json::array();
    for (const double x : v)
        list.push_back(x);
    return list;
}

Json box(const Box& b) {
    return {{"lower", numbers(b.lower)}, {"upper", numbers(b.upper)}};
}

namespace {

/// A text in quotes. What a terminal obeys is escaped, so that the value stays the same; what is no UTF-8, as
/// names of files may be, cannot be said in JSON at all.
std::string quotedJson(const std::string& text) {
    const std::string all = Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string shown;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t length = 1; // of the character
        while (i + length < all.size() && (static_cast<unsigned char>(all[i + length]) & 0xC0) == 0x80)
            ++length;
        const std::string character = all.substr(i, length);
        shown += plain(character) == character
                     ? character
                     : Json(character).dump(-1, ' ', true).substr(1, 6); // "\\u009b" without its quotes
        i += length;
    }
    return shown;
}

// The library prints doubles in their shortest form; other programs were promised %.17g.
void write(std::ostream& out, const Json& value) {
    const auto list = [&](char open, char close, const auto& item) {
        out << open;
        const char* separator = "";
        for (auto it = value.begin(); it != value.end(); ++it) {
            out << separator;
            item(it);
            separator = ", ";
        }
        out << close;
    };
    if (value.is_object()) {
        list('{', '}', [&](const auto& it) {
            out << quotedJson(it.key()) << ": ";
            write(out, it.value());
        });
    } else if (value.is_array()) {
        list('[', ']', [&](const auto& it) { write(out, *it); });
    } else if (value.is_number_float()) {
        const double number = value.get<double>();
        char text[40] = "null";
        if (std::isfinite(number))
            std::snprintf(text, sizeof text, "%.17g", number);
        out << text;
    } else if (value.is_string()) {
        out << quotedJson(value.get_ref<const std::string&>());
    } else {
        out << value;
    }
}

} // namespace

void printJson(const Json& value) {
    write(std::cout, value);
    std::cout << std::endl;
}

Limits limitsFor(double seconds) {
    // One thread waits for the signals, so that no code runs inside a handler.
    static std::stop_source source;
    static const bool started = [] {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGINT);
        sigaddset(&set, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set, nullptr);
        std::thread([set] {
            int received = 0;
            for (;;)
                if (sigwait(&set, &received) == 0)
                    source.request_stop();
        }).detach();
        return true;
    }();
    static_cast<void>(started);
    Limits limits;
    limits.stop = source.get_token();
    if (seconds > 0)
        limits.deadline = Clock::now() +
                          std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    return limits;
}

} // namespace kamke::cli
