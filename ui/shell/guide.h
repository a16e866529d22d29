// The guide: what each panel shows, with formulas and sources.
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace kamke::ui {

class Guide : public QDialog {
    Q_OBJECT
public:
    explicit Guide(QWidget* parent = nullptr);
    /// Opens the page of this topic, e.g. "reach-boxes".
    void openTopic(const QString& topic);
    QString topic() const;

    /// All topics, in reading order.
    static QStringList topics();
    /// The page as Markdown; empty for an unknown topic. "methods" is made from the list of methods.
    static QString page(const QString& topic);

private:
    QListWidget* list_;
    QTextBrowser* text_;
};

} // namespace kamke::ui
