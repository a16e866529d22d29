#include "ui/workspaces/network/compare_rows.h"

#include "core/solve/iterations.h"
#include "core/train/model_kinds.h"
#include "ui/glossary/term_ids.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/network/provenance.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <functional>

namespace kamke::ui {

namespace {

using Better = CompareRow::Better;
using Cell = CompareCell;

QString tr(const char* text) {
    return QCoreApplication::translate("CompareRows", text);
}

Cell faint(const QString& text, const QString& note = {}) {
    return {nan, text, note, Cell::Tone::Faint, false};
}
Cell word(const QString& text, const QString& note = {}) {
    return {nan, text, note, Cell::Tone::Plain, false};
}
Cell absent(const QString& note) {
    return faint(QStringLiteral("–"), note);
}
/// A number, or why there is none.
Cell number(double value, const QString& whyNot = {}) {
    return std::isnan(value) ? absent(whyNot) : Cell{value, {}, {}, Cell::Tone::Plain, false};
}

class Table {
public:
    Table(const std::vector<CompareColumn>& columns, const CompareState& settings, bool busy)
        : columns_(columns)
        , settings_(settings)
        , busy_(busy) {}

    std::vector<CompareRow> rows() {
        provenance();
        accuracy();
        certified();
        measures();
        conditions();
        lipschitzConstants();
        iterationRows();
        return std::move(rows_);
    }

private:
    using Reading = std::function<Cell(const NetworkFigures&)>;

    void heading(const QString& name, const QString& term) {
        rows_.push_back({{}, name, {}, term, Better::Neither, true, {}});
        rows_.back().cells.resize(columns_.size());
    }

    /// `reading` is asked of networks that have been analysed.
    void
    row(const char* id, const QString& name, const QString& meaning, const QString& term, Better better,
        const Reading& reading) {
        CompareRow row{QString::fromUtf8(id), name, meaning, term, better, false, {}};
        for (const CompareColumn& column : columns_) {
            const NetworkFigures* f = column.figures.get();
            if (f && !f->problem.empty())
                row.cells.push_back(absent(QString::fromStdString(f->problem)));
            else if (!f || !f->analysis)
                row.cells.push_back(pending());
            else
                row.cells.push_back(reading(*f));
        }
        markBest(row);
        rows_.push_back(std::move(row));
    }
    Cell pending() const {
        return busy_ ? faint(QStringLiteral("…"), tr("This is being computed."))
                     : absent(tr("This has not been computed."));
    }

    static void markBest(CompareRow& row) {
        if (row.better == Better::Neither)
            return;
        const double sign = row.better == Better::Less ? 1 : -1;
        double best = std::numeric_limits<double>::infinity(), worst = -best;
        for (const Cell& cell : row.cells)
            if (std::isfinite(cell.value)) {
                best = std::min(best, sign * cell.value);
                worst = std::max(worst, sign * cell.value);
            }
        // Rounding noise makes nobody better.
        const double alike = best + 1e-9 * std::max(1.0, std::abs(best));
        if (!(alike < worst))
            return;
        for (Cell& cell : row.cells)
            cell.best = std::isfinite(cell.value) && sign * cell.value <= alike;
    }

    void provenance() {
        heading(tr("Provenance"), QStringLiteral("implicit-network"));
        const QString network = QStringLiteral("implicit-network");
        row("kind", tr("trained as"), tr("How its weights were trained, as its file says."), network,
            Better::Neither, [](const NetworkFigures& f) {
                const QString kind = wordOf(*f.network, "kind");
                const ModelKind* known = findModelKind(kind.toStdString());
                return kind.isEmpty()
                           ? absent(tr("Its file does not say how it was trained."))
                           : word(known ? toQString(known->name) : kind, wordOf(*f.network, "command"));
            });
        row("sizes", tr("units n, inputs r, outputs q"), tr("x ∈ ℝⁿ, u ∈ ℝʳ, y ∈ ℝ^q."), network,
            Better::Neither, [](const NetworkFigures& f) {
                const Network& w = *f.network;
                return word(QStringLiteral("%1, %2, %3").arg(w.n()).arg(w.r()).arg(w.q()));
            });
        row("activation", tr("activation Φ"), tr("Applied to every hidden unit."),
            QStringLiteral("activation"), Better::Neither,
            [](const NetworkFigures& f) { return word(toQString(f.network->activation.name())); });
        row("parameters", tr("parameters"), tr("Entries of A, B, C, b, c, and of D where it is not zero."),
            QStringLiteral("parameters"), Better::Neither,
            [](const NetworkFigures& f) { return number(static_cast<double>(f.parameters)); });
        row("non-zero", tr("parameters that are not zero"), tr("Of the parameters, those that do something."),
            QStringLiteral("parameters"), Better::Neither,
            [](const NetworkFigures& f) { return number(static_cast<double>(f.nonZero)); });
    }

