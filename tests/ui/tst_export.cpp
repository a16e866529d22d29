#include "paper_example.h"
#include "ui/documents/export_dialog.h"
#include "ui/plot/export.h"
#include "ui/style/theme.h"
#include "ui/workspaces/reach/export_data.h"
#include "ui/workspaces/reach/output_plot.h"
#include "ui/workspaces/reach/planes_export.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace kamke;
using namespace kamke::ui;
using namespace kamke::ui::testing;

namespace {

QByteArray contents(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pdfHasThePageSize();
    void svgHasTheSizeAndStaysInsideItsAxes();
    void pngHasPixelsAndResolution();
    void figuresAreLightInADarkWindow();
    void theScreenKeepsItsView();
    void refusesWhatItCannotWrite_data();
    void refusesWhatItCannotWrite();
    void csvReadsBack();
    void dialogWritesFigureAndNumbers();
    void numbersThatExistAreReplacedOnlyWhenTheUserSaysSo();

private:
    QString path(const char* name) const { return dir_.filePath(QLatin1String(name)); }
    void fill(OutputPlot& plot) const;

    QTemporaryDir dir_;
    std::shared_ptr<const ReachResult> result_;
};

void TestExport::initTestCase() {
    applyTheme(ThemeChoice::Light);
    QVERIFY(dir_.isValid());
    result_ = resultFor(paperState());
    QVERIFY(result_->frame.complete);
}

void TestExport::fill(OutputPlot& plot) const {
    OutputLook look;
    look.selected = QStringLiteral("A");
    plot.setContent(paperState(), result_, look);
}

void TestExport::pdfHasThePageSize() {
    OutputPlot plot;
    fill(plot);
    const QString file = path("plot.pdf");
    const auto done = exportPlot(plot, file, {85, 60}, 300);
    QVERIFY2(done, done ? "" : done.error().message.c_str());
    const QByteArray pdf = contents(file);
    QVERIFY(pdf.startsWith("%PDF"));
    const auto box =
        QRegularExpression(QStringLiteral("/MediaBox \\[([0-9.]+) ([0-9.]+) ([0-9.]+) ([0-9.]+)"))
            .match(QString::fromLatin1(pdf));
    QVERIFY(box.hasMatch());
    QVERIFY(std::abs(box.captured(3).toDouble() - 85 / 25.4 * 72) < 0.6);
    QVERIFY(std::abs(box.captured(4).toDouble() - 60 / 25.4 * 72) < 0.6);
}

void TestExport::svgHasTheSizeAndStaysInsideItsAxes() {
    OutputPlot plot;
    ExplorerState state = paperState();
    state.outputView = QRectF(0.9, 1.1, 0.2, 0.3); // far into the picture: everything is cut
    OutputLook look;
    look.selected = QStringLiteral("A");
    plot.setContent(state, result_, look);
    const QString file = path("plot.svg");
    QVERIFY(exportPlot(plot, file, {100, 80}, 300));
    const QString svg = QString::fromUtf8(contents(file));
    QVERIFY(svg.contains(QRegularExpression(QStringLiteral("width=\"(100|99\\.9|100\\.0)[0-9]*mm\""))));
    // Ticks have no length; a painter of files makes squares of such lines.
    QVERIFY(!svg.contains(QStringLiteral("width=\"1\" height=\"1\"")));
    QSvgRenderer renderer(file);
    QVERIFY(renderer.isValid());
    const QSize size = renderer.viewBox().size();
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    // What the plot draws there alone, without data, against the picture: outside the axes nothing is added.
    OutputPlot empty;
    empty.setAxisNames(QStringLiteral("y₁"), QStringLiteral("y₂"));
    empty.setView(*state.outputView);
    const QString blank = path("blank.svg");
    QVERIFY(exportPlot(empty, blank, {100, 80}, 300));
    QSvgRenderer blankRenderer(blank);
    QImage ground(size, QImage::Format_RGB32);
    ground.fill(Qt::white);
    QPainter groundPainter(&ground);
    blankRenderer.render(&groundPainter);
    groundPainter.end();
    plot.toPixmap(size.width(), size.height()); // lays out at that size
    QRect axes;
    {
        QPixmap pixmap(size);
        QCPPainter layout(&pixmap);
        connect(&plot, &QCustomPlot::afterLayout, &plot, [&] { axes = plot.axisRect()->rect(); });
        plot.toPainter(&layout, size.width(), size.height());
    }
    int outside = 0, inside = 0;
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            if (image.pixel(x, y) != ground.pixel(x, y)) {
                (axes.adjusted(-3, -3, 3, 3).contains(x, y) ? inside : outside) += 1;
            }
        }
    }
    QCOMPARE(outside, 0);
    QVERIFY(inside > 500);
}

