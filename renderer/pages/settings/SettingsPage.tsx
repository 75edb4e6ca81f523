import { useEffect, useState } from 'react'
import { App, Button, Input, Popover, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../shared/ipc/contract'
import type { Edition } from '../../../shared/editions/schema'
import { BackButton, PageHead, useEditionName } from '../../ui/bits'
import { useDesk, type Route } from '../../ui/desk'
import { useKeys } from '../../ui/hooks'
import { PopoverBody } from '../../ui/PopoverBody'
import { inWords, PaperFields } from '../../ui/printing/PaperFields'
import { PrintSwitch, SWITCHES } from '../../ui/printing/PrintSwitches'
import { usePrint } from '../../ui/printing/usePrint'
import { Backups } from './Backups'
import { CheckStandards } from './CheckStandards'
import { EditionPacks } from './EditionPacks'

/** What the program remembers about the unit and its printing. Every change is kept at once. */
export function SettingsPage({ back }: { back?: Route }) {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const desk = useDesk()
  const editionName = useEditionName()
  const { settings, editions, dataFolder, version } = desk.info
  const [unitName, setUnitName] = useState(settings.unitName)
  useEffect(() => desk.ready(), [desk])
  useKeys({ 'alt+arrowleft': () => (back ? desk.go(back) : false) })
  useEffect(() => setUnitName(settings.unitName), [settings.unitName])

  const save = async (change: (before: Settings) => Settings) => {
    try {
      await desk.saveSettings(change)
      // the language may be another one by now
      void message.success({ key: 'settings', content: i18n.t('settings:saved') })
    } catch (caught) {
      desk.fail(caught)
    }
  }
  const saveUnit = () => {
    if (unitName.trim() !== settings.unitName) void save(before => ({ ...before, unitName: unitName.trim() }))
  }
  return (
    <>
      <PageHead title={t('settings:title')}>{back && <BackButton onBack={() => desk.go(back)} />}</PageHead>
      <div className="page-body narrow" data-testid="settings">
        <section className="sheet-card settings-grid">
          <label htmlFor="settings-language">{t('settings:language')}</label>
          <Radio.Group
            id="settings-language" value={settings.language} data-testid="language" optionType="button" buttonStyle="solid"
            options={[{ value: 'zh', label: '中文' }, { value: 'en', label: 'English' }]}
            onChange={event => void save(before => ({ ...before, language: event.target.value as Settings['language'] }))}
          />
          <label htmlFor="settings-unit">{t('settings:unitName')}</label>
          <div>
            <Input id="settings-unit" data-testid="settings-unit" maxLength={200} value={unitName} onChange={event => setUnitName(event.target.value)} onBlur={saveUnit} onPressEnter={saveUnit} />
            <p className="faint">{t('settings:unitText')}</p>
          </div>
        </section>
        <section className="sheet-card">
          <h2>{t('settings:print')}</h2>
          <table className="print-settings">
            <thead>
              <tr>
                <th>{t('settings:edition')}</th>
                {SWITCHES.map(name => <th key={name} title={t(`settings:switchText.${name}`)}>{t(`settings:switch.${name}`)}</th>)}
                <th>{t('settings:paperAndMargins')}</th>
              </tr>
            </thead>
            <tbody>
              {editions.map(edition => (
                <tr key={edition.id}>
                  <td>
                    {editionName(edition.id)}
                    {!edition.confirmed && <span className="faint"> {t('settings:unconfirmed')}</span>}
                  </td>
                  {SWITCHES.map(name => <td key={name}><PrintSwitch name={name} edition={edition} label={`${editionName(edition.id)} ${t(`settings:switch.${name}`)}`} /></td>)}
                  <td><PaperButton edition={edition} name={editionName(edition.id)} /></td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="faint">{t('settings:printText')}</p>
        </section>
        <Backups />
        <EditionPacks />
        <CheckStandards />
        <section className="sheet-card settings-grid">
          <span>{t('settings:dataFolder')}</span>
          <div>
            <code className="pre" data-testid="data-folder">{dataFolder}</code>
            <p className="faint">{t('settings:dataText')}</p>
          </div>
          <span>{t('settings:about')}</span>
          <div>
            {t('common:appName')} {version}
            <p className="faint">{t('settings:aboutText')}</p>
          </div>
        </section>
      </div>
    </>
  )
}

/** Says what is set, and opens the fields. */
function PaperButton({ edition, name }: { edition: Edition; name: string }) {
  const { t } = useTranslation('settings')
  const [print] = usePrint(edition.id)
  const [open, setOpen] = useState(false)
  const [round, setRound] = useState(0)
  const set = print.marginsMm !== null || print.paper !== null || print.printer !== null
  const words = [print.paper ?? edition.page.paper, inWords(print.marginsMm ?? edition.page.marginsMm), print.printer].filter(Boolean).join('，')
  return (
    <Popover
      open={open} onOpenChange={next => { setOpen(next); if (next) setRound(round + 1) }} trigger="click" placement="bottomRight" destroyOnHidden title={name}
      content={<PopoverBody key={round} onClose={() => setOpen(false)}><PaperFields edition={edition} /></PopoverBody>}
    >
      <Button size="small" type={set ? 'default' : 'text'} className="paper-button" aria-expanded={open} aria-label={`${name} ${t('paperAndMargins')} ${words}`} data-testid={`paper-${edition.id}`}>{set ? words : t('byEdition')}</Button>
    </Popover>
  )
}
