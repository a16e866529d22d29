#include "shell/main_window.h"

#include "glossary/term_tips.h"
#include "import/import_dialog.h"
#include "learn/coach.h"
#include "learn/lesson_runner.h"
#include "plot/theme.h"
#include "shell/banner.h"
#include "shell/gallery_panel.h"
#include "shell/guide.h"
#include "shell/rail.h"
#include "shell/resource_files.h"
#include "shell/shell_style.h"
#include "shell/tool_line.h"
#include "shell/window_text.h"
#include "shell/workspaces.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

const QString themeKey = QStringLiteral("theme");

} // namespace

ThemeChoice rememberedTheme() {
    const int choice = QSettings().value(themeKey).toInt();
    return choice == static_cast<int>(ThemeChoice::Light)  ? ThemeChoice::Light
           : choice == static_cast<int>(ThemeChoice::Dark) ? ThemeChoice::Dark
                                                           : ThemeChoice::System;
}

MainWindow::MainWindow(ExplorerState initial, std::unique_ptr<Asker> asker)
    : store_(new ExplorerStore(std::move(initial), this))
    , runner_(new ReachRunner(store_, this))
    , documents_(new Documents(store_, std::move(asker), this)) {
    setObjectName(QStringLiteral("MainWindow"));
    termTips_ = new TermTips(this);
    connect(termTips_, &TermTips::termRequested, this, &MainWindow::openGlossary);
    applyTheme(store_->state().theme);
    setStyleSheet(shellStyleSheet(currentTheme()));
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeRunAndHelpActions();
    makeWorkspaces();
    makeLessons();
    layOut();
    makeMenus();
    setAcceptDrops(true);

    connect(store_, &ExplorerStore::changed, this, &MainWindow::followState);
    connect(store_, &ExplorerStore::message, status_, &QLabel::setText);
    connect(store_->undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    connect(runner_, &ReachRunner::resultChanged, this, &MainWindow::showStatus);
    connect(documents_, &Documents::failed, this, &MainWindow::complain);
    connect(documents_, &Documents::done, this, [this](const QString& sentence) {
        banner_->hide();
        status_->setText(sentence);
    });
    connect(documents_, &Documents::importRequested, this, &MainWindow::importNetworkFrom);
    connect(documents_, &Documents::recentFilesChanged, this, &MainWindow::fillRecentMenu);
    connect(documents_, &Documents::sessionPathChanged, this, &MainWindow::showTitle);
    followState(StatePart::All);
    restoreSizes();
}

MainWindow::~MainWindow() {
    // The children go after the members. Nothing may call back by then, and the history says that it is
    // emptied.
    store_->undoStack()->disconnect(this);
    store_->disconnect(this);
    store_->disconnect(lessons_);
    delete workspaces_;
    delete runner_;
}

void MainWindow::layOut() {
    auto* toolLine = new ToolLine(store_, runner_, actions_);
    banner_ = new Banner;
    auto* page = new QVBoxLayout;
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(banner_);
    auto* split = new QSplitter(Qt::Vertical);
    split->setObjectName(QStringLiteral("lessonSplitter"));
    split->setChildrenCollapsible(false);
    split->addWidget(workspaces_);
    split->addWidget(coach_);
    split->setStretchFactor(0, 1);
    page->addWidget(split, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(rail_);
    row->addLayout(page, 1);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(toolLine);
    column->addLayout(row, 1);
    auto* centre = new QWidget;
    centre->setLayout(column);
    setCentralWidget(centre);

    gallery_ = new GalleryPanel(galleryFiles(), centre);
    connect(gallery_, &GalleryPanel::chosen, documents_, &Documents::open);
    connect(gallery_, &GalleryPanel::openFileRequested, documents_, &Documents::askAndOpen);

    status_ = new QLabel;
    status_->setObjectName(QStringLiteral("statusSentence"));
    status_->setContentsMargins(8, 0, 8, 0);
    // A long sentence must not widen the window.
    status_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    statusBar()->addWidget(status_, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::restoreSizes() {
    const QSettings settings;
    if (!restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(1440, 900);
}

void MainWindow::showTitle() {
    const QString session = documents_->sessionPath();
    const QString name = session.isEmpty() ? networkTitle(store_->state()) : QFileInfo(session).fileName();
    setWindowTitle(tr("%1[*] – Kamke").arg(name));
    setWindowModified(documents_->hasUnsavedWork());
}

void MainWindow::showStatus() {
    const auto result = runner_->result();
    if (result && store_->state().workspace == QStringLiteral("reach"))
        status_->setText(resultSentence(*result));
}

void MainWindow::complain(const QString& sentence) {
    banner_->say(sentence);
}

void MainWindow::importNetworkFrom(const QString& path) {
    auto* dialog = new ImportDialog(path, documents_->datasets(), store_->state().digits.dataset, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::kept, this, [this](const std::shared_ptr<const Network>& network) {
        documents_->openNew(network, [](ExplorerState&) {});
    });
    connect(dialog, &ImportDialog::helpRequested, this, &MainWindow::openGuide);
    dialog->open();
}

void MainWindow::openAtStart(const QString& path) {
    documents_->open(path);
    store_->undoStack()->clear();
}

Guide* MainWindow::theGuide() {
    if (!guide_) {
        guide_ = new Guide(this);
        connect(guide_, &Guide::exportRequested, documents_, &Documents::exportHandout);
    }
    return guide_;
}

void MainWindow::openGuide(const QString& topic) {
    theGuide()->openTopic(topic);
}

void MainWindow::openGlossary(const QString& term) {
    theGuide()->openTerm(term);
}

void MainWindow::openLink(const QUrl& url) {
    if (url.scheme() == QStringLiteral("guide"))
        openGuide(url.path());
    else if (url.scheme() == QStringLiteral("term"))
        openGlossary(url.path());
    else
        QDesktopServices::openUrl(url);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!documents_->mayQuit()) {
        event->ignore();
        return;
    }
    runner_->cancel();
    QSettings settings;
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    workspaces_->saveSizes();
    settings.setValue(themeKey, static_cast<int>(store_->state().theme));
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty())
        return;
    event->acceptProposedAction();
    if (urls.front().isLocalFile())
        documents_->open(urls.front().toLocalFile());
    else
        complain(tr("%1 is not a file on this computer; save it first and open it from there.")
                     .arg(urls.front().toDisplayString()));
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        const QString sheet = shellStyleSheet(currentTheme());
        // Setting a style sheet changes palettes in turn.
        if (sheet != styleSheet()) {
            setStyleSheet(sheet);
            actions_.refreshIcons();
        }
    }
    QMainWindow::changeEvent(event);
}

} // namespace kamke::ui
