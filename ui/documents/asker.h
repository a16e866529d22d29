// Every question that the window asks the user, behind an interface, so that tests answer them.
#pragma once

#include <QString>

class QWidget;

namespace kamke::ui {

class Asker {
public:
    enum class Answer { Save, Discard, Cancel };

    virtual ~Asker() = default;
    /// Shall unsaved work be saved? `what` is what would be lost, in words.
    virtual Answer askToSave(QWidget* parent, const QString& what) = 0;
    /// Something runs that would end. `what` says so; `keep` names what can be kept of it, empty: nothing.
    /// Save: stop and keep it, Discard: stop and lose it, Cancel: go on.
    virtual Answer askToStop(QWidget* parent, const QString& what, const QString& keep) = 0;
    /// A file to open or to save, empty when the user gave up. `filter` as in QFileDialog.
    virtual QString fileToOpen(QWidget* parent, const QString& title, const QString& filter) = 0;
    virtual QString
    fileToSave(QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) = 0;
};

/// Asks with dialogs.
class DialogAsker : public Asker {
public:
    Answer askToSave(QWidget* parent, const QString& what) override;
    Answer askToStop(QWidget* parent, const QString& what, const QString& keep) override;
    QString fileToOpen(QWidget* parent, const QString& title, const QString& filter) override;
    QString fileToSave(
        QWidget* parent, const QString& title, const QString& suggestion, const QString& filter) override;
};

} // namespace kamke::ui
