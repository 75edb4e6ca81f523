import { memo, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EditionField } from '../../shared/editions/schema'
import { counterExampleOf } from '../../shared/guidance'
import { Control } from './controls/Control'
import type { ControlLabels } from './controls/controlProps'
import { isCalm, useFindingsAt, useUi } from './editor'
import { FieldFindings } from './FieldFindings'
import { isMissing } from './findings'
import { Renamed } from './lookBack/Renamed'
import { TotalFollows } from './lookBack/TotalFollows'
import { OriginMark } from './OriginMark'
import './guidance.css'

/** Fields that fit beside another one. */
const HALF = new Set(['date', 'phone', 'money'])
const WHOLE = new Set(['totalBudget', 'currentYearBudget'])

/** One field: its official label, what belongs here, its control, and what the checks say. `parts`: an amount that others add up to. */
export const FieldRow = memo(function FieldRow({ field, parts, part }: { field: EditionField; parts?: boolean; part?: boolean }) {
  const { t, i18n } = useTranslation('editor')
  const findings = useFindingsAt(field.key)
  const [example, setExample] = useState(false)
  const id = `f-${field.key.replace('.', '-')}`
  const grouped = field.kind === 'choice' || field.kind === 'choices'
  const calm = useUi(ui => isCalm(ui, field.key))
  const worst = findings.find(shown => shown.kept === null && !(calm && isMissing(shown)))?.finding.severity
  const labels = useMemo<ControlLabels>(() => ({
    id,
    'aria-labelledby': `${id}-label`,
    'aria-describedby': `${id}-guidance ${id}-findings`,
    'aria-required': field.required || undefined,
  }), [id, field.required])
  const guidance = (i18n.language === 'en' && field.guidance?.en) || field.guidance?.zh
  const bad = counterExampleOf(field.key)
  const half = (HALF.has(field.kind) && !(parts && WHOLE.has(field.key))) || field.key === 'contactName'
  const label = (
    <>
      {field.label}
      {field.required && <span className="required" title={t('required')} aria-hidden>*</span>}
    </>
  )
  return (
    <div className={['field', half && 'half', part && 'part', worst && `has-${worst}`].filter(Boolean).join(' ')} data-field-key={field.key} data-testid={`field-${field.key}`}>
      <div className="field-head">
        {grouped ? <span className="label" id={`${id}-label`}>{label}</span> : <label className="label" id={`${id}-label`} htmlFor={id}>{label}</label>}
        <span className="grow" />
        <OriginMark field={field.key} label={field.label} />
      </div>
      <div className="guidance" id={`${id}-guidance`}>
        {guidance}
        {(field.example || bad) && (
          <button type="button" className="linklike example-toggle" tabIndex={-1} data-example-button aria-expanded={example} onClick={() => setExample(!example)}>{t(example ? 'hideExample' : 'showExample')}</button>
        )}
        {example && (
          <div className="examples">
            {field.example && (
              <>
                <span className="example-head good">{t('goodExample')}</span>
                <div className="example pre">{field.example}</div>
              </>
            )}
            {bad && (
              <>
                <span className="example-head bad">{t('badExample')}</span>
                <div className="example pre">
                  {bad.text}
                  <p className="example-why">{bad.why[i18n.language === 'en' ? 'en' : 'zh']}</p>
                </div>
              </>
            )}
          </div>
        )}
      </div>
      <div className="control"><Control field={field} labels={labels} /></div>
      <div>{field.key === 'projectName' && <Renamed />}{field.key === 'totalBudget' && <TotalFollows />}<FieldFindings id={`${id}-findings`} findings={findings} calm={calm} /></div>
    </div>
  )
})
