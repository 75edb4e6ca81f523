import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fromInterchange, interchangeSchema, toInterchange } from '../../shared/declaration/interchange'
import { blankDeclaration, FUNDING_FIELDS, MONEY_FIELDS, SHORT_FIELDS, TEXT_FIELDS, type Declaration } from '../../shared/declaration/model'
import { loadEditionText } from '../../shared/editions/load'
import type { Edition } from '../../shared/editions/schema'
import { randomOf, type Random } from '../../shared/recognise/fixtures/random'
import { PLAIN_SHEET } from '../../shared/sheet/sheet'
import type { DocumentOptions } from './documentItem'

const EDITIONS = path.join(__dirname, '..', '..', 'resources', 'editions')

/** Every edition that travels with the program. */
export function bundledEditions(folder = EDITIONS): Edition[] {
  return readdirSync(folder).filter(name => name.endsWith('.json')).map(name => {
    const loaded = loadEditionText(readFileSync(path.join(folder, name), 'utf8'))
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems))
    return loaded.edition
  })
}

export const PLAIN: DocumentOptions = PLAIN_SHEET

const PIECES = [
  '档案查询服务平台的日常运行维护', '保障市民随时查到', '每季度巡检一次，故障两小时内修复', '《东澜市政务信息系统运行维护管理办法》（澜数发〔2022〕18号）', '2026年', '等级保护测评', '服务器8台',
  '专款专用', 'SLA 99.95%', 'https', 'GB/T 22239', '1.', '2、', '（三）', '④', '“一网通办”', '—— 备注', '……', '3.5万元', '＋１２３', 'Ａ４', 'ABCdef ghi', '  空格  ', '\t表\t格\t',
] as const
/** Texts that break careless writers: rare characters of names, signs of markup and formulas, what an XML cannot hold as it stands. */
const HARD = [
  '䶮', '镕', '𬭚', '㙍', '𠮷野家', '👨‍👩‍👧', '😀', '🀄️', '√■☑✓□', '=1+1', '=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '<b>粗</b>', '</w:t>', '&amp;', '&#10;', ']]>', '"引号"', "'", '_x000D_', '_x0041_', '%20', '{year}', '${x}', '\\n', '\u00a0', '\u3000全角空格\u3000',
  '①②③', '㎡', '℃', '‰', '≥95%', '<2小时', 'ﬁ', '\u0065\u0301', '가나다', 'العربية', '\u200b', '\u00ad', '\u2028', '\u000b', '\u007f', '\u0085', '0012', '1e5', '2018-1-1', 'TRUE', '#REF!',
] as const

function hardText(random: Random, most: number): string {
  let text = ''
  const length = random.int(1, most)
  while (text.length < length) {
    text += random.chance(0.25) ? random.pick(HARD) : random.pick(PIECES)
    if (random.chance(0.12)) text += '\n'
    else if (random.chance(0.2)) text += random.pick(['，', '。', '；', '、'])
  }
  return text.replace(/^\s+|\s+$/gu, '') || '有'
}

const cents = (random: Random): number => (random.chance(0.3) ? random.int(0, 99_999_999) * 100 : random.int(-100, 9_999_999_999))

/** A declaration with hard texts: very long, empty, mixed, some fields left out. The same one for the same seed. */
export function hardDeclaration(seed: number, edition: Edition): Declaration {
  const random = randomOf(seed * 7919 + edition.id.length * 104_729 + edition.years.from)
  const made = blankDeclaration(`d${seed}`, edition.id, random.int(edition.years.from, edition.years.to ?? edition.years.from + 4))
  const maybe = <T>(make: () => T): T | null => (random.chance(0.15) ? null : make())
  for (const key of SHORT_FIELDS) made[key] = maybe(() => hardText(random, random.chance(0.1) ? 120 : 16).replace(/\s+/gu, ' '))
  for (const field of edition.fields) {
    if (field.options.length === 0 || random.chance(0.2)) continue
    const option = random.pick(field.options).value
    if (field.key === 'fundUses') made.fundUses = random.some(field.options, random.int(0, 2)).map(one => one.value)
    else if ((SHORT_FIELDS as readonly string[]).includes(field.key)) made[field.key as (typeof SHORT_FIELDS)[number]] = option
  }
  for (const key of TEXT_FIELDS) made[key] = maybe(() => hardText(random, random.chance(0.08) ? 6_000 : random.chance(0.3) ? 600 : 60))
  for (const key of MONEY_FIELDS) made[key] = maybe(() => cents(random))
  for (const key of FUNDING_FIELDS) made.funding[key] = maybe(() => cents(random))
  made.startDate = maybe(() => `${made.year}-01-01`)
  made.endDate = maybe(() => `${made.year + random.int(0, 2)}-12-${random.int(10, 31)}`)
  made.subProjects = Array.from({ length: random.pick([0, 1, 2, 5, 30]) }, (_, i) => ({ id: `s${i}`, name: hardText(random, 40), amount: maybe(() => cents(random)) }))
  type Level = { level1: string; level2: string | null }
  const levels = edition.levels.flatMap(({ name, children }): Level[] => (children.length > 0 ? children.map(child => ({ level1: name, level2: child.name })) : [{ level1: name, level2: null }]))
  made.indicators = levels.flatMap(level => Array.from({ length: random.pick([0, 1, 1, 2, 4]) }, () => level))
    .map((level, i) => ({ id: `i${i}`, ...level, name: hardText(random, random.chance(0.05) ? 400 : 24), value: maybe(() => hardText(random, 16)) }))
  if (random.chance(0.1)) made.indicators = []
  made.setAside = random.chance(0.3) ? [{ field: 'remarks', label: '备注', value: hardText(random, 40), why: 'notPrinted' }] : []
  made.unplaced = random.chance(0.3) ? [hardText(random, 40)] : []
  // as the store would have it: text in NFC, line ends as line feeds
  return fromInterchange(interchangeSchema.parse(toInterchange(made)), made.id)
}

/** What a file of ours gave back, as a declaration. */
export function declarationOf(own: unknown): Declaration {
  return fromInterchange(interchangeSchema.parse(own), 'none')
}
