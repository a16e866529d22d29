// The bundled networks of handwritten digits, on bundled digits that they never saw.
#include "core/certify/margins.h"
#include "core/io/files/dataset_file.h"
#include "core/io/files/network_file.h"
#include "core/model/matrix_measure.h"

#include <QtTest>

#include <cmath>
#include <numeric>

using namespace kamke;
namespace fs = std::filesystem;

namespace {

const fs::path resources = fs::path(KAMKE_SOURCE_DIR) / "resources";

double number(const Network& network, const char* key) {
    return std::get<double>(network.training.at(key));
}

} // namespace

class TestDigitNetworks : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void isWhatItSays_data();
    void isWhatItSays();
    void everyKind_data();
    void everyKind();
    void certified();
    void intervalsOfIbpMondeq();
    void lipschitzRegularised();

private:
    Network load(const QString& name) const;
    /// Shares of all bundled digits, and of the first thousand.
    double correct(const Network& network) const;
    double
    certifiedShare(const Network& network, double eps, bool clip, const char* certificate = "mmc") const;

    std::optional<Dataset> digits_;
    std::vector<Index> samples_;
};

void TestDigitNetworks::initTestCase() {
    auto digits = readDataset(resources / "data/digits.h5");
    QVERIFY2(digits, digits ? "" : digits.error().message.c_str());
    digits_ = std::move(*digits);
    QCOMPARE(digits_->size(), Index{10000});
    samples_.resize(1000); // the first N are a fair sample
    std::iota(samples_.begin(), samples_.end(), Index{0});
}

Network TestDigitNetworks::load(const QString& name) const {
    auto network = readNetwork(resources / "networks" / (name.toStdString() + ".h5"));
    if (!network)
        qFatal("%s", network.error().message.c_str());
    return std::move(*network);
}

double TestDigitNetworks::correct(const Network& network) const {
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    CertifyOptions options;
    options.threads = 2;
    std::vector<Index> all(static_cast<std::size_t>(digits_->size()));
    std::iota(all.begin(), all.end(), Index{0});
    return predict(analysis, *digits_, all, options).accuracy();
}

double
TestDigitNetworks::certifiedShare(const Network& network, double eps, bool clip, const char* id) const {
    const auto analysis = std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(network));
    CertifyOptions options;
    options.clip = clip;
    options.threads = 2;
    const Certificate* certificate = findCertificate(id);
    const MarginTable table =
        certify(Certifier(analysis), *digits_, samples_, eps, std::span(&certificate, 1), options);
    const Predictions read = predict(*analysis, *digits_, samples_, options);
    return static_cast<double>(table.certified(0, read.correct)) / static_cast<double>(samples_.size());
}

void TestDigitNetworks::isWhatItSays_data() {
    QTest::addColumn<double>("gamma");
    QTest::addColumn<double>("accuracy");
    QTest::newRow("nemon_mnist") << 0.0 << 0.975;
    QTest::newRow("nemon_gamma_095") << 0.95 << 0.97;
    QTest::newRow("nemon_lipschitz_1e-5") << 0.95 << 0.97;
    QTest::newRow("nemon_lipschitz_1e-4") << 0.95 << 0.96;
    QTest::newRow("nemon_certified") << 0.0 << 0.94;
}

void TestDigitNetworks::isWhatItSays() {
    QFETCH(double, gamma);
    QFETCH(double, accuracy);
    const QString name = QTest::currentDataTag();
    const Network network = load(name);
    QCOMPARE(network.r(), Index{784});
    QCOMPARE(network.q(), Index{10});
    QCOMPARE(network.input->shape, (std::vector<int>{28, 28}));
    QVERIFY(fs::file_size(resources / "networks" / (name.toStdString() + ".h5")) < 1'000'000);
    // The bound of its measure, and what it says about its own making.
    QCOMPARE(number(network, "gamma"), gamma);
    QVERIFY(matrixMeasureInf(network.A, *network.eta) <= gamma);
    QVERIFY(matrixMeasureInf(network.A, *network.eta) > gamma - 1e-9);
    QCOMPARE(std::get<std::int64_t>(network.training.at("first")), std::int64_t{10000});
    QCOMPARE(std::get<std::int64_t>(network.training.at("count")), std::int64_t{50000});
    QVERIFY(std::get<std::string>(network.training.at("command")).starts_with("kamke-cli train "));
    // It says how well it reads the official test set; on these other digits it is about as good.
    const double share = correct(network);
    QVERIFY2(share >= accuracy, qPrintable(QString::number(share)));
    QVERIFY2(
        std::abs(share - number(network, "validation_accuracy")) < 0.02, qPrintable(QString::number(share)));
}

