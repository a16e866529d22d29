#include "ui/documents/lesson_facts.h"

#include "core/explain/verdict.h"
#include "ui/state/state_fields.h"
#include "ui/text/utf8.h"

#include <QDir>
#include <QJsonArray>
#include <QStringList>
#include <QVariant>
#include <QWidget>
#include <cmath>

namespace kamke::ui {

namespace {

using F = LessonFacts;
using A = QJsonObject;
using V = QJsonValue;

V number(double x) {
    return std::isnan(x) ? V(V::Undefined) : V(x);
}

template<class Read>
V ofAnalysis(const F& facts, Read read) {
    return facts.analysis ? number(read(*facts.analysis)) : V(V::Undefined);
}

/// The answer of a method for the selected box; null when it is hidden or not there yet.
const Enclosure* enclosure(const F& facts, const A& arguments) {
    if (!facts.reach || !facts.state->selected())
        return nullptr;
    const auto box = facts.reach->letters.indexOf(facts.state->selected()->letter);
    const auto method = facts.reach->methods.indexOf(arguments.value(QLatin1String("method")).toString());
    if (box < 0 || method < 0 || box >= static_cast<qsizetype>(facts.reach->frame.boxes.size()))
        return nullptr;
    const auto& all = facts.reach->frame.boxes[static_cast<std::size_t>(box)].enclosures;
    return method < static_cast<qsizetype>(all.size()) ? &all[static_cast<std::size_t>(method)] : nullptr;
}

/// An entry, counted from 1 as on the screen, of a vector of the box that `pick` takes from two.
template<class Pick>
V entry(const std::optional<Box>& box, const A& arguments, const char* key, Pick pick) {
    const int k = arguments.value(QLatin1String(key)).toInt() - 1;
    if (!box || k < 0 || k >= box->lower.size())
        return V::Undefined;
    return number(pick(box->lower(k), box->upper(k)));
}

template<class Pick>
V outputBoxCertificate(const F& facts, const A& arguments, Pick pick) {
    const Enclosure* e = enclosure(facts, arguments);
    return e ? entry(e->output, arguments, "output", pick) : V(V::Undefined);
}

template<class Pick>
V ofInputBox(const F& facts, const A& arguments, Pick pick) {
    const InputBox* box = facts.state->selected();
    return box ? entry(box->box, arguments, "input", pick) : V(V::Undefined);
}

constexpr auto lower = [](double low, double) { return low; };
constexpr auto upper = [](double, double high) { return high; };
constexpr auto width = [](double low, double high) { return high - low; };

V digitVerdict(const F& facts, const A&) {
    if (!facts.digit)
        return V::Undefined;
    const auto& attack = facts.digit->attack;
    const Verdict verdict = verdictOf(facts.digit->report, attack ? &*attack : nullptr);
    // Before the attack has ended nobody knows whether an uncertified digit is broken.
    if (verdict == Verdict::Undecided && !attack)
        return V::Undefined;
    const std::string_view name = verdictName(verdict);
    return toQString(name);
}

V digitMargin(const F& facts, const A& arguments) {
    if (!facts.digit)
        return V::Undefined;
    const std::string id = arguments.value(QLatin1String("certificate")).toString().toStdString();
    const SampleCertificate* found = facts.digit->report.find(id);
    return found ? number(found->margin) : V(V::Undefined);
}

V methodStatus(const F& facts, const A& arguments) {
    const Enclosure* e = enclosure(facts, arguments);
    if (!e)
        return V::Undefined;
    const std::string_view name = statusName(e->status);
    return toQString(name);
}

V iterations(const F& facts, const A& arguments) {
    const Enclosure* e = enclosure(facts, arguments);
    return e ? V(e->iterations) : V(V::Undefined);
}

const LessonValue values[] = {
    {"mu_inf", "μ_∞(A), the measure with weights 1", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.muInf; }); }},
    {"mu_inf_best", "least μ_η(A) over all weights η > 0", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.best.infimum; }); }},
    {"mu_1", "μ_1(A)", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.mu1; }); }},
    {"mu_2", "μ_2(A), the largest eigenvalue of (A + Aᵀ)/2", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.mu2; }); }},
    {"norm_inf", "‖A‖_∞, the largest row sum of |A|", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.normInf; }); }},
    {"rho_abs", "ρ(|A|), the spectral radius of |A|", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.rhoAbs; }); }},
    {"alpha_star", "α* = 1/(1 − min [a_ii]⁻), the largest step that is sure to contract", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.alphaStar; }); }},
    {"contraction_factor", "factor per step of the average iteration at α*", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.contractionFactor; }); }},
    {"lipschitz", "the least Lipschitz constant of input to output that the Lipschitz method uses", "",
     [](const F& f, const A&) { return ofAnalysis(f, [](const auto& a) { return a.lipschitz.best; }); }},
    {"box_lower", "lower end of the selected input box", "input",
     [](const F& f, const A& a) { return ofInputBox(f, a, lower); }},
    {"box_upper", "upper end of the selected input box", "input",
     [](const F& f, const A& a) { return ofInputBox(f, a, upper); }},
    {"box_width", "width of the selected input box", "input",
     [](const F& f, const A& a) { return ofInputBox(f, a, width); }},
    {"lower", "lower end of a method's output box for the selected input box", "method output",
     [](const F& f, const A& a) { return outputBoxCertificate(f, a, lower); }},
    {"upper", "upper end of a method's output box", "method output",
     [](const F& f, const A& a) { return outputBoxCertificate(f, a, upper); }},
    {"width", "width of a method's output box", "method output",
     [](const F& f, const A& a) { return outputBoxCertificate(f, a, width); }},
    {"status", "how a method ended: ok, diverged, not-applicable, not-converged", "method", methodStatus},
    {"iterations", "steps that a method took; 0 when it does not iterate", "method", iterations},
    {"digit_verdict", "the verdict on the digit: certified, undecided, broken, misread", "", digitVerdict},
    {"digit_margin", "margin of a certificate for the digit at the present ε", "certificate", digitMargin},
};

} // namespace

std::span<const LessonValue> lessonValues() {
    return values;
}

const LessonValue* findLessonValue(const QString& name) {
    for (const LessonValue& value : values)
        if (name == QLatin1String(value.name))
            return &value;
    return nullptr;
}

QJsonValue widgetProperty(const QWidget* window, const QString& name, const QString& property) {
    const QWidget* widget = window ? window->findChild<QWidget*>(name) : nullptr;
    const QVariant value = widget ? widget->property(property.toUtf8().constData()) : QVariant();
    return value.isValid() ? QJsonValue::fromVariant(value) : QJsonValue(QJsonValue::Undefined);
}

QJsonValue valueAt(const ExplorerState& state, const QString& path) {
    const QStringList keys = path.split(u'/');
    QJsonValue value(QJsonValue::Undefined);
    for (const Field<ExplorerState>& property : fieldsOf<ExplorerState>())
        if (keys.front() == QLatin1String(property.key))
            value = property.write(state, {QDir::root()});
    for (const QString& key : keys.mid(1)) {
        bool isIndex = false;
        const int index = key.toInt(&isIndex);
        // Typed apart: an index out of range is undefined in both.
        value = value.isArray() && isIndex ? value.toArray().at(index) : value.toObject().value(key);
    }
    return value;
}

} // namespace kamke::ui
