#include "ui/workspaces/sweep/sweep_data_fields.h"

#include "ui/documents/documents.h"
#include "ui/glossary/term.h"
#include "ui/jobs/sweep_plan.h"
#include "ui/text/local_numbers.h"
#include "ui/text/number_text.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/sentence.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_sources.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>
#include <cmath>

namespace kamke::ui {

namespace {

/// What the entry that asks for a file has as its data.
const QString another = QStringLiteral("?");
constexpr double mostSamples = 1e9;

QString count(Index n) {
    return wholeNumber(n);
}

/// "fashion-mnist, t10k-images-idx3-ubyte": files of data sets have the same names everywhere.
QString shortPath(const QString& path) {
    const QFileInfo info(path);
    const QString name = info.completeBaseName();
    return name.contains(QLatin1String("-idx")) ? info.dir().dirName() + QStringLiteral(", ") + name : name;
}

void say(QLabel* label, const QString& sentence) {
    label->setText(sentence);
    label->setVisible(!sentence.isEmpty());
}

} // namespace

SweepDataFields::SweepDataFields(
    SweepLink* link, SweepSources* sources, Documents* documents, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , sources_(sources)
    , documents_(documents)
    , datasets_(new ElidedCombo)
    , samples_(new NumberField)
    , all_(new QToolButton)
    , eps_(new QLineEdit)
    , norm_(new QComboBox)
    , of_(new QLabel)
    , dataSentence_(makeSentence())
    , samplesSentence_(makeSentence())
    , epsSentence_(makeSentence())
    , epsNote_(new QLabel) {
    datasets_->setObjectName(QStringLiteral("sweep.dataset"));
    datasets_->setAccessibleName(tr("Data set of the sweep"));
    // Long names must not make the form wider than its column.
    datasets_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    datasets_->setMinimumContentsLength(14);
    samples_->setObjectName(QStringLiteral("sweep.samples"));
    samples_->setAccessibleName(tr("Number of samples"));
    all_->setObjectName(QStringLiteral("sweep.allSamples"));
    all_->setText(tr("all"));
    all_->setToolTip(tr("All samples of the data set"));
    of_->setProperty("role", QStringLiteral("faint"));
    eps_->setObjectName(QStringLiteral("sweep.eps"));
    eps_->setAccessibleName(tr("Values of ε"));
    eps_->setToolTip(tr("In the units of the inputs: numbers such as 0.01; 0.02, steps such as 0.002; 0.004 "
                        "… 0.06, or so many between two: "
                        "0.001 … 0.1 in 30, with equal ratios 0.001 … 0.1 in 30 log"));
    setTerm(eps_, QStringLiteral("eps"));
    epsNote_->setProperty("role", QStringLiteral("note"));
    epsNote_->setWordWrap(true);
    dataSentence_->setObjectName(QStringLiteral("sweep.dataset-sentence"));
    samplesSentence_->setObjectName(QStringLiteral("sweep.samples-sentence"));
    epsSentence_->setObjectName(QStringLiteral("sweep.eps-sentence"));
    epsNote_->setObjectName(QStringLiteral("sweep.eps-note"));
    norm_->setObjectName(QStringLiteral("sweep.norm"));
    norm_->addItem(tr("l∞ box"), static_cast<int>(BallNorm::Linf));
    norm_->addItem(tr("l₂ ball"), static_cast<int>(BallNorm::L2));
    norm_->setAccessibleName(tr("Norm that ε bounds"));
    norm_->setToolTip(tr("Norm that ε bounds, raw units; a ball is not clipped. Methods that know no l₂ take "
                         "the box around the ball."));
    setTerm(norm_, QStringLiteral("balls"));
    auto* normLabel = new QLabel(tr("within"));
    normLabel->setBuddy(norm_);
    auto* epsLabel = new QLabel(QStringLiteral("ε"));
    epsLabel->setBuddy(eps_);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    grid->addWidget(new QLabel(tr("data set")), 0, 0);
    grid->addWidget(datasets_, 0, 1, 1, 3);
    grid->addWidget(dataSentence_, 1, 0, 1, 4);
    grid->addWidget(new QLabel(tr("the first")), 2, 0);
    grid->addWidget(samples_, 2, 1);
    grid->addWidget(of_, 2, 2);
    grid->addWidget(all_, 2, 3);
    grid->addWidget(samplesSentence_, 3, 0, 1, 4);
    grid->addWidget(epsLabel, 4, 0);
    grid->addWidget(eps_, 4, 1, 1, 3);
    grid->addWidget(epsSentence_, 5, 0, 1, 4);
    grid->addWidget(epsNote_, 6, 1, 1, 3);
    grid->addWidget(normLabel, 7, 0);
    grid->addWidget(norm_, 7, 1);
    connect(datasets_, &QComboBox::activated, this, &SweepDataFields::chooseDataset);
    connect(samples_, &NumberField::entered, this, &SweepDataFields::enterSamples);
    connect(
        samples_, &NumberField::refused, this, [this](const QString& why) { say(samplesSentence_, why); });
    connect(all_, &QToolButton::clicked, this, [this] {
        link_->change(tr("Sweep all samples"), [](SweepState& s) { s.samples = 0; });
    });
    connect(norm_, &QComboBox::activated, this, [this](int item) {
        const auto norm = static_cast<BallNorm>(norm_->itemData(item).toInt());
        if (norm != link_->settings().norm)
            link_->change(
                tr("Sweep %1").arg(norm_->itemText(item)), [norm](SweepState& s) { s.norm = norm; });
    });
    connect(eps_, &QLineEdit::textEdited, this, &SweepDataFields::showEps);
    connect(eps_, &QLineEdit::editingFinished, this, &SweepDataFields::commitEps);
    connect(sources, &SweepSources::changed, this, &SweepDataFields::refresh);
    refresh();
}

QString SweepDataFields::problem() const {
    if (QString why = sources_->dataProblem(); !why.isEmpty())
        return why;
    const auto eps = parseEpsGrid(link_->settings().eps);
    return eps ? QString() : QString::fromStdString(eps.error().message);
}

void SweepDataFields::fillDatasets() {
    const QString& chosen = link_->settings().dataset;
    QStringList files{QString()};
    files += Datasets::installedFiles();
    files += Documents::recentDatasets();
    files << chosen;
    files.removeDuplicates();
    const QSignalBlocker quiet(datasets_);
    datasets_->clear();
    for (const QString& file : std::as_const(files)) {
        datasets_->addItem(file.isEmpty() ? tr("Bundled digits") : shortPath(file), file);
        datasets_->setItemData(datasets_->count() - 1, file, Qt::ToolTipRole);
    }
    datasets_->insertSeparator(datasets_->count());
    datasets_->addItem(tr("Open a file (HDF5 or MNIST's IDX)…"), another);
    datasets_->setCurrentIndex(datasets_->findData(chosen));
}

void SweepDataFields::refresh() {
    fillDatasets();
    const SweepState& settings = link_->settings();
    const auto samples = sources_->data();
    say(dataSentence_, sources_->dataProblem());
    const Index size = samples ? samples->size() : 0;
    const bool all = settings.samples == 0;
    samples_->setValue(all ? static_cast<double>(size) : settings.samples);
    all_->setEnabled(!all);
    of_->setText(
        samples                 ? tr("of %1 samples").arg(count(size))
        : sources_->isReading() ? tr("reading …")
                                : QString());
    say(samplesSentence_,
        samples && settings.samples > size
            ? tr("The data set has %1 samples only; all of them are swept.").arg(count(size))
            : QString());
    norm_->setCurrentIndex(norm_->findData(static_cast<int>(settings.norm)));
    if (!eps_->hasFocus() || !eps_->isModified())
        eps_->setText(shownEpsGrid(settings.eps));
    showEps(eps_->text());
}

void SweepDataFields::chooseDataset(int item) {
    QString file = datasets_->itemData(item).toString();
    if (file == another) {
        file = documents_->askForDataset();
        if (file.isEmpty()) {
            fillDatasets();
            return;
        }
        file = QFileInfo(file).absoluteFilePath();
    }
    link_->change(tr("Choose data to sweep"), [&](SweepState& s) { s.dataset = file; });
}

void SweepDataFields::enterSamples(double number) {
    if (number < 1 || number != std::floor(number) || number > mostSamples) {
        say(samplesSentence_,
            tr("%1 is no number of samples, expected a whole number from 1 on.").arg(formatNumber(number)));
        return;
    }
    link_->change(tr("Change the number of samples"), [number](SweepState& s) {
        s.samples = static_cast<int>(number);
    });
    refresh();
}

void SweepDataFields::showEps(const QString& text) {
    const auto eps = parseEpsGrid(text);
    say(epsSentence_, eps ? QString() : localNumbers(QString::fromStdString(eps.error().message)));
    say(epsNote_, !eps ? QString()
                  : eps->size() == 1
                      ? tr("one value")
                      : tr("%1 values from %2 to %3")
                            .arg(eps->size())
                            .arg(formatNumber((*eps)(0)), formatNumber((*eps)(eps->size() - 1))));
    const bool wrong = !eps;
    if (eps_->property("invalid").toBool() == wrong)
        return;
    eps_->setProperty("invalid", wrong);
    eps_->style()->unpolish(eps_);
    eps_->style()->polish(eps_);
}

void SweepDataFields::commitEps() {
    eps_->setModified(false);
    const QString text = storedEpsGrid(eps_->text());
    link_->change(tr("Change the values of ε"), [&](SweepState& s) { s.eps = text; });
}

} // namespace kamke::ui
