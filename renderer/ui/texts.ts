/// <reference types="vite/client" />
import type { Resource } from 'i18next'

/** Every text of both languages, out of resources/: one namespace a file; the words of findings are kept with the checks. */
export function bundledTexts(): Resource {
  const texts: Resource = { zh: {}, en: {} }
  const files = {
    ...import.meta.glob<Record<string, unknown>>('../../resources/locales/*/*.json', { eager: true, import: 'default' }),
    ...import.meta.glob<Record<string, unknown>>('../../resources/checks/findings.*.json', { eager: true, import: 'default' }),
  }
  for (const [file, words] of Object.entries(files)) {
    const [, language, namespace] = file.match(/locales\/(\w+)\/(\w+)\.json$/u) ?? file.match(/findings\.(\w+)\.json$/u) ?? []
    if (language) texts[language] = { ...texts[language], [namespace ?? 'findings']: words }
  }
  return texts
}
