import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { startedWith } from './arguments'
import { runCli } from './cli/run'
import { wordsIn, type Language } from './i18n'
import { createHandlers } from './ipc/handlers'
import { registerIpc } from './ipc/register'
import { logTo } from './log'
import { createServices, type Services } from './services'
import { systemDesk } from './windows/desk'
import { openMainWindow, type MainWindow } from './windows/mainWindow'
import { setMenu } from './windows/menu'
import { createPageEngine } from './windows/pageEngine'
import { registerScheme, serveScheme } from './windows/scheme'
import { isOwnPage, lockDown } from './windows/security'

const RESOURCES = path.join(__dirname, '..', 'resources')
const PRELOAD = path.join(__dirname, 'preload.cjs')

registerScheme()
const { dataFolder: named, command } = startedWith(process.argv, app.isPackaged, process.cwd())
if (named) takeFolder(named)
const dataFolder = app.getPath('userData')
// what Chromium keeps for itself stands apart from what the clerk must not lose
app.setPath('sessionData', path.join(dataFolder, 'session'))

if (command) void runCommand(command)
else if (app.requestSingleInstanceLock()) void openDesk()
else app.exit(0)

/** The lock of the single instance lies in the data folder; that it cannot be made is for the store to tell. */
function takeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch {
    // told when the store is opened
  }
  app.setPath('userData', folder)
}

/** Pages and their scheme, for the window and for printing alike. */
function prepareScheme(): void {
  lockDown()
  serveScheme({ pages: path.join(__dirname, 'renderer'), fonts: path.join(RESOURCES, 'fonts'), pdfjs: path.join(__dirname, 'pdfjs') })
}

/** Services on the data folder; the pages that print are opened when first needed, and closed with them. */
function open(): { services: Services; close(): void } {
  let engine: ReturnType<typeof createPageEngine> | null = null
  const report = logTo(path.join(dataFolder, 'log.txt'))
  const services = createServices({ dataDir: dataFolder, resourcesDir: RESOURCES, pageEngine: () => (engine ??= createPageEngine()), report: error => report('services', error) })
  return {
    services,
    close() {
      engine?.close()
      services.close()
    },
  }
}

async function openDesk(): Promise<void> {
  await app.whenReady()
  prepareScheme()
  const report = logTo(path.join(dataFolder, 'log.txt'))
  process.on('uncaughtException', error => report('uncaughtException', error))
  process.on('unhandledRejection', error => report('unhandledRejection', error))

  const { services, close } = open()
  let language = languageOf(services)
  let main: MainWindow | null = null
  const showMenu = (): void => setMenu(language, chosen => main?.emit('menu.command', { command: chosen }))
  const handlers = createHandlers(services, {
    version: app.getVersion(),
    dataFolder,
    desk: systemDesk(),
    emit: (event, payload) => main?.emit(event, payload),
    readyToQuit: () => main?.readyToQuit(),
    onLanguage(chosen) {
      language = chosen
      showMenu()
    },
  })
  registerIpc(handlers, isOwnPage, report)
  showMenu()
  main = openMainWindow({ dataFolder, preload: PRELOAD, words: () => wordsIn(language) })
  // the window comes first; whoever never closes the program gets the day's copy all the same
  main.window.webContents.once('did-finish-load', () => {
    for (const timer of [setTimeout(() => void services.backups.daily(), 3_000), setInterval(() => void services.backups.daily(), 3_600_000)]) app.on('will-quit', () => clearTimeout(timer))
  })
  app.on('second-instance', () => main?.raise())
  app.on('will-quit', close)
}

/** A store that cannot be opened is the page's to tell of; until then the program speaks its first language. */
function languageOf(services: Services): Language {
  try {
    return services.settings.read().language
  } catch {
    return 'zh'
  }
}

/** A command of the command line: no window is shown, and the program ends with its status. */
async function runCommand(words: string[]): Promise<void> {
  await app.whenReady()
  prepareScheme()
  const { services, close } = open()
  // whoever reads may stop reading; what was asked for is done all the same
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const status = await runCli(words, { services, version: app.getVersion(), report: logTo(path.join(dataFolder, 'log.txt')) })
  close()
  // on Windows a pipe is written in the background
  await new Promise<void>(resolve => process.stdout.write('', () => resolve()))
  app.exit(status)
}
