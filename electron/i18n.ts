import { createInstance } from 'i18next'
import carryReasonsEn from '../resources/locales/en/carryReasons.json'
import cliEn from '../resources/locales/en/cli.json'
import commonEn from '../resources/locales/en/common.json'
import editionFaultsEn from '../resources/locales/en/editionFaults.json'
import errorsEn from '../resources/locales/en/errors.json'
import menuEn from '../resources/locales/en/menu.json'
import reportEn from '../resources/locales/en/report.json'
import carryReasonsZh from '../resources/locales/zh/carryReasons.json'
import cliZh from '../resources/locales/zh/cli.json'
import commonZh from '../resources/locales/zh/common.json'
import editionFaultsZh from '../resources/locales/zh/editionFaults.json'
import errorsZh from '../resources/locales/zh/errors.json'
import menuZh from '../resources/locales/zh/menu.json'
import reportZh from '../resources/locales/zh/report.json'
import { FINDING_TEXTS } from '../shared/check/defaults'
import { describeFinding, type DescribedFinding } from '../shared/check/describe'
import type { Finding } from '../shared/check/finding'
import { AppError } from '../shared/errors'
import type { Settings } from '../shared/ipc/contract'

export type Language = Settings['language']
type Params = Record<string, string | number>

/** The main process's texts in one language. */
export interface Words {
  language: Language
  /** Text by key, `namespace:key`. */
  say(key: string, params?: Params): string
  /** An error as a person is told about it; what is no AppError is `internal`. */
  error(error: unknown): string
  finding(finding: Finding): DescribedFinding
  /** Why carry-over changed or asks something. */
  carryReason(why: string, params?: Params): string
}

const RESOURCES = {
  zh: { cli: cliZh, common: commonZh, editionFaults: editionFaultsZh, errors: errorsZh, menu: menuZh, report: reportZh, carryReasons: carryReasonsZh },
  en: { cli: cliEn, common: commonEn, editionFaults: editionFaultsEn, errors: errorsEn, menu: menuEn, report: reportEn, carryReasons: carryReasonsEn },
}

/** The texts of a language; what it lacks is said in Chinese. */
export function wordsIn(language: Language): Words {
  const texts = createInstance()
  void texts.init({ lng: language, fallbackLng: 'zh', resources: RESOURCES, defaultNS: 'cli', initAsync: false, interpolation: { escapeValue: false }, returnNull: false })
  const say = (key: string, params: Params = {}): string => texts.t(key, params)
  return {
    language,
    say,
    error: error => (error instanceof AppError ? say(`errors:${error.code}`, error.params) : say('errors:internal')),
    finding: finding => describeFinding(finding, FINDING_TEXTS[language]),
    carryReason: (why, params) => say(`carryReasons:${why}`, params),
  }
}
