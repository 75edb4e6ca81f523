import type { TFunction } from 'i18next'
import * as place from '../../shared/editions/place'

/** {@link place.labelOf} and {@link place.placeLabel} in the words of the screen. */
type Rest<F> = F extends (say: never, ...rest: infer R) => string ? R : never

export const labelOf = (t: TFunction, ...rest: Rest<typeof place.labelOf>): string => place.labelOf((key, params) => t(key, params ?? {}), ...rest)
export const placeLabel = (t: TFunction, ...rest: Rest<typeof place.placeLabel>): string => place.placeLabel((key, params) => t(key, params ?? {}), ...rest)
