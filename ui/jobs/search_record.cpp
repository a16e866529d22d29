#include "ui/jobs/search_record.h"

#include <algorithm>

namespace kamke::ui {

namespace {

constexpr std::size_t mostMoments = 1000;

} // namespace

SearchRecorder::SearchRecorder(int competitor, double found)
    : competitor_(competitor)
    , found_(found) {}

void SearchRecorder::add(const SearchProgress& progress) {
    // What is said first of the whole still holds where a refreshed bound is no better.
    const double proved = std::max(now_.proved, -progress.bound);
    now_ = {
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(), progress.nodes,
        progress.open, proved, std::min(found_, -progress.value)};
    const bool changed =
        course_.empty() || course_.back().proved != now_.proved || course_.back().found != now_.found;
    if (!changed || (!course_.empty() && now_.seconds - course_.back().seconds < step_))
        return;
    course_.push_back(now_);
    if (course_.size() < mostMoments)
        return;
    // Every other one, and from now on no denser than that.
    std::vector<SearchMoment> thinned;
    for (std::size_t k = 0; k < course_.size(); k += 2)
        thinned.push_back(course_[k]);
    course_ = std::move(thinned);
    step_ = 2 * now_.seconds / static_cast<double>(mostMoments);
}

std::shared_ptr<const SearchRecord>
SearchRecorder::record(const SearchTree* tree, const std::vector<Index>& units) const {
    auto record = std::make_shared<SearchRecord>();
    record->competitor = competitor_;
    record->course = course_;
    record->course.push_back(now_);
    if (tree) {
        record->tree = tree->outline(units, mostPlaces);
        record->places = tree->size();
    }
    return record;
}

} // namespace kamke::ui
