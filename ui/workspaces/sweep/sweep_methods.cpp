#include "ui/workspaces/sweep/sweep_methods.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_ids.h"
#include "ui/jobs/sweep_plan.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/method_swatch.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/sentence.h"
#include "ui/workspaces/sweep/sweep_curve.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_seconds.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <string_view>

namespace kamke::ui {

namespace {

constexpr QSize swatchSize(22, 12);
constexpr double largest = 1e5;

QString tip(std::string_view name, std::string_view explanation, std::string_view citation) {
    return QStringLiteral("<p><b>%1</b></p><p>%2</p><p><i>%3</i></p>")
        .arg(toQString(name), mathHtml(toQString(explanation)), toQString(citation));
}

} // namespace

SweepMethods::SweepMethods(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , sentence_(makeSentence()) {
    sentence_->setObjectName(QStringLiteral("sweep.methods-sentence"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeCertificates());
    column->addWidget(new SweepSeconds(link, this));
    column->addWidget(makeAttacks());
    column->addWidget(sentence_);
    column->addWidget(makeOptions());
    connect(link, &SweepLink::changed, this, &SweepMethods::refresh);
    drawSwatches();
    refresh();
}

QWidget* SweepMethods::makeCertificates() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    int place = 0;
    for (const Certificate& certificate : certificates()) {
        const QString id = idOf(certificate);
        auto* check = new QCheckBox(labelOf(certificate));
        check->setObjectName(QStringLiteral("sweep.method.") + id);
        check->setAccessibleName(nameOf(certificate));
        QString explanation = toQString(certificate.explanation);
        if (certificate.cost == Cost::Sample)
            explanation += u' ' + tr("Milliseconds for every sample.");
        if (certificate.cost == Cost::Search)
            explanation += u' ' + tr("Takes seconds: choose few samples.");
        check->setToolTip(tip(certificate.name, explanation.toStdString(), certificate.citation));
        check->setIconSize(swatchSize);
        check->installEventFilter(this);
        check->setProperty("method", id);
        setTerm(check, certificateTerm(certificate));
        connect(check, &QCheckBox::clicked, this, [this, id, name = labelOf(certificate)](bool on) {
            link_->change((on ? tr("Sweep %1") : tr("Leave out %1")).arg(name), [&](SweepState& s) {
                QStringList next;
                for (const Certificate& each : certificates())
                    if (idOf(each) == id ? on : s.certificates.contains(idOf(each)))
                        next << idOf(each);
                s.certificates = next;
            });
        });
        grid->addWidget(check, place / 2, place % 2);
        ++place;
        certificates_.emplace_back(&certificate, check);
    }
    return box;
}

QWidget* SweepMethods::makeAttacks() {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(0, 1);
    int column = 0;
    for (const QString& head : {tr("attack"), tr("the first"), tr("steps"), tr("restarts")}) {
        auto* label = new QLabel(head);
        label->setProperty("role", QStringLiteral("note"));
        grid->addWidget(label, 0, column, column == 0 ? Qt::AlignLeft : Qt::AlignRight);
        heads_.push_back(label);
        ++column;
    }
    int row = 1;
    for (const Attack& attack : attacks()) {
        const QString id = toQString(attack.id);
        auto* check = new QCheckBox(toQString(attack.label));
        check->setObjectName(QStringLiteral("sweep.attack.") + id);
        check->setAccessibleName(toQString(attack.name));
        check->setToolTip(tip(attack.name, attack.explanation, attack.citation));
        check->installEventFilter(this);
        check->setProperty("method", id);
        setTerm(check, id);
        connect(check, &QCheckBox::clicked, this, [this, id, name = toQString(attack.label)](bool on) {
            link_->change((on ? tr("Attack by %1") : tr("Leave out %1")).arg(name), [&](SweepState& s) {
                s.attacks.removeIf([&](const SweepAttack& each) { return each.id == id; });
                if (on)
                    s.attacks << SweepAttack{id};
            });
        });
        grid->addWidget(check, row, 0);
        AttackRow shown{&attack, check, {}};
        const auto number = [&](const QString& name, int least, int SweepAttack::*member, int at) {
            shown.numbers.emplace_back(makeNumber(id, name, least, member, grid, row, at), member);
        };
        number(tr("samples"), 0, &SweepAttack::first, 1);
        if (attack.usesSteps) {
            number(tr("steps"), 1, &SweepAttack::steps, 2);
            number(tr("restarts"), 1, &SweepAttack::restarts, 3);
        }
        attacks_.push_back(std::move(shown));
        ++row;
    }
    return box;
}

NumberField* SweepMethods::makeNumber(
    const QString& id, const QString& name, int least, int SweepAttack::*member, QGridLayout* grid, int row,
    int column) {
    auto* field = new NumberField;
    field->setObjectName(QStringLiteral("sweep.attack.%1.%2").arg(id, name));
    field->setAccessibleName(tr("%1: %2").arg(id, name));
    field->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("10000")) + 14);
    field->setMaximumWidth(fontMetrics().horizontalAdvance(QStringLiteral("100000")) + 22);
    connect(field, &NumberField::entered, this, [this, id, name, least, member](double value) {
        if (value < least || value != std::floor(value) || value > largest) {
            sentence_->setText(tr("%1 of %2 is %3, expected a whole number from %4 to %5.")
                                   .arg(name, id, formatNumber(value))
                                   .arg(least)
                                   .arg(formatNumber(largest)));
            sentence_->show();
            return;
        }
        link_->change(tr("Change %1 of %2").arg(name, id), [&](SweepState& s) {
            if (SweepAttack* attack = find(s, id))
                attack->*member = static_cast<int>(value);
        });
    });
    connect(field, &NumberField::refused, this, [this](const QString& why) {
        sentence_->setText(why);
        sentence_->show();
    });
    grid->addWidget(field, row, column);
    return field;
}

