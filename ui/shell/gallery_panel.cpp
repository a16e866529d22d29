#include "ui/shell/gallery_panel.h"

#include "ui/shell/gallery_delegate.h"
#include "ui/shell/gallery_model.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>

namespace kamke::ui {

GalleryPanel::GalleryPanel(const QStringList& files, QWidget* parent)
    : QWidget(parent)
    , model_(new GalleryModel(files, GalleryDelegate::pictureSize(), this))
    , list_(new QListView)
    , panel_(new QFrame(this)) {
    hide();
    panel_->setObjectName(QStringLiteral("gallery"));
    auto* title = new QLabel(tr("Networks"));
    title->setObjectName(QStringLiteral("cardTitle"));
    auto* openFile = new QPushButton(tr("Open another file…"));
    openFile->setToolTip(
        tr("A network file (*.h5) or a session (*.kamke); you can also drop it on the window"));
    connect(openFile, &QPushButton::clicked, this, [this] {
        closePanel();
        emit openFileRequested();
    });
    auto* head = new QHBoxLayout;
    head->addWidget(title, 1);
    head->addWidget(openFile);

    list_->setModel(model_);
    list_->setItemDelegate(new GalleryDelegate(list_));
    list_->setViewMode(QListView::IconMode);
    list_->setResizeMode(QListView::Adjust);
    list_->setMovement(QListView::Static);
    list_->setUniformItemSizes(true);
    list_->setMouseTracking(true);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setAccessibleName(tr("Networks of the gallery"));
    const auto choose = [this](const QModelIndex& index) {
        closePanel();
        emit chosen(index.data(GalleryModel::PathRole).toString());
    };
    connect(list_, &QListView::clicked, this, choose);
    connect(list_, &QListView::activated, this, [this, choose](const QModelIndex& index) {
        // A click may be an activation too; the first of the two has closed the panel.
        if (isVisible())
            choose(index);
    });
    auto* column = new QVBoxLayout(panel_);
    column->addLayout(head);
    column->addWidget(list_, 1);
    if (files.isEmpty()) {
        auto* none = new QLabel(tr("No networks came with this installation. Open a file of your own."));
        none->setAlignment(Qt::AlignCenter);
        column->addWidget(none, 1);
        list_->hide();
    }
    parent->installEventFilter(this);
}

void GalleryPanel::open(const QString& currentPath) {
    if (!loaded_)
        model_->load(devicePixelRatioF());
    loaded_ = true;
    for (int row = 0; row < model_->rowCount(); ++row)
        if (model_->index(row).data(GalleryModel::PathRole).toString() == currentPath)
            list_->setCurrentIndex(model_->index(row));
    if (!list_->currentIndex().isValid())
        list_->setCurrentIndex(model_->index(0));
    focusBefore_ = QApplication::focusWidget();
    place();
    show();
    raise();
    list_->setFocus();
}

bool GalleryPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void GalleryPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        closePanel();
    else
        QWidget::keyPressEvent(event);
}

void GalleryPanel::mousePressEvent(QMouseEvent*) {
    closePanel();
}

void GalleryPanel::paintEvent(QPaintEvent*) {
    QColor veil = currentTheme().text;
    veil.setAlphaF(currentTheme().dark ? 0.12F : 0.25F);
    QPainter(this).fillRect(rect(), veil);
}

void GalleryPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && loaded_)
        model_->load(devicePixelRatioF());
    QWidget::changeEvent(event);
}

void GalleryPanel::place() {
    setGeometry(parentWidget()->rect());
    // Whole cards: as many as fit beside each other, and never wider than four.
    const QSize card = list_->itemDelegate()->sizeHint({}, {});
    const int room = width() - 80;
    const int columns = std::clamp(room / card.width(), 1, 4);
    const int panelWidth = std::min(columns * card.width() + 50, width() - 24);
    const int rows = (model_->rowCount() + columns - 1) / columns;
    const int panelHeight = std::min(rows * card.height() + 70, height() - 60);
    panel_->setGeometry((width() - panelWidth) / 2, 30, panelWidth, std::max(panelHeight, 160));
}

void GalleryPanel::closePanel() {
    hide();
    if (focusBefore_)
        focusBefore_->setFocus();
}

} // namespace kamke::ui
