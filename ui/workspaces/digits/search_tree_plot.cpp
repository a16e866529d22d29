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

constexpr std::size_t mostSigns = 12; // in a tooltip

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
        lines << tr("Neither proved nor broken, and not split any further: margin ≥ %1").arg(least);
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
