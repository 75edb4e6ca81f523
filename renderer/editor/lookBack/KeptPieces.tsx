import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { App, Button, Dropdown } from 'antd'
import { DownOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { rowOf, type IndicatorRow } from '../../../shared/carryOver/setAside'
import { useDeclaration, useEdition, useEditor } from '../editor'
import { dropPiece, rowBack, textBack, type KeptPiece } from './putBack'

/**
 * What the record keeps although this edition has no place for it, and what an import could not place. An indicator goes back into the table with one key,
 * a text behind a field's text; both can be undone. Arrows lead from piece to piece, Enter puts back, Delete keeps no longer.
 */
export function KeptPieces() {
  const { session } = useEditor()
  const { t } = useTranslation(['editor', 'carryReasons'])
  const { message } = App.useApp()
  const edition = useEdition()
  const setAside = useDeclaration(declaration => declaration.setAside)
  const unplaced = useDeclaration(declaration => declaration.unplaced)
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const texts = edition.sections.flatMap(section => section.fields).flatMap(key => edition.fields.find(field => field.key === key && field.kind === 'long') ?? [])
  const pieces = () => [...(box.current?.querySelectorAll<HTMLElement>('.piece') ?? [])]
  const focus = (next: number) => {
    const all = pieces()
    const piece = all[Math.min(Math.max(next, 0), all.length - 1)]
    piece?.focus()
    piece?.scrollIntoView({ block: 'nearest' })
  }
  /** After a piece is gone the next one has the focus. */
  const goOn = () => requestAnimationFrame(() => focus(at))

  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    void message.success(t('copied'))
  }
  const drop = (piece: KeptPiece) => {
    session.edit([dropPiece(session.declaration, piece)], { where: piece.list })
    goOn()
  }
  const intoTable = (row: IndicatorRow) => {
    const { patches, levels } = rowBack(session.edition, session.declaration, row)
    session.edit(patches, { where: 'setAside' })
    void message.success(levels ? t('pieceInTable', { name: row.name, levels }) : t('pieceWithoutLevel', { name: row.name }))
    goOn()
  }
  const intoText = (field: string, label: string, text: string, piece: KeptPiece) => {
    if (session.edit(textBack(session.declaration, field, text, piece), { where: piece.list })) void message.success(t('pieceInText', { label }))
    goOn()
  }
  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    const own = pieces().indexOf(event.target as HTMLElement)
    if (own < 0) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') focus(own + (event.key === 'ArrowDown' ? 1 : -1))
    else if (event.key === 'Enter') pieces()[own]?.querySelector<HTMLElement>('[data-put]')?.click()
    else if (event.key === 'Delete') pieces()[own]?.querySelector<HTMLElement>('[data-drop]')?.click()
    else return
    event.preventDefault()
  }
  const piece = (place: KeptPiece, index: number, text: string, head?: ReactNode, row?: IndicatorRow | null) => (
    <div key={`${place.list} ${place.at}`} className="piece" role="listitem" tabIndex={index === at ? 0 : -1} onFocus={() => setAt(index)} data-testid="kept-piece">
      {head && <div className="label">{head}</div>}
      <div className="pre">{text}</div>
      <div className="acts">
        {row
          ? <Button size="small" type="primary" ghost data-put tabIndex={-1} onClick={() => intoTable(row)}>{t('putInTable')}</Button>
          : texts.length > 0 && (
            <Dropdown trigger={['click']} menu={{ items: texts.map(field => ({ key: field.key, label: field.label })), onClick: ({ key }) => intoText(key, texts.find(field => field.key === key)?.label ?? key, text, place) }}>
              <Button size="small" data-put tabIndex={-1}>{t('putInText')}<DownOutlined /></Button>
            </Dropdown>
          )}
        <Button size="small" type="text" tabIndex={-1} onClick={() => void copy(text)}>{t('copy')}</Button>
        <Button size="small" type="text" data-drop tabIndex={-1} onClick={() => drop(place)}>{t('removePiece')}</Button>
      </div>
    </div>
  )
  return (
    <div ref={box} role="list" onKeyDown={keys}>
      {setAside.length + unplaced.length > 0 && <p className="faint">{t('pieceKeys')}</p>}
      {setAside.length > 0 && <p className="soft">{t('setAsideNote')}</p>}
      {setAside.map((entry, i) => piece({ list: 'setAside', at: i }, i, entry.value, <>{entry.label}<span className="faint">{t(`carryReasons:${entry.why}`, { defaultValue: entry.why })}</span></>, rowOf(entry)))}
      {unplaced.length > 0 && <p className="soft">{t('unplacedNote')}</p>}
      {unplaced.map((text, i) => piece({ list: 'unplaced', at: i }, setAside.length + i, text))}
    </div>
  )
}
