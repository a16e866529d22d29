#include "ui/documents/import_dialog.h"

#include "ui/documents/sample_strip.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/copyable_table.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

/// The glossary's entry of a row of the summary; empty: none.
QString rowTerm(const QString& what) {
    static const std::pair<const char*, const char*> terms[] = {
        {"activation", "activation"}, {"normalisation", "raw-units"}, {"sizes", "implicit-network"},
        {"μ_2(A)", "mu-2"},           {"least μ_η(A)", "mu-eta"},
    };
    for (const auto& [name, id] : terms)
        if (what == QString::fromUtf8(name))
            return QString::fromLatin1(id);
    return {};
}

/// What is typed into a field; `wrong` says why it cannot be used.
std::optional<double> typedNumber(const QLineEdit& field, QString& wrong) {
    if (field.text().trimmed().isEmpty())
        return std::nullopt;
    const auto number = parseNumber(field.text());
    if (!number)
        wrong = whyNotANumber(field.text());
    return number;
}

} // namespace

ImportDialog::ImportDialog(const QString& path, Datasets* datasets, const QString& dataset, QWidget* parent)
    : QDialog(parent)
    , path_(path)
    , note_(new QLabel)
    , hint_(new QLabel(tr("What the file does not say.")))
    , rows_(new QStandardItemModel(0, 2, this))
    , table_(new CopyableTable)
    , samples_(new SampleStrip)
    , runner_(std::make_unique<Runner>(
          this, Runner::Hooks{
                    [](const ImportJob& job, quint64, const std::stop_token&,
                       const Publish<ImportOutcome>& publish) {
                        publish(std::make_shared<const ImportOutcome>(importOutcome(job)));
                    },
                    [this](const std::shared_ptr<const ImportOutcome>& outcome) { show(outcome); },
                    [this](bool) { refresh(); }})) {
    setObjectName(QStringLiteral("importDialog"));
    setWindowTitle(tr("Import %1").arg(QFileInfo(path).fileName()));
    resize(760, 640);
    note_->setObjectName(QStringLiteral("import.note"));
    note_->setWordWrap(true);
    rows_->setHorizontalHeaderLabels({tr("Found"), tr("Read as")});
    table_->setObjectName(QStringLiteral("import.table"));
    table_->setAccessibleName(tr("What was understood"));
    table_->setModel(rows_);
    table_->setWordWrap(true);
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The fields stay where they are while there is nothing to show.
    QSizePolicy room = table_->sizePolicy();
    room.setRetainSizeWhenHidden(true);
    table_->setSizePolicy(room);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel | QDialogButtonBox::Help);
    keep_ = buttons->addButton(tr("&Keep"), QDialogButtonBox::AcceptRole);
    keep_->setObjectName(QStringLiteral("import.keep"));
    keep_->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::helpRequested, this, [this] {
        emit helpRequested(QStringLiteral("import"));
    });
    auto* column = new QVBoxLayout(this);
    column->addWidget(fields());
    column->addWidget(note_);
    column->addWidget(table_, 1);
    column->addWidget(samples_);
    column->addWidget(buttons);

    connect(
        datasets, &Datasets::loaded, this,
        [this, dataset](const QString& file, const std::shared_ptr<const Dataset>& loaded) {
            if (file != dataset || data_ == loaded)
                return;
            data_ = loaded;
            read();
        });
    read();
    datasets->load(dataset);
}

ImportDialog::~ImportDialog() {
    runner_.reset(); // its thread calls back into members
}

bool ImportDialog::isBusy() const {
    return runner_->isBusy();
}

QLineEdit* ImportDialog::field(const QString& name, const QString& label, const QString& tip) {
    auto* edit = new QLineEdit;
    edit->setObjectName(QStringLiteral("import.") + name);
    edit->setPlaceholderText(tr("not given"));
    edit->setAccessibleName(label);
    edit->setToolTip(tip);
    edit->setMaximumWidth(110);
    // As it is typed: Enter and Keep then find the answer there, not a file that is being read again.
    connect(edit, &QLineEdit::textEdited, this, &ImportDialog::read);
    return edit;
}

