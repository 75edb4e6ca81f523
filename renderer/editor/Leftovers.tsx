import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDeclaration, useEditor } from './editor'

/** What the record keeps although this edition has no place for it, and what an import could not place: to be copied where it belongs. */
export function Leftovers() {
  const { session } = useEditor()
  const { t } = useTranslation(['editor', 'carryReasons'])
  const { message } = App.useApp()
  const setAside = useDeclaration(declaration => declaration.setAside)
  const unplaced = useDeclaration(declaration => declaration.unplaced)
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text)
    void message.success(t('copied'))
  }
  const remove = (list: 'setAside' | 'unplaced', at: number): void => {
    const rows: unknown[] = [...session.declaration[list]]
    rows.splice(at, 1)
    session.edit([{ op: 'set', path: list, value: rows }], { where: list })
  }
  return (
    <section className="section" data-testid="section-page-leftovers" aria-label={t('leftovers')}>
      <div className="section-head"><h2>{t('leftovers')}</h2></div>
      {setAside.length > 0 && <p className="soft">{t('setAsideNote')}</p>}
      {setAside.map((entry, i) => (
        <Piece key={i} head={entry.label} why={t(`carryReasons:${entry.why}`, { defaultValue: entry.why })} text={entry.value} onCopy={() => void copy(entry.value)} onRemove={() => remove('setAside', i)} />
      ))}
      {unplaced.length > 0 && <p className="soft">{t('unplacedNote')}</p>}
      {unplaced.map((text, i) => <Piece key={i} text={text} onCopy={() => void copy(text)} onRemove={() => remove('unplaced', i)} />)}
    </section>
  )
}

function Piece({ head, why, text, onCopy, onRemove }: { head?: string; why?: string; text: string; onCopy: () => void; onRemove: () => void }) {
  const { t } = useTranslation('editor')
  return (
    <div className="piece">
      {head && <div className="label">{head}{why && <span className="faint">{why}</span>}</div>}
      <div className="pre">{text}</div>
      <div className="acts">
        <Button size="small" onClick={onCopy}>{t('copy')}</Button>
        <Button size="small" type="text" onClick={onRemove}>{t('removePiece')}</Button>
      </div>
    </div>
  )
}
