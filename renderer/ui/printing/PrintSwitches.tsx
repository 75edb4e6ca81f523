import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Edition } from '../../../shared/editions/schema'
import { usePrint } from './usePrint'

export const SWITCHES = ['signature', 'seal', 'pageNumbers', 'officialFonts'] as const
export type PrintSwitch = (typeof SWITCHES)[number]

/** One thing that is printed or not; without words where a heading says them. */
export function PrintSwitch({ name, edition, label, words = false }: { name: PrintSwitch; edition: Edition; label?: string; words?: boolean }) {
  const { t } = useTranslation('settings')
  const [print, set] = usePrint(edition.id)
  const missing = (name === 'signature' && edition.signature.length === 0) || (name === 'seal' && edition.seal === '')
  return (
    <Checkbox
      checked={print[name] && !missing} disabled={missing} aria-label={label} title={words ? t(`switchText.${name}`) : undefined} data-testid={`${name}-${edition.id}`}
      onChange={event => void set({ [name]: event.target.checked })}
    >
      {words ? t(`switch.${name}`) : undefined}
    </Checkbox>
  )
}
