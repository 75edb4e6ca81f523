import { memo, useState } from 'react'
import { CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled, MinusCircleOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { describeFinding, keepPatch } from '../../shared/check'
import { FINDING_TEXTS } from '../../shared/check/defaults'
import { useEditor } from './editor'
import { findAgain, isMissing, type ShownFinding } from './findings'

const ICONS = { error: <CloseCircleFilled />, warning: <ExclamationCircleFilled />, hint: <InfoCircleFilled /> }

/** The finding in the words of the screen's language. */
function useFindingWords(): (shown: ShownFinding) => { title: string; message: string } {
  const { i18n } = useTranslation()
  const texts = FINDING_TEXTS[i18n.language === 'en' ? 'en' : 'zh']
  return shown => describeFinding(shown.finding, texts)
}

/** What the checks say about one place: what is wrong, the repair where one is certain, and keeping it with a reason. `calm`: nobody has been there yet. */
export const FieldFindings = memo(function FieldFindings({ id, findings, calm = false }: { id: string; findings: readonly ShownFinding[]; calm?: boolean }) {
  if (findings.length === 0) return null
  return (
    <ul className="findings" id={id}>
      {findings.map(shown => <FindingLine key={`${shown.finding.rule}|${shown.finding.words}`} shown={shown} blank={calm && isMissing(shown)} />)}
    </ul>
  )
})

/** One finding with its repair and the way to keep it. `place`: where it is, with `onGoTo` as a way there; `blank`: said quietly. */
export function FindingLine({ shown, place, onGoTo, blank = false }: { shown: ShownFinding; place?: string; onGoTo?: () => void; blank?: boolean }) {
  const editor = useEditor()
  const { t } = useTranslation('editor')
  const [asking, setAsking] = useState(false)
  const words = useFindingWords()(shown)
  const { finding, kept } = shown
  const { session } = editor

  /** On the declaration of this moment: the finding may be some keystrokes old. */
  const repair = (): void => {
    const now = findAgain(editor.findings.checkNow(), shown)
    if (now?.finding.repair) session.edit(now.finding.repair, { where: now.key })
  }
  const keep = (reason: string | null): void => {
    session.edit([keepPatch(session.declaration, finding, reason, new Date().toISOString())], { where: 'keptFindings' })
    setAsking(false)
  }

  return (
    <li className={`finding ${kept ? 'kept' : blank ? 'blank' : finding.severity}`} data-testid="finding" data-rule={finding.rule} data-severity={finding.severity}>
      <span className="mark" role="img" aria-label={t(blank ? 'required' : `severity.${finding.severity}`)}>{blank ? <MinusCircleOutlined /> : ICONS[finding.severity]}</span>
      <div className="words">
        {place !== undefined && (
          <button type="button" className="linklike place" onClick={onGoTo}>{place}</button>
        )}
        <span>{words.message}</span>
        {kept && <span className="soft">{t('keptBecause', { reason: kept.reason })}</span>}
        <span className="acts">
          {finding.repair && !kept && <Button size="small" onClick={repair}>{t('repair')}</Button>}
          {!kept && finding.severity !== 'error' && !asking && <Button type="link" size="small" className="quiet" onClick={() => setAsking(true)}>{t('keep')}</Button>}
          {kept && <Button type="link" size="small" className="quiet" onClick={() => keep(null)}>{t('unkeep')}</Button>}
        </span>
        {asking && <KeepReason onKeep={keep} onCancel={() => setAsking(false)} />}
      </div>
    </li>
  )
}

function KeepReason({ onKeep, onCancel }: { onKeep: (reason: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('editor')
  const [reason, setReason] = useState('')
  const ok = reason.trim() !== ''
  return (
    <div
      className="keep"
      data-own-undo
      onKeyDown={event => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          onCancel()
        } else if (event.key === 'Enter' && ok) onKeep(reason.trim())
      }}
    >
      <Input size="small" autoFocus maxLength={500} value={reason} placeholder={t('keepReason')} aria-label={t('keepReason')} onChange={event => setReason(event.target.value)} />
      <Button size="small" type="primary" disabled={!ok} onClick={() => onKeep(reason.trim())}>{t('keepDo')}</Button>
      <Button size="small" onClick={onCancel}>{t('cancel')}</Button>
    </div>
  )
}
