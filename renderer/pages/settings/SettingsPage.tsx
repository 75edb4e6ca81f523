import { useEffect, useState } from 'react'
import { App, Checkbox, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { DEFAULT_PRINT, type Settings } from '../../../shared/ipc/contract'
import { PageHead, useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { EditionPacks } from './EditionPacks'

const SWITCHES = ['signature', 'pageNumbers', 'officialFonts'] as const

/** What the program remembers about the unit and its printing. Every change is kept at once. */
export function SettingsPage() {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const desk = useDesk()
  const editionName = useEditionName()
  const { settings, editions, dataFolder, version } = desk.info
  const [unitName, setUnitName] = useState(settings.unitName)
  useEffect(() => desk.ready(), [desk])
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
      <PageHead title={t('settings:title')} />
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
              </tr>
            </thead>
            <tbody>
              {editions.map(edition => {
                const print = settings.print[edition.id] ?? DEFAULT_PRINT
                return (
                  <tr key={edition.id}>
                    <td>
                      {editionName(edition.id)}
                      {!edition.confirmed && <span className="faint"> {t('settings:unconfirmed')}</span>}
                    </td>
                    {SWITCHES.map(name => (
                      <td key={name}>
                        <Checkbox
                          checked={print[name]} disabled={name === 'signature' && edition.signature.length === 0}
                          aria-label={`${editionName(edition.id)} ${t(`settings:switch.${name}`)}`} data-testid={`${name}-${edition.id}`}
                          onChange={event => void save(before => ({ ...before, print: { ...before.print, [edition.id]: { ...(before.print[edition.id] ?? DEFAULT_PRINT), [name]: event.target.checked } } }))}
                        />
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
          <p className="faint">{t('settings:printText')}</p>
        </section>
        <EditionPacks />
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
