#include "ui/workspaces/reach/reach_boxes_panel.h"

#include "ui/text/utf8.h"
#include "ui/widgets/verdict_label.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/reach/box_bounds_editor.h"
#include "ui/workspaces/reach/method_table.h"
#include "ui/workspaces/reach/method_table_model.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace kamke::ui {

ReachBoxesPanel::ReachBoxesPanel(ExplorerStore* store, ReachRunner* runner, QWidget* parent)
    : Card(tr("Reach boxes"), QStringLiteral("reach-boxes"), parent)
    , store_(store)
    , runner_(runner)
    , model_(new MethodTableModel(this))
    , table_(new MethodTable(model_))
    , verdict_(new VerdictLabel)
    , bounds_(new BoxBoundsEditor(store))
    , chooser_(new QComboBox) {
    chooser_->setAccessibleName(tr("Input box"));
    chooser_->setToolTip(tr("The input box whose numbers are shown"));
    addTool(chooser_);
    auto* copy = new QToolButton;
    copy->setText(tr("Copy"));
    copy->setToolTip(tr("Copy the table in full precision"));
    connect(copy, &QToolButton::clicked, table_, [this] { table_->copyAll(TableFormat::Tsv); });
    addTool(copy);

    setObjectName(QStringLiteral("reach.boxes"));
    table_->setObjectName(QStringLiteral("reach.methods"));
    bounds_->setObjectName(QStringLiteral("reach.bounds"));
    verdict_->setObjectName(QStringLiteral("methodVerdict"));
    verdict_->setMinimumLines(3);
    body()->addWidget(bounds_);
    body()->addWidget(table_);
    body()->addWidget(verdict_);

    connect(chooser_, &QComboBox::activated, this, [this](int index) {
        ExplorerState next = store_->state();
        next.selectedBox = index;
        store_->apply(tr("Select Box %1").arg(next.boxes[static_cast<std::size_t>(index)].letter), next);
    });
    connect(model_, &MethodTableModel::visibilityRequested, this, &ReachBoxesPanel::setMethodShown);
    // The selected method stays highlighted in the plots while the mouse is elsewhere.
    const auto highlight = [this](int row) {
        if (row < 0) {
            const QModelIndexList rows = table_->selectionModel()->selectedRows();
            row = rows.size() == 1 ? rows.first().row() : -1;
        }
        store_->setHoveredMethod(
            row < 0 ? QString() : model_->index(row, 0).data(MethodTableModel::MethodIdRole).toString());
    };
    connect(table_, &CopyableTable::rowHovered, this, highlight);
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [highlight] {
        highlight(-1);
    });
    connect(store, &ExplorerStore::hoveredMethodChanged, this, [this](const QString& id) {
        table_->setHoveredRow(model_->rowOf(id));
        refreshVerdict();
    });
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Network | StatePart::Boxes | StatePart::Selection | StatePart::Methods |
                     StatePart::Axes))
            refresh();
    });
    connect(runner, &Runner::resultChanged, this, &ReachBoxesPanel::refresh);
    refresh();
}

void ReachBoxesPanel::setStale(bool stale) {
    model_->setStale(stale);
    verdict_->setStale(stale);
}

void ReachBoxesPanel::refresh() {
    const ExplorerState& state = store_->state();
    const InputBox* box = state.selected();
    setTitle(box ? tr("Reach boxes of %1").arg(box->letter) : tr("Reach boxes"));
    refreshChooser();
    model_->show(runner_->result(), state);
    refreshVerdict();
}

void ReachBoxesPanel::refreshChooser() {
    const ExplorerState& state = store_->state();
    const QSignalBlocker quiet(chooser_);
    QStringList letters;
    for (const InputBox& box : state.boxes)
        letters << box.letter;
    if (letters != letters_) {
        letters_ = letters;
        chooser_->clear();
        for (const QString& letter : letters)
            chooser_->addItem(tr("Box %1").arg(letter));
    }
    chooser_->setCurrentIndex(state.selectedBox);
    // Nothing to choose with one box, unless it is not selected.
    chooser_->setVisible(state.boxes.size() > 1 || (!state.boxes.empty() && !state.selected()));
}

int ReachBoxesPanel::verdictRow() const {
    if (const int row = model_->rowOf(store_->hoveredMethod()); row >= 0)
        return row;
    int first = -1;
    // The list is in order of tightness.
    for (int row = 0; row < model_->rowCount(); ++row)
        if (const Enclosure* e = model_->enclosure(row)) {
            if (e->ok() && e->rigorous)
                return row;
            if (first < 0 || (e->ok() && !model_->enclosure(first)->ok()))
                first = row;
        }
    return first;
}

void ReachBoxesPanel::refreshVerdict() {
    const ExplorerState& state = store_->state();
    const InputBox* box = state.selected();
    const auto say = [this](const QString& text) {
        verdict_->setVerdict({Statement::Tone::Neutral, {}, text}, {});
    };
    if (!box) {
        say(state.boxes.empty() ? tr("There is no input box. Drag on the input plane to draw one.")
                                : tr("No input box is selected. Click one on the input plane."));
        return;
    }
    const int row = verdictRow();
    const Enclosure* e = row < 0 ? nullptr : model_->enclosure(row);
    if (e) {
        const Statement verdict =
            methodVerdict(model_->method(row), *e, box->letter, model_->outputs(), state.network->q());
        verdict_->setVerdict(
            verdict, verdict.tone == Statement::Tone::NoBox ? QStringLiteral("warning") : QString());
    } else if (row >= 0) {
        say(tr("%1 is hidden; tick it to see its box.").arg(capitalised(shortName(model_->method(row)))));
    } else if (state.methods.isEmpty()) {
        say(tr("All methods are hidden. Tick one to see what it says of %1.").arg(box->letter));
    } else {
        say(tr("Computing the boxes of %1 …").arg(box->letter));
    }
}

void ReachBoxesPanel::setMethodShown(const QString& id, bool shown) {
    ExplorerState next = store_->state();
    QStringList ids;
    for (const Method& method : methods()) {
        const QString each = toQString(method.id);
        if (each == id ? shown : next.methods.contains(each))
            ids << each;
    }
    next.methods = ids;
    const Method* method = findMethod(id.toStdString());
    const QString name = method ? shortName(*method) : id;
    store_->apply((shown ? tr("Show %1") : tr("Hide %1")).arg(name), next);
}

} // namespace kamke::ui
