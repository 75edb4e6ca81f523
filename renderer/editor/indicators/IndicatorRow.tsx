import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Indicator } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import { CellText } from '../CellText'
import { useFindings, useSessionState } from '../editor'
import { FieldFindings } from '../FieldFindings'
import type { ShownFinding } from '../findings'
import type { Levels } from '../indicatorEdits'
import { lastYearRow } from '../lastYearText'
import { shallowSame } from '../../state/store'
import { RowActions } from '../RowActions'
import { RowOrigin } from '../RowOrigin'
import { rowKeys, type RowActions as Actions } from '../rowKeys'
import { LevelSelect } from './LevelSelect'

const PARTS = ['', '/level1', '/level2', '/name', '/value']

interface Props {
  row: Indicator
  number: number
  edition: Edition
  actionsOf: (id: string) => Actions
  onLevels: (id: string, levels: Levels) => void
}

/** One indicator: level, name, target. Drawn again only when this row changes. */
export const IndicatorRow = memo(function IndicatorRow({ row, number, edition, actionsOf, onLevels }: Props) {
  const { t } = useTranslation('editor')
  const key = `indicators/${row.id}`
  const before = useSessionState(state => lastYearRow(state.previous?.indicators, row)?.value ?? null)
  const findings = useFindings(state => PARTS.flatMap<ShownFinding>(part => [...(state.byKey.get(key + part) ?? [])]), shallowSame)
  const actions = actionsOf(row.id)
  const label = row.name || t('rowNumber', { number })
  const worst = findings.find(shown => shown.kept === null)?.finding.severity
  const findingsId = `f-indicators-${row.id}-findings`
  return (
    <div
      className={worst ? `table-row has-${worst}` : 'table-row'}
      data-row={row.id}
      data-testid="indicator-row"
      role="group"
      aria-label={t('indicatorRow', { number })}
      onKeyDown={event => rowKeys(event, actions)}
    >
      <span className="row-number"><RowOrigin rowKey={key} parts={PARTS} label={label} number={number} /></span>
      <LevelSelect edition={edition} level1={row.level1} level2={row.level2} label={t('levelOf', { name: label })} cellKey={`${key}/level1`} onChange={levels => onLevels(row.id, levels)} />
      <CellText cellKey={`${key}/name`} text={row.name} label={t('indicatorName')} describedBy={findingsId} />
      <CellText cellKey={`${key}/value`} text={row.value ?? ''} label={t('valueOf', { name: label })} placeholder={before === null ? '' : t('lastYearValue', { value: before })} describedBy={findingsId} />
      <RowActions name={label} actions={actions} />
      <FieldFindings id={findingsId} findings={findings} />
    </div>
  )
})
