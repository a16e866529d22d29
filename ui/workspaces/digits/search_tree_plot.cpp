#include "ui/workspaces/digits/search_tree_plot.h"

#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"

#include <QKeyEvent>
#include <QToolTip>
#include <algorithm>
#include <array>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr double mostRadius = 4.5, leastRadius = 3.2;
constexpr std::size_t mostSigns = 12; // in a tooltip

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

SearchTreePlot::SearchTreePlot(DigitLink* link, QWidget* parent)
    : PaintedPlot(parent)
    , link_(link) {
    setObjectName(QStringLiteral("cascade.tree"));
    setAccessibleName(tr("Tree of the search"));
    setAxisNames(QString(), QString());
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2})
        axis->setVisible(false);
    keepStill();
    connect(link->store(), &ExplorerStore::hoveredUnitChanged, this, &SearchTreePlot::redraw);
    refresh();
}

void SearchTreePlot::show(std::shared_ptr<const SearchRecord> record, const QString& empty, bool stale) {
    if (record == record_ && empty == empty_ && stale == stale_)
        return;
    const bool sameSearch =
        record && record_ && record->competitor == record_->competitor && record->places >= record_->places;
    if (!sameSearch) {
        top_ = 0;
        choose(-1);
    }
    record_ = std::move(record);
    empty_ = empty;
    stale_ = stale;
    refresh();
}

std::optional<QString> SearchTreePlot::insteadOfData() const {
    return record_ && record_->tree.size() > 0 ? std::nullopt : std::optional(empty_);
}

QMargins SearchTreePlot::room() const {
    return {6, 8, 6, QFontMetrics(smallFont()).height() + 16};
}

void SearchTreePlot::prepare() {
    layout_ = {};
    if (insteadOfData()) {
        setSummary(empty_);
        return;
    }
    if (top_ >= tree().size())
        top_ = 0;
    sizes_ = subtreeSizes(tree());
    states_ = subtreeStates(tree());
    layOut();
    const SearchMoment& now = record_->now();
    setSummary(tr("Nodes processed: %1, waiting: %2; the margin is at least %3. %4")
                   .arg(
                       wholeNumber(now.nodes), wholeNumber(now.open), formatNumber(now.proved, Rounded::Down),
                       hiddenSentence()));
}

void SearchTreePlot::layOut() {
    laidOut_ = viewport();
    layout_ = layOutTree(tree(), top_, QRectF(laidOut_).marginsRemoved(room()));
}

QString SearchTreePlot::hiddenSentence() const {
    if (insteadOfData())
        return {};
    QStringList sentences;
    if (top_ > 0)
        sentences << tr("Drawn is what is below %1; a click on its top (Backspace) leads out.")
                         .arg(signText(tree().path(top_).back()));
    const auto triangles = std::count_if(
        layout_.items.begin(), layout_.items.end(), [](const TreeItem& item) { return item.below > 0; });
    if (layout_.hidden > 0)
        sentences << tr("%1 of %2 nodes stand behind triangles (%3 here); a click or Enter looks into one.")
                         .arg(
                             wholeNumber(layout_.hidden), wholeNumber(sizes_[static_cast<std::size_t>(top_)]),
                             wholeNumber(triangles));
    if (record_->places > tree().size())
        sentences << tr("The first %1 of %2 nodes are kept for this picture.")
                         .arg(wholeNumber(tree().size()), wholeNumber(record_->places));
    return sentences.join(u' ');
}

QString SearchTreePlot::signText(const SignSplit& split) const {
    return subscripted(QStringLiteral("a"), split.unit + 1) +
           (split.active ? QStringLiteral(" ≥ 0") : QStringLiteral(" ≤ 0"));
}

bool SearchTreePlot::isTriangle(const TreeItem& item) const {
    // A split whose sides came too late to be kept has none.
    return item.below > 0 ||
           (tree().at(item.place).state == State::Split && tree().at(item.place).active < 0);
}

SearchTree::State SearchTreePlot::stateOf(const TreeItem& item) const {
    return isTriangle(item) ? states_[static_cast<std::size_t>(item.place)] : tree().at(item.place).state;
}

