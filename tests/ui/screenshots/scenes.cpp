#include "scenes.h"

#include "core/certify/certificates.h"
#include "ui/files/resource_files.h"
#include "ui/jobs/train_runner.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/shell/gallery_panel.h"
#include "ui/shell/workspaces.h"
#include "ui/text/utf8.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/contraction/contraction_workspace.h"
#include "ui/workspaces/contraction/planar_presets.h"
#include "ui/workspaces/contraction/widths_figure.h"
#include "ui/workspaces/digits/cascade_page.h"
#include "ui/workspaces/digits/proof_row.h"
#include "ui/workspaces/train/train_workspace.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>
#include <cmath>
#include <cstdio>

using namespace kamke;
using namespace kamke::ui;

namespace {

QString galleryFile(const QString& name) {
    for (const QString& file : galleryFiles())
        if (file.endsWith(u'/' + name + QStringLiteral(".h5")))
            return file;
    std::fprintf(stderr, "no network %s in the gallery\n", qPrintable(name));
    std::exit(1);
}

Scene network(const char* name) {
    const QString id = QString::fromLatin1(name);
    return {QString(id).replace(u'_', u'-'), [id](MainWindow& w) { w.openAtStart(galleryFile(id)); }};
}

void change(MainWindow& w, const std::function<void(ExplorerState&)>& edit) {
    ExplorerState next = w.store()->state();
    edit(next);
    w.store()->apply(QStringLiteral("Prepare"), next);
}

void addBoxes(ExplorerState& state, int count) {
    for (int i = 0; i < count; ++i) {
        const double x = -0.9 + 0.55 * (i % 4), y = -0.6 + 0.8 * (i / 4);
        state.boxes.push_back(
            {state.nextLetter(), Box{Vector{{x, y}}, Vector{{x + 0.4, y + 0.3 + 0.05 * i}}}});
    }
    state.selectedBox = 0;
}

/// The Digits workspace with the bundled classifier and the bundled digits.
Scene digits(const char* name, std::function<void(DigitsState&)> edit, bool underWay = false) {
    return {
        QString::fromLatin1(name),
        [edit = std::move(edit), underWay](MainWindow& w) {
            w.openAtStart(galleryFile(QStringLiteral("nemon_mnist")));
            change(w, [&](ExplorerState& s) {
                s.workspace = QStringLiteral("digits");
                edit(s.digits);
            });
            if (underWay)
                QTest::qWait(3000);
        },
        underWay};
}

/// What is solved, and how long it is waited for.
enum class Solve { Search, Programs, UnderWay };

/// The tab Cascade of the monDEQ after Solve, and the tab that is shown then.
Scene cascade(
    const char* name, int sample, double eps, const char* tab, BallNorm norm = BallNorm::Linf,
    Solve solve = Solve::Search) {
    return {
        QString::fromLatin1(name), [=](MainWindow& w) {
            w.openAtStart(galleryFile(QStringLiteral("mon_m20")));
            change(w, [&](ExplorerState& s) {
                s.workspace = QStringLiteral("digits");
                s.digits.sample = sample;
                s.digits.eps = eps;
                s.digits.norm = norm;
                s.digits.tab = QStringLiteral("cascade");
            });
            // The views are made when the data set has been read.
            if (!QTest::qWaitFor([&] { return w.findChild<CascadePage*>() != nullptr; }, 20000))
                return;
            auto* page = w.findChild<CascadePage*>();
            const auto* runner = w.findChild<DigitRunner*>();
            if (!QTest::qWaitFor([&] { return runner->isCurrent() && runner->result(); }, 60000))
                return;
            if (solve == Solve::Programs)
                page->findChild<QCheckBox*>(QStringLiteral("cascade.margins"))->setChecked(true);
            page->findChild<QPushButton*>(QStringLiteral("cascade.solve"))->click();
            if (solve == Solve::UnderWay) {
                QTest::qWait(2500);
                page->runner()->cancel();
            } else if (!QTest::qWaitFor([&] { return page->current() && page->current()->finished; }, 120000))
                std::fprintf(stderr, "the cascade took too long\n");
            change(w, [&](ExplorerState& s) { s.digits.tab = QString::fromLatin1(tab); });
        }};
}

/// The same, scrolled to the tree.
Scene searchTree(const char* name, int sample, double eps, Solve solve = Solve::Search) {
    Scene scene = cascade(name, sample, eps, "cascade", BallNorm::Linf, solve);
    scene.prepare = [solved = scene.prepare](MainWindow& w) {
        solved(w);
        QTest::qWait(200);
        const auto* page = w.findChild<CascadePage*>();
        for (QWidget* each = page ? page->parentWidget() : nullptr; each; each = each->parentWidget())
            if (auto* area = qobject_cast<QScrollArea*>(each))
                area->ensureWidgetVisible(page->proofs(), 0, 60);
    };
    return scene;
}

/// Every certificate of a digit of the monDEQ: those that take seconds, too.
Scene everyCertificate(const char* name, int sample, double eps, const char* tab, bool underWay = false) {
    return {
        QString::fromLatin1(name),
        [=](MainWindow& w) {
            w.openAtStart(galleryFile(QStringLiteral("mon_m20")));
            change(w, [&](ExplorerState& s) {
                s.workspace = QStringLiteral("digits");
                s.digits.sample = sample;
                s.digits.eps = eps;
                s.digits.tab = QString::fromLatin1(tab);
                for (const Certificate& one : certificates())
                    s.digits.certificates << toQString(one.id);
            });
            if (underWay && !QTest::qWaitFor(
                                [&] {
                                    const auto* runner = w.findChild<DigitRunner*>();
                                    return runner && runner->isCurrent() && runner->result() &&
                                           runner->result()->curves && !runner->result()->pending.empty();
                                },
                                60000))
                std::fprintf(stderr, "nothing takes seconds\n");
        },
        underWay};
}

/// A lesson at a step, counted from 0.
Scene lesson(const char* name, const char* id, int step) {
    return {QString::fromLatin1(name), [id = QString::fromLatin1(id), step](MainWindow& w) {
                w.lessons()->start(id, step);
            }};
}

void editWeight(MainWindow& w) {
    for (auto* table : w.findChildren<QTableView*>())
        if (table->isVisible() && table->model() &&
            (table->model()->flags(table->model()->index(0, 0)) & Qt::ItemIsEditable)) {
            table->setCurrentIndex(table->model()->index(0, 0));
            table->setFocus();
            table->edit(table->currentIndex());
            return;
        }
}

/// Trains on bundled digits until `enough`.
void train(
    MainWindow& w, const std::function<void(TrainSettings&)>& edit,
    const std::function<bool(const TrainRunner&)>& enough) {
    change(w, [&](ExplorerState& s) { edit(s.train); });
    w.store()->setWorkspace(QStringLiteral("train"));
    auto* page = qobject_cast<TrainWorkspace*>(w.workspaces()->page(QStringLiteral("train")));
    auto* start = page->findChild<QPushButton*>(QStringLiteral("trainStart"));
    if (!QTest::qWaitFor([&] { return start->isEnabled(); }, 10000))
        return;
    start->click();
    if (!QTest::qWaitFor([&] { return enough(*page->runner()); }, 120000))
        std::fprintf(stderr, "the training took too long\n");
}

std::vector<Scene> windowScenes() {
    return {
        {QStringLiteral("paper-example"), [](MainWindow&) {}},
        {QStringLiteral("several-boxes"),
         [](MainWindow& w) { change(w, [](ExplorerState& s) { addBoxes(s, 3); }); }},
        {QStringLiteral("reach-ellipsoid"),
         [](MainWindow& w) {
             change(w, [](ExplorerState& s) {
                 s.methods = {
                     QStringLiteral("exact"), QStringLiteral("mm"), QStringLiteral("relational"),
                     QStringLiteral("ellipsoid")};
             });
         }},
        {QStringLiteral("busiest"),
         [](MainWindow& w) {
             change(w, [](ExplorerState& s) {
                 addBoxes(s, 11);
                 s.sampleCount = 10000;
             });
         }},
        {QStringLiteral("no-boxes"),
         [](MainWindow& w) {
             change(w, [](ExplorerState& s) {
                 s.boxes.clear();
                 s.selectedBox = -1;
             });
         }},
        {QStringLiteral("gallery"),
         [](MainWindow& w) { w.actions()[QStringLiteral("file.gallery")]->trigger(); }},
        {QStringLiteral("error"),
         [](MainWindow& w) { w.documents()->open(QStringLiteral("/home/ada/networks/missing.h5")); }},
        {QStringLiteral("editing-a-weight"), editWeight},
        {QStringLiteral("training"),
         [](MainWindow& w) {
             train(
                 w,
                 [](TrainSettings& t) {
                     t.certifiedEps = 0.05;
                     t.epochs = 40;
                     t.last = 1999;
                     t.finalRate = 1e-5;
                 },
                 [](const TrainRunner& r) { return r.latest() && r.latest()->epoch > 22; });
         }},
        {QStringLiteral("trained"),
         [](MainWindow& w) {
             train(
                 w, [](TrainSettings& t) { t.last = 1999; },
                 [](const TrainRunner& r) { return r.outcome() != nullptr; });
         }},
        {QStringLiteral("training-settings-wrong"),
         [](MainWindow& w) {
             train(
                 w,
                 [](TrainSettings& t) {
                     t.gamma = 1.5;
                     t.last = 20000;
                     t.batch = 0;
                 },
                 [](const TrainRunner&) { return true; });
         }},
        digits("digits", [](DigitsState& d) { d.sample = 7; }),
        digits(
            "digit-certified",
            [](DigitsState& d) {
                d.sample = 7;
                d.eps = 0.005;
                d.tab = QStringLiteral("curve");
            }),
        digits(
            "digit-undecided",
            [](DigitsState& d) {
                d.sample = 7;
                d.tab = QStringLiteral("units");
            }),
        digits(
            "digit-broken",
            [](DigitsState& d) {
                d.sample = 4002;
                d.eps = 0.08;
                d.tab = QStringLiteral("plane");
            }),
        everyCertificate("digit-every-certificate", 7, 0.03, "margins"),
        everyCertificate("digit-every-curve", 7, 0.03, "curve"),
        everyCertificate("digit-certificates-underway", 3, 0.05, "margins", true),
        searchTree("cascade", 3, 0.08),
        cascade("cascade-programs", 7, 0.04, "cascade", BallNorm::Linf, Solve::Programs),
        searchTree("search-tree", 7, 0.05),
        searchTree("search-tree-broken", 5, 0.08),
        cascade("cascade-undecided", 3, 0.06, "cascade"),
        cascade("ellipse-certified", 7, 0.005, "plane"),
        cascade("ellipse-undecided", 0, 0.02, "plane"),
        cascade("cascade-ball", 7, 0.5, "cascade", BallNorm::L2),
        cascade("ellipse-ball", 7, 0.1, "plane", BallNorm::L2),
        digits(
            "digit-ball",
            [](DigitsState& d) {
                d.sample = 7;
                d.eps = 0.2;
                d.norm = BallNorm::L2;
                d.tab = QStringLiteral("pixels");
            }),
        digits(
            "digit-ball-broken",
            [](DigitsState& d) {
                d.sample = 4002;
                d.eps = 2;
                d.norm = BallNorm::L2;
                d.tab = QStringLiteral("plane");
            }),
        digits(
            "digits-scanning", [](DigitsState&) {}, true),
        digits(
            "digits-failures",
            [](DigitsState& d) {
                d.sample = 37;
                d.filter = DigitFilter::Broken;
                d.sort = DigitSort::Margin;
                d.descending = true;
            }),
        {QStringLiteral("digits-empty"),
         [](MainWindow& w) {
             w.store()->setWorkspace(QStringLiteral("digits"));
             QTest::qWait(3000);
         },
         true},
        {QStringLiteral("lessons"),
         [](MainWindow& w) {
             LearnState learn;
             learn.reached = {{QStringLiteral("implicit-network"), 7}, {QStringLiteral("well-posed"), 3}};
             w.store()->setLearn(learn);
             w.store()->setWorkspace(QStringLiteral("learn"));
         },
         true},
        lesson("lesson-reach", "mixed-monotone", 4),
        lesson("lesson-question", "implicit-network", 0),
        lesson("lesson-digits", "why-this-digit-fails", 5),
        {QStringLiteral("lesson-finished"),
         [](MainWindow& w) {
             w.lessons()->start(QStringLiteral("mixed-monotone"), 8);
             w.lessons()->next();
         }},
        network("ill_posed"),
        network("ibp_diverges"),
        network("feed_forward"),
        network("two_moons"),
    };
}

/// A figure of the Contraction workspace, halfway through its animation.
Scene figure(const FigureRow& row) {
    return {QStringLiteral("figure-") + QLatin1String(row.id), [&row](MainWindow& w) {
                change(w, [&](ExplorerState& s) {
                    s.workspace = QStringLiteral("contraction");
                    s.contraction.figure = QLatin1String(row.id);
                });
                const auto* page = w.findChild<ContractionWorkspace*>();
                w.store()->moveTime(
                    std::round(0.15 * page->figure()->lastPosition()) * page->figure()->timeStep());
                if (const auto* widths = qobject_cast<const WidthsFigure*>(page->figure()))
                    if (!QTest::qWaitFor([&] { return widths->result() && !widths->isBusy(); }, 60000))
                        std::fprintf(stderr, "the interval widths took too long\n");
            }};
}

/// One of the figures' own networks.
Scene figureNetwork(const char* name, const char* id, const char* preset, double time, double alpha = -1) {
    return {QString::fromLatin1(name), [=](MainWindow& w) {
                change(w, [&](ExplorerState& s) {
                    s.workspace = QStringLiteral("contraction");
                    s.contraction.figure = QLatin1String(id);
                    s.contraction.linked = false;
                    s.contraction.alpha = alpha;
                    for (const PlanarPreset& each : planarPresets())
                        if (QLatin1String(each.id) == QLatin1String(preset)) {
                            s.contraction.planar = each.weights;
                            s.contraction.first = each.first;
                            s.contraction.second = each.second;
                        }
                });
                w.store()->moveTime(time);
            }};
}

/// A figure of a network of the gallery, at a time of its animation.
Scene galleryFigure(
    const char* name, const char* file, const char* id, double time,
    const std::function<void(ContractionState&)>& edit = [](ContractionState&) {}) {
    return {QString::fromLatin1(name), [=](MainWindow& w) {
                w.openAtStart(galleryFile(QString::fromLatin1(file)));
                change(w, [&](ExplorerState& s) {
                    s.workspace = QStringLiteral("contraction");
                    s.contraction.figure = QLatin1String(id);
                    edit(s.contraction);
                });
                w.store()->moveTime(time);
            }};
}

} // namespace

std::vector<Scene> scenes() {
    std::vector<Scene> all = windowScenes();
    for (const FigureRow& row : figureRows())
        all.push_back(figure(row));
    all.push_back(figureNetwork("figure-picard-diverges", "cells", "picard-diverges", 8));
    all.push_back(figureNetwork("figure-rotation", "flow", "euclidean", 0.8));
    all.push_back(figureNetwork("figure-weights", "flow", "weights", 0.8));
    all.push_back(galleryFigure("figure-ibp-diverges", "ibp_diverges", "race", 6));
    all.push_back(galleryFigure(
        "figure-two-units", "paper_example", "embedding", 1, [](ContractionState& c) { c.units = 2; }));
    all.push_back(galleryFigure("figure-map-of-feedback", "ibp_diverges", "map", 0, [](ContractionState& c) {
        c.sliceX = 0;
        c.sliceY = 3;
    }));
    all.push_back(
        galleryFigure("figure-euclidean-measure", "rotation", "measure", 0, [](ContractionState& c) {
            c.norm = Norm::Kind::Two;
            c.h = 0.8;
        }));
    all.push_back(figureNetwork("figure-large-steps", "euler", "euclidean", 5, 0.9));
    return all;
}
