// What the cards of the picked digit say of their certificates: legends that switch them, rows that grow,
// rows that are folded away, bounds that are no verdicts, the attack that ran, and views that belong to one
// digit.
#include "digit_fixture.h"
#include "settle_events.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/copyable_table.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/digits/certificate_legend.h"
#include "ui/workspaces/digits/certificate_model.h"
#include "ui/workspaces/digits/certificate_table.h"
#include "ui/workspaces/digits/digit_views.h"
#include "ui/workspaces/digits/logit_bars.h"
#include "ui/workspaces/digits/logit_plane.h"
#include "ui/workspaces/digits/margin_bars.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace kamke;
using namespace kamke::ui;

namespace {

struct Cards : DigitExplorer {
    explicit Cards(std::shared_ptr<const Network> network = smallClassifier(), double eps = 0.01)
        : DigitExplorer(std::move(network), eps) {
        auto* row = new QHBoxLayout(&window);
        row->addWidget(new DigitCentre(&store, &runner), 54);
        row->addWidget(new DigitInspector(&store, &runner), 46);
        window.resize(1000, 1400);
        window.show();
    }
    template<class T>
    T* find(const char* name = "") {
        return *name ? window.findChild<T*>(QLatin1String(name)) : window.findChild<T*>();
    }
    QPushButton* chip(const QString& id) {
        return find<LogitBars>()->parentWidget()->findChild<QPushButton*>(QStringLiteral("legend-") + id);
    }
    CertificateModel* numbers() { return qobject_cast<CertificateModel*>(find<CertificateTable>()->model()); }
    QString cell(const QString& id, int column, int role = Qt::DisplayRole) {
        return numbers()->index(numbers()->rowOf(id), column).data(role).toString();
    }
    QWidget window;
};

std::shared_ptr<const Network> withActivation(Activation::Kind kind) {
    auto network = std::make_shared<Network>(*smallClassifier());
    network->activation = Activation(kind);
    return network;
}

/// A step of the wheel over `on`: what a widget leaves goes to the one around it.
void wheel(QWidget* on, const QPointF& at, int steps) {
    for (QWidget* each = on; each; each = each->isWindow() ? nullptr : each->parentWidget()) {
        QWheelEvent event(
            each->mapFromGlobal(on->mapToGlobal(at)), on->mapToGlobal(at), {}, QPoint(0, 120 * steps),
            Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(each, &event);
        if (event.isAccepted() || each->testAttribute(Qt::WA_NoMousePropagation))
            return;
    }
}

} // namespace

class TestDigitCards : public QObject {
    Q_OBJECT
private slots:
    void init() { applyTheme(ThemeChoice::Light); }