void TestExport::pngHasPixelsAndResolution() {
    OutputPlot plot;
    fill(plot);
    const QString file = path("plot.png");
    QVERIFY(exportPlot(plot, file, {85, 60}, 300));
    const QImage image(file);
    QCOMPARE(image.size(), QSize(1004, 709));
    QVERIFY(std::abs(image.dotsPerMeterX() * 0.0254 - 300) < 1);
    // The picture fills the page: words or lines in the lower right quarter too.
    bool ink = false;
    for (int y = 400; y < 709 && !ink; ++y) {
        for (int x = 600; x < 1004 && !ink; ++x) {
            ink = image.pixelColor(x, y).lightness() < 120;
        }
    }
    QVERIFY(ink);
}

void TestExport::figuresAreLightInADarkWindow() {
    applyTheme(ThemeChoice::Dark);
    OutputPlot plot;
    fill(plot);
    QVERIFY(exportPlot(plot, path("dark.png"), {60, 60}, 150));
    QVERIFY(plot.theme().dark); // the window stays dark
    const auto figure = exportFigure(paperState(), result_, path("figure.png"), {170, 80}, 150);
    applyTheme(ThemeChoice::Light);
    QVERIFY(figure);
    QCOMPARE(QImage(path("figure.png")).size(), QSize(1004, 472));
    for (const char* name : {"dark.png", "figure.png"}) {
        const QImage image(path(name));
        qint64 light = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                light += image.pixelColor(x, y).lightness() > 200 ? 1 : 0;
            }
        }
        QVERIFY(light > 0.8 * image.width() * image.height());
    }
}

void TestExport::theScreenKeepsItsView() {
    OutputPlot plot;
    plot.resize(400, 300);
    fill(plot);
    plot.replot();
    const QImage before = plot.grab().toImage();
    const QRectF view = plot.view();
    QVERIFY(exportPlot(plot, path("other.pdf"), {30, 200}, 300));
    QCOMPARE(plot.view(), view);
    plot.replot();
    QCOMPARE(plot.grab().toImage(), before);
}

void TestExport::refusesWhatItCannotWrite_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QSizeF>("size");
    QTest::addColumn<int>("dpi");
    QTest::addColumn<QString>("says");
    QTest::newRow("suffix") << path("plot.bmp") << QSizeF(80, 60) << 300 << ".pdf, .svg or .png";
    QTest::newRow("folder") << QStringLiteral("/nowhere/plot.pdf") << QSizeF(80, 60) << 300
                            << "plot.pdf: cannot be written in folder /nowhere";
    QTest::newRow("size") << path("plot.pdf") << QSizeF(0, 60) << 300 << "between 10 and 2000 mm";
    QTest::newRow("nan") << path("plot.pdf") << QSizeF(qQNaN(), 60) << 300 << "between 10 and 2000 mm";
    QTest::newRow("pixels") << path("plot.png") << QSizeF(2000, 60) << 1200 << "20000 pixels";
}

void TestExport::refusesWhatItCannotWrite() {
    QFETCH(QString, file);
    QFETCH(QSizeF, size);
    QFETCH(int, dpi);
    QFETCH(QString, says);
    OutputPlot plot;
    const auto done = exportPlot(plot, file, size, dpi);
    QVERIFY(!done);
    QVERIFY2(QString::fromStdString(done.error().message).contains(says), done.error().message.c_str());
}

