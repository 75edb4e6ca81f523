import { memo } from 'react'
import { Button, Dropdown } from 'antd'
import { EllipsisOutlined, PlusOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { FieldPath } from '../../../shared/declaration/fieldPath'
import type { Indicator, SubProject } from '../../../shared/declaration/model'
import type { Edition } from '../../../shared/editions/schema'
import { keyOf } from '../../ui/hooks'
import { partsOf, secondLevels } from './controls'
import { isDoubtful, type ReviewForm } from './review'
import { ValueInput, type Control } from './ValueInput'

export type RowAct = 'insert' | 'remove' | 'join' | 'split'

interface Handlers {
  onEdit(path: FieldPath, value: unknown): boolean
  onFocus(key: string): void
  /** `place`: where the cursor stands in the row's name, for parting it. */
  onRow(list: 'subProjects' | 'indicators', act: RowAct, at: number, place: number): void
}

interface Props extends Handlers {
  list: 'subProjects' | 'indicators'
  form: ReviewForm
  edition: Edition | undefined
}

/** Sub-projects or indicators as they were read, each row with what can be done to it. */
export function RowsTable({ list, form, edition, ...handlers }: Props) {
  const { t } = useTranslation()
  const rows: readonly (Indicator | SubProject)[] = form.declaration[list]
  const columns = partsOf(edition, list)
  return (
    <table className={`review-rows ${list}`}>
      <thead>
        <tr>
          <th className="rows-at" />
          {columns.map(part => <th key={part} className={`col-${part}`}>{t(`common:rowPart.${part}`)}</th>)}
          <th className="rows-acts">
            <Button type="text" size="small" icon={<PlusOutlined />} tabIndex={-1} aria-label={t('review:row.add')} title={t('review:row.add')} onClick={() => handlers.onRow(list, 'insert', rows.length, 0)} />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <Row
            key={row.id} row={row} at={at} list={list} columns={columns.join()} edition={edition} {...handlers}
            doubts={columns.filter(part => isDoubtful(form, `${list}/${row.id}/${part}`)).join()}
            doubtful={isDoubtful(form, `${list}/${row.id}`)}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps extends Handlers {
  row: Indicator | SubProject
  at: number
  list: 'subProjects' | 'indicators'
  /** Parted by commas, so that they compare. */
  columns: string
  doubts: string
  /** As a whole. */
  doubtful: boolean
  edition: Edition | undefined
}

const KINDS: Record<string, Control> = { name: 'line', amount: 'money', level1: 'choice', level2: 'choice', value: 'line' }

const Row = memo(function Row({ row, at, list, columns, doubts, doubtful, edition, onEdit, onFocus, onRow }: RowProps) {
  const { t } = useTranslation()
  const optionsOf = (part: string): string[] => {
    if (part === 'level1') return edition?.levels.map(level => level.name) ?? []
    return part === 'level2' && 'level1' in row ? secondLevels(edition, row.level1) : []
  }
  const nameId = `${list}-${row.id}-name`
  const act = (what: RowAct) => {
    const name = document.getElementById(nameId)
    // what is being typed counts
    name?.blur()
    onRow(list, what, what === 'insert' ? at + 1 : at, name instanceof HTMLTextAreaElement ? name.selectionStart : 0)
  }
  return (
    <tr
      data-testid="review-row"
      onKeyDown={event => {
        const what = ({ 'mod+j': 'join', 'mod+k': 'split' } as const)[keyOf(event)]
        if (!what || event.nativeEvent.isComposing) return
        event.preventDefault()
        if (what === 'split' || at > 0) act(what)
      }}
    >
      <td className={doubtful ? 'rows-at faint doubtful' : 'rows-at faint'}>{at + 1}</td>
      {columns.split(',').map(part => (
        <td key={part} className={`col-${part}${doubts.split(',').includes(part) ? ' doubtful' : ''}`}>
          <ValueInput
            id={`${list}-${row.id}-${part}`} kind={KINDS[part] ?? 'line'} options={optionsOf(part)} label={`${t(`common:rowPart.${part}`)} ${at + 1}`}
            value={(row as unknown as Record<string, unknown>)[part]}
            onCommit={value => onEdit(`${list}[${at}].${part}`, part === 'name' ? value ?? '' : value)}
            onFocus={() => onFocus(`${list}/${row.id}/${part}`)}
          />
        </td>
      ))}
      <td className="rows-acts">
        <Dropdown
          trigger={['click']} placement="bottomRight"
          menu={{ items: [
            { key: 'join', label: t('review:row.join'), extra: 'Ctrl+J', disabled: at === 0, onClick: () => act('join') },
            { key: 'split', label: t('review:row.split'), extra: 'Ctrl+K', onClick: () => act('split') },
            { key: 'insert', label: t('review:row.insert'), onClick: () => act('insert') },
            { key: 'remove', label: t('review:row.remove'), danger: true, onClick: () => act('remove') },
          ] }}
        >
          <Button type="text" size="small" icon={<EllipsisOutlined />} aria-label={t('review:row.more', { number: at + 1 })} />
        </Dropdown>
      </td>
    </tr>
  )
})
