#include "shell/guide.h"

#include "certify/certificates.h"
#include "reach/methods.h"

#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QTextBrowser>
#include <QUrl>
#include <span>

// Outside of any namespace, as Qt asks for resources in a static library.
static void loadPages() {
    Q_INIT_RESOURCE(guide);
}

namespace kamke::ui {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

QString fileOf(const QString& topic) {
    QFile file(QStringLiteral(":/guide/%1.md").arg(topic));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The introduction from its file, then one section per row of the list.
template<class Row>
QString listPage(const QString& topic, std::span<const Row> rows) {
    QString page = fileOf(topic);
    for (const Row& row : rows)
        page += QStringLiteral("\n### %1 (`%2`)\n\n%3\n\n`%4`\n\n*%5*\n")
                    .arg(
                        text(row.name), text(row.id), text(row.explanation), text(row.formula),
                        text(row.citation));
    return page;
}

QString titleOf(const QString& page) {
    return page.section(u'\n', 0, 0).remove(u'#').trimmed();
}

} // namespace

Guide::Guide(QWidget* parent)
    : QDialog(parent)
    , list_(new QListWidget)
    , text_(new QTextBrowser) {
    setWindowTitle(tr("Guide"));
    resize(820, 620);
    list_->setAccessibleName(tr("Pages of the guide"));
    list_->setMaximumWidth(190);
    text_->setAccessibleName(tr("Page of the guide"));
    text_->setOpenLinks(false);
    for (const QString& topic : topics()) {
        auto* item = new QListWidgetItem(titleOf(page(topic)), list_);
        item->setData(Qt::UserRole, topic);
    }
    connect(list_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        text_->setMarkdown(page(item->data(Qt::UserRole).toString()));
        text_->setAccessibleDescription(item->text());
    });
    // Links between pages are written as [words](topic).
    connect(text_, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) { openTopic(url.path()); });
    auto* row = new QHBoxLayout(this);
    row->addWidget(list_);
    row->addWidget(text_, 1);
    list_->setCurrentRow(0);
}

void Guide::openTopic(const QString& topic) {
    for (int row = 0; row < list_->count(); ++row)
        if (list_->item(row)->data(Qt::UserRole).toString() == topic)
            list_->setCurrentRow(row);
    show();
    raise();
}

QString Guide::topic() const {
    return list_->currentItem()->data(Qt::UserRole).toString();
}

QStringList Guide::topics() {
    return {
        QStringLiteral("inputs"),       QStringLiteral("outputs"),      QStringLiteral("reach-boxes"),
        QStringLiteral("methods"),      QStringLiteral("network"),      QStringLiteral("conditions"),
        QStringLiteral("digits"),       QStringLiteral("digit"),        QStringLiteral("logits"),
        QStringLiteral("margins"),      QStringLiteral("margin-curve"), QStringLiteral("logit-plane"),
        QStringLiteral("hidden-units"), QStringLiteral("pixels"),       QStringLiteral("certified-radius"),
        QStringLiteral("certificates"), QStringLiteral("training"),     QStringLiteral("files")};
}

QString Guide::page(const QString& topic) {
    loadPages();
    if (!topics().contains(topic))
        return {};
    if (topic == QStringLiteral("methods"))
        return listPage(topic, methods());
    if (topic == QStringLiteral("certificates"))
        return listPage(topic, certificates());
    return fileOf(topic);
}

} // namespace kamke::ui
