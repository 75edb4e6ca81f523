import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { EditionField, EditionSection } from '../../shared/editions/schema'
import { valueAt } from '../../shared/declaration/fieldPath'
import type { Cents } from '../../shared/declaration/money'
import { shallowSame } from '../state/store'
import { isCalm, unconfirmedKeys, useDeclaration, useEdition, useEditor, useFindingsAt, useUi } from './editor'
import { useAmountWords } from './amounts'
import { FieldFindings } from './FieldFindings'
import { FieldRow } from './FieldRow'
import { IndicatorsTable } from './indicators/IndicatorsTable'
import { SubProjectsTable } from './subProjects/SubProjectsTable'

/** Totals of the form and the amounts that add up to them, in every edition that asks for these. */
const PARTS: Partial<Record<string, readonly string[]>> = {
  totalBudget: ['funding.fiscal', 'funding.other'],
  currentYearBudget: ['funding.annualFiscal', 'funding.carriedOver', 'funding.annualOther'],
}

/** One section of the form: its fields, and its list where it has one. */
export function SectionView({ section }: { section: EditionSection }) {
  const { i18n } = useTranslation('editor')
  const edition = useEdition()
  const fields = section.fields.flatMap(key => edition.fields.filter(field => field.key === key))
  const asked = new Set<string>(section.fields)
  const isPart = (key: string): boolean => Object.values(PARTS).some(parts => parts?.includes(key))
  const title = (i18n.language === 'en' && section.title.en) || section.title.zh
  return (
    <section className="section" data-testid={`section-page-${section.key}`} aria-label={title}>
      <SectionHead section={section} title={title} />
      {fields.length > 0 && (
        <div className="fields">
          {fields.map(field => {
            const parts = PARTS[field.key]?.filter(key => asked.has(key)) ?? []
            return [
              <FieldRow key={field.key} field={field} parts={parts.length > 0} part={isPart(field.key)} />,
              lastPartOf(field, fields) && <SumCheck key={`${field.key}-sum`} {...(lastPartOf(field, fields) as SumCheckProps)} />,
            ]
          })}
        </div>
      )}
      {section.list === 'subProjects' && <SubProjectsTable />}
      {section.list === 'indicators' && <IndicatorsTable />}
      {section.list && <ListFindings list={section.list} />}
    </section>
  )
}

function SectionHead({ section, title }: { section: EditionSection; title: string }) {
  const editor = useEditor()
  const { t } = useTranslation('editor')
  const waiting = useDeclaration(declaration => unconfirmedKeys(declaration, [section]), shallowSame)
  return (
    <div className="section-head">
      <h2>{title}</h2>
      {waiting.length > 0 && (
        <>
          <span className="soft">{t('waitingHere', { count: waiting.length })}</span>
          <Button size="small" onClick={() => editor.confirm(waiting)} data-testid="confirm-section">{t('confirmSection')}</Button>
        </>
      )}
    </div>
  )
}

/** Findings about a list as a whole stand below it. */
function ListFindings({ list }: { list: string }) {
  const calm = useUi(ui => isCalm(ui, list))
  return <FieldFindings id={`f-${list}-findings`} findings={useFindingsAt(list)} calm={calm} />
}

interface SumCheckProps {
  total: EditionField
  parts: readonly EditionField[]
}

/** The total and its parts, where `field` is the last of the parts. */
function lastPartOf(field: EditionField, fields: readonly EditionField[]): SumCheckProps | null {
  for (const [key, keys] of Object.entries(PARTS)) {
    const total = fields.find(other => other.key === key)
    const parts = fields.filter(other => keys?.includes(other.key))
    if (total && parts.length > 0 && parts.at(-1) === field) return { total, parts }
  }
  return null
}

/** The parts added up beside the total, with a way to take the sum over. */
function SumCheck({ total, parts }: SumCheckProps) {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const { words } = useAmountWords()
  const state = useDeclaration(declaration => {
    const amounts = parts.map(field => valueAt(declaration, field.key)).filter((value): value is Cents => typeof value === 'number')
    return { sum: amounts.length === 0 ? null : amounts.reduce((a, b) => a + b, 0), total: valueAt(declaration, total.key) as Cents | null }
  }, shallowSame)
  if (state.sum === null) return null
  const difference = state.total === null ? null : state.sum - state.total
  return (
    <div className={difference === 0 ? 'sum-check right' : 'sum-check'} role="status">
      <span>{t('partsSum', { amount: words(state.sum) })}</span>
      {difference === 0 && <span>{t('sumRight', { label: total.label })}</span>}
      {difference !== null && difference !== 0 && <span className="off">{t(difference > 0 ? 'sumMore' : 'sumLess', { label: total.label, amount: words(Math.abs(difference)) })}</span>}
      {difference !== 0 && (
        <Button type="link" size="small" className="quiet" onClick={() => session.setValue(total.key, state.sum)}>{t('takeSum', { label: total.label })}</Button>
      )}
    </div>
  )
}