    void accuracy() {
        heading(tr("Read correctly, %"), QStringLiteral("accuracy"));
        const auto fromFile = [&](const char* key, const QString& name, const QString& meaning) {
            row(key, name, meaning, QStringLiteral("accuracy"), Better::More, [=](const NetworkFigures& f) {
                return number(100 * numberOf(*f.network, key), tr("Its file says nothing about it."));
            });
        };
        fromFile(
            "accuracy", tr("of the training data, by its file"),
            tr("Share of the samples that it was trained on, as its file says."));
        fromFile(
            "validation_accuracy", tr("of the validation data, by its file"),
            tr("Share of samples that it was not trained on, as its file says."));
        row("measured", tr("measured on %1").arg(dataName()),
            tr("Share of %1 of the data set of the Digits workspace that the network reads as their label, "
               "computed here.")
                .arg(settings_.samples > 0 ? tr("the first samples") : tr("all samples")),
            QStringLiteral("accuracy"), Better::More, [this](const NetworkFigures& f) {
                if (!f.whyUnmeasured.empty())
                    return absent(QString::fromStdString(f.whyUnmeasured));
                if (f.samples == 0)
                    return pending();
                Cell cell = number(100 * f.accuracy);
                cell.note = tr("%1 of %2 samples")
                                .arg(std::lround(f.accuracy * static_cast<double>(f.samples)))
                                .arg(f.samples);
                return cell;
            });
    }
    QString dataName() const {
        for (const CompareColumn& column : columns_)
            if (column.figures && column.figures->data && column.figures->samples > 0)
                return tr("%1, %2 samples")
                    .arg(QString::fromStdString(column.figures->data->name))
                    .arg(QLocale().toString(static_cast<int>(column.figures->samples)));
        return tr("the digits");
    }

    void certified() {
        heading(tr("Certified, %"), QStringLiteral("certified-accuracy"));
        const auto whyNone = [](const NetworkFigures& f) {
            return QString::fromStdString(f.whyUnmeasured.empty() ? f.whyUncertified : f.whyUnmeasured);
        };
        std::vector<double> shown(settings_.eps.begin(), settings_.eps.end());
        std::sort(shown.begin(), shown.end());
        shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
        for (const double eps : shown)
            row(("certified@" + exactNumber(eps).toStdString()).c_str(),
                tr("at ε = %1").arg(formatNumber(eps)),
                tr("Share of the samples that are read correctly and provably keep their label within ε, by "
                   "the certificate that certifies most of those that apply."),
                QStringLiteral("certified-accuracy"), Better::More, [=, this](const NetworkFigures& f) {
                    if (const QString why = whyNone(f); !why.isEmpty())
                        return absent(why);
                    for (const CertifiedCount& c : f.certified)
                        if (c.eps == eps) {
                            Cell cell = number(
                                100 * static_cast<double>(c.certified) / static_cast<double>(f.samples));
                            cell.note = tr("%1 of %2 samples, by %3, %4")
                                            .arg(c.certified)
                                            .arg(f.samples)
                                            .arg(
                                                toQString(c.certificate->name),
                                                c.proved ? tr("proved with rounding bounds")
                                                         : tr("computed numerically"));
                            return cell;
                        }
                    return pending();
                });
        row("certificate", tr("by the certificate"),
            tr("The certificate that certifies most samples at these ε; the relative classifier over the "
               "mixed-monotone box wherever that exists."),
            QStringLiteral("certified"), Better::Neither, [=, this](const NetworkFigures& f) {
                if (const QString why = whyNone(f); !why.isEmpty())
                    return faint(tr("none"), why);
                if (f.certified.empty())
                    return pending();
                QStringList labels;
                for (const CertifiedCount& c : f.certified)
                    if (c.certified > 0 && !labels.contains(toQString(c.certificate->label)))
                        labels << toQString(c.certificate->label);
                if (labels.isEmpty())
                    return faint(
                        tr("none"), tr("No certificate that applies certifies any sample at these ε."));
                return word(labels.join(QStringLiteral(", ")));
            });
    }