QString SearchTreePlot::nodeWords(const TreeItem& item) const {
    const SearchTree::Node& node = tree().at(item.place);
    const double margin = record_->margin(item.place);
    const QString least = formatNumber(margin, Rounded::Down);
    const double gap = record_->now().found - margin;
    QStringList lines;
    switch (node.state) {
    case State::Open:
        lines << tr("Open, waits for its turn: margin ≥ %1").arg(least);
        break;
    case State::Split:
        lines << tr("Unit %1 is split here: margin ≥ %2").arg(node.split + 1).arg(least);
        break;
    case State::Closed:
        lines << tr("Proved: margin ≥ %1").arg(least);
        break;
    case State::Empty:
        lines << tr("No input has these signs: proved");
        break;
    case State::Found:
        lines << tr("Here the witness was found; margin ≥ %1").arg(least);
        break;
    case State::Left:
        lines << tr("All signs are decided, and it is neither proved nor broken: margin ≥ %1").arg(least);
        break;
    }
    if (node.state != State::Empty && std::isfinite(gap))
        lines[0] += tr(", %1 below the best value found").arg(formatNumber(std::max(gap, 0.0), Rounded::Up));
    const std::vector<SignSplit> path = tree().path(item.place);
    QStringList signs;
    for (std::size_t k = path.size() > mostSigns ? path.size() - mostSigns : 0; k < path.size(); ++k)
        signs << signText(path[k]);
    if (path.empty())
        lines << tr("All inputs");
    else if (path.size() > mostSigns)
        lines << tr("Signs: %1 before, then %2").arg(path.size() - mostSigns).arg(signs.join(u", "));
    else
        lines << tr("Signs: %1").arg(signs.join(u", "));
    if (item.below > 0)
        lines << tr("Nodes below: %1; click to look into them").arg(wholeNumber(item.below));
    else if (isTriangle(item))
        lines << tr("What is below came too late to be kept for this picture");
    return lines.join(u'\n');
}

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

int SearchTreePlot::itemAt(const QPointF& pixel) const {
    int nearest = -1;
    double least = std::max(10.0, std::min(layout_.gap, layout_.level) / 2);
    for (std::size_t k = 0; k < layout_.items.size(); ++k) {
        const QPointF away = layout_.items[k].at - pixel;
        if (const double distance = std::hypot(away.x(), away.y()); distance < least) {
            least = distance;
            nearest = static_cast<int>(k);
        }
    }
    return nearest;
}

int SearchTreePlot::itemOf(Index place) const {
    for (std::size_t k = 0; k < layout_.items.size() && place >= 0; ++k)
        if (layout_.items[k].place == place)
            return static_cast<int>(k);
    return -1;
}

int SearchTreePlot::unitOf(Index place) const {
    const SearchTree::Node& node = tree().at(place);
    if (node.split >= 0)
        return static_cast<int>(node.split);
    return node.parent >= 0 ? static_cast<int>(tree().at(node.parent).split) : -1;
}

void SearchTreePlot::choose(int item) {
    const Index place = item >= 0 ? layout_.items[static_cast<std::size_t>(item)].place : -1;
    if (place == chosen_)
        return;
    chosen_ = place;
    link_->store()->setHoveredUnit(place >= 0 ? unitOf(place) : -1);
    emit read(item >= 0 ? nodeWords(layout_.items[static_cast<std::size_t>(item)]) : QString());
    redraw();
}

void SearchTreePlot::lookInto(Index top) {
    if (top == top_)
        return;
    choose(-1);
    top_ = top;
    refresh();
    emit read({});
}

