import { forStorage } from '../../../shared/text/normalise'
import { useTranslation } from 'react-i18next'
import { useEditor } from '../editor'
import { MarkedBox } from '../MarkedBox'
import { countCharacters } from '../typedText'
import { useDraft } from '../useDraft'
import type { ControlProps } from './controlProps'

const LONGEST_SHORT = 2_000
const LONGEST_TEXT = 200_000

/** One line of text; telephone numbers too. */
export function ShortControl({ field, stored, labels }: ControlProps<string | null>) {
  const { session } = useEditor()
  const draft = useDraft(stored ?? '', text => session.setValue(field.key, forStorage(text) || null, true))
  return (
    <MarkedBox fieldKey={field.key} text={draft.value}>
      <input
        {...labels}
        {...draft}
        className="box"
        type="text"
        inputMode={field.kind === 'phone' ? 'tel' : undefined}
        maxLength={LONGEST_SHORT}
        autoComplete="off"
        spellCheck={false}
        data-main-control
      />
    </MarkedBox>
  )
}

/** A text of any length: the box grows with it, and its length stands below. */
export function LongControl({ field, stored, labels }: ControlProps<string | null>) {
  const { session } = useEditor()
  const { t } = useTranslation('editor')
  const draft = useDraft(stored ?? '', text => session.setValue(field.key, forStorage(text) || null, true))
  const count = countCharacters(draft.value)
  const over = field.suggestedLength !== undefined && count > field.suggestedLength
  return (
    <>
      <MarkedBox fieldKey={field.key} text={draft.value}>
        <textarea {...labels} {...draft} className="box long" rows={3} maxLength={LONGEST_TEXT} spellCheck={false} data-main-control />
      </MarkedBox>
      <div className={over ? 'count over' : 'count'} data-testid={`count-${field.key}`}>
        {field.suggestedLength === undefined ? t('count', { count }) : t(over ? 'countOver' : 'countOf', { count, most: field.suggestedLength })}
      </div>
    </>
  )
}
