// What the command line says of samples outside of the input domain, and how it writes bounds.
#include "cli_run.h"
#include "core/io/files/network_file.h"
#include "core/io/files/witness_file.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace kamke;
using namespace kamke::test;

class CliDomain : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void clipWithoutDomainIsRefused_data();
    void clipWithoutDomainIsRefused();
    void convertGivesADomain();
    void outsideIsNotCertified();
    void outsideHasNoRadius();
    void outsideIsNotAttacked();
    void outsideIsExplained();
    void withoutClipItIsSaid();
    void rawPixelsAreNoticed();
    void mergedPartsDoNotKnowIt();
    void radiiHaveTheScaleOfTheInputs();
    void boundsAreWrittenOutward();
    void smallInputsAreSolved();

private:
    QString file(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }
    void write(const char* name, const Network& network) const;
    void write(const char* name, const Matrix& inputs) const;

    QTemporaryDir folder_;
};

namespace {

// y = (x, −x), x = max(0, u₁ + ½).
Network network(bool domain) {
    Network net;
    net.A = Matrix::Zero(1, 1);
    net.B = (Matrix(1, 2) << 1, 0).finished();
    net.C = (Matrix(2, 1) << 1, -1).finished();
    net.D = Matrix::Zero(2, 2);
    net.b = Vector::Constant(1, 0.5);
    net.c = Vector::Zero(2);
    if (domain)
        net.input =
            InputSpec{Vector::Zero(2), Vector::Ones(2), Vector(Vector::Zero(2)), Vector(Vector::Ones(2)), {}};
    return net;
}

QByteArray lastLine(const QByteArray& text) {
    return text.trimmed().split('\n').last();
}

} // namespace

void CliDomain::write(const char* name, const Network& net) const {
    const auto written = writeNetwork(net, file(name).toStdString());
    QVERIFY2(written, written ? "" : written.error().message.c_str());
}

void CliDomain::write(const char* name, const Matrix& inputs) const {
    WitnessFile data;
    data.inputs = inputs;
    const auto count = static_cast<std::size_t>(inputs.cols());
    data.labels.assign(count, 0);
    data.predictions.assign(count, 0);
    data.samples.assign(count, 0);
    data.eps = Vector::Zero(inputs.cols());
    const auto written = writeWitnesses(file(name).toStdString(), data);
    QVERIFY2(written, written ? "" : written.error().message.c_str());
}

void CliDomain::initTestCase() {
    write("domain.h5", network(true));
    write("none.h5", network(false));
    write("mixed.h5", (Matrix(2, 3) << 0.5, -0.25, 1, 0.5, 0.5, 0).finished());
    write("pixels.h5", (Matrix(2, 2) << 0, 254, 17, 3).finished());
}

void CliDomain::clipWithoutDomainIsRefused_data() {
    QTest::addColumn<QStringList>("options");
    QTest::newRow("certify") << QStringList{"certify", "--eps", "0.1", "--methods", "mmc"};
    QTest::newRow("radius") << QStringList{"radius", "--methods", "mmc"};
    QTest::newRow("attack") << QStringList{"attack", "--eps", "0.1", "--kind", "fgsm"};
    QTest::newRow("explain") << QStringList{"explain", "--index", "0", "--eps", "0.1"};
}

void CliDomain::clipWithoutDomainIsRefused() {
    QFETCH(QStringList, options);
    QStringList arguments{options.takeFirst(), file("none.h5"), file("mixed.h5"), "--clip"};
    const Run answer = runCli(arguments + options);
    QCOMPARE(answer.status, 1);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.error.count('\n'), 1);
    QVERIFY2(answer.error.contains("none.h5: has no input domain"), answer.error);
    QVERIFY2(answer.error.contains("--lower") && answer.error.contains("--upper"), answer.error);
}

void CliDomain::convertGivesADomain() {
    const Run converted =
        runCli({"convert", file("none.h5"), file("given.h5"), "--lower=0", "--upper=1", "--json"});
    QVERIFY2(converted.status == 0, converted.error);
    const auto given = readNetwork(file("given.h5").toStdString());
    QVERIFY2(given, given ? "" : given.error().message.c_str());
    QVERIFY(*given->input->lower == Vector::Zero(2) && *given->input->upper == Vector::Ones(2));
    QVERIFY(given->A == network(false).A && given->b == network(false).b);
    QCOMPARE(
        runCli({"certify", file("given.h5"), file("mixed.h5"), "--eps", "0.1", "--clip", "--methods", "mm"})
            .status,
        0);
}

