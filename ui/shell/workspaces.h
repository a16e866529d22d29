// The pages of the window, one per workspace.
#pragma once

#include <QList>
#include <QStackedWidget>
#include <functional>

namespace kamke::ui {

/// Makes a page when it is first shown, so that the window opens as fast as its first page.
class Workspaces : public QStackedWidget {
    Q_OBJECT
public:
    struct Entry {
        QString id; ///< one of workspaceIds()
        std::function<QWidget*()> make;
    };

    explicit Workspaces(QList<Entry> entries, QWidget* parent = nullptr);

    /// Shows the page of this id and gives it the focus.
    void showPage(const QString& id);
    /// The page, once it has been shown; null before.
    QWidget* page(const QString& id) const;
    /// Remembers how wide the user has made the columns of every page.
    void saveSizes() const;

signals:
    void helpRequested(const QString& topic);

private:
    QWidget* make(const Entry& entry);

    QList<Entry> entries_;
};

} // namespace kamke::ui
