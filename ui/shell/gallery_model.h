// The networks of the gallery: name, one sentence, and a picture that a worker draws.
#pragma once

#include "ui/style/theme.h"

#include <QAbstractListModel>
#include <QImage>
#include <QSize>
#include <QThreadPool>
#include <stop_token>

namespace kamke::ui {

class GalleryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { PathRole = Qt::UserRole + 1, DescriptionRole, ShapeRole };

    GalleryModel(const QStringList& files, const QSize& thumbnailSize, QObject* parent = nullptr);
    ~GalleryModel() override;

    /// Reads the files and draws the pictures in the theme in force; again after a change of theme.
    void load(qreal devicePixelRatio);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Item {
        QString path, name, description, shape;
        QImage picture;
    };
    void put(int row, Item item);

    QList<Item> items_;
    QSize size_;
    std::stop_source stop_;
    QThreadPool pool_;
};

} // namespace kamke::ui
