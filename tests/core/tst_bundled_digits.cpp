// The digits that are installed with the program are the held-out ones.
#include "core/io/files/dataset_file.h"

#include <QtTest>

#include <array>

using namespace kamke;

class TestBundledDigits : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        auto read = readDataset(KAMKE_SOURCE_DIR "/resources/data/digits.h5");
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        digits = std::move(*read);
    }

    void areTenThousandImages() {
        QCOMPARE(digits.size(), 10000);
        QCOMPARE(digits.shape, (std::vector<int>{28, 28}));
        QCOMPARE(digits.classes(), 10);
        QCOMPARE(digits.labelNames.size(), std::size_t{10});
        QVERIFY(std::holds_alternative<Dataset::Bytes>(digits.values));
    }

    void everyPrefixIsAFairSample() {
        std::array<double, 10> total{}, sofar{};
        for (const int label : digits.labels)
            ++total.at(static_cast<std::size_t>(label));
        for (Index k = 0; k < digits.size(); ++k) {
            ++sofar.at(static_cast<std::size_t>(digits.labels[static_cast<std::size_t>(k)]));
            for (std::size_t c = 0; c < 10; ++c)
                QVERIFY(std::abs(sofar.at(c) - total.at(c) * static_cast<double>(k + 1) / 1e4) < 1.5);
        }
    }

    void areTheFirstTrainingImagesOfMnist() {
        const QString path =
            QStringLiteral(KAMKE_SOURCE_DIR "/../shared/data/mnist/train-images-idx3-ubyte.gz");
        if (!QFile::exists(path))
            QSKIP("MNIST is not at hand");
        const auto mnist = readDataset(path.toStdString());
        QVERIFY2(mnist, mnist ? "" : mnist.error().message.c_str());
        const auto& ours = std::get<Dataset::Bytes>(digits.values);
        const auto& theirs = std::get<Dataset::Bytes>(mnist->values);
        // Mixed differently, but within a class in the same order.
        for (int c = 0; c < 10; ++c) {
            std::size_t k = 0;
            for (std::size_t i = 0; i < 10000; ++i) {
                if (mnist->labels[i] != c)
                    continue;
                while (k < digits.labels.size() && digits.labels[k] != c)
                    ++k;
                QVERIFY(k < digits.labels.size());
                QVERIFY(ours.col(static_cast<Index>(k)) == theirs.col(static_cast<Index>(i)));
                ++k;
            }
        }
    }

private:
    Dataset digits;
};

QTEST_GUILESS_MAIN(TestBundledDigits)
#include "tst_bundled_digits.moc"
