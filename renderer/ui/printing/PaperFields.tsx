import { useId } from 'react'
import { Button, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { PAPERS, type Edition, type Paper } from '../../../shared/editions/schema'
import { MARGIN_LIMITS_MM, type PrintSettings } from '../../../shared/ipc/contract'
import { call } from '../../state/client'
import { useLoad } from '../hooks'
import { usePrint } from './usePrint'
import './printing.css'

/** In the order in which a page is read around; the places are those of the settings. */
const SIDES = [['top', 0], ['bottom', 2], ['left', 3], ['right', 1]] as const
const { least, most } = MARGIN_LIMITS_MM
const halves = (mm: number): number => Math.min(most, Math.max(least, Math.round(mm * 2) / 2))

/** Printer, paper and margins of an edition. */
export function PaperFields({ edition }: { edition: Edition }) {
  const { t } = useTranslation('settings')
  const id = useId()
  const [print, set] = usePrint(edition.id)
  const { value: printers } = useLoad('printers', () => call('print.printers', {}))
  const margins = print.marginsMm ?? edition.page.marginsMm
  const gone = print.printer !== null && printers !== undefined && !printers.some(({ name }) => name === print.printer)

  const setMargin = (side: number, mm: number | null): void => {
    if (mm === null || halves(mm) === margins[side]) return
    const next = margins.map((before, at) => halves(at === side ? mm : before))
    void set({ marginsMm: next as NonNullable<PrintSettings['marginsMm']> })
  }
  return (
    <div className="paper-fields" data-testid={`paper-fields-${edition.id}`}>
      <label htmlFor={`${id}-printer`}>{t('printer')}</label>
      <div>
        <Select
          id={`${id}-printer`} data-testid="printer" value={print.printer ?? ''} popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('printerNone') },
            ...(gone ? [{ value: print.printer ?? '', label: t('printerGone', { name: print.printer }) }] : []),
            ...(printers ?? []).map(({ name, displayName }) => ({ value: name, label: displayName })),
          ]}
          onChange={name => void set({ printer: name === '' ? null : name })}
        />
        {printers?.length === 0 && <p className="faint" data-testid="no-printers">{t('noPrinters')}</p>}
      </div>
      <label htmlFor={`${id}-paper`}>{t('paper')}</label>
      <Select<Paper | ''>
        id={`${id}-paper`} data-testid="paper" value={print.paper ?? ''}
        options={[{ value: '' as const, label: t('paperOwn', { paper: edition.page.paper }) }, ...PAPERS.map(paper => ({ value: paper, label: t(`paperName.${paper}`) }))]}
        onChange={paper => void set({ paper: paper === '' ? null : paper })}
      />
      <span id={`${id}-margins`}>{t('margins')}</span>
      <div role="group" aria-labelledby={`${id}-margins`}>
        <div className="margin-fields">
          {SIDES.map(([name, side]) => (
            <label key={name}>
              {t(`side.${name}`)}
              <InputNumber
                controls={false} value={margins[side]} min={least} max={most} step={0.5} changeOnWheel={false} data-testid={`margin-${name}`}
                onChange={mm => setMargin(side, mm)}
              />
            </label>
          ))}
        </div>
        <Button size="small" disabled={print.marginsMm === null} onClick={() => void set({ marginsMm: null })} data-testid="own-margins">{t('marginsOwn', { margins: inWords(edition.page.marginsMm) })}</Button>
        <p className="faint">{t('marginsText', { least, most })}</p>
      </div>
    </div>
  )
}

/** Margins as they are written down: top, bottom, left, right. */
export function inWords(marginsMm: Edition['page']['marginsMm']): string {
  return SIDES.map(([, side]) => marginsMm[side]).join(' · ')
}
