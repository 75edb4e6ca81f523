import { Checkbox, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CARRY_PARTS, type CarryPart } from '../../../shared/carryOver/types'
import { useEditionName } from '../../ui/bits'
import { useDesk } from '../../ui/desk'

/** All but remarks. */
export const PRESET_PARTS: readonly CarryPart[] = CARRY_PARTS.filter(part => part !== 'remarks')

interface Props {
  year: number
  edition: string | null
  /** The edition is the one in force, not chosen. */
  proposed: boolean
  parts: readonly CarryPart[]
  disabled?: boolean
  onYear(year: number): void
  onEdition(edition: string): void
  onParts(parts: readonly CarryPart[]): void
}

/** To which year, on which form, and what is taken along. */
export function CarryChoice({ year, edition, proposed, parts, disabled, onYear, onEdition, onParts }: Props) {
  const { t } = useTranslation()
  const { info } = useDesk()
  const editionName = useEditionName()
  return (
    <aside className="carry-choice">
      <div className="choice">
        <label htmlFor="carry-year">{t('carryOver:year')}</label>
        <InputNumber id="carry-year" data-testid="carry-year" controls={false} min={1990} max={2100} precision={0} disabled={disabled} value={year} onChange={value => value && onYear(value)} />
      </div>
      <div className="choice">
        <label htmlFor="carry-edition">{t('carryOver:edition')}</label>
        <Select id="carry-edition" value={edition} disabled={disabled} onChange={onEdition} options={info.editions.map(({ id }) => ({ value: id, label: editionName(id) }))} labelRender={({ value }) => <span title={editionName(String(value))}>{editionName(String(value), true)}</span>} popupMatchSelectWidth={false} />
        <p className="faint">{proposed ? t('carryOver:editionProposed', { year }) : t('carryOver:editionChosen')}</p>
      </div>
      <fieldset className="choice" disabled={disabled}>
        <legend>{t('carryOver:parts')}</legend>
        {CARRY_PARTS.map(part => (
          <Checkbox key={part} checked={parts.includes(part)} data-testid={`part-${part}`} onChange={event => onParts(event.target.checked ? [...parts, part] : parts.filter(other => other !== part))}>
            {t(`carryOver:part.${part}`)}
            <small className="faint">{t(`carryOver:partText.${part}`)}</small>
          </Checkbox>
        ))}
      </fieldset>
    </aside>
  )
}