    void certificatesAreSwitchedWhereTheyAreDrawn() {
        Cards cards;
        QVERIFY(cards.settle());
        auto* bars = cards.find<LogitBars>();
        const auto lines = [&] { return bars->rows().front().rest.size() + 1; };
        const std::size_t before = lines();
        QPushButton* chip = cards.chip(QStringLiteral("lipschitz"));
        QVERIFY(chip->isVisible() && chip->isChecked());
        QTest::mouseClick(chip, Qt::LeftButton);
        QVERIFY(!shows(cards.store.state().digits, *findCertificate("lipschitz")));
        QVERIFY(cards.settle());
        QCOMPARE(lines(), before - 1);
        // One truth: the table's box is off, too, and one step of undo brings both back.
        QCOMPARE(cards.cell(QStringLiteral("lipschitz"), 0, Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        cards.store.undoStack()->undo();
        QVERIFY(cards.settle());
        QVERIFY(chip->isChecked());
        QCOMPARE(lines(), before);
        // The last one stays on.
        cards.apply([](DigitsState& d) { d.certificates = QStringList{QStringLiteral("mmc")}; });
        QTest::mouseClick(cards.chip(QStringLiteral("mmc")), Qt::LeftButton);
        QVERIFY(cards.chip(QStringLiteral("mmc"))->isChecked());
        QCOMPARE(cards.store.state().digits.certificates, QStringList{QStringLiteral("mmc")});
    }

    void marginsHaveALegend() {
        Cards cards;
        QVERIFY(cards.settle());
        const auto legends = cards.window.findChildren<CertificateLegend*>();
        QCOMPARE(legends.size(), 2);
        CertificateLegend* margins =
            legends[0]->parentWidget()->findChild<LogitBars*>() ? legends[1] : legends[0];
        QVERIFY(margins->isVisible());
        const auto named = margins->findChildren<QPushButton*>();
        for (const SampleCertificate& one : cards.runner.result()->report.certificates)
            QVERIFY(std::any_of(named.begin(), named.end(), [&](const QPushButton* chip) {
                return chip->isVisible() && !chip->icon().isNull() &&
                       chip->text() == QString::fromStdString(std::string(one.certificate->label));
            }));
        cards.apply([](DigitsState& d) { d.tab = QStringLiteral("plane"); });
        QVERIFY(!margins->isVisible());
    }

    void rowsGrowWithTheirLines() {
        Cards cards;
        QVERIFY(cards.settle());
        auto* bars = cards.find<LogitBars>();
        const int many = bars->minimumSizeHint().height();
        const auto rest = static_cast<double>(bars->rows().front().rest.size());
        QVERIFY(rest >= 4);
        // Every line has three pixels or more, below a bar that can be seen.
        QVERIFY2(bars->rowRectangle(0).height() >= 6 + 3 * rest, qPrintable(QString::number(many)));
        cards.apply([](DigitsState& d) { d.certificates = QStringList{QStringLiteral("mmc")}; });
        QVERIFY(cards.settle());
        QVERIFY(bars->minimumSizeHint().height() < many);
    }

    void whatDoesNotApplyIsFoldedAway() {
        // Semialgebraic certificates are for relu only.
        Cards cards(withActivation(Activation::Kind::Tanh));
        QVERIFY(cards.settle());
        auto* table = cards.find<CertificateTable>();
        const int folded = table->foldedCount();
        QVERIFY(folded > 0);
        const int rows = cards.numbers()->rowCount();
        QCOMPARE(rows, static_cast<int>(certificates().size()) + 1);
        QVERIFY(cards.numbers()->isAttack(rows - folded - 1));
        for (int row = 0; row < rows; ++row)
            QCOMPARE(table->isRowHidden(row), row >= rows - folded);
        auto* fold = cards.find<QToolButton>("digits.fold");
        QVERIFY(fold->isVisible());
        QVERIFY2(fold->text().contains(QString::number(folded)), qPrintable(fold->text()));
        const int height = table->height();
        QTest::mouseClick(fold, Qt::LeftButton);
        for (int row = 0; row < rows; ++row)
            QVERIFY(!table->isRowHidden(row));
        QVERIFY(table->height() > height);
        QTest::mouseClick(fold, Qt::LeftButton);
        QCOMPARE(table->height(), height);
        // Copies have them all.
        QCOMPARE(tableText(*cards.numbers(), {}, TableFormat::Csv).count(u'\n'), rows + 1);
    }

    void aNegativeMarginIsABoundAndNoVerdict() {
        Cards cards(smallClassifier(), 0.3);
        QVERIFY(cards.settle());
        bool seen = false;
        for (const SampleCertificate& one : cards.runner.result()->report.certificates) {
            if (one.status != Status::Ok)
                continue;
            const QString id = QString::fromStdString(std::string(one.certificate->id));
            const QString proof = cards.cell(id, CertificateModel::Proof);
            QVERIFY(cards.cell(id, CertificateModel::Margin).startsWith(QStringLiteral("≥ ")));
            QCOMPARE(proof.contains(u'✓'), one.certifies());
            seen = seen || !one.certifies();
        }
        QVERIFY(seen);
    }

    void aSampleOutsideOfTheDomainIsNeitherCertifiedNorAttacked() {
        Cards cards;
        Vector raw = Vector::Constant(16, 0.5);
        raw(3) = 1.5;
        cards.apply([&](DigitsState& d) {
            d.own = OwnDigit{raw, 0};
            d.tab = QStringLiteral("plane");
        });
        QVERIFY(cards.settle());
        // As it is read, so that the verdict is about the domain alone.
        cards.apply([&](DigitsState& d) { d.own->label = cards.runner.result()->report.prediction; });
        QVERIFY(cards.settle());
        const auto result = cards.runner.result();
        QVERIFY(result->isOutside());
        QVERIFY(!result->attacked());
        QCOMPARE(result->sampleLogits.size(), Index{0});
        const QString verdict = cards.find<VerdictLabel>("digitVerdict")->verdict().plain();
        QVERIFY2(verdict.startsWith("Not certified") && verdict.contains("outside"), qPrintable(verdict));
        const QString reason =
            cards.cell(QStringLiteral("mmc"), CertificateModel::Name, CertificateModel::ReasonRole);
        QVERIFY2(reason.contains("outside"), qPrintable(reason));
        for (int row = 0; row < cards.numbers()->rowCount(); ++row)
            if (cards.numbers()->isAttack(row))
                QVERIFY(cards.numbers()
                            ->index(row, 0)
                            .data(Qt::ToolTipRole)
                            .toString()
                            .startsWith("Not attacked"));
        // Without clipping it is a sample like any other, and the verdict still says where it is.
        cards.apply([](DigitsState& d) { d.clip = false; });
        QVERIFY(cards.settle());
        QVERIFY(!cards.runner.result()->isOutside());
        QVERIFY(cards.runner.result()->attacked());
        QVERIFY(cards.runner.result()->report.find("mmc")->status == Status::Ok);
    }

    void theAttackIsNamedAsItRan() {
        // In a ball of l_2 a monotone relu network is attacked by Frank-Wolfe steps.
        Cards cards(boxlessClassifier());
        QVERIFY(cards.settle());
        const auto tip = [&] {
            for (int row = 0; row < cards.numbers()->rowCount(); ++row)
                if (cards.numbers()->isAttack(row))
                    return cards.numbers()->index(row, 0).data(Qt::ToolTipRole).toString();
            return QString();
        };
        QVERIFY2(tip().contains("PGD") && tip().contains("40 steps, 5 restarts"), qPrintable(tip()));
        cards.apply([](DigitsState& d) { d.norm = BallNorm::L2; });
        QVERIFY(cards.settle());
        QCOMPARE(std::string(cards.runner.result()->attackKind().id), std::string("frank-wolfe"));
        QVERIFY2(
            !tip().contains("PGD") && !tip().contains("restarts") &&
                tip().contains(QString::fromStdString(cards.runner.result()->attack->how)),
            qPrintable(tip()));
    }

    void theRowOfTheEllipsoidDrawsIt() {
        Cards cards(boxlessClassifier());
        cards.apply([](DigitsState& d) {
            d.tab = QStringLiteral("plane");
            d.certificates = QStringList{QStringLiteral("relational")};
        });
        QVERIFY(cards.settle());
        auto* plane = cards.find<LogitPlane>();
        const auto drawn = [&] {
            return std::count_if(plane->marks().begin(), plane->marks().end(), [](const Mark& mark) {
                return mark.kind == Mark::Kind::Polygon && mark.id == QStringLiteral("ellipsoid");
            });
        };
        QCOMPARE(drawn(), 0);
        const int row = cards.numbers()->rowOf(QStringLiteral("ellipsoid"));
        QVERIFY(cards.numbers()->setData(cards.numbers()->index(row, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(cards.settle());
        QTRY_COMPARE(drawn(), 1);
        const auto result = cards.runner.result();
        const SampleCertificate* ellipsoid = result->report.find("ellipsoid");
        QVERIFY(ellipsoid && ellipsoid->ellipsoid);
        for (Index k = 0; k < result->sampleLogits.cols(); ++k)
            QVERIFY(ellipsoid->ellipsoid->gauge(result->sampleLogits.col(k)) <= 1 + 1e-9);
        // Its name and the words in the corners keep off each other.
        plane->replot();
        const auto& places = plane->labels().places();
        QVERIFY(places.size() >= 3);
        for (std::size_t a = 0; a < places.size(); ++a)
            for (std::size_t b = 0; b < a; ++b)
                QVERIFY(!places[a] || !places[b] || !places[a]->intersects(*places[b]));
    }

    void aZoomBelongsToOneDigit() {
        Cards cards;
        cards.apply([](DigitsState& d) { d.tab = QStringLiteral("plane"); });
        QVERIFY(cards.settle());
        auto* plane = cards.find<LogitPlane>();
        const auto zoom = [&] {
            // A click takes the wheel from the column around.
            QTest::mouseClick(plane, Qt::LeftButton, {}, plane->axisRect()->rect().center());
            wheel(plane, plane->axisRect()->rect().center(), 4);
            return plane->view();
        };
        const QRectF fitted = plane->view();
        QRectF zoomed = zoom();
        QVERIFY(zoomed.width() < 0.6 * fitted.width());
        // Another ε of the same digit: what is looked at stays.
        cards.apply([](DigitsState& d) { d.eps = 0.012; });
        QVERIFY(cards.settle());
        QCOMPARE(plane->view(), zoomed);
        // Another digit: its bounds lie elsewhere.
        const auto showsAll = [&] {
            return std::all_of(plane->marks().begin(), plane->marks().end(), [&](const Mark& mark) {
                return mark.id != QStringLiteral("samples") ||
                       std::all_of(mark.points.begin(), mark.points.end(), [&](const QPointF& point) {
                           return plane->view().contains(point);
                       });
            });
        };
        cards.apply([](DigitsState& d) { d.sample = 7; });
        QVERIFY(cards.settle());
        QTRY_VERIFY(showsAll());
        QVERIFY(plane->view() != zoomed);
        // Another network as well.
        zoomed = zoom();
        cards.store.apply(
            QStringLiteral("open"), stateForNetwork(smallClassifier(0.4, 8), {}, cards.store.state()));
        QVERIFY(cards.settle());
        QTRY_VERIFY(showsAll());
        QVERIFY(plane->view() != zoomed);
    }

    void wordsBesideTheRowsHaveRoomAtOnce() {
        Cards cards;
        QVERIFY(cards.settle());
        auto* bars = cards.find<LogitBars>();
        for (const char* id : {"lipschitz", "mmc", ""}) {
            cards.store.setHoveredMethod(QString::fromLatin1(id));
            QCoreApplication::processEvents();
            const QMargins given = bars->axisRect()->minimumMargins();
            cards.store.setHoveredUnit(0); // lays out the same rows once more
            cards.store.setHoveredUnit(-1);
            QCoreApplication::processEvents();
            QCOMPARE(bars->axisRect()->minimumMargins(), given);
        }
    }

    void theWheelScrollsTheColumnUntilThePlotIsClicked() {
        Cards cards;
        cards.window.resize(1000, 420);
        QVERIFY(cards.settle());
        auto* bars = cards.find<LogitBars>();
        auto* area = cards.find<QScrollArea>();
        QTRY_VERIFY(area->verticalScrollBar()->maximum() > 0);
        area->verticalScrollBar()->setValue(0);
        const QPointF at(bars->axisRect()->rect().center());
        const QRectF before = bars->view();
        wheel(bars, at, -1);
        QCOMPARE(bars->view(), before);
        QTRY_VERIFY(area->verticalScrollBar()->value() > 0);
        const int scrolled = area->verticalScrollBar()->value();
        QTest::mouseClick(bars, Qt::LeftButton, {}, at.toPoint());
        wheel(bars, at, 1);
        QVERIFY(bars->view().width() < before.width());
        QCOMPARE(area->verticalScrollBar()->value(), scrolled);
        // Elsewhere clicked, the wheel is the column's again.
        cards.find<CertificateTable>()->setFocus();
        const QRectF zoomed = bars->view();
        wheel(bars, at, 1);
        QCOMPARE(bars->view(), zoomed);
        // Where everything fits there is nothing to scroll.
        cards.window.resize(1000, 2400);
        QTRY_COMPARE(area->verticalScrollBar()->maximum(), 0);
        wheel(bars, QPointF(bars->axisRect()->rect().center()), 1);
        QVERIFY(bars->view().width() < zoomed.width());
    }

    void captionsAreWhole() {
        Cards cards;
        cards.window.resize(720, 700);
        QVERIFY(cards.settle());
        for (const char* tab : {"margins", "curve", "plane", "units", "pixels"}) {
            cards.apply([&](DigitsState& d) { d.tab = QLatin1String(tab); });
            settleEvents();
            for (const Caption* caption : cards.window.findChildren<Caption*>())
                if (caption->isVisible() && !caption->text().isEmpty())
                    QVERIFY2(
                        caption->height() >= caption->heightForWidth(caption->width()),
                        qPrintable(QLatin1String(tab) + QStringLiteral(": ") + caption->text()));
        }
    }
};

QTEST_MAIN(TestDigitCards)
#include "tst_digit_cards.moc"
