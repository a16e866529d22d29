// A window with an asker that answers what the test wants.
#pragma once

#include "example_states.h"
#include "ui/files/folders.h"
#include "ui/shell/main_window.h"
#include "ui/workspaces/reach/reach_workspace.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

namespace kamke::ui {

class FakeAsker : public Asker {
public:
    struct Script {
        Answer answer = Answer::Cancel;
        QString file; ///< for the next file question; empty: the user gives up
        int timesAskedToSave = 0, timesAskedToStop = 0;
        QString lastQuestion;
        QString offered; ///< what the last question could keep
    };
    explicit FakeAsker(Script* script)
        : script_(script) {}

    Answer askToSave(QWidget*, const QString& what) override {
        ++script_->timesAskedToSave;
        script_->lastQuestion = what;
        return script_->answer;
    }
    Answer askToStop(QWidget*, const QString& what, const QString& keep) override {
        ++script_->timesAskedToStop;
        script_->lastQuestion = what;
        script_->offered = keep;
        return script_->answer;
    }
    QString fileToOpen(QWidget*, const QString&, const QString&) override { return script_->file; }
    QString fileToSave(QWidget*, const QString&, const QString&, const QString&) override {
        return script_->file;
    }

private:
    Script* script_;
};

/// That of the Reach workspace, once it has been shown; null before.
inline ReachRunner* reachRunner(const MainWindow& window) {
    const auto* page = window.findChild<ReachWorkspace*>();
    return page ? page->runner() : nullptr;
}

struct WindowFixture {
    explicit WindowFixture(ExplorerState state = exampleState())
        : window(std::move(state), std::make_unique<FakeAsker>(&script)) {
        window.resize(1280, 800);
        window.show();
    }
    bool settle() {
        return QTest::qWaitFor(
            [this] {
                const ReachRunner* reach = reachRunner(window);
                return window.analysis()->isCurrent() && reach && reach->isCurrent();
            },
            20000);
    }

    FakeAsker::Script script;
    MainWindow window;
};

/// Settings go to a scratch place, and every warning but the offscreen platform's own is a failure.
inline void prepareTest() {
    QSettings().clear();
    QTest::failOnWarning(QRegularExpression("^(?!This plugin does not support).*"));
}

inline void prepareTests() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName("KamkeTest");
    QCoreApplication::setApplicationName(QTest::testObject()->metaObject()->className());
    QDir(verdictFolder()).removeRecursively(); // what an earlier run has found out
}

} // namespace kamke::ui
