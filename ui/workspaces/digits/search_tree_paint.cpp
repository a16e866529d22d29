// How the tree of a search is painted: edges, signs, marks and the legend.
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/search_tree_plot.h"

#include <algorithm>
#include <array>

namespace kamke::ui {

namespace {

constexpr double mostRadius = 4.5, leastRadius = 3.2;

QString stateWord(SearchTree::State state) {
    using State = SearchTree::State;
    switch (state) {
    case State::Open:
        return SearchTreePlot::tr("open");
    case State::Split:
        return SearchTreePlot::tr("split");
    case State::Closed:
        return SearchTreePlot::tr("proved");
    case State::Empty:
        return SearchTreePlot::tr("no input");
    case State::Found:
        return SearchTreePlot::tr("witness");
    case State::Left:
        break;
    }
    return SearchTreePlot::tr("left over");
}

} // namespace

QColor SearchTreePlot::colourOf(State state) const {
    switch (state) {
    case State::Open:
        return theme().samples;
    case State::Split:
        return theme().axis;
    case State::Closed:
        return theme().good;
    case State::Empty:
        return theme().faintText;
    case State::Found:
        return theme().attack;
    case State::Left:
        break;
    }
    return theme().warning;
}

void SearchTreePlot::paint(QCPPainter& painter) {
    if (viewport() != laidOut_) // exports have sizes of their own
        layOut();
    paintEdges(painter);
    paintSigns(painter);
    const double r = std::clamp(0.4 * layout_.gap, leastRadius, mostRadius);
    const int hovered = link_->store()->hoveredUnit();
    for (const TreeItem& item : layout_.items) {
        const SearchTree::Node& node = tree().at(item.place);
        if (hovered >= 0 && node.split == hovered) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme().selection);
            painter.drawEllipse(item.at, r + 4, r + 4);
        }
        if (isTriangle(item))
            paintTriangle(painter, item, r);
        else
            paintMark(painter, item.at, stateOf(item), r);
        if (item.place == chosen_) {
            painter.setPen(QPen(theme().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(item.at, r + 4, r + 4);
        }
    }
    paintLegend(painter);
}

void SearchTreePlot::paintEdges(QCPPainter& painter) {
    // The way down to the chosen node is drawn last, above the others.
    std::vector<char> isOnWay(layout_.items.size(), 0);
    for (int k = itemOf(chosen_); k >= 0; k = layout_.items[static_cast<std::size_t>(k)].parent)
        isOnWay[static_cast<std::size_t>(k)] = 1;
    for (const bool way : {false, true}) {
        painter.setPen(way ? QPen(theme().accent, 2) : QPen(theme().axis, 1.1));
        for (std::size_t k = 1; k < layout_.items.size(); ++k)
            if (isOnWay[k] == static_cast<char>(way))
                painter.drawLine(
                    layout_.items[static_cast<std::size_t>(layout_.items[k].parent)].at, layout_.items[k].at);
    }
}

void SearchTreePlot::paintSigns(QCPPainter& painter) {
    painter.setFont(smallFont());
    const QFontMetricsF metrics(painter.fontMetrics());
    const int hovered = link_->store()->hoveredUnit();
    // From the top, each where nothing is in its way: neither marks nor words.
    std::vector<QRectF> taken;
    for (const TreeItem& item : layout_.items)
        taken.emplace_back(item.at - QPointF(6, 6), QSizeF(12, 12));
    for (std::size_t k = 1; k < layout_.items.size(); ++k) {
        const TreeItem& item = layout_.items[k];
        const TreeItem& above = layout_.items[static_cast<std::size_t>(item.parent)];
        const SearchTree::Node& node = tree().at(above.place);
        const bool active = node.active == item.place;
        const QString text = signText({node.split, active});
        const QPointF middle = (item.at + above.at) / 2;
        const double width = metrics.horizontalAdvance(text), height = metrics.height();
        QRectF where(0, 0, width, height);
        where.moveCenter(middle);
        where.moveLeft(active ? middle.x() - width - 4 : middle.x() + 4);
        const bool fits =
            where.left() >= 2 && where.right() <= viewport().width() - 2 &&
            std::none_of(
                taken.begin(), taken.end(),
                [&](const QRectF& other) { return other.intersects(where.adjusted(-2, 1, 2, -1)); }) &&
            !crossesEdge(where, k);
        if (!fits)
            continue;
        taken.push_back(where);
        painter.setPen(node.split == hovered ? theme().link : theme().faintText);
        painter.drawText(where, Qt::AlignCenter | Qt::TextDontClip, text);
    }
}

bool SearchTreePlot::crossesEdge(const QRectF& where, std::size_t own) const {
    for (std::size_t k = 1; k < layout_.items.size(); ++k) {
        if (k == own)
            continue;
        const QPointF from = layout_.items[static_cast<std::size_t>(layout_.items[k].parent)].at,
                      to = layout_.items[k].at;
        if (std::max(from.y(), to.y()) < where.top() || std::min(from.y(), to.y()) > where.bottom())
            continue;
        // Where the edge is between the heights of the words.
        const auto at = [&](double y) {
            const double t = std::clamp((y - from.y()) / (to.y() - from.y()), 0.0, 1.0);
            return from.x() + t * (to.x() - from.x());
        };
        const double a = at(where.top()), b = at(where.bottom());
        if (std::max(a, b) > where.left() && std::min(a, b) < where.right())
            return true;
    }
    return false;
}

void SearchTreePlot::paintMark(QCPPainter& painter, const QPointF& at, State state, double r) const {
    const QColor colour = colourOf(state);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    switch (state) {
    case State::Open: // a hollow circle
        painter.setPen(QPen(colour, 1.8));
        painter.setBrush(theme().plotGround);
        painter.drawEllipse(at, r - 0.8, r - 0.8);
        break;
    case State::Split:
        painter.drawEllipse(at, 0.6 * r, 0.6 * r);
        break;
    case State::Closed:
        painter.drawEllipse(at, r, r);
        break;
    case State::Empty: // a bar
        painter.drawRect(QRectF(at.x() - r, at.y() - 1.2, 2 * r, 2.4));
        break;
    case State::Found:
        painter.setPen(QPen(colour, 2.4));
        cross(painter, at, r);
        break;
    case State::Left: // a diamond
        painter.drawPolygon(QPolygonF{
            {at.x() - r, at.y()}, {at.x(), at.y() - r}, {at.x() + r, at.y()}, {at.x(), at.y() + r}});
        break;
    }
}

void SearchTreePlot::paintTriangle(QCPPainter& painter, const TreeItem& item, double r) const {
    const QColor colour = colourOf(stateOf(item));
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(faded(colour, item.below > 0 ? 0.3 : 0));
    const QPointF at = item.at;
    painter.drawPolygon(
        QPolygonF{{at.x(), at.y() - r}, {at.x() - r - 0.5, at.y() + r}, {at.x() + r + 0.5, at.y() + r}});
    if (item.below == 0)
        return;
    QFont font = smallFont();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    const QString count = QString::number(item.below);
    if (QFontMetricsF(font).horizontalAdvance(count) > layout_.gap)
        return;
    painter.setFont(font);
    painter.setPen(theme().faintText);
    const double height = QFontMetricsF(font).height();
    painter.drawText(
        QRectF(at.x() - layout_.gap / 2, at.y() + r + 1, layout_.gap, height),
        Qt::AlignCenter | Qt::TextDontClip, count);
}

void SearchTreePlot::paintLegend(QCPPainter& painter) const {
    constexpr std::array all{State::Closed, State::Open, State::Empty, State::Found, State::Left};
    std::array<int, all.size()> counts{};
    for (const SearchTree::Node& node : tree().nodes)
        for (std::size_t k = 0; k < all.size(); ++k)
            counts[k] += node.state == all[k];
    const QFontMetricsF metrics(smallFont());
    const double line = metrics.height(), y = viewport().height() - line - 2;
    double from = 8;
    for (std::size_t k = 0; k < all.size(); ++k) {
        if (counts[k] == 0)
            continue;
        const QString text = QStringLiteral("%1 %2").arg(wholeNumber(counts[k]), stateWord(all[k]));
        const double width = metrics.horizontalAdvance(text);
        if (from + 13 + width > viewport().width())
            break;
        paintMark(painter, {from + 4, y + line / 2}, all[k], mostRadius);
        words(painter, QRectF(from + 13, y, width + 4, line), text, theme().faintText);
        from += width + 28;
    }
}

} // namespace kamke::ui
