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

/**
 * Turns a key as shared/ writes it (`carryOver.why.yearShifted`, `recognise.why.order`, `finding.A01`)
 * into one of the screen's: the first step is the namespace.
 */
export function sharedKey(key: string): string {
  const dot = key.indexOf('.')
  if (dot < 0) return key
  const namespace = key.slice(0, dot)
  return `${NAMESPACES[namespace] ?? namespace}:${key.slice(dot + 1)}`
}

const NAMESPACES: Record<string, string> = { recognise: 'review', finding: 'findings' }
