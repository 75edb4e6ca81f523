import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from 'antd'
import { CheckOutlined } from '@ant-design/icons'
import type { EditionSection } from '../../shared/editions/schema'
import { isEmptyField } from '../../shared/check/completeness'
import { shallowSame } from '../state/store'
import { isCalm, LEFTOVERS, unconfirmedKeys, useDeclaration, useEdition, useEditor, useFindings, useSessionState, useUi } from './editor'
import { countIn } from './findings'

/** The sections of the form at the left: how far each is, and where something is wrong. */
export function SectionList() {
  const editor = useEditor()
  const { t } = useTranslation('editor')
  const edition = useEdition()
  const leftovers = useDeclaration(declaration => declaration.setAside.length + declaration.unplaced.length)
  const waiting = useDeclaration(declaration => unconfirmedKeys(declaration, edition.sections).length)
  const section = useUi(ui => ui.section)
  return (
    <nav className="sections" aria-label={t('sections')} data-testid="section-list">
      <ol
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          const buttons = [...event.currentTarget.querySelectorAll('button')]
          const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
          buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
          event.preventDefault()
        }}
      >
        {edition.sections.map((entry, i) => <SectionItem key={entry.key} section={entry} number={i + 1} current={section === entry.key} />)}
        {leftovers > 0 && (
          <li>
            <button type="button" className="section-item leftovers" aria-current={section === LEFTOVERS ? 'page' : undefined} onClick={() => editor.openSection(LEFTOVERS)} data-testid="section-leftovers">
              <span className="title">{t('leftovers')}</span>
              <span className="progress">{leftovers}</span>
            </button>
          </li>
        )}
      </ol>
      {waiting > 0 && (
        <div className="waiting-all">
          <span>{t('waitingAll', { count: waiting })}</span>
          <Button size="small" block onClick={() => nextUnconfirmed()}>{t('nextWaiting')}</Button>
          <Button size="small" block onClick={() => editor.confirm(editor.unconfirmedIn(edition.sections))} data-testid="confirm-all">{t('confirmAll')}</Button>
        </div>
      )}
    </nav>
  )

  function nextUnconfirmed(): void {
    const keys = editor.unconfirmedIn(edition.sections)
    const at = keys.indexOf(editor.ui.get().focused ?? '')
    const next = keys[at + 1] ?? keys[0]
    if (next !== undefined) editor.goTo(next)
  }
}

function SectionItem({ section, number, current }: { section: EditionSection; number: number; current: boolean }) {
  const editor = useEditor()
  const { t, i18n } = useTranslation('editor')
  const { filled, total } = useDeclaration(declaration => {
    const lists = section.list ? [section.list] : []
    const empty = [...section.fields, ...lists].filter(field => (field === 'indicators' || field === 'subProjects' ? declaration[field].length === 0 : isEmptyField(declaration, field)))
    const all = section.fields.length + lists.length
    return { filled: all - empty.length, total: all }
  }, shallowSame)
  const { done, optional } = useFindings(state => {
    const own = state.completeness.sections.find(entry => entry.key === section.key)
    return { done: own !== undefined && own.filled >= own.required, optional: own?.required === 0 }
  }, shallowSame)
  const rows = useDeclaration(declaration => (section.list ? declaration[section.list].length : 0))
  const waiting = useDeclaration(declaration => unconfirmedKeys(declaration, [section]).length)
  const fields = new Set<string>([...section.fields, ...(section.list ? [section.list] : [])])
  const ui = useUi(state => state)
  const { errors, warnings } = useFindings(state => countIn(state, fields, key => isCalm(ui, key)), shallowSame)
  const unread = useSessionState(state => Object.keys(state.unread).filter(key => fields.has(key.split('/')[0] ?? key)).length)
  const wrong = errors + unread
  const title = (i18n.language === 'en' && section.title.en) || section.title.zh
  const onlyList = section.list !== undefined && section.fields.length === 0
  const says = [
    onlyList ? t('rows', { count: rows }) : t('filledOf', { filled, total }),
    wrong > 0 && t('errors', { count: wrong }), warnings > 0 && t('warnings', { count: warnings }), waiting > 0 && t('waiting', { count: waiting }),
  ].filter(Boolean).join(t('comma'))
  return (
    <li>
      <button type="button" className="section-item" aria-current={current ? 'page' : undefined} aria-label={`${title}${t('comma')}${says}`} title={says} onClick={() => editor.openSection(section.key)} data-testid={`section-${section.key}`}>
        <span className="number" aria-hidden>{number}</span>
        <span className="title">{title}</span>
        <span className="marks" aria-hidden>
          {waiting > 0 && <i className="waiting" />}
          {wrong > 0 ? <b className="error">{wrong}</b> : warnings > 0 ? <b className="warning">{warnings}</b> : null}
        </span>
        <span className="progress" aria-hidden>
          {progress()}
        </span>
      </button>
    </li>
  )

  /** What is required counts for the tick; a section that may stay blank says so. */
  function progress(): ReactNode {
    if (filled === 0 && optional) return t('optional')
    if (onlyList) return t('rowsShort', { count: rows })
    return done && wrong === 0 ? <CheckOutlined className="done" /> : `${filled}/${total}`
  }
}
