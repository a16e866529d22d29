// How values of one kind are written to sessions and read from them.
#pragma once

#include "core/model/types.h"
#include "core/sdp/relu_system.h"
#include "ui/state/json_checks.h"

#include <QDir>
#include <QJsonValue>
#include <QStringList>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace kamke {
struct Network;
}

namespace kamke::ui {

/// What reading and writing look at besides the value.
struct FieldContext {
    QDir base;                        ///< where relative paths start from
    const Network* network = nullptr; ///< whose sizes bound what a workspace may show
};

/// `read` sets the value, or says what is wrong with the JSON: "is 7, expected …".
template<class T>
struct ValueForm {
    std::function<QJsonValue(const T&, const FieldContext&)> write;
    std::function<Wrong(const QJsonValue&, T&, const FieldContext&)> read;
};

ValueForm<bool> flag();
ValueForm<int> whole(int from, int to);
/// The largest one depends on the network.
ValueForm<int> whole(int from, std::function<int(const Network&)> to);

/// What a number has to be besides finite, in words.
struct NumberCheck {
    bool (*isGood)(double);
    const char* words;
};
inline constexpr NumberCheck anyNumber{[](double) { return true; }, "a finite number"},
    notNegative{[](double v) { return v >= 0; }, "a finite number ≥ 0"},
    positive{[](double v) { return v > 0; }, "a finite number > 0"};
ValueForm<double> number(const NumberCheck& check);

/// One of these words.
ValueForm<QString> oneOf(std::initializer_list<const char*> words);
/// Any text of at most `longest` characters; `what` says what it is.
ValueForm<QString> text(const char* what, qsizetype longest = 1'000'000);
/// A file, written as seen from the context's base; `what` says of which kind, and what "" means.
ValueForm<QString> path(const char* what);

/// An id of a list of the core: certificates, iterations, …
struct IdList {
    bool (*knows)(std::string_view id);
    std::string (*ids)(); ///< with commas between
    const char* what;     ///< "an array of certificate ids"
};
ValueForm<QString> idOf(const IdList& list, bool mayBeEmpty = false);
/// Any number of them; one that comes again is left out.
ValueForm<QStringList> idsOf(const IdList& list);

/// An enumeration by its names.
template<class Enum>
ValueForm<Enum> named(std::vector<std::pair<Enum, const char*>> names) {
    const auto write = [names](const Enum& value, const FieldContext&) -> QJsonValue {
        for (const auto& [each, name] : names)
            if (each == value)
                return QLatin1String(name);
        Q_UNREACHABLE();
    };
    const auto read = [names](const QJsonValue& v, Enum& value, const FieldContext&) -> Wrong {
        std::string all;
        for (const auto& [each, name] : names) {
            if (v.toString() == QLatin1String(name)) {
                value = each;
                return {};
            }
            all += (all.empty() ? "" : ", ") + std::string(name);
        }
        return expected(v, "one of " + all);
    };
    return {write, read};
}

/// linf or l2.
ValueForm<BallNorm> ballNorm();

extern const IdList certificateList, iterationList, methodList, modelKindList;

} // namespace kamke::ui