void TestExport::csvReadsBack() {
    const QString file = path("data.csv");
    QLocale::setDefault(QLocale(QLocale::German));
    const auto done = exportData(*result_, file);
    QLocale::setDefault(QLocale::c());
    QVERIFY(done);
    const QList<QByteArray> lines = contents(file).trimmed().split('\n');
    QCOMPARE(lines[0], QByteArray("kind,box,method,status,piece,point,u1,u2,y1,y2"));
    Index samples = 0, vertices = 0;
    bool foundMm = false;
    const BoxResult& box = result_->frame.boxes[0];
    for (qsizetype k = 1; k < lines.size(); ++k) {
        const QList<QByteArray> cells = lines[k].split(',');
        QCOMPARE(cells.size(), 10);
        if (cells[0] == "sample") {
            const Index point = cells[5].toLongLong();
            QCOMPARE(cells[6].toDouble(), box.samples.inputs(0, point));
            QCOMPARE(cells[9].toDouble(), box.samples.outputs(1, point));
            ++samples;
        } else if (cells[0] == "vertex") {
            QCOMPARE(cells[2], QByteArray("exact"));
            const ExactPiece& piece = box.enclosures[0].pieces[cells[4].toULongLong()];
            QCOMPARE(cells[8].toDouble(), piece.outputs(0, cells[5].toLongLong()));
            ++vertices;
        } else if (cells[0] == "upper" && cells[2] == "mm") {
            QCOMPARE(cells[3], QByteArray("ok"));
            QVERIFY(cells[8].toDouble() == box.enclosures[1].output->upper[0]); // to the last digit
            foundMm = true;
        }
    }
    QCOMPARE(samples, box.samples.outputs.cols());
    QVERIFY(vertices >= 3);
    QVERIFY(foundMm);
}

void TestExport::dialogWritesFigureAndNumbers() {
    OutputPlot plot;
    fill(plot);
    ExportDialog dialog(&plot, planesTogether(paperState(), result_));
    dialog.findChild<QCheckBox*>()->setChecked(true);
    QVERIFY(dialog.exportTo(path("dialog.svg")));
    QVERIFY(QFile::exists(path("dialog.svg")));
    QVERIFY(contents(path("dialog.csv")).startsWith("kind,box"));
    QVERIFY(!dialog.exportTo(QStringLiteral("/nowhere/x.pdf")));
    bool said = false;
    for (const QLabel* label : dialog.findChildren<QLabel*>()) {
        said =
            said || (!label->isHidden() &&
                     label->text().contains(QStringLiteral("x.pdf: cannot be written in folder /nowhere")));
    }
    QVERIFY(said);
}

void TestExport::numbersThatExistAreReplacedOnlyWhenTheUserSaysSo() {
    OutputPlot plot;
    fill(plot);
    for (const auto answer : {QMessageBox::No, QMessageBox::Yes}) {
        QFile mine(path("kept.csv"));
        QVERIFY(mine.open(QIODevice::WriteOnly));
        mine.write("mine");
        mine.close();
        QFile::remove(path("kept.svg"));
        ExportDialog dialog(&plot, planesTogether(paperState(), result_));
        for (QComboBox* box : dialog.findChildren<QComboBox*>())
            if (const int svg = box->findText("SVG"); svg >= 0)
                box->setCurrentIndex(svg);
        dialog.findChild<QCheckBox*>()->setChecked(true);
        dialog.show();
        emit dialog.findChild<QDialogButtonBox*>()->accepted();
        auto* ask = dialog.findChild<QFileDialog*>();
        QVERIFY(ask);
        QString question;
        QTimer::singleShot(100, [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget())) {
                question = box->text();
                box->button(answer)->click();
            }
        });
        emit ask->fileSelected(path("kept.svg"));
        QVERIFY2(question.contains("kept.csv"), qPrintable(question));
        const bool replaced = answer == QMessageBox::Yes;
        QCOMPARE(contents(path("kept.csv")) == "mine", !replaced);
        QCOMPARE(QFile::exists(path("kept.svg")), replaced);
        QCOMPARE(dialog.result() == QDialog::Accepted, replaced);
    }
}

QTEST_MAIN(TestExport)
#include "tst_export.moc"
