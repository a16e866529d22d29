#include "ui/jobs/sweep_plan.h"

#include "core/model/domain.h"

#include "ui/text/local_numbers.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <QCoreApplication>
#include <QList>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace kamke::ui {

namespace {

QString say(const char* sentence) {
    return QCoreApplication::translate("SweepPlan", sentence);
}

tl::unexpected<Error> refuse(const QString& sentence) {
    return tl::unexpected(Error{sentence.toStdString()});
}

/// The words of a grid: numbers, "…", "in", "log".
QStringList words(QString text) {
    text.replace(QStringLiteral("..."), QStringLiteral("…"));
    text.replace(QStringLiteral("…"), QStringLiteral(" … "));
    // A comma with a space after it is no decimal comma.
    static const QRegularExpression between(QStringLiteral("[;\\s]+|,(?=\\s|$)"));
    return text.split(between, Qt::SkipEmptyParts);
}

const QString dots = QStringLiteral("…"), in = QStringLiteral("in"), logarithmic = QStringLiteral("log");

/// Reads words from left to right into values.
class GridReader {
public:
    explicit GridReader(QStringList all)
        : words_(std::move(all)) {}

    /// What is wrong, or nothing.
    std::optional<QString> read() {
        while (at_ < words_.size()) {
            const bool wrong = words_[at_] == dots ? !goOn() : !number(words_[at_]);
            if (wrong)
                return problem_;
            ++at_;
            if (values.size() > mostEps)
                return say("The grid has more than %1 values of ε; take larger steps.").arg(mostEps);
        }
        return {};
    }

    QList<double> values;

private:
    bool fail(const QString& sentence) {
        problem_ = sentence;
        return false;
    }

    std::optional<double> eps(const QString& word) {
        const auto value = parseNumber(word);
        if (!value)
            fail(whyNotANumber(word));
        else if (*value < 0)
            fail(say("ε is %1, expected numbers from 0 on.").arg(formatNumber(*value)));
        else
            return value;
        return {};
    }

    bool number(const QString& word) {
        const auto value = eps(word);
        if (value)
            values << *value;
        return value.has_value();
    }

    /// "…": from the value before to the one after.
    bool goOn() {
        if (values.isEmpty() || at_ + 1 >= words_.size())
            return fail(say("“…” stands between two numbers, as in 0.002; 0.004 … 0.06."));
        const auto last = eps(words_[++at_]);
        if (!last)
            return false;
        const double from = values.back();
        if (!(*last > from))
            return fail(say("The grid goes from %1 to %2, expected a larger number after “…”.")
                            .arg(formatNumber(from), formatNumber(*last)));
        if (at_ + 1 < words_.size() && words_[at_ + 1] == in)
            return spread(from, *last);
        if (values.size() < 2)
            return fail(
                say("Say in which steps, as in 0.002; 0.004 … 0.06, or how many: 0.001 … 0.1 in 30."));
        const double start = values[values.size() - 2], step = from - start;
        const double count = std::floor((*last - start) / step + 1e-9);
        if (!(step > 0))
            return fail(say("The steps before “…” go from %1 to %2, expected a larger second number.")
                            .arg(formatNumber(start), formatNumber(from)));
        if (count > static_cast<double>(mostEps))
            return fail(say("The grid has more than %1 values of ε; take larger steps.").arg(mostEps));
        for (int k = 2; k <= static_cast<int>(count); ++k)
            // The nearest double to the decimal that was meant: 0.006, not 0.0060000000000000001.
            values << QString::number(start + k * step, 'g', 12).toDouble();
        return true;
    }

    /// "in 30" or "in 30 log".
    bool spread(double from, double to) {
        at_ += 2;
        bool whole = false;
        const int count = at_ < words_.size() ? words_[at_].toInt(&whole) : 0;
        if (!whole || count < 2 || count > mostEps)
            return fail(say("After “in” comes how many values, a whole number from 2 to %1.").arg(mostEps));
        const bool ratios = at_ + 1 < words_.size() && words_[at_ + 1] == logarithmic;
        if (ratios) {
            ++at_;
            if (!(from > 0))
                return fail(say("Equal ratios cannot start at 0; start at a small ε, such as 0.001."));
        }
        for (int k = 1; k < count; ++k) {
            const double t = static_cast<double>(k) / (count - 1);
            const double value = ratios ? from * std::pow(to / from, t) : from + t * (to - from);
            values << (k + 1 == count ? to : QString::number(value, 'g', 12).toDouble());
        }
        return true;
    }

    QStringList words_;
    qsizetype at_ = 0;
    QString problem_;
};

} // namespace

QString storedEpsGrid(const QString& typed) {
    QString text = typed.simplified();
    static const QRegularExpression decimalComma(QStringLiteral("(?<=\\d),(?=\\d)"));
    if (numberLocale().decimalPoint() == QLatin1String(","))
        text.replace(decimalComma, QStringLiteral("."));
    return text;
}

QString shownEpsGrid(const QString& stored) {
    return localNumbers(stored);
}

Result<Vector> parseEpsGrid(const QString& text) {
    GridReader reader(words(text));
    if (const auto wrong = reader.read())
        return refuse(*wrong);
    if (reader.values.isEmpty())
        return refuse(say("Type the values of ε, such as 0.002; 0.004 … 0.06, or 0.001 … 0.1 in 30 log."));
    const std::set<double> sorted(reader.values.begin(), reader.values.end());
    Vector eps(static_cast<Index>(sorted.size()));
    std::copy(sorted.begin(), sorted.end(), eps.begin());
    return eps;
}

QString whyNothing(const SweepState& settings) {
    return settings.certificates.isEmpty() && settings.attacks.isEmpty()
               ? say("Choose at least one method or attack.")
               : QString();
}

bool canClip(const SweepState& settings, const Network& open) {
    const bool alone = settings.networks.isEmpty() || settings.networks == QStringList{QString()};
    return settings.norm == BallNorm::Linf && (!alone || hasDomain(open));
}

Result<SweepPlan> sweepPlan(const SweepState& settings) {
    SweepPlan plan;
    Result<Vector> eps = parseEpsGrid(settings.eps);
    if (!eps)
        return tl::unexpected(eps.error());
    plan.eps = std::move(*eps);
    for (const Certificate& certificate : certificates())
        if (settings.certificates.contains(toQString(certificate.id)))
            plan.certificates.push_back(&certificate);
    for (const SweepAttack& each : settings.attacks) {
        const Attack* attack = findAttack(each.id.toStdString());
        if (!attack)
            continue;
        PlannedAttack planned;
        planned.attack = attack;
        planned.options.steps = each.steps;
        planned.options.restarts = each.restarts;
        planned.first = each.first > 0 ? each.first : everySample;
        plan.attacks.push_back(planned);
    }
    if (const QString why = whyNothing(settings); !why.isEmpty())
        return refuse(why);
    plan.norm = settings.norm;
    if (settings.sampleSeconds > 0)
        plan.secondsPerSample = settings.sampleSeconds;
    plan.clip = settings.clip && settings.norm == BallNorm::Linf;
    plan.margins = settings.margins;
    plan.float32 = settings.float32;
    return plan;
}

} // namespace kamke::ui
