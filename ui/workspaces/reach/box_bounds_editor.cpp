#include "ui/workspaces/reach/box_bounds_editor.h"

#include "ui/text/number_text.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/number_field.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace kamke::ui {

BoxBoundsEditor::BoxBoundsEditor(ExplorerStore* store, QWidget* parent)
    : QWidget(parent)
    , store_(store)
    , lines_{makeLine(0), makeLine(1)}
    , note_(new QLabel) {
    auto* flow = new FlowLayout(12, 4);
    for (const Line& line : lines_)
        flow->addWidget(line.row);
    note_->setProperty("role", QStringLiteral("error"));
    note_->setObjectName(QStringLiteral("boundsNote"));
    note_->setWordWrap(true);
    note_->hide();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(flow);
    all->addWidget(note_);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Boxes | StatePart::Selection | StatePart::Axes | StatePart::Network))
            refresh();
    });
    refresh();
}

BoxBoundsEditor::Line BoxBoundsEditor::makeLine(int axis) {
    Line line{new QWidget(this), new QLabel, new NumberField, new NumberField};
    line.lower->setObjectName(QStringLiteral("lower%1").arg(axis));
    line.upper->setObjectName(QStringLiteral("upper%1").arg(axis));
    line.name->setBuddy(line.lower);
    auto* layout = new QHBoxLayout(line.row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(line.name);
    layout->addWidget(line.lower);
    layout->addWidget(new QLabel(tr("to")));
    layout->addWidget(line.upper);
    for (NumberField* field : {line.lower, line.upper}) {
        field->setFixedWidth(field->minimumWidth());
        connect(
            field, &NumberField::entered, this,
            [this, axis, upper = field == line.upper](double value, const QString& text) {
                enter(axis, upper, value, text);
            });
        connect(field, &NumberField::refused, this, &BoxBoundsEditor::refuse);
    }
    return line;
}

int BoxBoundsEditor::inputOn(int axis) const {
    const ExplorerState& state = store_->state();
    const int input = axis == 0 ? state.inputX : state.inputY;
    return input < state.network->r() ? input : -1;
}

void BoxBoundsEditor::refresh() {
    const InputBox* box = store_->state().selected();
    setVisible(box != nullptr);
    note_->hide();
    for (int axis = 0; axis < 2; ++axis) {
        const Line& line = lines_[static_cast<std::size_t>(axis)];
        const int input = inputOn(axis);
        line.row->setVisible(box && input >= 0 && input < box->box.dimension());
        if (!line.row->isVisibleTo(this))
            continue;
        const QString name = subscripted(QStringLiteral("u"), input + 1);
        line.name->setText(name);
        line.lower->setValue(box->box.lower(input));
        line.upper->setValue(box->box.upper(input));
        line.lower->setAccessibleName(tr("Lower bound of %1 in box %2").arg(name, box->letter));
        line.upper->setAccessibleName(tr("Upper bound of %1 in box %2").arg(name, box->letter));
    }
}

void BoxBoundsEditor::enter(int axis, bool upper, double value, const QString& text) {
    ExplorerState next = store_->state();
    const int input = inputOn(axis);
    if (!next.selected() || input < 0)
        return;
    InputBox& box = next.boxes[static_cast<std::size_t>(next.selectedBox)];
    const QString name = subscripted(QStringLiteral("u"), input + 1);
    const double other = upper ? box.box.lower(input) : box.box.upper(input);
    if (upper ? value < other : value > other) {
        refuse((upper ? tr("The upper bound of %1 must be at least %2, found %3.")
                      : tr("The lower bound of %1 must be at most %2, found %3."))
                   .arg(name, formatNumber(other), text));
        return;
    }
    (upper ? box.box.upper : box.box.lower)(input) = value;
    note_->hide();
    store_->apply(
        (upper ? tr("Set Upper %1 of %2 to %3") : tr("Set Lower %1 of %2 to %3")).arg(name, box.letter, text),
        next);
}

void BoxBoundsEditor::refuse(const QString& sentence) {
    note_->setText(sentence);
    note_->show();
}

} // namespace kamke::ui
