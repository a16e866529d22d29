#include "ui/workspaces/digits/unit_order.h"

#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <numeric>

namespace kamke::ui {
namespace {

QString orderText(const char* text) {
    return QCoreApplication::translate("UnitOrder", text);
}

constexpr double most = 0.8; // of what all units carry: what "most of it" means

} // namespace

std::vector<int> orderOf(const Explanation& explanation, UnitSort sort) {
    std::vector<int> order(explanation.units.size());
    std::iota(order.begin(), order.end(), 0);
    const auto key = [&](int i) {
        const UnitShare& unit = explanation.units[static_cast<std::size_t>(i)];
        return sort == UnitSort::Share ? unit.share : unit.upper - unit.lower;
    };
    if (sort != UnitSort::Index)
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return key(a) > key(b); });
    return order;
}

QString shareSentence(const Explanation& explanation) {
    if (!(explanation.loss > 0))
        return orderText("there is no loss to share");
    double carried = 0, all = 0;
    int count = 0;
    for (const UnitShare& unit : explanation.units)
        all += unit.share;
    if (!(all > 0))
        return orderText("no unit has a share of the loss %1").arg(shortNumber(explanation.loss));
    for (const int i : orderOf(explanation, UnitSort::Share)) {
        if (carried >= most * all)
            break;
        carried += explanation.units[static_cast<std::size_t>(i)].share;
        ++count;
    }
    const QString carry = count == 1 ? orderText("%1 of %2 units carries %3 of the loss %4")
                                     : orderText("%1 of %2 units carry %3 of the loss %4");
    const QString units = carry.arg(count)
                              .arg(explanation.units.size())
                              .arg(percent(carried / explanation.loss), shortNumber(explanation.loss));
    // Of multipliers the inputs have shares of their own, which may be nearly all.
    const double inputs = explanation.inputShares.sum() / explanation.loss;
    return inputs < 0.005 ? units : orderText("%1, the pixels %2").arg(units, percent(inputs));
}

QString unitSentence(const Explanation& explanation, int unit) {
    if (unit < 0 || unit >= static_cast<int>(explanation.units.size()))
        return {};
    const UnitShare& u = explanation.units[static_cast<std::size_t>(unit)];
    return orderText(
               "Unit %1: %2, x in [%3, %4]; %5 of the loss; radius %6 from the pixels + %7 from other units")
        .arg(unit + 1)
        .arg(
            stateWords(u.state), shortNumber(u.lower, Rounded::Down), shortNumber(u.upper, Rounded::Up),
            percent(explanation.loss > 0 ? u.share / explanation.loss : 0), shortNumber(u.fromPixels),
            shortNumber(u.amplified));
}

QString stateWords(UnitState state) {
    switch (state) {
    case UnitState::Inactive:
        return orderText("inactive");
    case UnitState::Active:
        return orderText("always active");
    case UnitState::Undecided:
        return orderText("undecided");
    }
    return {};
}

} // namespace kamke::ui
