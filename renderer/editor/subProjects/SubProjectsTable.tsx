import { memo, useState, type ClipboardEvent } from 'react'
import { PlusOutlined, SnippetsOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SubProject } from '../../../shared/declaration/model'
import { shallowSame } from '../../state/store'
import { CellText } from '../CellText'
import { MoneyBox } from '../controls/MoneyControl'
import { readAmountIn, useAmountWords } from '../amounts'
import { columnHeads } from '../columnHeads'
import { useDeclaration, useEdition, useEditor, useFindingsAt, useSessionState } from '../editor'
import { FieldFindings } from '../FieldFindings'
import { freshRowId } from '../indicatorEdits'
import { lastYearRow } from '../lastYearText'
import { LastYearNote } from '../LastYear'
import { RowOrigin } from '../RowOrigin'
import { isBlock, oneColumn, placeSubProjects, type Grid, type PastedSubProject } from '../pasteTable'
import { focusCell, focusedCell, rowKeys, type RowActions as Actions } from '../rowKeys'
import { RowActions } from '../RowActions'
import { gridFromClipboard } from '../tableFromClipboard'
import { useRowRemoval } from '../useRowRemoval'
import { SubProjectPaste } from './SubProjectPaste'

const LIST = 'subProjects'

/** The sub-projects with their amounts, last year's beside, and the running total against the budget of the year. */
export function SubProjectsTable() {
  const editor = useEditor()
  const { session } = editor
  const { t } = useTranslation('editor')
  const { message } = App.useApp()
  const rows = useDeclaration(declaration => declaration.subProjects)
  const [paste, setPaste] = useState<{ grid: Grid; after: string | null } | null>(null)
  const remove = useRowRemoval()
  const heads = columnHeads(useEdition(), LIST)
  const { unit, unitName } = useAmountWords()

  const add = (after?: string, content: { name: string; amount: number | null } = { name: '', amount: null }): void => {
    const { declaration } = session
    const id = freshRowId(declaration, LIST)
    const behind = declaration.subProjects.findIndex(row => row.id === after)
    const at = after === undefined || behind < 0 ? declaration.subProjects.length : behind + 1
    session.edit([{ op: 'insert', list: LIST, at, row: { id, ...content } }], { where: `${LIST}/${id}/name` })
    focusCell(`${LIST}/${id}/name`)
  }

  const insert = (pasted: readonly PastedSubProject[], after: string | null): void => {
    const { declaration } = session
    const result = [...declaration.subProjects]
    const behind = result.findIndex(row => row.id === after)
    const target = result[behind]
    // an empty row that the block was pasted into gives way
    const blank = target !== undefined && target.name.trim() === '' && target.amount === null
    let at = behind < 0 ? result.length : blank ? behind : behind + 1
    if (blank) result.splice(behind, 1)
    const ids = [...declaration.subProjects, ...result]
    for (const { name, amount } of pasted) {
      const id = freshRowId(declaration, LIST, ids)
      ids.push({ id, name, amount })
      result.splice(at++, 0, { id, name, amount })
    }
    session.edit([{ op: 'set', path: LIST, value: result }], { where: LIST })
    pasted.forEach(({ unread }, i) => unread !== null && session.setUnread(`${LIST}[${at - pasted.length + i}].amount`, unread))
    void message.success(t('paste.inserted', { count: pasted.length }))
    const first = result[at - pasted.length]
    if (first) focusCell(`${LIST}/${first.id}/name`)
  }

  /** A column of amounts goes down the rows from where it was pasted; what is left over makes rows of its own. */
  const fillDown = (amounts: readonly number[], from: string): void => {
    const { declaration } = session
    const result = [...declaration.subProjects]
    const first = result.findIndex(row => row.id === from)
    amounts.forEach((amount, i) => {
      const row = result[first + i]
      if (row) result[first + i] = { ...row, amount }
      else result.push({ id: freshRowId(declaration, LIST, result), name: '', amount })
    })
    session.edit([{ op: 'set', path: LIST, value: result }], { where: `${LIST}/${from}/amount` })
    void message.success(t('paste.filled', { count: amounts.length }))
  }

  const actionsOf = (id: string): Actions => ({
    move(by) {
      const from = session.declaration.subProjects.findIndex(row => row.id === id)
      const to = from + by
      if (from < 0 || to < 0 || to >= session.declaration.subProjects.length) return
      const part = focusedCell()
      session.edit([{ op: 'move', list: LIST, from, to }], { where: `${LIST}/${id}/name` })
      focusCell(part?.startsWith(`${LIST}/${id}/`) ? part : `${LIST}/${id}/name`)
    },
    duplicate() {
      const row = session.declaration.subProjects.find(other => other.id === id)
      if (row) add(id, { name: row.name, amount: row.amount })
    },
    remove: () => remove(LIST, id),
    next() {
      const { subProjects } = session.declaration
      const at = subProjects.findIndex(row => row.id === id)
      const row = subProjects[at]
      if (focusedPart() === 'name') focusCell(`${LIST}/${id}/amount`)
      else if (subProjects[at + 1]) focusCell(`${LIST}/${subProjects[at + 1]?.id}/name`)
      else if (row && (row.name.trim() !== '' || row.amount !== null)) add(id)
    },
    beside(by) {
      const { subProjects } = session.declaration
      const row = subProjects[subProjects.findIndex(other => other.id === id) + by]
      const part = focusedPart()
      if (row && part) focusCell(`${LIST}/${row.id}/${part}`)
    },
  })

  const onPaste = (event: ClipboardEvent<HTMLElement>): void => {
    // what is pasted into the dialog comes by here too, for React knows it as a child of the table
    if (!event.currentTarget.contains(event.target as Node)) return
    const grid = gridFromClipboard(event.clipboardData)
    if (!isBlock(grid)) return
    event.preventDefault()
    event.stopPropagation()
    const after = (event.target as HTMLElement).closest('[data-row]')?.getAttribute('data-row') ?? null
    const amounts = after !== null && focusedPart() === 'amount' ? oneColumn(grid)?.map(text => readAmountIn(unit, text)) : undefined
    if (after !== null && amounts?.every(read => read.kind === 'value')) {
      fillDown(amounts.map(read => (read.kind === 'value' ? read.value : 0)), after)
      return
    }
    const placed = placeSubProjects(grid, unit === '万元' ? { inWan: true } : {})
    if (placed.certain) insert(placed.rows, after)
    else setPaste({ grid, after })
  }

  return (
    <div className="table sub-projects" data-field-key={LIST} data-testid={`field-${LIST}`} onPaste={onPaste}>
      <div className="table-row table-head" aria-hidden>
        <span />
        <span>{heads['name'] ?? t('subProjectName')}</span>
        <span>{heads['amount'] ?? t('amountHead', { unit: unitName })}</span>
        <span />
      </div>
      {rows.map((row, i) => <Row key={row.id} row={row} at={i} actionsOf={actionsOf} />)}
      {rows.length === 0 && <p className="table-empty">{t('noSubProjects')}</p>}
      <div className="table-foot">
        <Button size="small" icon={<PlusOutlined />} onClick={() => add()} data-testid="add-subproject" data-main-control={rows.length === 0 ? true : undefined}>{t('addSubProject')}</Button>
        <Button size="small" icon={<SnippetsOutlined />} onClick={() => setPaste({ grid: [], after: rows.at(-1)?.id ?? null })}>{t('paste.open')}</Button>
        <span className="keys-note">{t('tableKeys')}</span>
      </div>
      <Total />
      {paste && (
        <SubProjectPaste
          grid={paste.grid}
          onCancel={() => setPaste(null)}
          onInsert={pasted => {
            insert(pasted, paste.after)
            setPaste(null)
          }}
        />
      )}
    </div>
  )
}

