// The guide and the glossary: what each panel shows and what each symbol means, with formulas and sources.
#pragma once

#include <QDialog>
#include <QStringList>

class QLineEdit;
class QListWidget;
class QTabBar;
class QToolButton;

namespace kamke::ui {

class FormulaView;

class Guide : public QDialog {
    Q_OBJECT
public:
    explicit Guide(QWidget* parent = nullptr);
    /// Opens the page of this topic, e.g. "reach-boxes".
    void openTopic(const QString& topic);
    /// Opens the entry of this term of the glossary, e.g. "alpha-star"; an empty id opens its list.
    void openTerm(const QString& id);
    /// The page shown; empty while a term is.
    QString topic() const;
    /// The term shown; empty while a page is.
    QString term() const;

    /// All topics, in reading order.
    static QStringList topics();
    /// The page as Markdown; empty for an unknown topic. "methods" is made from the list of methods.
    static QString page(const QString& topic);
    /// Its first heading.
    static QString title(const QString& topic);

signals:
    void exportRequested();

private:
    /// "guide:inputs" or "term:eta": what links name.
    void open(const QString& address);
    void fillList();
    void follow();
    void select(const QString& address);

    QTabBar* tabs_;
    QLineEdit* search_;
    QListWidget* list_;
    QToolButton *back_, *forward_;
    FormulaView* text_;
    QString shown_;
    QStringList before_, after_; ///< of what was read
};

} // namespace kamke::ui
