import type { EditionField } from '../../../shared/editions/schema'

/** What ties a control to its label, its guidance and its findings. */
export interface ControlLabels {
  id: string
  'aria-labelledby'?: string
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-required'?: boolean
}

/** What every control of a field gets; `stored` is the value as the session has it. */
export interface ControlProps<T> {
  field: EditionField
  stored: T
  labels: ControlLabels
}
