#include "ui/shell/guide.h"

#include "ui/formula/formula.h"
#include "ui/glossary/formula_view.h"
#include "ui/glossary/glossary.h"
#include "ui/glossary/term_pages.h"
#include "ui/widgets/cell_delegate.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

enum Tab { Pages, Terms };

const QString pagePrefix = QStringLiteral("guide:"), termPrefix = QStringLiteral("term:");
constexpr int addressRole = Qt::UserRole;

/// Links of pages name a topic alone.
QString addressOf(const QString& link) {
    return link.contains(u':') ? link : pagePrefix + link;
}

bool found(const QString& needle, const QStringList& words) {
    for (const QString& part : needle.split(u' ', Qt::SkipEmptyParts)) {
        bool any = false;
        for (const QString& word : words)
            any = any || word.contains(part, Qt::CaseInsensitive);
        if (!any)
            return false;
    }
    return true;
}

QToolButton* historyButton(const QString& text, const QString& name) {
    auto* button = new QToolButton;
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

Guide::Guide(QWidget* parent)
    : QDialog(parent)
    , tabs_(new QTabBar)
    , search_(new QLineEdit)
    , list_(new QListWidget)
    , back_(historyButton(QStringLiteral("←"), tr("Back")))
    , forward_(historyButton(QStringLiteral("→"), tr("Forward")))
    , text_(new FormulaView) {
    setWindowTitle(tr("Guide"));
    setObjectName(QStringLiteral("guide"));
    resize(900, 660);
    tabs_->addTab(tr("Guide"));
    tabs_->addTab(tr("Glossary"));
    tabs_->setObjectName(QStringLiteral("guide.tabs"));
    search_->setPlaceholderText(tr("Search"));
    search_->setClearButtonEnabled(true);
    search_->setObjectName(QStringLiteral("guide.search"));
    list_->setObjectName(QStringLiteral("guide.list"));
    list_->setItemDelegate(new CellDelegate(list_)); // typesets μ_η
    list_->setTextElideMode(Qt::ElideRight);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text_->setObjectName(QStringLiteral("guide.page"));
    text_->setAccessibleName(tr("Page of the guide"));
    auto* handout = new QPushButton(tr("Export handout…"));
    handout->setAutoDefault(false);
    connect(handout, &QPushButton::clicked, this, &Guide::exportRequested);

    connect(tabs_, &QTabBar::currentChanged, this, &Guide::fillList);
    connect(search_, &QLineEdit::textChanged, this, &Guide::fillList);
    connect(list_, &QListWidget::currentItemChanged, this, &Guide::follow);
    connect(text_, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        open(addressOf(url.toString()));
    });
    connect(back_, &QToolButton::clicked, this, [this] {
        if (before_.isEmpty())
            return;
        const QString here = shown_;
        const QString target = before_.takeLast();
        const QStringList kept = before_, ahead = after_;
        open(target);
        before_ = kept;
        after_ = ahead + QStringList(here);
        forward_->setEnabled(true);
        back_->setEnabled(!before_.isEmpty());
    });
    connect(forward_, &QToolButton::clicked, this, [this] {
        if (after_.isEmpty())
            return;
        const QStringList left = after_.mid(0, after_.size() - 1);
        open(after_.last());
        after_ = left;
        forward_->setEnabled(!after_.isEmpty());
    });

    auto* left = new QVBoxLayout;
    left->addWidget(tabs_);
    left->addWidget(search_);
    left->addWidget(list_, 1);
    left->addWidget(handout);
    auto* bar = new QHBoxLayout;
    bar->addWidget(back_);
    bar->addWidget(forward_);
    bar->addStretch(1);
    auto* right = new QVBoxLayout;
    right->setSpacing(4);
    right->addLayout(bar);
    right->addWidget(text_, 1);
    auto* row = new QHBoxLayout(this);
    row->addLayout(left);
    row->addLayout(right, 1);
    list_->setFixedWidth(fontMetrics().averageCharWidth() * 34);
    tabs_->setFixedWidth(list_->width());
    back_->setEnabled(false);
    forward_->setEnabled(false);
    fillList();
}

void Guide::fillList() {
    const QString needle = search_->text().trimmed();
    const bool terms = tabs_->currentIndex() == Terms;
    list_->setAccessibleName(terms ? tr("Terms of the glossary") : tr("Pages of the guide"));
    const QSignalBlocker blocker(list_);
    list_->clear();
    const auto add = [this](const QString& text, const QString& address) {
        auto* item = new QListWidgetItem(text, list_);
        item->setData(addressRole, address);
    };
    if (!terms) {
        for (const QString& topic : topics())
            if (found(needle, {page(topic)}))
                add(title(topic), pagePrefix + topic);
    } else {
        QString group;
        for (const Term& term : Glossary::instance().terms()) {
            const QString symbol = plainFormula(term.symbol);
            if (!found(needle, QStringList{term.name, term.id, symbol, term.says} + term.also))
                continue;
            if (term.group != group) {
                group = term.group;
                auto* heading = new QListWidgetItem(group, list_);
                heading->setFlags(Qt::NoItemFlags);
                QFont bold = list_->font();
                bold.setBold(true);
                heading->setFont(bold);
            }
            add(symbol.isEmpty() ? term.name : tr("%1   %2").arg(term.name, symbol), termPrefix + term.id);
            list_->item(list_->count() - 1)->setToolTip(term.says);
        }
    }
    select(shown_);
    if (!list_->currentItem() && (needle.isEmpty() || shown_.isEmpty() || search_->hasFocus()))
        for (int row = 0; row < list_->count(); ++row)
            if (list_->item(row)->flags() & Qt::ItemIsSelectable) {
                list_->setCurrentRow(row);
                break;
            }
    follow();
}