const focusedPart = (): string | undefined => focusedCell()?.split('/')[2]

const Row = memo(function Row({ row, at, actionsOf }: { row: SubProject; at: number; actionsOf: (id: string) => Actions }) {
  const { t } = useTranslation('editor')
  const key = `${LIST}/${row.id}`
  const before = useSessionState(state => lastYearRow(state.previous?.subProjects, row)?.amount ?? null)
  const ofRow = useFindingsAt(key)
  const ofName = useFindingsAt(`${key}/name`)
  const ofAmount = useFindingsAt(`${key}/amount`)
  const actions = actionsOf(row.id)
  const label = row.name || t('rowNumber', { number: at + 1 })
  const id = `f-${LIST}-${row.id}`
  const worst = [...ofRow, ...ofName, ...ofAmount].find(shown => shown.kept === null)?.finding.severity
  return (
    <div className={worst ? `table-row has-${worst}` : 'table-row'} data-row={row.id} data-testid="subproject-row" role="group" aria-label={t('subProjectRow', { number: at + 1 })} onKeyDown={event => rowKeys(event, actions)}>
      <span className="row-number"><RowOrigin rowKey={key} parts={['', '/name', '/amount']} label={label} number={at + 1} /></span>
      <CellText cellKey={`${key}/name`} text={row.name} label={t('subProjectName')} describedBy={`${id}-findings`} />
      <span className="cell" data-field-key={`${key}/amount`}>
        <MoneyBox path={`${LIST}[${at}].amount`} originKey={`${key}/amount`} stored={row.amount} labels={{ id: `${id}-amount`, 'aria-label': t('amountOf', { name: label }) }} />
        {before !== null && <LastYearNote before={before} amount={row.amount} />}
      </span>
      <RowActions name={label} actions={actions} />
      <FieldFindings id={`${id}-findings`} findings={[...ofRow, ...ofName, ...ofAmount]} />
    </div>
  )
}, (a, b) => a.row === b.row && a.at === b.at)

/** The running total, and how far it is from the budget of the year. */
function Total() {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const edition = useEdition()
  const { words } = useAmountWords()
  const label = edition.fields.find(field => field.key === 'currentYearBudget')?.label ?? t('currentYearBudget')
  const { sum, budget, rows } = useDeclaration(declaration => ({
    sum: declaration.subProjects.reduce((total, row) => total + (row.amount ?? 0), 0), budget: declaration.currentYearBudget, rows: declaration.subProjects.length,
  }), shallowSame)
  if (rows === 0) return null
  const difference = budget === null ? null : sum - budget
  return (
    <div className={difference === 0 ? 'sum-check right' : 'sum-check'} role="status" data-testid="subproject-total">
      <span>{t('total', { amount: words(sum) })}</span>
      <span>{budget === null ? t('noBudget', { label }) : t('budgetIs', { label, amount: words(budget) })}</span>
      {difference === 0 && <span>{t('sumEqual')}</span>}
      {difference !== null && difference !== 0 && <span className="off">{t(difference > 0 ? 'totalMore' : 'totalLess', { amount: words(Math.abs(difference)) })}</span>}
      {difference !== 0 && sum !== 0 && (
        <Button type="link" size="small" className="quiet" onClick={() => session.setValue('currentYearBudget', sum)}>{t('takeSum', { label })}</Button>
      )}
    </div>
  )
}