void CliDomain::outsideIsNotCertified() {
    for (const char* norm : {"linf", "l2"}) {
        const Run answer = runCli(
            {"certify", file("domain.h5"), file("mixed.h5"), "--eps", "0,0.1", "--clip", "--norm", norm,
             "--methods", "mm,mmc,ibp,lipschitz", "--json"});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.json()[u"outside_domain"].toInt(), 1);
        for (const QJsonValue& one : answer.json()[u"results"].toArray())
            QCOMPARE(one[u"certified"].toInt(), 2);
        QCOMPARE(
            lastLine(answer.error),
            QByteArray("mixed.h5: 1 of 3 samples is outside of the network's input domain (sample 1, whose "
                       "input 1 of "
                       "2 is -0.25, below 0); nothing is certified of what is outside"));
    }
    const Run margins = runCli(
        {"certify", file("domain.h5"), file("mixed.h5"), "--eps", "0.1", "--clip", "--margins",
         file("margins.h5"), "--methods", "mm"});
    QVERIFY2(margins.out.contains("1 is outside of the domain and not certified"), margins.out);
    QVERIFY2(margins.out.contains("2 of 3"), margins.out);
}

void CliDomain::outsideHasNoRadius() {
    const Run answer =
        runCli({"radius", file("domain.h5"), file("mixed.h5"), "--clip", "--methods", "mm", "--json"});
    QCOMPARE(answer.status, 0);
    const QJsonArray radii = answer.json()[u"radius"][u"mm"].toArray();
    QVERIFY(radii[0].toDouble() > 0 && radii[1].isNull() && radii[2].toDouble() > 0);
    QCOMPARE(answer.json()[u"outside_domain"].toInt(), 1);
}

void CliDomain::outsideIsNotAttacked() {
    const Run answer = runCli(
        {"attack", file("domain.h5"), file("mixed.h5"), "--eps", "0.1", "--kind", "pgd", "--clip", "--json"});
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.json()[u"results"][0][u"robust"].toInt(), 2);
    QCOMPARE(answer.json()[u"outside_domain"].toInt(), 1);
}

void CliDomain::outsideIsExplained() {
    const Run answer = runCli(
        {"explain", file("domain.h5"), file("mixed.h5"), "--index", "1", "--eps", "0.1", "--clip", "--json"});
    QVERIFY2(answer.status == 0, answer.error);
    QCOMPARE(answer.json()[u"verdict"].toString(), QStringLiteral("undecided"));
    QVERIFY(answer.json()[u"reason"].toString().contains(u"the sample is outside"));
    for (const QJsonValue& one : answer.json()[u"methods"].toArray())
        QVERIFY(one[u"margin"].isNull());
}

void CliDomain::withoutClipItIsSaid() {
    const Run answer =
        runCli({"certify", file("domain.h5"), file("mixed.h5"), "--eps", "0.1", "--methods", "mm", "--json"});
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.json()[u"results"][0][u"certified"].toInt(), 3);
    QVERIFY2(lastLine(answer.error).endsWith("; they are taken as they are, without --clip"), answer.error);
}

void CliDomain::rawPixelsAreNoticed() {
    const Run answer = runCli(
        {"certify", file("domain.h5"), file("pixels.h5"), "--eps", "0.1", "--methods", "mm", "--clip",
         "--json"});
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.json()[u"results"][0][u"certified"].toInt(), 0);
    QVERIFY2(answer.error.contains("look like raw pixels 0 to 255"), answer.error);
}

void CliDomain::mergedPartsDoNotKnowIt() {
    for (const char* shard : {"1/2", "2/2"})
        QCOMPARE(
            runCli({"certify", file("domain.h5"), file("mixed.h5"), "--eps", "0.1", "--clip", "--methods",
                    "mm", "--shard", shard, "--results", file(shard[0] == '1' ? "one.h5" : "two.h5")})
                .status,
            0);
    const Run merged = runCli({"merge", file("all.h5"), file("one.h5"), file("two.h5"), "--json"});
    QVERIFY2(merged.status == 0, merged.error);
    QVERIFY(merged.json()[u"outside_domain"].isNull());
    QCOMPARE(merged.json()[u"results"][0][u"certified"].toInt(), 2);
}

