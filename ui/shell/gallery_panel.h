// The network gallery, laid over the window.
#pragma once

#include <QPointer>
#include <QWidget>

class QFrame;
class QListView;

namespace kamke::ui {

class GalleryModel;

/// Covers its parent with a faint veil; a click on it, Esc or a choice closes it.
class GalleryPanel : public QWidget {
    Q_OBJECT
public:
    explicit GalleryPanel(const QStringList& files, QWidget* parent);

    /// Opens over the parent, with the network of this file selected.
    void open(const QString& currentPath);
    GalleryModel* model() { return model_; }

signals:
    void chosen(const QString& path);
    void openFileRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void place();
    void closePanel();

    GalleryModel* model_;
    QListView* list_;
    QFrame* panel_;
    QPointer<QWidget> focusBefore_;
    bool loaded_ = false;
};

} // namespace kamke::ui