QWidget* ImportDialog::fields() {
    m_ = field(QStringLiteral("m"), tr("m"), tr("m of W = (1 − m)I − AᵀA + B − Bᵀ"));
    setTerm(m_, QStringLiteral("mon"));
    mean_ = field(QStringLiteral("mean"), tr("mean"), tr("u = (raw − mean)/std, for every input"));
    std_ = field(QStringLiteral("std"), tr("std"), tr("u = (raw − mean)/std, for every input"));
    setTerm(mean_, QStringLiteral("raw-units"));
    setTerm(std_, QStringLiteral("raw-units"));
    auto* widget = new QWidget;
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    for (QLineEdit* edit : {m_, mean_, std_}) {
        auto* label = new QLabel(edit->accessibleName());
        label->setBuddy(edit);
        auto* pair = new QWidget;
        auto* inner = new QHBoxLayout(pair);
        inner->setContentsMargins(0, 0, 12, 0);
        inner->addWidget(label);
        inner->addWidget(edit);
        row->addWidget(pair);
    }
    mField_ = m_->parentWidget();
    mField_->hide();
    hint_->setObjectName(QStringLiteral("import.hint"));
    hint_->setProperty("role", QStringLiteral("note"));
    hint_->setWordWrap(true);
    row->addWidget(hint_, 1);
    return widget;
}

void ImportDialog::read() {
    ImportJob job{path_, typed(), data_};
    if (wrongNumber_.isEmpty())
        runner_->start(std::move(job), false);
    refresh();
}

ImportOptions ImportDialog::typed() {
    ImportOptions options;
    wrongNumber_.clear();
    options.monotonicity = typedNumber(*m_, wrongNumber_);
    options.mean = typedNumber(*mean_, wrongNumber_);
    options.std = typedNumber(*std_, wrongNumber_);
    return options;
}

bool ImportDialog::lacksM() const {
    return outcome_ && outcome_->asksForM && !outcome_->network && m_->text().trimmed().isEmpty();
}

void ImportDialog::show(const std::shared_ptr<const ImportOutcome>& outcome) {
    outcome_ = outcome;
    rows_->removeRows(0, rows_->rowCount());
    if (outcome->network)
        for (const auto& [what, how] : outcome->summary.rows()) {
            auto* left = new QStandardItem(QString::fromStdString(what));
            auto* right = new QStandardItem(QString::fromStdString(how));
            if (const QString term = rowTerm(left->text()); !term.isEmpty())
                for (QStandardItem* item : {left, right})
                    item->setData(term, TermRole);
            for (QStandardItem* item : {left, right})
                item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            rows_->appendRow({left, right});
        }
    table_->setColumnWidth(0, std::min(table_->contentWidth(0), 280));
    table_->resizeRowsToContents();
    samples_->show(*outcome);
    mField_->setVisible(outcome->asksForM);
    if (lacksM() && !asked_) {
        asked_ = true;
        m_->setFocus();
    }
    refresh();
}

void ImportDialog::refresh() {
    if (!keep_)
        return;
    const bool busy = runner_->isBusy();
    // Samples that are still being read do not stand in the way of the network.
    const ImportOptions now = typed();
    const bool good = outcome_ && outcome_->network && wrongNumber_.isEmpty() &&
                      outcome_->options.monotonicity == now.monotonicity &&
                      outcome_->options.mean == now.mean && outcome_->options.std == now.std;
    keep_->setEnabled(good);
    QString text = tr("This was understood. Keep opens the network; it is in no file until you save it.");
    if (!wrongNumber_.isEmpty())
        text = wrongNumber_;
    else if (busy && !good)
        text = tr("Reading %1 …").arg(QFileInfo(path_).fileName());
    else if (outcome_ && !outcome_->network)
        text = outcome_->error;
    const bool wrong = !good && (!busy || !wrongNumber_.isEmpty()) && !lacksM();
    note_->setText(text);
    hint_->setText(
        lacksM() ? tr("The file does not say its m > 0: type the one that the network was trained with.")
                 : tr("What the file does not say."));
    note_->setProperty("role", wrong ? QStringLiteral("error") : QStringLiteral("title"));
    note_->style()->unpolish(note_); // the role is looked up anew
    note_->style()->polish(note_);
    table_->setVisible(rows_->rowCount() > 0);
}

void ImportDialog::accept() {
    if (!keep_->isEnabled())
        return;
    emit kept(outcome_->network);
    QDialog::accept();
}

} // namespace kamke::ui