void TestDigitNetworks::everyKind_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<double>("accuracy");
    QTest::addColumn<int>("runs");
    QTest::addColumn<bool>("contracting");
    QTest::newRow("nemon_figure1") << "nemon"
                                   << "nemon" << 0.97 << 5 << true;
    QTest::newRow("mon_gamma_095") << "mon"
                                   << "mon" << 0.97 << 5 << false;
    QTest::newRow("implicit_deep_learning") << "implicit-deep-learning"
                                            << "implicit-deep-learning-convex" << 0.965 << 5 << true;
    QTest::newRow("mon_m20") << "mon"
                             << "mon" << 0.96 << 1 << false;
    QTest::newRow("ibp_mondeq_01") << "ibp-mondeq"
                                   << "ibp-mondeq-lben" << 0.95 << 1 << true;
    QTest::newRow("feed_forward_digits") << "feed-forward"
                                         << "nemon" << 0.97 << 1 << true;
}

void TestDigitNetworks::everyKind() {
    QFETCH(QString, kind);
    QFETCH(QString, condition);
    QFETCH(double, accuracy);
    QFETCH(int, runs);
    QFETCH(bool, contracting);
    const QString name = QTest::currentDataTag();
    const Network network = load(name);
    QCOMPARE(network.input->shape, (std::vector<int>{28, 28}));
    QVERIFY(fs::file_size(resources / "networks" / (name.toStdString() + ".h5")) < 1'000'000);
    const auto text = [&](const char* key) {
        return QString::fromStdString(std::get<std::string>(network.training.at(key)));
    };
    QCOMPARE(text("kind"), kind);
    QCOMPARE(text("condition"), condition);
    QVERIFY(text("command").startsWith("kamke-cli train "));
    QCOMPARE(std::get<std::int64_t>(network.training.at("first")), std::int64_t{10000});
    QCOMPARE(std::get<std::int64_t>(network.training.at("runs")), std::int64_t{runs});
    const auto epochs = static_cast<std::size_t>(std::get<std::int64_t>(network.training.at("epochs")));
    for (const char* history : {"history_loss", "history_accuracy", "history_validation"})
        QCOMPARE(std::get<std::vector<double>>(network.training.at(history)).size(), epochs);
    QCOMPARE(network.training.contains("history_validation_std"), runs > 1);
    // Its condition holds, whether any weighted l_inf measure helps is what its kind says.
    const NetworkAnalysis analysis(std::make_shared<const Network>(network));
    QVERIFY(analysis.conditions.holds(condition.toStdString()));
    QCOMPARE(analysis.contracting(), contracting);
    if (kind == "mon")
        QVERIFY(analysis.mu2 <= number(network, "gamma"));
    const double share = correct(network);
    QVERIFY2(share >= accuracy, qPrintable(QString::number(share)));
    QVERIFY2(
        std::abs(share - number(network, "validation_accuracy")) < 0.02, qPrintable(QString::number(share)));
}

void TestDigitNetworks::intervalsOfIbpMondeq() {
    const Network network = load("ibp_mondeq_01");
    // The last layer elided, as the paper trains and counts.
    const double intervals = certifiedShare(network, 0.1, true, "ibpc");
    QVERIFY2(intervals >= 0.8, qPrintable(QString::number(intervals)));
    QVERIFY(certifiedShare(network, 0.1, true, "mmc") >= intervals);
}

void TestDigitNetworks::certified() {
    const Network network = load("nemon_certified");
    QCOMPARE(number(network, "certified_eps"), 0.1);
    const double share = certifiedShare(network, 0.1, true);
    QVERIFY2(share >= 0.8, qPrintable(QString::number(share)));
    QVERIFY2(
        std::abs(share - number(network, "validation_certified")) < 0.03, qPrintable(QString::number(share)));
    // The others are trained for accuracy alone: at a tenth of that noise they lose most of their
    // certificates.
    const Network plain = load("nemon_mnist");
    QVERIFY(certifiedShare(plain, 0.1, true) < 0.01);
    QVERIFY(certifiedShare(plain, 0.01, false) < 0.4);
}

void TestDigitNetworks::lipschitzRegularised() {
    const auto constant = [&](const QString& name) {
        return NetworkAnalysis(std::make_shared<const Network>(load(name))).lipschitz.etaOnes;
    };
    const double free = constant("nemon_gamma_095"), little = constant("nemon_lipschitz_1e-5"),
                 much = constant("nemon_lipschitz_1e-4");
    QVERIFY2(little < free / 5, qPrintable(QString("%1 %2 %3").arg(free).arg(little).arg(much)));
    QVERIFY2(much < free / 30, qPrintable(QString("%1 %2 %3").arg(free).arg(little).arg(much)));
}

QTEST_GUILESS_MAIN(TestDigitNetworks)
#include "tst_digit_networks.moc"
