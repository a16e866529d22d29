// What results mean, in words.
#include "ui/formula/math_text.h"
#include "ui/widgets/verdict_text.h"

#include "inspector_fixture.h"

using namespace kamke;
using namespace kamke::ui;

namespace {

Enclosure okEnclosure() {
    Enclosure e;
    e.status = Status::Ok;
    e.rigorous = true;
    e.output = Box{Vector{{13.0 / 33, 7.0 / 11, -1}}, Vector{{53.0 / 33, 67.0 / 33, 1}}};
    e.state = e.output;
    return e;
}

const Method& method(const char* id) {
    return *findMethod(id);
}

} // namespace

class TestVerdictText : public QObject {
    Q_OBJECT
private slots:
    void saysWhatAProvedBoxMeans() {
        const Statement v = methodVerdict(method("mm"), okEnclosure(), "A", {0, 1}, 2);
        QCOMPARE(v.tone, Statement::Tone::Proved);
        QCOMPARE(
            v.plain(),
            QString("Mixed monotone. Every input in A gives y₁ in [0.393939, 1.60607] and y₂ in [0.636363, "
                    "2.03031]. Proved with rounding bounds."));
    }

    void saysWhenItIsNotProved() {
        Enclosure e = okEnclosure();
        e.rigorous = false;
        const Statement v = methodVerdict(method("ibp"), e, "B", {1}, 2);
        QCOMPARE(v.tone, Statement::Tone::Numerical);
        QVERIFY(v.plain().startsWith("IBP. Every input in B gives y₂ in [0.636363, 2.03031]."));
        QVERIFY(v.text.endsWith("Computed numerically, without rounding bounds."));
        QVERIFY(!v.text.contains("Proved"));
    }

    void countsOutputsPiecesAndTheFactor() {
        Enclosure e = okEnclosure();
        QVERIFY(methodVerdict(method("mm"), e, "A", {0, 2}, 3).text.contains("2 of 3 outputs are shown."));
        e.factor = 3;
        QVERIFY(methodVerdict(method("lipschitz"), e, "A", {0, 1}, 2).text.contains("more than 3 times"));
        e.factor.reset();
        e.pieces.resize(2);
        QVERIFY(methodVerdict(method("exact"), e, "A", {0, 1}, 2).text.contains("in 2 linear pieces"));
    }

    void neverSaysABareFailed_data() {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, Status status, const char* reason, const char* sentence) {
            QTest::newRow(name) << static_cast<int>(status) << QString(reason) << QString(sentence);
        };
        row("diverged", Status::Diverged, "its iteration diverges (spectral radius of |A| is 1.31 ≥ 1)",
            "IBP has no box here: its iteration diverges (spectral radius of |A| is 1.31 ≥ 1).");
        row("not applicable", Status::NotApplicable, "no weights help",
            "IBP does not apply here: no weights help.");
        row("diverged without reason", Status::Diverged, "", "IBP has no box here: its iteration diverges.");
        row("not applicable without reason", Status::NotApplicable, "",
            "IBP does not apply here: its condition does not hold.");
        row("not converged without reason", Status::NotConverged, "",
            "IBP has no box here: its iteration did not settle.");
        row("cancelled", Status::Cancelled, "", "IBP was stopped before it finished.");
    }
    void neverSaysABareFailed() {
        QFETCH(int, status);
        QFETCH(QString, reason);
        QFETCH(QString, sentence);
        const Statement v = methodVerdict(
            method("ibp"), Enclosure::notOk(static_cast<Status>(status), reason.toStdString()), "A", {0}, 1);
        QCOMPARE(v.tone, Statement::Tone::NoBox);
        QCOMPARE(v.plain(), sentence);
    }

    void saysWhichGuaranteesHold() {
        const NetworkAnalysis all(paperNetwork());
        QCOMPARE(guaranteesVerdict(all).tone, Statement::Tone::Proved);
        QVERIFY(guaranteesVerdict(all).text.contains("every interval method has a box"));

        auto strong = paperNetwork();
        strong->A << -2, 0.5, 0.5, -2;
        const Statement noIbp = guaranteesVerdict(NetworkAnalysis(strong));
        QCOMPARE(noIbp.tone, Statement::Tone::Proved);
        QVERIFY2(noIbp.text.contains("ρ(|A|) is 2.5 ≥ 1"), qPrintable(noIbp.text));

        const Statement mon = guaranteesVerdict(NetworkAnalysis(monNetwork()));
        QCOMPARE(mon.tone, Statement::Tone::Proved);
        QVERIFY2(mon.text.contains("The l_2 Lipschitz box does"), qPrintable(mon.text));
        auto untrue = monNetwork();
        untrue->training["kind"] = std::string("nemon");
        QVERIFY(guaranteesVerdict(NetworkAnalysis(untrue)).text.contains("miss it"));
        QVERIFY2(mon.text.contains("by MON"), qPrintable(mon.text));
        QVERIFY2(mon.text.contains("do not exist: no weights η"), qPrintable(mon.text));

        const Statement none = guaranteesVerdict(NetworkAnalysis(illPosedNetwork()));
        QCOMPARE(none.tone, Statement::Tone::NoBox);
        QVERIFY(none.plain().startsWith("No condition holds."));
    }

    void setsSubscriptsAndEscapes() {
        QCOMPARE(mathHtml("μ_η(A) < 1"), QString("μ<sub>η</sub>(A) &lt; 1"));
        QCOMPARE(mathHtml("‖B‖_{η,∞}"), QString("‖B‖<sub>η,∞</sub>"));
        QCOMPARE(mathHtml("(I − |A|ᴹ)^{-1}|B|"), QString("(I − |A|ᴹ)<sup>−1</sup>|B|"));
        QCOMPARE(mathHtml("a_ii + Σ|a_ij|"), QString("a<sub>ii</sub> + Σ|a<sub>ij</sub>|"));
        QCOMPARE(mathHtml("nothing"), QString("nothing"));
        QCOMPARE(mathHtml("[M]^+ of l_inf"), QString("[M]<sup>+</sup> of l<sub>∞</sub>"));
        QCOMPARE(mathHtml("Λ^½ A Λ^-½"), QString("Λ<sup>½</sup> A Λ<sup>−½</sup>"));
        QCOMPARE(mathHtml("leaky_relu and paper_example_2"), QString("leaky_relu and paper_example_2"));
        QCOMPARE(mathHtml("max_i Bu_i"), QString("max<sub>i</sub> Bu<sub>i</sub>"));
    }
};

QTEST_GUILESS_MAIN(TestVerdictText)
#include "tst_verdict_text.moc"
