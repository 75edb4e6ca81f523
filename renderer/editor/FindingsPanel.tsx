import { useTranslation } from 'react-i18next'
import { placeLabel } from '../ui/fieldLabel'
import { useDeclaration, useEdition, useEditor, useFindings, useSessionState } from './editor'
import { FindingLine } from './FieldFindings'

/** Everything the checks say, in the order of the form, with the way to each place. */
export function FindingsPanel() {
  const editor = useEditor()
  const { t } = useTranslation(['editor', 'common'])
  const edition = useEdition()
  const all = useFindings(state => state.all)
  const declaration = useDeclaration(value => value)
  const unread = useSessionState(state => state.unread)
  const open = all.filter(shown => shown.kept === null)
  const kept = all.filter(shown => shown.kept !== null)
  const unreadKeys = Object.keys(unread)
  return (
    <div className="findings-panel" data-testid="findings-panel">
      {unreadKeys.length > 0 && (
        <ul className="findings">
          {unreadKeys.map(key => (
            <li key={key} className="finding error">
              <div className="words">
                <button type="button" className="linklike place" onClick={() => editor.goTo(key)}>{placeLabel(t, edition, declaration, key)}</button>
                <span>{t('unreadFinding', { text: unread[key] })}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {open.length === 0 && unreadKeys.length === 0 && <p className="all-well">{t('allWell')}</p>}
      {(['error', 'warning', 'hint'] as const).map(severity => {
        const list = open.filter(shown => shown.finding.severity === severity)
        return list.length > 0 && (
          <section key={severity}>
            <h3>{t(`severityHead.${severity}`, { count: list.length })}</h3>
            <ul className="findings">
              {list.map(shown => <FindingLine key={`${shown.key}|${shown.finding.rule}|${shown.finding.words}`} shown={shown} place={placeLabel(t, edition, declaration, shown.key)} onGoTo={() => editor.goTo(shown.key)} />)}
            </ul>
          </section>
        )
      })}
      {kept.length > 0 && (
        <section>
          <h3>{t('keptHead', { count: kept.length })}</h3>
          <ul className="findings">
            {kept.map(shown => <FindingLine key={`${shown.key}|${shown.finding.rule}|${shown.finding.words}`} shown={shown} place={placeLabel(t, edition, declaration, shown.key)} onGoTo={() => editor.goTo(shown.key)} />)}
          </ul>
        </section>
      )}
    </div>
  )
}