// Radii are looked for at the scale of the inputs where no domain says it.
void CliDomain::radiiHaveTheScaleOfTheInputs() {
    Matrix inputs = (Matrix(2, 2) << 0.5, 1, 0.5, 0).finished();
    double atOne = 0;
    for (const double s : {1.0, 1e-9, 1e9}) {
        Network net = network(false);
        net.b *= s;
        write("scaled.h5", net);
        write("inputs.h5", s * inputs);
        const Run answer =
            runCli({"radius", file("scaled.h5"), file("inputs.h5"), "--methods", "mm", "--json"});
        QVERIFY2(answer.status == 0, answer.error);
        QCOMPARE(answer.json()[u"largest"].toDouble(), s);
        const double radius = answer.json()[u"radius"][u"mm"][0].toDouble() / s;
        atOne = s == 1 ? radius : atOne;
        QVERIFY2(radius > 0.9 && std::abs(radius - atOne) < 2e-4, answer.out);
    }
    // Where the scale has no tolerance, the widths are those of pictures.
    for (const double tiny : {0.0, 1e-320, 3e-306}) {
        write("inputs.h5", tiny * inputs);
        const Run answer =
            runCli({"radius", file("none.h5"), file("inputs.h5"), "--methods", "mm", "--json"});
        QVERIFY2(answer.status == 0, answer.error);
        QCOMPARE(answer.json()[u"largest"].toDouble(), 1.0);
    }
    // As far as doubles go.
    const Run exact = runCli(
        {"radius", file("domain.h5"), file("inputs.h5"), "--first", "1", "--methods", "mm", "--tolerance",
         "1e-300", "--largest", "1e300", "--json"});
    QVERIFY2(exact.status == 0, exact.error);
}

void CliDomain::boundsAreWrittenOutward() {
    Network net = network(false);
    net.b.setZero();
    write("line.h5", net);
    const QStringList box{"reach",          file("line.h5"),
                          "--lower=-0.1,0", "--upper=0.33333349,1",
                          "--methods",      "mm,ibp,lipschitz,entrywise-lipschitz"};
    const Run text = runCli(box), exact = runCli(box + QStringList{"--json"});
    const QList<QByteArray> lines = text.out.trimmed().split('\n');
    const QJsonArray methods = exact.json()[u"methods"].toArray();
    QCOMPARE(lines.size(), methods.size());
    for (qsizetype m = 0; m < lines.size(); ++m) {
        const QList<QByteArray> parts = lines[m].split('[');
        for (int k = 0; k < 2; ++k) {
            const QList<QByteArray> ends = parts[k + 1].split(']').first().split(',');
            const QJsonObject output = methods[m][u"output"].toObject();
            QVERIFY2(ends[0].trimmed().toDouble() <= output[u"lower"][k].toDouble(), lines[m]);
            QVERIFY2(ends[1].trimmed().toDouble() >= output[u"upper"][k].toDouble(), lines[m]);
        }
    }
    QVERIFY2(lines[0].contains("0.333334]"), lines[0]);
}

void CliDomain::smallInputsAreSolved() {
    Network net = network(false);
    net.A = (Matrix(2, 2) << .3, .5, -.4, .2).finished();
    net.B = (Matrix(2, 2) << 1, -.4, .3, .8).finished();
    net.C = (Matrix(2, 2) << 1e15, -1e15, 5e14, 7e14).finished();
    net.D = Matrix::Zero(2, 2);
    net.b = net.c = Vector::Zero(2);
    write("small.h5", net);
    const Vector u = Eigen::Vector2d(2e-15, 1e-15);
    const Vector y = net.C * (Matrix::Identity(2, 2) - net.A).partialPivLu().solve(net.B * u);
    for (const double s : {1.0, 1e6, 1e12, 1e100}) {
        const Run answer = runCli(
            {"forward", file("small.h5"), "--input",
             QString::number(s * u(0), 'g', 17) + u',' + QString::number(s * u(1), 'g', 17), "--json"});
        QVERIFY2(answer.status == 0, answer.error);
        for (int k = 0; k < 2; ++k)
            QVERIFY(std::abs(answer.json()[u"y"][k].toDouble() - s * y(k)) <= 1e-9 * std::abs(s * y(k)));
    }
}

QTEST_GUILESS_MAIN(CliDomain)
#include "tst_cli_domain.moc"
