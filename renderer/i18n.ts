import i18next, { type i18n, type Resource } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Settings } from '../shared/ipc/contract'

export type Language = Settings['language']

/**
 * Starts the texts of the screen. Keys are written with their namespace (`library:newDeclaration`), Chinese stands in
 * where a language lacks one. Texts come from the caller: the window bundles them, tests read the files.
 */
export function startI18n(language: Language, texts: Resource): i18n {
  const instance = i18next.use(initReactI18next)
  void instance.init({
    lng: language,
    fallbackLng: 'zh',
    resources: texts,
    defaultNS: 'common',
    initAsync: false,
    // React escapes by itself
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  return instance
}