QWidget* SweepMethods::makeOptions() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    struct Option {
        const char *id, *term; // of widgets, and of the glossary
        QString name, meaning;
        bool SweepState::*member;
    };
    for (const Option& option :
         {Option{
              "clip", "domain", tr("keep to the input domain"),
              tr("The ε-box is intersected with the inputs that there are, such as pixels from 0 to 1. The "
                 "papers do not."),
              &SweepState::clip},
          Option{
              "margins", "margin", tr("every margin"),
              tr("How far every sample is from the other classes at every ε, for every method: more work "
                 "than the verdicts alone."),
              &SweepState::margins},
          Option{
              "float32", "", tr("single precision"),
              tr("Iterates in single precision; what certifies is checked in double precision."),
              &SweepState::float32}}) {
        auto* check = new QCheckBox(option.name);
        check->setObjectName(QStringLiteral("sweep.option.") + QLatin1String(option.id));
        setTerm(check, QString::fromLatin1(option.term));
        connect(
            check, &QCheckBox::clicked, this, [this, name = option.name, member = option.member](bool on) {
                link_->change(tr("Change “%1”").arg(name), [&](SweepState& s) { s.*member = on; });
            });
        column->addWidget(check);
        options_.push_back({check, option.meaning, option.member});
    }
    return box;
}

SweepAttack* SweepMethods::find(SweepState& settings, const QString& id) const {
    for (SweepAttack& attack : settings.attacks)
        if (attack.id == id)
            return &attack;
    return nullptr;
}

void SweepMethods::refresh() {
    SweepState settings = link_->settings();
    for (const auto& [certificate, check] : certificates_)
        check->setChecked(settings.certificates.contains(idOf(*certificate)));
    for (const AttackRow& row : attacks_) {
        const SweepAttack* chosen = find(settings, toQString(row.attack->id));
        row.box->setChecked(chosen);
        const SweepAttack shown = chosen ? *chosen : SweepAttack();
        for (const auto& [field, member] : row.numbers) {
            field->setVisible(chosen);
            field->setValue(shown.*member);
            if (member == &SweepAttack::first)
                field->setToolTip(tr("How many samples are attacked; 0: all"));
        }
    }
    const auto isSearch = [](const SweepAttack& each) {
        return findAttack(each.id.toStdString())->usesSteps;
    };
    const bool search = std::any_of(settings.attacks.begin(), settings.attacks.end(), isSearch);
    // Heads of columns that show nothing would stand anywhere.
    for (std::size_t k = 1; k < heads_.size(); ++k)
        heads_[k]->setVisible(k == 1 ? !settings.attacks.isEmpty() : search);
    for (const OptionRow& row : options_) {
        const bool fits =
            row.member != &SweepState::clip || canClip(settings, *link_->store()->state().network);
        row.box->setChecked(fits && settings.*row.member);
        row.box->setEnabled(fits);
        row.box->setToolTip(
            fits ? row.meaning
            : settings.norm == BallNorm::Linf
                ? tr("The network's file gives no domain of its inputs, so there is nothing to keep to.")
                : tr("Not for the l₂ ball, which is not clipped: what holds in "
                     "the ball holds in the part of it inside the domain."));
    }
    const QString nothing = whyNothing(settings);
    sentence_->setText(nothing);
    sentence_->setVisible(!nothing.isEmpty());
}

void SweepMethods::drawSwatches() {
    const qreal ratio = devicePixelRatioF();
    for (const auto& [certificate, check] : certificates_)
        check->setIcon(lineSwatch(currentTheme().certificatePen(*certificate), swatchSize, ratio));
    for (const AttackRow& row : attacks_)
        row.box->setIcon(
            lineSwatch(Theme::linePen(currentTheme().attack, attackLine(*row.attack)), swatchSize, ratio));
}

void SweepMethods::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        drawSwatches();
}

bool SweepMethods::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Enter)
        link_->hover(watched->property("method").toString());
    else if (event->type() == QEvent::Leave)
        link_->hover({});
    return QWidget::eventFilter(watched, event);
}

} // namespace kamke::ui