    void measures() {
        heading(tr("Measures of A"), QStringLiteral("matrix-measure"));
        using A = NetworkAnalysis;
        const auto of = [&](const char* id, const QString& name, const QString& meaning, const char* term,
                            double (*value)(const A&)) {
            row(id, name, meaning, QString::fromLatin1(term), Better::Less,
                [value](const NetworkFigures& f) { return number(value(*f.analysis)); });
        };
        of("mu-inf", tr("μ_∞(A), η = 1"), tr("Largest row of a_ii + Σ_{j≠i} |a_ij|."), "mu-inf",
           [](const A& a) { return a.muInf; });
        of("mu-eta", tr("least μ_η(A) over η"),
           tr("The measure with the best weights: the largest real part of an eigenvalue of |A|ᴹ."), "mu-eta",
           [](const A& a) { return a.best.infimum; });
        of("mu-2", tr("μ_2(A)"), tr("Largest eigenvalue of (A + Aᵀ)/2."), "mu-2",
           [](const A& a) { return a.mu2; });
        of("rho-abs", tr("ρ(|A|)"), tr("Largest modulus of an eigenvalue of |A|."), "spectral-radius",
           [](const A& a) { return a.rhoAbs; });
        of("norm-inf", tr("‖A‖_∞"), tr("Largest row sum of |a_ij|."), "norm-inf",
           [](const A& a) { return a.normInf; });
    }

