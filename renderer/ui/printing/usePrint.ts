import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { DEFAULT_PRINT, type PrintSettings } from '../../../shared/ipc/contract'
import { useDesk } from '../desk'

/** How an edition is printed here, and how to change it: kept at once, seen at once in every preview. */
export function usePrint(editionId: string): [PrintSettings, (change: Partial<PrintSettings>) => Promise<void>] {
  const desk = useDesk()
  const { i18n } = useTranslation()
  const { message } = App.useApp()
  const print = desk.info.settings.print[editionId] ?? DEFAULT_PRINT
  const set = async (change: Partial<PrintSettings>): Promise<void> => {
    try {
      await desk.saveSettings(before => ({ ...before, print: { ...before.print, [editionId]: { ...(before.print[editionId] ?? DEFAULT_PRINT), ...change } } }))
      void message.success({ key: 'settings', content: i18n.t('settings:saved') })
    } catch (caught) {
      desk.fail(caught)
    }
  }
  return [print, set]
}