void Guide::select(const QString& address) {
    for (int row = 0; row < list_->count(); ++row)
        if (list_->item(row)->data(addressRole).toString() == address) {
            list_->setCurrentRow(row);
            list_->scrollToItem(list_->item(row));
            return;
        }
}

void Guide::follow() {
    const QListWidgetItem* item = list_->currentItem();
    if (!item)
        return;
    const QString address = item->data(addressRole).toString();
    if (address == shown_)
        return;
    if (!shown_.isEmpty()) {
        before_ << shown_;
        after_.clear();
    }
    back_->setEnabled(!before_.isEmpty());
    forward_->setEnabled(false);
    shown_ = address;
    QString markdown = page(topic());
    if (const Term* entry = Glossary::instance().find(term()))
        markdown = termMarkdown(Glossary::instance(), *entry, &Guide::title);
    text_->showPage(formulaPage(markdown));
    text_->setAccessibleDescription(item->text());
}

void Guide::open(const QString& address) {
    QString target = address;
    if (address.startsWith(termPrefix)) {
        const Term* entry = Glossary::instance().find(address.sliced(termPrefix.size()));
        if (!entry)
            return;
        target = termPrefix + entry->id;
    } else if (!topics().contains(address.sliced(std::min(pagePrefix.size(), address.size())))) {
        return;
    }
    const QSignalBlocker tabs(tabs_), search(search_);
    search_->clear();
    const int tab = target.startsWith(termPrefix) ? Terms : Pages;
    if (tabs_->currentIndex() != tab || list_->count() == 0)
        tabs_->setCurrentIndex(tab);
    // The list as it is without a search, with the target chosen in it.
    {
        const QSignalBlocker list(list_);
        const QString before = std::exchange(shown_, target);
        fillList();
        shown_ = before;
    }
    select(target);
    follow();
}

void Guide::openTopic(const QString& topic) {
    open(pagePrefix + topic);
    show();
    raise();
}

void Guide::openTerm(const QString& id) {
    if (id.isEmpty()) {
        search_->clear();
        tabs_->setCurrentIndex(Terms);
        search_->setFocus();
    } else {
        open(termPrefix + id);
    }
    show();
    raise();
}

QString Guide::topic() const {
    return shown_.startsWith(pagePrefix) ? shown_.sliced(pagePrefix.size()) : QString();
}

QStringList Guide::topics() {
    return {
        QStringLiteral("inputs"),
        QStringLiteral("outputs"),
        QStringLiteral("reach-boxes"),
        QStringLiteral("methods"),
        QStringLiteral("network"),
        QStringLiteral("conditions"),
        QStringLiteral("convergence"),
        QStringLiteral("convergence-residual"),
        QStringLiteral("convergence-boxes"),
        QStringLiteral("convergence-widths"),
        QStringLiteral("convergence-alpha"),
        QStringLiteral("convergence-eta"),
        QStringLiteral("contraction"),
        QStringLiteral("contraction-flow"),
        QStringLiteral("contraction-cells"),
        QStringLiteral("contraction-map"),
        QStringLiteral("matrix-measure"),
        QStringLiteral("embedding"),
        QStringLiteral("box-race"),
        QStringLiteral("contraction-euler"),
        QStringLiteral("interval-widths"),
        QStringLiteral("digits"),
        QStringLiteral("digit"),
        QStringLiteral("logits"),
        QStringLiteral("margins"),
        QStringLiteral("margin-curve"),
        QStringLiteral("logit-plane"),
        QStringLiteral("hidden-units"),
        QStringLiteral("pixels"),
        QStringLiteral("cascade"),
        QStringLiteral("certified-radius"),
        QStringLiteral("certificates"),
        QStringLiteral("sweep"),
        QStringLiteral("sweep-settings"),
        QStringLiteral("sweep-curves"),
        QStringLiteral("sweep-radii"),
        QStringLiteral("sweep-compare"),
        QStringLiteral("sweep-training"),
        QStringLiteral("sweep-table"),
        QStringLiteral("compare"),
        QStringLiteral("compare-curves"),
        QStringLiteral("compare-matrices"),
        QStringLiteral("compare-spectrum"),
        QStringLiteral("training"),
        QStringLiteral("lessons"),
        QStringLiteral("files"),
        QStringLiteral("import")};
}

QString Guide::term() const {
    return shown_.startsWith(termPrefix) ? shown_.sliced(termPrefix.size()) : QString();
}

} // namespace kamke::ui