    static Cell conditionCell(const Condition& c) {
        Cell cell = number(c.value);
        cell.text = (c.holds ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + formatNumber(c.value);
        cell.tone = c.holds ? Cell::Tone::Good : Cell::Tone::Bad;
        cell.note = c.holds ? tr("%1 is %2 < 1%3: %4")
                                  .arg(
                                      QString::fromStdString(c.quantity), formatNumber(c.value),
                                      c.proved ? tr(", proved with rounding bounds") : QString(),
                                      QString::fromStdString(c.consequence))
                            : tr("%1 is %2, and the condition needs less than 1.")
                                  .arg(QString::fromStdString(c.quantity), formatNumber(c.value));
        return cell;
    }

    void conditions() {
        heading(tr("Well-posedness"), QStringLiteral("conditions"));
        row("well-posed", tr("well-posed"), tr("At least one of the conditions below holds."),
            QStringLiteral("well-posed"), Better::Neither, [](const NetworkFigures& f) {
                const bool good = f.analysis->wellPosed();
                return Cell{
                    nan, good ? tr("✓ yes") : tr("✗ not shown"), guaranteesVerdict(*f.analysis).plain(),
                    good ? Cell::Tone::Good : Cell::Tone::Bad, false};
            });
        row("own-condition", tr("its own condition"),
            tr("The condition that its training keeps to, as its file says, and its value."),
            QStringLiteral("own-condition"), Better::Neither, [](const NetworkFigures& f) {
                const OwnCondition& own = f.analysis->own;
                if (!own.known())
                    return absent(tr("Its file names no condition."));
                Cell cell = number(own.value);
                cell.text =
                    (own.holds ? QStringLiteral("✓ ") : QStringLiteral("✗ ")) + formatNumber(own.value);
                cell.tone = own.holds ? Cell::Tone::Good : Cell::Tone::Bad;
                cell.note = QString::fromStdString(own.sentence);
                return cell;
            });
        for (const Condition& condition : conditionsOfAll())
            row(("condition/" + condition.id).c_str(), QString::fromStdString(condition.name),
                tr("%1 < 1 (%2)")
                    .arg(
                        QString::fromStdString(condition.quantity), QString::fromStdString(condition.source)),
                conditionTerm(condition), Better::Neither, [id = condition.id](const NetworkFigures& f) {
                    const Condition* c = f.analysis->conditions.find(id);
                    return c ? conditionCell(*c) : absent(tr("It is not a condition of this network."));
                });
    }
    /// Rows of every network's table, in the order of the first that has them.
    std::vector<Condition> conditionsOfAll() const {
        std::vector<Condition> all;
        for (const CompareColumn& column : columns_)
            if (column.figures && column.figures->analysis)
                for (const Condition& c : column.figures->analysis->conditions.rows)
                    if (std::none_of(
                            all.begin(), all.end(), [&](const Condition& one) { return one.id == c.id; }))
                        all.push_back(c);
        return all;
    }

    void lipschitzConstants() {
        heading(tr("Lipschitz constants, l_∞ → l_∞"), QStringLiteral("lipschitz-constant"));
        const auto of = [&](const char* id, const QString& name, const QString& meaning, const char* term,
                            double LipschitzConstants::*value) {
            row(id, name, meaning, QString::fromLatin1(term), Better::Less, [=](const NetworkFigures& f) {
                CompareCell cell = number(
                    f.analysis->lipschitz.*value,
                    f.analysis->contracting()
                        ? tr("It needs μ_∞(A) < 1, and that is %1.").arg(formatNumber(f.analysis->muInf))
                        : tr("It does not exist: %1.")
                              .arg(QString::fromStdString(f.analysis->whyNotContracting())));
                cell.rounded = Rounded::Up;
                return cell;
            });
        };
        of("lipschitz-ones", tr("η = 1"),
           tr("‖B‖_{η,∞} ‖C‖_{∞,η} / (1 − μ_η(A)⁺) + ‖D‖_∞ with η = 1, from raw inputs (nemon (14)-(15))."),
           "lipschitz-constant", &LipschitzConstants::etaOnes);
        of("lipschitz-best", tr("best η"), tr("The same with the weights η that make it least."),
           "lipschitz-constant", &LipschitzConstants::best);
        of("lipschitz-entrywise", tr("entrywise"),
           tr("Largest row sum of |C| (I − |A|ᴹ)⁻¹ |B| + |D|: each output against each input."),
           "entrywise-lipschitz", &LipschitzConstants::entrywise);
    }

    void iterationRows() {
        heading(tr("Iterations"), QStringLiteral("iteration"));
        const auto why = [](const NetworkFigures& f) {
            return tr("It does not exist: %1.").arg(QString::fromStdString(f.analysis->whyNotContracting()));
        };
        row("alpha-star", tr("step α* of the average iteration"),
            tr("α* = 1/(1 − min_i [a_ii]⁻), the largest step that is sure to contract (nemon Thm 2)."),
            QStringLiteral("alpha-star"), Better::Neither,
            [](const NetworkFigures& f) { return number(f.analysis->alphaStar); });
        row("factor-average", tr("contraction factor, average at α*"),
            tr("1 − (1 − μ⁺) α* with the least μ_η(A) over η (nemon Cor. 5)."),
            QStringLiteral("contraction-factor"), Better::Less,
            [=](const NetworkFigures& f) { return number(f.analysis->contractionFactor, why(f)); });
        row("factor-diagonal", tr("contraction factor, diagonal-implicit"),
            tr("max_i Σ_{j≠i} |a_ij| η_j/η_i / (1 − a_ii): each equation is solved for its own unit."),
            QStringLiteral("diagonal-implicit"), Better::Less,
            [=](const NetworkFigures& f) { return number(f.analysis->diagonalImplicitFactor, why(f)); });
        for (std::size_t k = 0; k < iterations().size(); ++k) {
            const FixedPointIteration& one = iterations()[k];
            row(("iterations/" + std::string(one.id)).c_str(), tr("steps of %1").arg(toQString(one.name)),
                tr("Steps from 0 to a residual of 1e-12, mean over the first samples that fit the network "
                   "(else at its mean input), where theory promises that it converges: %1.")
                    .arg(toQString(one.condition)),
                toQString(one.id), Better::Less, [k, this](const NetworkFigures& f) {
                    if (f.iterations.size() <= k)
                        return pending();
                    Cell cell = number(f.iterations[k].mean, QString::fromStdString(f.iterations[k].why));
                    if (!std::isnan(cell.value))
                        cell.note = tr("mean over %1 inputs").arg(f.iterationInputs);
                    return cell;
                });
        }
    }

    const std::vector<CompareColumn>& columns_;
    const CompareState& settings_;
    bool busy_;
    std::vector<CompareRow> rows_;
};

} // namespace

std::vector<CompareRow>
compareRows(const std::vector<CompareColumn>& columns, const CompareState& settings, bool busy) {
    return Table(columns, settings, busy).rows();
}

} // namespace kamke::ui
