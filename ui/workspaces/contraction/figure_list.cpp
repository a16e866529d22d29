#include "ui/workspaces/contraction/figure_list.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <algorithm>

namespace kamke::ui {

namespace {

constexpr int CaptionRole = Qt::UserRole + 1, padding = 8;

QFont captionFont(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

QFont titleFont(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

/// The title, and below it the caption in as many lines as it needs.
class FigureDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void
    paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Theme& theme = currentTheme();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool selected = option.state & QStyle::State_Selected;
        const QRect rect = option.rect.adjusted(0, 1, 0, -1);
        painter->setPen(Qt::NoPen);
        painter->setBrush(
            selected                                 ? theme.selection
            : option.state & QStyle::State_MouseOver ? theme.hover
                                                     : QColor(Qt::transparent));
        painter->drawRoundedRect(rect, 4, 4);
        if (selected)
            painter->fillRect(QRect(rect.left(), rect.top() + 3, 3, rect.height() - 6), theme.accent);
        QRect words = rect.adjusted(padding + 3, padding - 2, -padding, 0);
        const QFont title = titleFont(option.font);
        painter->setFont(title);
        painter->setPen(theme.text);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop, index.data().toString());
        words.setTop(words.top() + QFontMetrics(title).lineSpacing() + 1);
        painter->setFont(captionFont(option.font));
        painter->setPen(theme.faintText);
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, caption(index));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const auto* list = qobject_cast<const QListView*>(option.widget);
        const int width = list ? list->viewport()->width() : 180;
        const QFontMetrics small(captionFont(option.font));
        const int lines = small
                              .boundingRect(
                                  QRect(0, 0, width - 2 * padding - 3, 1000),
                                  Qt::AlignLeft | Qt::TextWordWrap, caption(index))
                              .height();
        return {width, QFontMetrics(titleFont(option.font)).lineSpacing() + lines + 2 * padding};
    }

private:
    static QString caption(const QModelIndex& index) { return index.data(CaptionRole).toString(); }
};

} // namespace

FigureList::FigureList(QWidget* parent)
    : QListWidget(parent) {
    setObjectName(QStringLiteral("contraction.figures"));
    setAccessibleName(tr("Figures"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(QListView::Adjust);
    setWordWrap(true); // another width lays the items out again
    setMouseTracking(true);
    setItemDelegate(new FigureDelegate(this));
    viewport()->setAutoFillBackground(false);
    const QFontMetrics title(titleFont(font()));
    int widest = 0;
    for (const FigureRow& row : figureRows()) {
        auto* item = new QListWidgetItem(Figure::tr(row.title), this);
        item->setData(Qt::UserRole, QLatin1String(row.id));
        item->setData(CaptionRole, Figure::tr(row.caption));
        item->setData(Qt::AccessibleDescriptionRole, Figure::tr(row.caption));
        widest = std::max(widest, title.horizontalAdvance(item->text()));
    }
    // Captions go over several lines, titles do not.
    setMinimumWidth(widest + 2 * padding + 6);
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            emit chosen(item->data(Qt::UserRole).toString());
    });
}

void FigureList::setFigure(const QString& id) {
    const QSignalBlocker quiet(this);
    for (int k = 0; k < count(); ++k)
        if (item(k)->data(Qt::UserRole).toString() == id)
            setCurrentRow(k);
}

QSize FigureList::sizeHint() const {
    return {190, 300};
}

} // namespace kamke::ui
