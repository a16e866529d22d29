// OpenBLAS multiplies with a kernel of the processor's own generation.
#include "core/certify/margins.h"
#include "core/solve/blas_check.h"
#include "core/solve/blas_kernel.h"
#include "random_samples.h"

#include <QtTest>

using namespace kamke;

namespace {

constexpr const char* variable = "OPENBLAS_CORETYPE";

} // namespace

class TestBlasKernel : public QObject {
    Q_OBJECT
private slots:
    void choosesByTheProcessor_data() {
        QTest::addColumn<bool>("amd");
        QTest::addColumn<bool>("avx2");
        QTest::addColumn<bool>("avx512");
        QTest::addColumn<QByteArray>("kernel");
        QTest::addColumn<bool>("setByUser");
        QTest::addColumn<QByteArray>("better"); // "": stays
        const auto row = [](const char* name, bool amd, bool avx2, bool avx512, const char* kernel,
                            bool setByUser, const char* better) {
            QTest::newRow(name) << amd << avx2 << avx512 << QByteArray(kernel) << setByUser
                                << QByteArray(better);
        };
        row("Intel newer than the tables", false, true, true, "Prescott", false, "SkylakeX");
        row("Intel without AVX-512", false, true, false, "Prescott", false, "Haswell");
        row("AMD newer than the tables", true, true, false, "Prescott", false, "Zen");
        row("AMD with AVX-512", true, true, true, "Zen", false, "SkylakeX");
        row("Barcelona for want of a better name", true, true, false, "Barcelona", false, "Zen");
        row("Nehalem under a hypervisor", false, true, false, "Nehalem", false, "Haswell");
        row("without AVX2", false, false, false, "Prescott", false, "");
        row("known already: Zen", true, true, false, "Zen", false, "");
        row("known already: Haswell", false, true, false, "Haswell", false, "");
        row("known already: Excavator", true, true, false, "Excavator", false, "");
        row("known already: SkylakeX", false, true, true, "SkylakeX", false, "");
        row("known already: Cooperlake", false, true, true, "Cooperlake", false, "");
        row("newer than this list", false, true, true, "SapphireRapids", false, "");
        row("another architecture", false, false, false, "NEOVERSEN1", false, "");
        row("another library", false, true, true, "", false, "");
        row("set by the user", false, true, true, "Prescott", true, "");
    }

    void choosesByTheProcessor() {
        QFETCH(bool, amd);
        QFETCH(bool, avx2);
        QFETCH(bool, avx512);
        QFETCH(QByteArray, kernel);
        QFETCH(bool, setByUser);
        QFETCH(QByteArray, better);
        const auto chosen = betterBlasKernel({amd, avx2, avx512}, kernel.toStdString(), setByUser);
        QCOMPARE(QByteArray(chosen.value_or(std::string_view()).data()), better);
    }

    /// A table that does not know the processor, as OpenBLAS 0.3.21 has it on newer ones.
    void replacesAnOldKernel() {
        if (!qEnvironmentVariableIsEmpty(variable))
            QSKIP("the user has set OPENBLAS_CORETYPE");
        const std::string own = blasKernel().name;
        if (!cpuFeatures().avx2 || !switchBlasKernel("Prescott"))
            QSKIP("this processor has no AVX2, or this library no Prescott");
        const auto restore = qScopeGuard([&] { switchBlasKernel(own); });
        QCOMPARE(blasKernel().name, std::string("Prescott"));
        QVERIFY(blasProductsAreCorrect());
        const Matrix before = margins();
        chooseBlasKernel();
        const BlasKernel now = blasKernel();
        QCOMPARE(now.replaced, std::string("Prescott"));
        QCOMPARE(now.rejected, std::string());
        QVERIFY(!betterBlasKernel(cpuFeatures(), now.name, false));
        QVERIFY(QString::fromStdString(blasKernelText()).contains("(instead of Prescott)"));
        // The environment is as the user left it: programs started from here choose for themselves.
        QVERIFY(!qEnvironmentVariableIsSet(variable));
        const Matrix after = margins();
        QVERIFY((after - before).cwiseAbs().maxCoeff() <= 1e-9 * before.cwiseAbs().maxCoeff());
    }

    void leavesTheUsersKernelAlone() {
        if (!cpuFeatures().avx2)
            QSKIP("a newer kernel cannot run here");
        qputenv(variable, "Prescott");
        const std::string own = blasKernel().name;
        const auto restore = qScopeGuard([&] {
            qunsetenv(variable);
            switchBlasKernel(own);
        });
        if (!switchBlasKernel("Prescott"))
            QSKIP("this library has no Prescott");
        chooseBlasKernel();
        QCOMPARE(blasKernel().name, std::string("Prescott"));
        QCOMPARE(qgetenv(variable), QByteArray("Prescott"));
    }

private:
    static Matrix margins() {
        test::Generator g(3);
        const auto certifier = std::make_shared<const Certifier>(
            std::make_shared<const NetworkAnalysis>(std::make_shared<const Network>(test::classifier(g))));
        const Dataset data = test::samplesFor(g, certifier->analysis(), 40);
        const Certificate* const mmc = findCertificate("mmc");
        return certify(*certifier, data, allSamples(data), 0.01, std::span(&mmc, 1)).margins;
    }
};

QTEST_GUILESS_MAIN(TestBlasKernel)
#include "tst_blas_kernel.moc"
