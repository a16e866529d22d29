// Passing on errors: what Result leaves to be written after every call, in one word.
#pragma once

#include "core/model/types.h"

#include <utility>

/// KAMKE_TRY(const auto matrix, readMatrix(file, "A")): gives `matrix` the value of a Result, or leaves the
/// function with its error. What is left of the comma is a declaration or anything else that can be assigned
/// to. Several statements, so not for the body of an `if` without braces.
#define KAMKE_TRY(target, ...) KAMKE_TRY_AS(KAMKE_TRY_NAME(tried, __LINE__), target, __VA_ARGS__)
/// KAMKE_CHECK(checkFormat(file)): the same where the value, if there is one, is not wanted. One statement.
#define KAMKE_CHECK(...) KAMKE_CHECK_AS(KAMKE_TRY_NAME(checked, __LINE__), __VA_ARGS__)

// A name of its own for each line, so that one can stand in a lambda inside of another.
#define KAMKE_TRY_NAME(word, line) KAMKE_TRY_JOINED(word, line)
#define KAMKE_TRY_JOINED(word, line) word##line
// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses
#define KAMKE_TRY_AS(tried, target, ...)                                                                     \
    auto tried = (__VA_ARGS__);                                                                              \
    if (!tried)                                                                                              \
        return tl::unexpected(std::move(tried).error());                                                     \
    target = *std::move(tried)
// NOLINTEND(bugprone-macro-parentheses)
#define KAMKE_CHECK_AS(checked, ...)                                                                         \
    do {                                                                                                     \
        if (auto checked = (__VA_ARGS__); !checked)                                                          \
            return tl::unexpected(std::move(checked).error());                                               \
    } while (false)
