import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Edition } from '../../../shared/editions/schema'
import type { Levels } from '../indicatorEdits'

const write = (levels: Levels): string => JSON.stringify([levels.level1, levels.level2])
const read = (value: string): Levels => {
  const [level1, level2] = JSON.parse(value) as [string | null, string | null]
  return { level1, level2 }
}

interface Props extends Levels {
  edition: Edition
  label: string
  cellKey: string
  onChange: (levels: Levels) => void
}

/** Both levels in one list, the edition's words only; what a row has that is none of them stays to be seen, and chosen. */
export const LevelSelect = memo(function LevelSelect({ edition, level1, level2, label, cellKey, onChange }: Props) {
  const { t } = useTranslation('editor')
  const level = edition.levels.find(other => other.name === level1)
  const known = level !== undefined && (level2 === null || level.children.some(child => child.name === level2))
  const own = [level1, level2].filter(Boolean).join(' · ')
  return (
    <span className="cell level" data-field-key={cellKey}>
      <select className={known ? 'level-box' : 'level-box unknown'} aria-label={label} value={write({ level1, level2 })} title={own || t('noLevel')} onChange={event => onChange(read(event.currentTarget.value))} data-main-control>
        {!known && <option value={write({ level1, level2 })}>{own || t('noLevel')}</option>}
        {edition.levels.map(entry => (entry.children.length === 0
          ? <option key={entry.name} value={write({ level1: entry.name, level2: null })}>{entry.name}</option>
          : (
            <optgroup key={entry.name} label={entry.name}>
              {entry.children.map(child => <option key={child.name} value={write({ level1: entry.name, level2: child.name })}>{child.name}</option>)}
              <option value={write({ level1: entry.name, level2: null })}>{t('noSecondLevel')}</option>
            </optgroup>
          )))}
      </select>
    </span>
  )
})
