#include "proof.h"

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

namespace kamke::check {

namespace {

using nlohmann::json;

// A part of the file with its name, so that sentences say where something is wrong.
class Part {
public:
    Part(const json& value, std::string name)
        : value_(value)
        , name_(std::move(name)) {}

    [[noreturn]] void refuse(const std::string& expected) const {
        std::string found = value_.dump();
        if (found.size() > 40)
            found = found.substr(0, 40) + "…";
        throw Refused{name_ + " is " + found + ", expected " + expected};
    }
    Part operator[](const char* key) const {
        if (!value_.is_object() || !value_.contains(key))
            throw Refused{name_ + " has no \"" + key + "\""};
        return {
            value_.at(key), name_ == whole ? std::string("\"") + key + "\"" : name_ + ", \"" + key + "\""};
    }
    bool has(const char* key) const { return value_.is_object() && value_.contains(key); }
    /// No other members than these, so that nothing that is written is passed over.
    void onlyHas(const std::set<std::string>& keys) const {
        if (!value_.is_object())
            refuse("an object");
        for (const auto& [key, ignored] : value_.items())
            if (!keys.contains(key))
                throw Refused{name_ + " has \"" + key + "\", which no proof of version 1 has"};
    }
    std::string text() const {
        if (!value_.is_string())
            refuse("a text");
        return value_.get<std::string>();
    }
    bool truth() const {
        if (!value_.is_boolean())
            refuse("true or false");
        return value_.get<bool>();
    }
    std::size_t wholeNumber() const {
        if (!value_.is_number_unsigned() || value_.get<std::uint64_t>() > 1000000000)
            refuse("a whole number");
        return static_cast<std::size_t>(value_.get<std::uint64_t>());
    }
    std::vector<std::size_t> wholeNumbers() const {
        std::vector<std::size_t> all;
        for (const Part& one : list())
            all.push_back(one.wholeNumber());
        return all;
    }
    std::vector<Part> list() const {
        if (!value_.is_array())
            refuse("a list");
        std::vector<Part> all;
        for (const json& one : value_)
            all.emplace_back(one, name_ + ", entry " + std::to_string(all.size()));
        return all;
    }
    double number() const { return exactNumber(text(), name_); }
    /// "0x1.8p-3 0 -0x1p+0".
    Numbers numbers() const {
        const std::string all = text();
        Numbers found;
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t end = std::min(all.find(' ', at), all.size());
            found.push_back(exactNumber(all.substr(at, end - at), name_));
            at = end + 1;
        }
        return found;
    }

    static constexpr const char* whole = "it";

private:
    const json& value_;
    std::string name_;
};

Proof::Node readNode(const Part& part) {
    part.onlyHas({"refresh", "upper", "lower", "split", "nu"});
    Proof::Node node;
    if (part.has("refresh")) {
        node.refresh = part["refresh"].wholeNumbers();
        node.upper = part.has("upper") ? part["upper"].numbers() : Numbers(node.refresh.size(), 0);
        node.lower = part.has("lower") ? part["lower"].numbers() : Numbers(node.refresh.size(), 0);
        if (node.upper.size() != node.refresh.size() || node.lower.size() != node.refresh.size())
            part.refuse("as many steps as units to refresh");
    }
    node.splits = part.has("split");
    if (node.splits)
        node.split = part["split"].wholeNumber();
    if (part.has("nu")) {
        if (node.splits)
            part.refuse("a split or multipliers, not both");
        node.nu = part["nu"].numbers();
    }
    return node;
}

} // namespace

double exactNumber(const std::string& text, const std::string& what) {
    const auto refuse = [&]() -> double {
        throw Refused{
            what + " has \"" + text.substr(0, 40) + "\", expected a hexadecimal number such as 0x1.8p-3"};
    };
    if (text == "0")
        return 0;
    const std::string digits = text.substr(text.starts_with('-') ? 1 : 0);
    // No more digits than a double has, so that reading never rounds.
    if (!digits.starts_with("0x") ||
        digits.find_first_not_of("0123456789abcdef.p+-", 2) != std::string::npos ||
        digits.find('p') == std::string::npos || digits.find('p') > 18)
        return refuse();
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (end != text.c_str() + text.size() || !std::isfinite(value))
        return refuse();
    return value;
}

Proof readProof(const std::string& text) {
    json all;
    try {
        all = json::parse(text);
    } catch (const json::exception&) {
        throw Refused{"it is no JSON, or damaged; expected a proof file (*.kproof.json)"};
    }
    const Part file(all, Part::whole);
    if (!file.has("format") || file["format"].text() != "kamke-proof")
        throw Refused{"it is no proof: expected \"format\": \"kamke-proof\""};
    if (const Part version = file["version"]; version.wholeNumber() != 1)
        version.refuse("1, which is all that this program knows");
    Proof proof;
    proof.network = file["network"].text();
    const Part set = file["inputs"];
    set.onlyHas({"centre", "eps", "norm", "clip"});
    proof.centre = set["centre"].numbers();
    proof.eps = set["eps"].number();
    if (!(proof.eps >= 0))
        set["eps"].refuse("a number ≥ 0");
    const std::string norm = set["norm"].text();
    if (norm != "linf" && norm != "l2")
        set["norm"].refuse("linf or l2");
    proof.ball = norm == "l2";
    proof.clip = set["clip"].truth();
    proof.label = file["label"].wholeNumber();
    const Part unique = file["unique"];
    unique.onlyHas({"eta", "lambda"});
    if (unique.has("eta") == unique.has("lambda"))
        unique.refuse("either eta or lambda");
    (unique.has("eta") ? proof.eta : proof.lambda) = unique[unique.has("eta") ? "eta" : "lambda"].numbers();
    proof.state = file["state"].numbers();
    const std::string verdict = file["verdict"].text();
    if (verdict != "robust" && verdict != "broken")
        file["verdict"].refuse("robust or broken");
    proof.robust = verdict == "robust";
    if (!proof.robust) {
        file.onlyHas(
            {"format", "version", "network", "inputs", "label", "unique", "state", "verdict", "witness",
             "read_as"});
        proof.witness = file["witness"].numbers();
        proof.readAs = file["read_as"].wholeNumber();
        return proof;
    }
    file.onlyHas(
        {"format", "version", "network", "inputs", "label", "unique", "state", "verdict", "start", "rounds",
         "open", "classes"});
    const Part start = file["start"];
    start.onlyHas({"lower", "upper"});
    proof.startLower = start["lower"].numbers();
    proof.startUpper = start["upper"].numbers();
    proof.rounds = static_cast<int>(file["rounds"].wholeNumber());
    if (proof.rounds > 1000)
        file["rounds"].refuse("at most 1000");
    proof.open = file["open"].wholeNumbers();
    for (const Part& one : file["classes"].list()) {
        one.onlyHas({"class", "nodes"});
        Proof::Competitor competitor;
        competitor.index = one["class"].wholeNumber();
        for (const Part& node : one["nodes"].list())
            competitor.nodes.push_back(readNode(node));
        proof.competitors.push_back(std::move(competitor));
    }
    return proof;
}

} // namespace kamke::check
