#include "ui/shell/main_window.h"

#include "ui/documents/import_dialog.h"
#include "ui/documents/window_text.h"
#include "ui/files/resource_files.h"
#include "ui/lessons/coach.h"
#include "ui/lessons/lesson_runner.h"
#include "ui/shell/banner.h"
#include "ui/shell/gallery_panel.h"
#include "ui/shell/guide.h"
#include "ui/shell/handout.h"
#include "ui/shell/rail.h"
#include "ui/shell/status_line.h"
#include "ui/shell/tool_line.h"
#include "ui/shell/window_keys.h"
#include "ui/shell/workspaces.h"
#include "ui/style/theme.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/term_tips.h"
#include "ui/workspaces/workspace_page.h"

#include <QCloseEvent>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {

const QString themeKey = QStringLiteral("theme");
constexpr QSize firstSize(1440, 900), leastSize(1000, 650);
/// Of the window's frame and title, which no screen tells before the window is shown.
constexpr QSize frameRoom(8, 40);
/// Work that takes longer than this is told.
constexpr int patienceMs = 500;

} // namespace

ThemeChoice rememberedTheme() {
    const int choice = QSettings().value(themeKey).toInt();
    return choice == static_cast<int>(ThemeChoice::Light)  ? ThemeChoice::Light
           : choice == static_cast<int>(ThemeChoice::Dark) ? ThemeChoice::Dark
                                                           : ThemeChoice::System;
}

MainWindow::MainWindow(ExplorerState initial, std::unique_ptr<Asker> asker)
    : store_(new ExplorerStore(std::move(initial), this))
    , analysis_(new AnalysisRunner(store_, this))
    , documents_(new Documents(store_, std::move(asker), this)) {
    setObjectName(QStringLiteral("MainWindow"));
    termTips_ = new TermTips(this);
    connect(termTips_, &TermTips::termRequested, this, &MainWindow::openGlossary);
    applyTheme(store_->state().theme);
    makeStatusBar();
    // A passing message is about what was there before; whoever hears of the change may say another one.
    connect(store_, &ExplorerStore::aboutToChange, this, [this](StateParts parts) {
        if (parts & ~StateParts(StatePart::Cursor))
            status_->forget();
    });
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeRunAndHelpActions();
    makeLessons();
    makeWorkspaces();
    layOut();
    makeMenus();
    setAcceptDrops(true);
    new WindowKeys(this, actions_);

    connect(store_, &ExplorerStore::changed, this, &MainWindow::followState);
    connect(store_, &ExplorerStore::message, status_, [this](const QString& sentence) {
        status_->say(sentence);
    });
    connect(store_->undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    connect(documents_, &Documents::failed, this, &MainWindow::complain);
    connect(documents_, &Documents::done, this, [this](const QString& sentence) {
        banner_->hide();
        status_->say(sentence);
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
    workspaces_->disconnect(this);
    delete workspaces_;
    delete analysis_;
}

void MainWindow::layOut() {
    auto* toolLine = new ToolLine(store_, analysis_, actions_);
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
}

void MainWindow::makeStatusBar() {
    status_ = new StatusLine;
    openFolder_ = new QToolButton;
    openFolder_->setObjectName(QStringLiteral("openFolder"));
    openFolder_->setText(tr("Open its folder"));
    openFolder_->setAccessibleName(tr("Open the folder of the file that was written"));
    openFolder_->hide();
    connect(openFolder_, &QToolButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(writtenFile_).absolutePath()));
    });
    connect(status_, &StatusLine::passed, openFolder_, &QWidget::hide);
    statusBar()->addWidget(status_, 1);
    statusBar()->addPermanentWidget(openFolder_);
    statusBar()->setSizeGripEnabled(false);
    patience_.setSingleShot(true);
    patience_.setInterval(patienceMs);
    connect(&patience_, &QTimer::timeout, this, &MainWindow::showStatus);
}

void MainWindow::restoreSizes() {
    const QSettings settings;
    const QSize room = screen()->availableSize() - frameRoom;
    setMinimumSize(leastSize.boundedTo(room));
    if (!restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(firstSize.boundedTo(room));
}

void MainWindow::showTitle() {
    const QString session = documents_->sessionPath();
    const QString name = session.isEmpty() ? networkTitle(store_->state()) : QFileInfo(session).fileName();
    // "[*]" is where the mark of unsaved changes goes; in a name it is written twice.
    setWindowTitle(
        tr("%1[*] – Kamke").arg(QString(name).replace(QLatin1String("[*]"), QLatin1String("[*][*]"))));
    setWindowModified(documents_->hasUnsavedWork());
}

void MainWindow::showStatus() {
    if (const WorkspacePage* page = workspaces_->shown())
        status_->stand(page->status());
}

void MainWindow::sayWritten(const QString& file) {
    banner_->hide();
    writtenFile_ = file;
    status_->say(
        tr("%1 is written, in %2.")
            .arg(QFileInfo(file).fileName(), QDir::toNativeSeparators(QFileInfo(file).absolutePath())));
    openFolder_->setToolTip(file);
    openFolder_->show();
}

bool MainWindow::event(QEvent* event) {
    if (event->type() == FileWritten::kind()) {
        event->accept();
        sayWritten(static_cast<FileWritten*>(event)->file());
        return true;
    }
    return QMainWindow::event(event);
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
        connect(
            guide_, &Guide::exportRequested, documents_, [this] { documents_->exportHandout(writeHandout); });
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

bool MainWindow::mayQuit() {
    if (!documents_->mayClose())
        return false;
    for (const Workspace& workspace : ui::workspaces()) {
        WorkspacePage* page = workspaces_->page(workspace.id);
        const RunningWork work = page ? page->runningWork() : RunningWork();
        if (work.what.isEmpty())
            continue;
        const Asker::Answer answer = documents_->askToStop(work.what, work.keep);
        if (answer == Asker::Answer::Cancel || (answer == Asker::Answer::Save && !page->stopAndKeep()))
            return false;
    }
    return documents_->mayDropResult();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!mayQuit()) {
        event->ignore();
        return;
    }
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
    openDropped(urls);
}

/// One of several is opened, as each would take the place of the one before.
void MainWindow::openDropped(const QList<QUrl>& urls) {
    const auto local =
        std::find_if(urls.begin(), urls.end(), [](const QUrl& url) { return url.isLocalFile(); });
    if (local == urls.end()) {
        complain(tr("%1 is not a file on this computer; save it first and open it from there.")
                     .arg(urls.front().toDisplayString()));
        return;
    }
    const QString file = local->toLocalFile();
    if (documents_->open(file) && urls.size() > 1)
        status_->say(tr("Of %1 dropped files %2 is opened; drop the others one by one.")
                         .arg(urls.size())
                         .arg(QFileInfo(file).fileName()));
}

} // namespace kamke::ui
