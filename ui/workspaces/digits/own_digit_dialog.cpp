#include "ui/workspaces/digits/own_digit_dialog.h"

#include "ui/files/folders.h"
#include "ui/jobs/digit_reading.h"
#include "ui/style/theme.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/drawing_pad.h"
#include "ui/workspaces/digits/own_digit.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QImageReader>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

constexpr int previewSide = 112;
/// Larger pictures would only be scaled down again.
constexpr int largestSide = 20000;

} // namespace

OwnDigitDialog::OwnDigitDialog(ExplorerStore* store, QWidget* parent)
    : QDialog(parent)
    , store_(store)
    , pad_(new DrawingPad)
    , reading_(new DigitReading(store->state().network, this))
    , preview_(new QLabel)
    , read_(new QLabel)
    , note_(new QLabel)
    , label_(new QComboBox) {
    setObjectName(QStringLiteral("ownDigit"));
    setWindowTitle(tr("A digit of your own"));
    preview_->setFixedSize(previewSide, previewSide);
    preview_->setAccessibleName(tr("What the network sees"));
    note_->setWordWrap(true);
    note_->setProperty("role", QStringLiteral("error"));
    note_->setObjectName(QStringLiteral("note"));
    const Network& network = *store->state().network;
    for (Index k = 0; k < network.q(); ++k)
        label_->addItem(className(network, k));
    label_->setObjectName(QStringLiteral("meant"));
    label_->setAccessibleName(tr("The class that it is meant to be"));
    label_->setCurrentIndex(-1);
    connect(label_, &QComboBox::activated, this, [this] {
        chosen_ = true;
        showReading();
    });
    read_->setObjectName(QStringLiteral("reading"));
    read_->setProperty("role", QStringLiteral("note"));
    read_->setFixedWidth(previewSide);
    read_->setWordWrap(true);
    connect(reading_, &DigitReading::resultChanged, this, &OwnDigitDialog::showReading);

    auto* clear = new QPushButton(tr("Clear"));
    connect(clear, &QPushButton::clicked, pad_, &DrawingPad::clear);
    auto* open = new QPushButton(tr("Open a picture…"));
    connect(open, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getOpenFileName(
            this, tr("Open a picture"), startFolder(),
            tr("Pictures (*.png *.jpg *.jpeg *.bmp);;All files (*)"));
        rememberFolder(path);
        if (!path.isEmpty())
            openPicture(path);
    });
    auto* side = new QVBoxLayout;
    auto* sees = new QLabel(tr("What the network sees"));
    sees->setProperty("role", QStringLiteral("note"));
    side->addWidget(sees);
    side->addWidget(preview_);
    side->addWidget(read_);
    auto* meant = new QLabel(tr("It is meant to be"));
    meant->setBuddy(label_);
    side->addSpacing(8);
    side->addWidget(meant);
    side->addWidget(label_);
    side->addStretch(1);
    side->addWidget(open);
    side->addWidget(clear);
    auto* row = new QHBoxLayout;
    row->addWidget(pad_);
    row->addLayout(side);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    use_ = buttons->addButton(tr("Certify it"), QDialogButtonBox::AcceptRole);
    use_->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &OwnDigitDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->addLayout(row);
    column->addWidget(note_);
    column->addWidget(buttons);
    column->setSizeConstraint(QLayout::SetFixedSize);

    connect(pad_, &DrawingPad::changed, this, [this] {
        opened_ = {};
        refresh();
    });
    refresh();
}

bool OwnDigitDialog::openPicture(const QString& path) {
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const bool tooLarge = size.width() > largestSide || size.height() > largestSide;
    const QImage picture = tooLarge ? QImage() : reader.read();
    if (picture.isNull()) {
        note_->setText(
            tooLarge ? tr("%1: is %2 × %3 pixels, expected at most %4 along a side.")
                           .arg(path)
                           .arg(size.width())
                           .arg(size.height())
                           .arg(largestSide)
                     : tr("%1: is no picture that can be read (%2), expected a PNG or JPEG file.")
                           .arg(path, reader.errorString()));
        note_->show();
        return false;
    }
    const QImage ink = inkFromPicture(picture, *pictureSize(*store_->state().network));
    pad_->setInk(ink);
    opened_ = ink;
    refresh();
    return true;
}

QImage OwnDigitDialog::seen() const {
    // A picture is taken as it is: whoever opens one of 28 × 28 pixels means these pixels.
    return opened_.isNull() ? centredInk(pad_->ink(), *pictureSize(*store_->state().network)) : opened_;
}

void OwnDigitDialog::refresh() {
    note_->hide();
    QImage ink = seen();
    if (pad_->isEmpty())
        reading_->clear();
    else
        reading_->read(rawInput(ink, *store_->state().network));
    showReading();
    const Theme& theme = currentTheme();
    ink.reinterpretAsFormat(QImage::Format_Alpha8);
    QImage words(ink.size(), QImage::Format_ARGB32_Premultiplied);
    words.fill(theme.text);
    words.setAlphaChannel(ink);
    QPixmap shown(previewSide, previewSide);
    shown.fill(theme.card);
    QPainter painter(&shown);
    painter.drawImage(shown.rect(), words);
    painter.setPen(theme.cardBorder);
    painter.drawRect(shown.rect().adjusted(0, 0, -1, -1));
    painter.end();
    preview_->setPixmap(shown);
}

void OwnDigitDialog::showReading() {
    const std::optional<int> prediction = reading_->prediction();
    if (!chosen_ && prediction && *prediction >= 0)
        label_->setCurrentIndex(*prediction);
    else if (!chosen_ && pad_->isEmpty())
        label_->setCurrentIndex(-1);
    // While a stroke is being read, the words before stay: they would flicker.
    if (pad_->isEmpty())
        read_->clear();
    else if (prediction)
        read_->setText(
            *prediction < 0 ? tr("no reading: no fixed point was found")
                            : tr("read as %1").arg(className(*store_->state().network, *prediction)));
    use_->setEnabled(!pad_->isEmpty() && label_->currentIndex() >= 0);
}

void OwnDigitDialog::accept() {
    if (!use_->isEnabled())
        return;
    ExplorerState next = store_->state();
    next.digits.own = OwnDigit{rawInput(seen(), *next.network), label_->currentIndex()};
    next.digits.competitor = -1;
    store_->apply(tr("Own digit"), next);
    QDialog::accept();
}

} // namespace kamke::ui
