// What is read from the results of a sweep: sets of samples, histograms of radii, tables for papers.
#include "core/sweep/binomial.h"
#include "core/sweep/counts_text.h"
#include "core/sweep/radius_histogram.h"
#include "core/sweep/sample_sets.h"

#include <QLocale>
#include <QStringList>
#include <QTest>
#include <clocale>
#include <numeric>

using namespace kamke;

namespace {

using Kind = SampleQuestion::Kind;
constexpr Certified no = Certified::No, num = Certified::Numerical, yes = Certified::Proved;
constexpr Attacked open = Attacked::NotFound, hit = Attacked::Broken, off = Attacked::NotComputed;

SweepPlan plan() {
    SweepPlan p;
    p.eps = Vector{{0.01, 0.02, 0.1}};
    p.certificates = {findCertificate("mmc"), findCertificate("mm")};
    p.attacks = {{findAttack("pgd"), {}, 5}};
    return p;
}

/// Samples 2 … 7 of eight; sample 7 is misread, the attack looked at all but the last two.
SweepTable table() {
    SweepTable t(plan(), 8);
    SweepBlock block;
    block.first = 2;
    block.labels = {0, 1, 2, 3, 4, 5};
    block.predictions = {0, 1, 2, 3, 4, -1};
    block.certified.resize(2);
    block.certified[0].resize(3, 6);
    block.certified[0] << yes, yes, yes, no, num, no, //
        yes, yes, no, no, no, no,                     //
        yes, no, no, no, no, no;
    block.certified[1].resize(3, 6);
    block.certified[1] << yes, no, yes, no, yes, no, //
        no, no, no, no, no, no,                      //
        no, no, no, no, no, no;
    block.attacked.resize(1);
    block.attacked[0].resize(3, 6);
    block.attacked[0] << open, open, open, hit, off, off, //
        open, open, open, hit, off, off,                  //
        open, hit, open, hit, off, off;
    block.seconds = Matrix::Constant(2, 3, 0.25);
    block.attackSeconds = Vector::Constant(1, 2);
    if (!t.take(block))
        qFatal("the table refuses a block");
    return t;
}

std::vector<Index> samples(Kind kind, Index eps, std::size_t certificate = 0, std::size_t other = 1) {
    return samplesThat(table(), {kind, eps, certificate, other, 0});
}

using Set = std::vector<Index>;

QStringList lines(const std::string& text) {
    return QString::fromStdString(text).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class TestSweepSets : public QObject {
    Q_OBJECT
private slots:
    void setsHoldExactlyTheSamples() {
        QCOMPARE(samples(Kind::Certified, 0), (Set{2, 3, 4, 6}));
        QCOMPARE(samples(Kind::CertifiedNotBy, 0), (Set{3}));
        QCOMPARE(samples(Kind::CertifiedNotBy, 0, 1, 0), Set{});
        QCOMPARE(samples(Kind::CertifiedNotBy, 1), (Set{2, 3}));
        QCOMPARE(samples(Kind::NotCertified, 1), (Set{4, 5, 6}));
        QCOMPARE(samples(Kind::LargestCertified, 0), (Set{4, 6}));
        QCOMPARE(samples(Kind::LargestCertified, 2), (Set{2}));
        QCOMPARE(samples(Kind::NeverCertified, 0), (Set{5}));
        QCOMPARE(samples(Kind::Broken, 1), (Set{5}));
        QCOMPARE(samples(Kind::Broken, 2), (Set{3, 5}));
        // Sample 6 was not attacked: nothing is known of it.
        QCOMPARE(samples(Kind::Undecided, 1), (Set{4}));
        // Samples 0 and 1 are not done.
        QCOMPARE(samples(Kind::Misread, 0), (Set{7}));
    }

    void setsAddUpToTheCounts() {
        const SweepTable t = table();
        for (Index e = 0; e < 3; ++e) {
            for (std::size_t m = 0; m < 2; ++m)
                QCOMPARE(
                    static_cast<Index>(samples(Kind::Certified, e, m).size()),
                    t.counts.certified(static_cast<Index>(m), e));
            const CrossTable cross = crossTable(t, 0, 1, e);
            QCOMPARE(cross.both + cross.firstOnly, t.counts.certified(0, e));
            QCOMPARE(cross.both + cross.secondOnly, t.counts.certified(1, e));
            QCOMPARE(cross.both + cross.firstOnly + cross.secondOnly + cross.neither, t.counts.done);
            QCOMPARE(cross.firstOnly, static_cast<Index>(samples(Kind::CertifiedNotBy, e).size()));
        }
        QVERIFY((crossTable(t, 0, 1, 0) == CrossTable{3, 1, 0, 2}));
        QVERIFY((crossTable(t, 1, 0, 0) == CrossTable{3, 0, 1, 2}));
    }

    void histogramsCountEverySampleOnce() {
        const SweepTable t = table();
        for (Index m = 0; m < 2; ++m) {
            const RadiusHistogram h = radiusHistogram(t.counts, m);
            QCOMPARE(
                std::accumulate(h.largest.begin(), h.largest.end(), Index{0}) + h.none + h.misread, h.done);
            for (Index e = 0; e < 3; ++e)
                QCOMPARE(
                    h.largest[static_cast<std::size_t>(e)],
                    static_cast<Index>(
                        samples(Kind::LargestCertified, e, static_cast<std::size_t>(m)).size()));
            QCOMPARE(
                h.none,
                static_cast<Index>(samples(Kind::NeverCertified, 0, static_cast<std::size_t>(m)).size()));
            QCOMPARE(h.misread, Index{1});
        }
        QCOMPARE(radiusHistogram(t.counts, 0).median, std::optional<Index>(0));
        QCOMPARE(radiusHistogram(SweepCounts(plan()), 0).median, std::optional<Index>());
    }

    void aLargerRadiusCountsForTheSmallerOnes() {
        SweepCounts counts(plan());
        counts.done = counts.correct = 10;
        counts.certified.row(0) << 4, 6, 1;
        const RadiusHistogram h = radiusHistogram(counts, 0);
        QCOMPARE(h.largest, (std::vector<Index>{0, 5, 1}));
        QCOMPARE(h.none, Index{4});
        QCOMPARE(h.median, std::optional<Index>(1));
    }

    void csvSaysWhatTheCountsSay() {
        const SweepTable t = table();
        const SweepPlan p = plan();
        const SweepSummary summary{"A, \"b\"", "digits", 2.5, &p, &t.counts};
        // A locale with a decimal comma changes nothing.
        if (!std::setlocale(LC_ALL, "de_DE.UTF-8"))
            QLocale::setDefault(QLocale(QLocale::German));
        const QStringList all = lines(sweepCsv(std::span(&summary, 1)));
        std::setlocale(LC_ALL, "C");
        QLocale::setDefault(QLocale::c());
        QCOMPARE(all.size(), 1 + 1 + 2 * 3 + 3);
        QVERIFY(all[1].startsWith(QStringLiteral("\"A, \"\"b\"\"\",digits,2.5,read,,0,6,5,0.83")));
        QVERIFY(all[2].startsWith(QStringLiteral("\"A, \"\"b\"\"\",digits,2.5,certified,mmc,0.01,6,4,0.66")));
        QVERIFY(all[2].endsWith(QStringLiteral(",1,,0.25,linf")));
        const ShareInterval interval = exactInterval(4, 6);
        const QStringList cells = all[2].mid(all[2].indexOf(QStringLiteral(",digits"))).split(u',');
        QCOMPARE(cells[9].toDouble(), interval.lower);
        QCOMPARE(cells[10].toDouble(), interval.upper);
        QVERIFY(all.last().contains(QStringLiteral("unbroken,pgd,0.1,4,2,0.5,")));
        SweepPlan balls = p;
        balls.norm = BallNorm::L2;
        const SweepSummary inBalls{"A", "digits", 2.5, &balls, &t.counts};
        const QStringList other = lines(sweepCsv(std::span(&inBalls, 1)));
        QVERIFY(other[0].endsWith(QStringLiteral(",norm")));
        for (qsizetype k = 1; k < other.size(); ++k)
            QVERIFY(other[k].endsWith(QStringLiteral(",l2")));
    }

    void latexIsATableWithoutPackages() {
        const SweepTable t = table();
        const SweepPlan p = plan();
        const std::vector<SweepSummary> two{
            {"50 % & more_1", "digits", 2.5, &p, &t.counts}, {"B", "digits", INFINITY, &p, &t.counts}};
        const std::string text = sweepLatex(two);
        QCOMPARE(std::count(text.begin(), text.end(), '{'), std::count(text.begin(), text.end(), '}'));
        QVERIFY(text.find("\\begin{tabular}{rlll}") != std::string::npos);
        QVERIFY(text.find("50 \\% \\& more\\_1 on digits, 6 samples") != std::string::npos);
        // 4 of 6, one of them numerical only.
        QVERIFY(text.find("0.01 & 66.67$^*$ {\\footnotesize[") != std::string::npos);
        QVERIFY(text.find("numerically only") != std::string::npos);
        QVERIFY(text.find("inf") == std::string::npos);
        for (const QString& line : lines(text))
            if (line.startsWith(u'0'))
                QCOMPARE(line.count(QStringLiteral(" & ")), 3);
        const Index last = 2;
        const QStringList chosen = lines(sweepLatex(two, std::span(&last, 1)));
        QCOMPARE(
            std::count_if(
                chosen.begin(), chosen.end(), [](const QString& line) { return line.startsWith(u'0'); }),
            2);
        QCOMPARE(sweepLatex({}), std::string());
        SweepPlan balls = p;
        balls.norm = BallNorm::L2;
        const SweepSummary inBalls{"A", "digits", 2.5, &balls, &t.counts};
        QVERIFY(sweepLatex(std::span(&inBalls, 1)).find("$\\varepsilon$ ($\\ell_2$) &") != std::string::npos);
        QVERIFY(text.find("\\ell_2") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSweepSets)
#include "tst_sweep_sets.moc"
