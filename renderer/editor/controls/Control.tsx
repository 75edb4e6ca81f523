import { memo } from 'react'
import type { IsoDate } from '../../../shared/declaration/dates'
import { valueAt } from '../../../shared/declaration/fieldPath'
import type { Cents } from '../../../shared/declaration/money'
import type { EditionField } from '../../../shared/editions/schema'
import { useDeclaration } from '../editor'
import { ChoiceControl, ChoicesControl } from './ChoiceControl'
import type { ControlLabels } from './controlProps'
import { DateControl } from './DateControl'
import { MoneyControl } from './MoneyControl'
import { LongControl, ShortControl } from './TextControl'

/** The right control for a field, whatever its edition calls it. */
export const Control = memo(function Control({ field, labels }: { field: EditionField; labels: ControlLabels }) {
  const value = useDeclaration(declaration => valueAt(declaration, field.key))
  switch (field.kind) {
    case 'short':
    case 'phone': return <ShortControl field={field} stored={textOf(value)} labels={labels} />
    case 'long': return <LongControl field={field} stored={textOf(value)} labels={labels} />
    case 'choice': return <ChoiceControl field={field} stored={textOf(value)} labels={labels} />
    case 'choices': return <ChoicesControl field={field} stored={Array.isArray(value) ? value.map(String) : []} labels={labels} />
    case 'money': return <MoneyControl field={field} stored={typeof value === 'number' ? (value as Cents) : null} labels={labels} />
    case 'date': return <DateControl field={field} stored={typeof value === 'string' ? (value as IsoDate) : null} labels={labels} />
  }
})

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
