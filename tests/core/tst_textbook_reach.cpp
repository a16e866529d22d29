// Boxes of states and outputs against the formulas of the papers, written down entry by entry.
#include "core/certify/margins.h"
#include "core/reach/reach.h"
#include "random_network.h"
#include "textbook_reach.h"

#include <QTest>

using namespace kamke;
using namespace kamke::test;

class TextbookReachTest : public QObject {
    Q_OBJECT
private slots:
    void methodsAndCertificates_data();
    void methodsAndCertificates();
};

void TextbookReachTest::methodsAndCertificates_data() {
    QTest::addColumn<QString>("id");
    QTest::newRow("mixed monotone") << "mm";
    QTest::newRow("intervals") << "ibp";
}

void TextbookReachTest::methodsAndCertificates() {
    QFETCH(QString, id);
    const TextbookMethod method = id == "mm" ? TextbookMethod::MixedMonotone : TextbookMethod::Interval;
    const Method& row = *findMethod(id.toStdString());
    const Certificate* const certificate = findCertificate(id.toStdString());
    Generator g = seededGenerator("textbook reach");
    int compared = 0;
    for (int k = 0; k < 400; ++k) {
        const auto analysis = analysed(contractingNetwork(g, 10));
        const Box box = anyBox(g, analysis->network().r());
        const auto textbook = textbookReach(analysis->network(), box, method);
        const Enclosure found = reach(row, *analysis, box);
        if (!textbook || !found.ok())
            continue;
        ++compared;
        const double slack = slackFor(textbook->state, 1e-8);
        QVERIFY((found.state->lower - textbook->state.lower).cwiseAbs().maxCoeff() <= slack);
        QVERIFY((found.state->upper - textbook->state.upper).cwiseAbs().maxCoeff() <= slack);
        const double reachOfOutputs =
            slackFor(textbook->output, 1e-8) +
            slack * (1 + analysis->network().C.cwiseAbs().rowwise().sum().maxCoeff());
        QVERIFY((found.output->lower - textbook->output.lower).cwiseAbs().maxCoeff() <= reachOfOutputs);
        QVERIFY((found.output->upper - textbook->output.upper).cwiseAbs().maxCoeff() <= reachOfOutputs);

        // The batched implementation with one column is the same box.
        if (analysis->network().q() < 2)
            continue;
        const Certifier certifier(analysis);
        const InputColumns input{box.lower, box.upper, {0}};
        const MarginColumns one = marginColumns(certifier, input, std::span(&certificate, 1)).front();
        QVERIFY2(one.boxes->ok(0), one.boxes->reasons[0].c_str());
        const Box state = one.boxes->box(0);
        QVERIFY((state.lower - textbook->state.lower).cwiseAbs().maxCoeff() <= slack);
        QVERIFY((state.upper - textbook->state.upper).cwiseAbs().maxCoeff() <= slack);
    }
    std::printf("%d boxes compared\n", compared);
    QVERIFY(compared > 150);
}

QTEST_APPLESS_MAIN(TextbookReachTest)
#include "tst_textbook_reach.moc"
