// What the window shows of a running search: the first splits of its tree, and how its bound has come.
#pragma once

#include "core/search/search.h"

#include <chrono>
#include <memory>
#include <vector>

namespace kamke::ui {

/// How far the search of a competitor was: its margin, y_label − y_competitor, is at least `proved` over all
/// inputs, and at most `found`.
struct SearchMoment {
    double seconds = 0;
    Index nodes = 0, open = 0;
    double proved = -std::numeric_limits<double>::infinity(), found = std::numeric_limits<double>::infinity();

    double gap() const { return found - proved; }
};

/// The search of one competitor so far.
struct SearchRecord {
    int competitor = -1;
    /// Its oldest places; units are those of the network, bounds those of y_competitor − y_label.
    SearchTree tree;
    Index places = 0;                 ///< of the whole tree
    std::vector<SearchMoment> course; ///< never empty; thinned out where it grows long

    const SearchMoment& now() const { return course.back(); }
    /// A lower bound of the margin of the inputs of a place; ∞ where there are none.
    double margin(Index place) const { return -tree.at(place).bound; }
};

/// Follows a search from its own thread. It costs a comparison a node; the copy of the tree is made when one
/// is asked for.
class SearchRecorder {
public:
    /// More places than these are not drawn.
    static constexpr Index mostPlaces = 4001;

    /// `found`: a value of the margin that was found before.
    SearchRecorder(int competitor, double found);
    int competitor() const { return competitor_; }
    void add(const SearchProgress& progress);
    /// A copy of the state of things; `units`: of the network, by those of the tree.
    std::shared_ptr<const SearchRecord> record(const SearchTree* tree, const std::vector<Index>& units) const;

private:
    int competitor_;
    double found_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::vector<SearchMoment> course_;
    double step_ = 0; ///< least seconds between two moments that are kept
    SearchMoment now_;
};

} // namespace kamke::ui
