import { useStable } from '../../ui/hooks'
import { useEditor } from '../editor'

/** Opens the indicator library beside the table of indicators, ready to be searched. */
export function useOpenLibrary(): () => void {
  const editor = useEditor()
  return useStable(() => {
    const section = editor.sections.find(entry => entry.list === 'indicators')
    if (section) editor.openSection(section.key)
    editor.update({ dock: 'library' })
    // it takes the focus by itself when it comes; it may be there already
    const search = document.querySelector<HTMLInputElement>('[data-library-search]')
    search?.focus()
    search?.select()
  })
}
