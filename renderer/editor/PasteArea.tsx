import { useTranslation } from 'react-i18next'
import { gridFromText, isBlock, type Grid } from './pasteTable'
import { gridFromClipboard } from './tableFromClipboard'

/** Where a block is pasted when it was not pasted into the table itself. */
export function PasteArea({ onGrid }: { onGrid: (grid: Grid) => void }) {
  const { t } = useTranslation('editor')
  return (
    <textarea
      autoFocus
      className="box long"
      rows={8}
      aria-label={t('paste.here')}
      placeholder={t('paste.here')}
      onPaste={event => {
        const grid = gridFromClipboard(event.clipboardData)
        if (!isBlock(grid)) return
        event.preventDefault()
        onGrid(grid)
      }}
      onChange={event => {
        const grid = gridFromText(event.currentTarget.value)
        if (isBlock(grid) && event.currentTarget.value.includes('\t')) onGrid(grid)
      }}
    />
  )
}
