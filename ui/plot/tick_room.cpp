#include "ui/plot/tick_room.h"

#include "ui/plot/log_ticker.h"

#include <algorithm>

namespace kamke::ui {

namespace {
constexpr int acrossLabel = 48, downLabel = 20; // px
} // namespace

void TickRoom::fit(QCPAxis* axis) {
    const QSharedPointer<QCPAxisTicker> ticker = axis->ticker();
    const auto logarithmic = ticker.dynamicCast<LogTicker>();
    if (!most_.contains(ticker))
        most_.insert(ticker, logarithmic ? logarithmic->room() : ticker->tickCount());
    const QRect area = axis->axisRect()->rect();
    const int room =
        axis->orientation() == Qt::Horizontal ? area.width() / acrossLabel : area.height() / downLabel;
    const int count = std::clamp(room, 2, std::max(2, most_.value(ticker)));
    if (logarithmic)
        logarithmic->setRoom(count);
    else
        ticker->setTickCount(count);
}

} // namespace kamke::ui
