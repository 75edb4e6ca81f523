import { Button, Checkbox, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportSession } from '../../../shared/ipc/contract'
import { useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'
import { doubtful, type ReviewForm } from './review'

interface Props {
  forms: readonly ReviewForm[]
  failures: ImportSession['failures']
  current: string
  /** Forms whose project and year are in the library already. */
  known: ReadonlySet<string>
  /** Pictures without text, which can be looked at and filled in from. */
  scans: readonly { name: string; at: number }[]
  scan: number | null
  /** By document. */
  scanned: readonly boolean[]
  onScan(at: number): void
  onChoose(formId: string): void
  onInclude(formId: string, include: boolean): void
}

/** The forms that were found, how much of each is to be looked at, and the files that could not be read. */
export function FormList({ forms, failures, current, known, scans, scan, scanned, onScan, onChoose, onInclude }: Props) {
  const { t } = useTranslation()
  const { info } = useDesk()
  const editionName = useEditionName()
  return (
    <nav className="pane forms" aria-label={t('review:forms')}>
      <header className="pane-head"><strong>{t('review:found', { count: forms.length })}</strong></header>
      <div className="forms-body">
        {forms.map(form => {
          const doubts = doubtful(form, info.editions.find(edition => edition.id === form.declaration.edition)).length
          return (
            <div key={form.formId} className={form.formId === current ? 'form-entry current' : 'form-entry'} data-testid="review-form">
              <Checkbox checked={form.include} aria-label={t('review:include')} onChange={event => onInclude(form.formId, event.target.checked)} />
              <button type="button" aria-current={form.formId === current} onClick={() => onChoose(form.formId)}>
                <span className="form-title">{form.declaration.projectName || t('library:unnamed')}</span>
                <span className="faint">{form.declaration.year} · {editionName(form.declaration.edition, true)}</span>
                <span className="form-tags">
                  {doubts > 0 ? <Tag color="gold">{t('review:doubtCount', { count: doubts })}</Tag> : <Tag color="green">{t(scanned[form.document] ? 'review:scan.tag' : 'review:allSeen')}</Tag>}
                  {form.unplaced.length > 0 && <Tag>{t('review:unplacedCount', { count: form.unplaced.length })}</Tag>}
                  {known.has(form.formId) && <Tag color="red" title={t('review:knownText')}>{t('review:known')}</Tag>}
                </span>
              </button>
            </div>
          )
        })}
        {failures.map((failure, number) => {
          const picture = failure.error.code === 'fileScanned' ? scans.find(({ name }) => name === failure.name) : undefined
          return (
            <div key={number} className={picture && picture.at === scan ? 'form-failure current' : 'form-failure'} role="alert" data-testid="import-failure">
              <span>{t(`errors:${failure.error.code}`, failure.error.params)}</span>
              {picture && <Button size="small" onClick={() => onScan(picture.at)} data-testid="look-at-scan">{t('review:scan.look')}</Button>}
            </div>
          )
        })}
      </div>
    </nav>
  )
}
