import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERROR_CODES } from '../shared/errors'
import { CARRY_PARTS } from '../shared/carryOver/types'
import { DOCUMENT_KINDS, EXPORT_FORMATS } from '../shared/ipc/contract'
import { LOOKS } from './editor/lookBack/looks'
import { MARKS } from './pages/year/yearList'
import { FIELD_KEYS, STATUSES } from '../shared/declaration/model'

const ROOT = join(__dirname, '..')
const LANGUAGES = ['zh', 'en'] as const
const PLURAL = /_(?:zero|one|two|few|many|other)$/u

type Texts = { [key: string]: string | Texts }

const leaves = (texts: Texts, before = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [[`${before}${key}`, value] as [string, string]] : leaves(value, `${before}${key}.`)))

/** By namespace: the keys without their plural endings, and each key's words. */
function read(language: string): Map<string, Map<string, string[]>> {
  const folder = join(ROOT, 'resources', 'locales', language)
  const files = readdirSync(folder).filter(file => file.endsWith('.json')).map(file => [file.replace('.json', ''), join(folder, file)] as const)
  files.push(['findings', join(ROOT, 'resources', 'checks', `findings.${language}.json`)])
  return new Map(files.map(([namespace, file]) => {
    const words = new Map<string, string[]>()
    for (const [key, text] of leaves(JSON.parse(readFileSync(file, 'utf8')) as Texts)) {
      const plain = key.replace(PLURAL, '')
      words.set(plain, [...(words.get(plain) ?? []), text])
    }
    return [namespace, words]
  }))
}

const texts = { zh: read('zh'), en: read('en') }
const placesIn = (words: readonly string[]) => new Set(words.flatMap(text => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/gu)].map(match => match[1] ?? '')))

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/u.test(entry.name) && !/\.test\.tsx?$/u.test(entry.name) ? [path] : []
  })
}

/** Keys written in the code: whole ones, and the beginnings of those that are put together. */
function usedKeys(): { file: string; key: string; whole: boolean }[] {
  return sources(join(ROOT, 'renderer')).flatMap(path => {
    const code = readFileSync(path, 'utf8')
    const file = path.slice(ROOT.length + 1)
    const own = code.match(/useTranslation\(\s*\[?\s*'(\w+)'/u)?.[1] ?? 'common'
    return [...code.matchAll(/(?<![\w.])(?:i18n\.|i18next\.)?t\(\s*(['`])((?:(?!\1)[^\\])*)\1/gu)].map(([, , text = '']) => {
      const open = text.indexOf('${')
      const key = open < 0 ? text : text.slice(0, open)
      return { file, key: key.includes(':') ? key : `${own}:${key}`, whole: open < 0 }
    })
  })
}

describe('texts of the screen', () => {
  it('are in both languages under the same names, none of them blank', () => {
    expect([...texts.en.keys()].sort()).toEqual([...texts.zh.keys()].sort())
    for (const [namespace, zh] of texts.zh) {
      expect({ namespace, keys: [...(texts.en.get(namespace)?.keys() ?? [])].sort() }).toEqual({ namespace, keys: [...zh.keys()].sort() })
    }
    const blank = LANGUAGES.flatMap(language => [...texts[language]].flatMap(([namespace, words]) => [...words].filter(([, all]) => all.some(text => text.trim() === '')).map(([key]) => `${language} ${namespace}:${key}`)))
    expect(blank).toEqual([])
  })

  it('leave no place open in English that Chinese does not have', () => {
    const strange: string[] = []
    for (const [namespace, zh] of texts.zh) {
      for (const [key, words] of zh) {
        // a count need not be said twice: 已选 3 份 and “one is selected”
        const known = new Set([...placesIn(words), 'count'])
        for (const place of placesIn(texts.en.get(namespace)?.get(key) ?? [])) if (!known.has(place)) strange.push(`${namespace}:${key} {{${place}}}`)
      }
    }
    expect(strange).toEqual([])
  })

  it('are there for every key in the code', () => {
    const used = usedKeys()
    expect(used.length).toBeGreaterThan(100)
    const missing = used.filter(({ key, whole }) => {
      const [namespace = '', name = ''] = key.split(':')
      const words = texts.zh.get(namespace)
      return !words || !(whole ? words.has(name) : [...words.keys()].some(other => other.startsWith(name)))
    })
    expect(missing).toEqual([])
  })

  it('are there for every value that a key is put together with', () => {
    const keys = [
      ...ERROR_CODES.map(code => `errors:${code}`), ...CARRY_PARTS.flatMap(part => [`carryOver:part.${part}`, `carryOver:partText.${part}`]),
      ...EXPORT_FORMATS.flatMap(format => [`export:formats.${format}`, `export:formatText.${format}`]), ...DOCUMENT_KINDS.flatMap(kind => [`export:documents.${kind}`, `export:documentText.${kind}`]),
      ...LOOKS.map(look => `lookBack:tab.${look}`), ...MARKS.map(mark => `year:mark.${mark}`), ...['new', 'newer', 'older', 'same', 'clash'].map(effect => `editions:report.effect.${effect}`),
      ...STATUSES.map(status => `common:status.${status}`),
      ...FIELD_KEYS.map(key => `common:field.${key}`), ...['name', 'amount', 'value', 'level1', 'level2'].map(part => `common:rowPart.${part}`),
    ]
    const missing = keys.filter(key => {
      const [namespace = '', name = ''] = key.split(':')
      return !texts.zh.get(namespace)?.has(name)
    })
    expect(missing).toEqual([])
  })
})
