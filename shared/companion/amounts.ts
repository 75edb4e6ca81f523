import type { Cents } from '../declaration/money'

/** Cents as 万元 as papers write them: exact, two decimals at least: `22,614.51`, `23.705736`. */
export function inWan(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(7, '0')
  const whole = digits.slice(0, -6).replace(/\B(?=(\d{3})+$)/gu, ',')
  const fraction = digits.slice(-6).replace(/0+$/u, '').padEnd(2, '0')
  return `${cents < 0 ? '-' : ''}${whole}.${fraction}`
}
