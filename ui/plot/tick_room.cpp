#include "ui/plot/tick_room.h"

#include "ui/plot/log_ticker.h"

#include <algorithm>

namespace kamke::ui {

namespace {
constexpr int acrossLabel = 48, downLabel = 20; // px
} // namespace

int TickRoom::mostOf(const QSharedPointer<QCPAxisTicker>& ticker) {
    std::erase_if(most_, [](const Most& most) { return most.ticker.isNull(); });
    const auto known =
        std::find_if(most_.begin(), most_.end(), [&](const Most& most) { return most.ticker == ticker; });
    if (known != most_.end())
        return known->count;
    const auto logarithmic = ticker.dynamicCast<LogTicker>();
    most_.push_back({ticker, logarithmic ? logarithmic->room() : ticker->tickCount()});
    return most_.back().count;
}

void TickRoom::fit(QCPAxis* axis) {
    const QSharedPointer<QCPAxisTicker> ticker = axis->ticker();
    const QRect area = axis->axisRect()->rect();
    const int room =
        axis->orientation() == Qt::Horizontal ? area.width() / acrossLabel : area.height() / downLabel;
    const int count = std::clamp(room, 2, std::max(2, mostOf(ticker)));
    if (const auto logarithmic = ticker.dynamicCast<LogTicker>())
        logarithmic->setRoom(count);
    else
        ticker->setTickCount(count);
}

} // namespace kamke::ui
