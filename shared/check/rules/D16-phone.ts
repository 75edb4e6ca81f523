import { isBlank } from '../../text/normalise'
import type { Rule } from '../finding'

const AREA = '(?:\\(?0(?:10|2\\d|[3-9]\\d{2})\\)?[- ]?)'
const PHONE = new RegExp(`^(?:(?:\\+?86[- ]?)?1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}|${AREA}?[2-8]\\d{2,3}[- ]?\\d{4}(?:(?:[-*#转 ]|转分机|分机)+\\d{1,6})?|[48]00[- ]?\\d{3}[- ]?\\d{4}|1\\d{4}|\\d{5,6})$`, 'u')

/** D16: a telephone number that cannot be one. Masked numbers (****) are left alone. */
export const phone: Rule = {
  id: 'D16',
  severity: 'hint',
  check({ declaration: { contactPhone }, edition }) {
    if (isBlank(contactPhone) || !edition.fields.some(field => field.key === 'contactPhone')) return []
    const numbers = (contactPhone as string).normalize('NFKC').split(/[、,;/\n]|\s{2,}/u).map(part => part.trim()).filter(part => part !== '')
    const odd = numbers.find(part => !part.includes('*') && (!PHONE.test(part) || /^(?:\D*\d){0,4}\D*(\d)(?:\D*\1){6,}\D*$/u.test(part)))
    return odd ? [{ rule: 'D16', severity: 'hint', field: 'contactPhone', words: (contactPhone as string).includes(odd) ? odd : (contactPhone as string), messageKey: 'finding.D16', params: {} }] : []
  },
}
