import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { FINDING_TEXTS } from '../../shared/check/defaults'
import { placeLabel } from '../ui/fieldLabel'
import { useDeclaration, useEdition, useEditor, useFindings, useSessionState } from './editor'
import { FindingLine } from './FieldFindings'
import { keptForNothing } from './findings'
import { useRepairAll } from './useRepairAll'

/** Everything the checks say, in the order of the form, with the way to each place. */
export function FindingsPanel() {
  const editor = useEditor()
  const { t, i18n } = useTranslation(['editor', 'common'])
  const repairAll = useRepairAll()
  const edition = useEdition()
  const all = useFindings(state => state.all)
  const declaration = useDeclaration(value => value)
  const unread = useSessionState(state => state.unread)
  const open = all.filter(shown => shown.kept === null)
  const kept = all.filter(shown => shown.kept !== null)
  const unreadKeys = Object.keys(unread)
  const certain = open.filter(shown => shown.finding.repair).length
  const idle = keptForNothing(declaration, all)
  const rule = FINDING_TEXTS[i18n.language === 'en' ? 'en' : 'zh']
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
      {certain > 0 && (
        <div className="repair-all">
          <Button size="small" onClick={repairAll} data-testid="repair-all">{t('repairAll', { count: certain })}</Button>
          <span className="faint">{t('repairAllNote')}</span>
        </div>
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
        <section data-testid="kept-findings">
          <h3>{t('keptHead', { count: kept.length })}</h3>
          <ul className="findings">
            {kept.map(shown => <FindingLine key={`${shown.key}|${shown.finding.rule}|${shown.finding.words}`} shown={shown} place={placeLabel(t, edition, declaration, shown.key)} onGoTo={() => editor.goTo(shown.key)} />)}
          </ul>
        </section>
      )}
      {idle.length > 0 && (
        <section data-testid="kept-idle">
          <h3>{t('keptIdle', { count: idle.length })}</h3>
          <ul className="findings">
            {idle.map(entry => (
              <li key={`${entry.rule}|${entry.field}|${entry.words}`} className="finding kept">
                <div className="words">
                  <button type="button" className="linklike place" onClick={() => editor.goTo(entry.field)}>{placeLabel(t, edition, declaration, entry.field)}</button>
                  <span>{rule[`rule.${entry.rule}`] ?? entry.rule}{entry.words && t('quoted', { words: entry.words })}</span>
                  <span className="soft">{t('keptBecause', { reason: entry.reason })}</span>
                  <span className="acts">
                    <Button type="link" size="small" className="quiet" onClick={() => editor.session.edit([{ op: 'set', path: 'keptFindings', value: declaration.keptFindings.filter(other => other !== entry) }], { where: 'keptFindings' })}>{t('removePiece')}</Button>
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