void SearchTreePlot::hoverAt(const QPointF& pixel) {
    const int item = insteadOfData() ? -1 : itemAt(pixel);
    choose(item);
    if (item < 0) {
        unsetCursor();
        QToolTip::hideText();
        return;
    }
    const TreeItem& at = layout_.items[static_cast<std::size_t>(item)];
    setCursor(at.below > 0 || (item == 0 && top_ > 0) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QToolTip::showText(mapToGlobal(pixel).toPoint(), nodeWords(at), this);
}

void SearchTreePlot::endHover() {
    QToolTip::hideText();
    if (!hasFocus() && !insteadOfData())
        choose(-1);
}

void SearchTreePlot::pressAt(const QPointF& pixel) {
    const int item = insteadOfData() ? -1 : itemAt(pixel);
    if (item < 0)
        return;
    const TreeItem& at = layout_.items[static_cast<std::size_t>(item)];
    if (at.below > 0)
        lookInto(at.place);
    else if (item == 0 && top_ > 0)
        lookInto(tree().at(top_).parent);
}

void SearchTreePlot::fitView() {
    lookInto(0);
    refresh();
}

void SearchTreePlot::resizeEvent(QResizeEvent* event) {
    // While hidden it may be told of a size that there is nothing to paint on.
    if (size().isEmpty())
        return;
    PaintedPlot::resizeEvent(event);
    refresh();
}

void SearchTreePlot::keyPressEvent(QKeyEvent* event) {
    if (insteadOfData() || layout_.items.empty())
        return PaintedPlot::keyPressEvent(event);
    const int item = itemOf(chosen_);
    const auto step = [&](int to) { choose(to >= 0 ? to : item); };
    const auto child = [&](bool last) {
        int found = -1;
        for (std::size_t k = 1; k < layout_.items.size(); ++k)
            if (layout_.items[k].parent == item && (found < 0 || last))
                found = static_cast<int>(k);
        return found;
    };
    // The next one of the same level.
    const auto beside = [&](bool right) {
        const QPointF at = layout_.items[static_cast<std::size_t>(item)].at;
        int found = -1;
        for (std::size_t k = 0; k < layout_.items.size(); ++k) {
            const QPointF other = layout_.items[k].at;
            if (std::abs(other.y() - at.y()) > 1 || (right ? other.x() <= at.x() : other.x() >= at.x()))
                continue;
            if (found < 0 || std::abs(other.x() - at.x()) <
                                 std::abs(layout_.items[static_cast<std::size_t>(found)].at.x() - at.x()))
                found = static_cast<int>(k);
        }
        return found;
    };
    const bool chosen = item >= 0;
    switch (event->key()) {
    case Qt::Key_Up:
        step(chosen ? layout_.items[static_cast<std::size_t>(item)].parent : 0);
        break;
    case Qt::Key_Down:
        step(chosen ? child(false) : 0);
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
        step(chosen ? beside(event->key() == Qt::Key_Right) : 0);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (chosen && layout_.items[static_cast<std::size_t>(item)].below > 0)
            lookInto(layout_.items[static_cast<std::size_t>(item)].place);
        break;
    case Qt::Key_Backspace:
        if (top_ > 0)
            lookInto(tree().at(top_).parent);
        break;
    case Qt::Key_0:
    case Qt::Key_Home:
        lookInto(0);
        break;
    default:
        return PaintedPlot::keyPressEvent(event);
    }
    event->accept();
}

void SearchTreePlot::focusOutEvent(QFocusEvent* event) {
    PaintedPlot::focusOutEvent(event);
    if (!insteadOfData() && !underMouse())
        choose(-1);
}

QString SearchTreePlot::csv() const {
    QString text = QStringLiteral("node,parent,unit,sign,state,margin\n");
    if (insteadOfData())
        return text;
    constexpr std::array names{"open", "split", "closed", "empty", "found", "left"};
    for (Index place = 0; place < tree().size(); ++place) {
        const SearchTree::Node& node = tree().at(place);
        const auto path = node.parent >= 0 ? std::optional(tree().at(node.parent)) : std::nullopt;
        text += QStringLiteral("%1,%2,%3,%4,%5,%6\n")
                    .arg(place)
                    .arg(node.parent >= 0 ? QString::number(node.parent) : QString())
                    .arg(path ? QString::number(path->split + 1) : QString())
                    .arg(
                        !path                   ? QString()
                        : path->active == place ? QStringLiteral("+")
                                                : QStringLiteral("-"))
                    .arg(QLatin1String(names[static_cast<std::size_t>(node.state)]))
                    .arg(exactNumber(record_->margin(place)));
    }
    return text;
}

} // namespace kamke::ui
