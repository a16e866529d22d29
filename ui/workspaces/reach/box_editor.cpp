#include "ui/workspaces/reach/box_editor.h"

#include "ui/plot/plane_axes.h"
#include "ui/text/number_text.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <algorithm>

namespace kamke::ui {

BoxEditor::BoxEditor(ExplorerStore* store, int box, QWidget* parent)
    : QFrame(parent)
    , store_(store)
    , error_(new QLabel) {
    setObjectName(QStringLiteral("boxEditor"));
    setAutoFillBackground(true);
    const ExplorerState& state = store->state();
    const InputBox& edited = state.boxes[static_cast<std::size_t>(box)];
    letter_ = edited.letter;
    setAccessibleName(tr("Limits of box %1").arg(letter_));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(10, 8, 10, 8);
    grid->setSpacing(6);
    const PlaneAxes axes = inputAxes(state);
    for (const int dimension : {axes.x, axes.y}) {
        if (dimension < 0) {
            continue;
        }
        const QString name = subscripted(QStringLiteral("u"), dimension + 1);
        const int row = grid->rowCount();
        auto* lower = addField(tr("Lower limit of %1").arg(name), edited.box.lower[dimension]);
        auto* upper = addField(tr("Upper limit of %1").arg(name), edited.box.upper[dimension]);
        grid->addWidget(new QLabel(name), row, 0);
        grid->addWidget(lower, row, 1);
        grid->addWidget(new QLabel(tr("to")), row, 2);
        grid->addWidget(upper, row, 3);
        rows_.push_back({dimension, lower, upper});
    }
    error_->setProperty("role", QStringLiteral("error"));
    error_->setWordWrap(true);
    error_->hide();
    grid->addWidget(error_, grid->rowCount(), 0, 1, 4);
    // A click elsewhere, but not on one of its own fields, leaves.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, const QWidget* now) {
        if (now && now != this && !isAncestorOf(now)) {
            leave();
        }
    });
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Network | StatePart::Boxes | StatePart::Axes)) {
            leave();
        }
    });
}

QLineEdit* BoxEditor::addField(const QString& name, double value) {
    // What is not typed over keeps all its digits, which would not fit.
    auto* field = new QLineEdit(formatNumber(value));
    field->setToolTip(exactNumber(value));
    field->setAccessibleName(name);
    field->setCursorPosition(0);
    field->setMinimumWidth(field->fontMetrics().horizontalAdvance(QStringLiteral("−0.00000000")) + 14);
    connect(field, &QLineEdit::textEdited, error_, &QLabel::hide);
    return field;
}

void BoxEditor::placeBeside(const QRect& box) {
    adjustSize();
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    QPoint at(box.right() + 10, box.top());
    if (at.x() + width() > room.right()) {
        at = {box.left() - 10 - width(), box.top()};
    }
    if (at.x() < room.left()) {
        at = {box.center().x() - width() / 2, box.bottom() + 10};
    }
    move(
        std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())),
        std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    show();
    raise();
    rows_.front().lower->setFocus();
    rows_.front().lower->selectAll();
}

bool BoxEditor::focusNextPrevChild(bool next) {
    // Around its own fields: leaving is by Enter or Esc.
    std::vector<QLineEdit*> order;
    for (const Row& row : rows_) {
        order.push_back(row.lower);
        order.push_back(row.upper);
    }
    const auto at = std::find(order.begin(), order.end(), focusWidget());
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    const auto index = at == order.end() ? 0 : (at - order.begin() + (next ? 1 : count - 1)) % count;
    order[static_cast<std::size_t>(index)]->setFocus(Qt::TabFocusReason);
    order[static_cast<std::size_t>(index)]->selectAll();
    return true;
}

void BoxEditor::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        accept();
    } else if (event->key() == Qt::Key_Escape) {
        leave();
    } else {
        QFrame::keyPressEvent(event);
    }
    event->accept();
}

void BoxEditor::accept() {
    ExplorerState next = store_->state();
    const auto box = std::find_if(
        next.boxes.begin(), next.boxes.end(), [this](const InputBox& b) { return b.letter == letter_; });
    if (box == next.boxes.end()) {
        leave();
        return;
    }
    const auto refuse = [this](const QString& why, QLineEdit* field) {
        error_->setText(why);
        error_->show();
        adjustSize();
        field->setFocus();
        field->selectAll();
    };
    for (const Row& row : rows_) {
        const auto typed = [](const QLineEdit* field, double before) {
            return field->text() == formatNumber(before) ? std::optional(before) : parseNumber(field->text());
        };
        const auto lower = typed(row.lower, box->box.lower[row.dimension]),
                   upper = typed(row.upper, box->box.upper[row.dimension]);
        if (!lower || !upper) {
            QLineEdit* field = lower ? row.upper : row.lower;
            refuse(whyNotANumber(field->text()), field);
            return;
        }
        if (*lower > *upper) {
            refuse(
                tr("The lower limit %1 is above the upper limit %2.")
                    .arg(editableNumber(*lower), editableNumber(*upper)),
                row.upper);
            return;
        }
        box->box.lower[row.dimension] = *lower;
        box->box.upper[row.dimension] = *upper;
    }
    const QString text = tr("Type limits of box %1").arg(letter_);
    leave();
    store_->apply(text, next);
}

void BoxEditor::leave() {
    if (!closing_) {
        closing_ = true;
        // Back to the plot, unless the focus has gone elsewhere by itself.
        if (isAncestorOf(QApplication::focusWidget())) {
            parentWidget()->setFocus();
        }
        hide();
        deleteLater();
    }
}

} // namespace kamke::ui
