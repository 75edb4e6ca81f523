import { app } from './app'
import { Chromium } from './chromium'

let launching: Promise<Chromium> | undefined
let running: Chromium | undefined

/**
 * The one Chromium, started at the first call: a command that needs no page needs no Chromium.
 * Started at once, and told to open its own debugging port, when a test driver asked for that.
 */
export function chromium(): Promise<Chromium> {
  launching ??= Chromium.launch(app.commandLine.allSwitches(), app.commandLine.hasSwitch('remote-debugging-port')).then((started) => {
    running = started
    started.connection.browser.on('detached', () => {
      running = undefined
      launching = undefined
    })
    return started
  })
  launching.catch(() => (launching = undefined))
  return launching
}

export const currentChromium = (): Chromium | undefined => running
