import { useRef, type ReactNode } from 'react'
import { Alert, Button, Dropdown, Tag, type DropdownProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ErrorValue } from '../../shared/errors'
import { formatMoney, formatWan, type Cents } from '../../shared/declaration/money'
import type { Status } from '../../shared/declaration/model'
import { useDesk } from './desk'

/** An amount in yuan with separators, the same in 万元 on hovering; a dash where it is blank. */
export function Money({ cents }: { cents: Cents | null }) {
  if (cents === null) return <span className="faint">—</span>
  return (
    <span className="number" title={formatWan(cents)}>
      {formatMoney(cents, { separators: true, decimals: 'two' })}
    </span>
  )
}

/** How much of what is required is filled, 0 to 1. */
export function Completeness({ share }: { share: number }) {
  const percent = share >= 1 ? 100 : Math.min(99, Math.floor(share * 100))
  return (
    <span className="number" role="img" aria-label={`${percent}%`}>
      <span className={percent === 100 ? 'progress-thin full' : 'progress-thin'}>
        <span style={{ width: `${percent}%` }} />
      </span>
      {percent}%
    </span>
  )
}

export function StatusTag({ status }: { status: Status }) {
  const { t } = useTranslation()
  return <Tag color={status === 'final' ? 'green' : undefined}>{t(`common:status.${status}`)}</Tag>
}

/** The edition's name in the language of the screen; its id where the edition is not installed. `short`: only what tells it from the others. */
export function useEditionName(): (id: string, short?: boolean) => string {
  const { info } = useDesk()
  const { i18n } = useTranslation()
  return (id, short = false) => {
    const name = info.editions.find(edition => edition.id === id)?.name
    if (!name) return id
    if (i18n.language === 'en' && name.en) {
      // Shanghai, performance goals of a fiscal project (2026) → Shanghai 2026
      const [, place, version] = name.en.match(/^([^,]+),.*\(([^,)]+)/u) ?? []
      return short && place && version ? `${place} ${version}` : name.en
    }
    return (short && name.zh.match(/（([^（）]+)）$/u)?.[1]) || name.zh
  }
}

export function ErrorNote({ error, onRetry }: { error: ErrorValue; onRetry?: () => void }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="error"
      showIcon
      title={t(`errors:${error.code}`, error.params)}
      action={onRetry && <Button size="small" onClick={onRetry}>{t('common:retry')}</Button>}
      data-testid="error-note"
    />
  )
}

/** What to do where there is nothing yet. */
export function EmptyState({ title, children, actions, testId }: { title: string; children?: ReactNode; actions?: ReactNode; testId?: string }) {
  return (
    <div className="empty-state" data-testid={testId}>
      <h2>{title}</h2>
      {children && <div className="soft">{children}</div>}
      {actions && <div className="empty-actions">{actions}</div>}
    </div>
  )
}

export function PageHead({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <header className="page-head">
      <h1>{title}</h1>
      {note && <div className="note">{note}</div>}
      <div className="grow" />
      {children}
    </header>
  )
}

/** Out of a menu that closes: it puts the focus on its item once more before it is gone, until the person goes on. */
function leaveMenu(goBack: () => void): void {
  const bounce = (event: FocusEvent): void => void ((event.target as Element | null)?.closest('.ant-dropdown') && goBack())
  const end = (): void => {
    document.removeEventListener('focusin', bounce)
    for (const next of ['keydown', 'pointerdown'] as const) document.removeEventListener(next, end, true)
  }
  document.addEventListener('focusin', bounce)
  for (const next of ['keydown', 'pointerdown'] as const) document.addEventListener(next, end, true)
  const { activeElement } = document
  if (activeElement === document.body || activeElement?.closest('.ant-dropdown')) goBack()
}

/** A menu at a button: the keyboard goes into it when it opens, and back to the button when it closes. */
export function MenuAt({ menu, placement, children }: Pick<DropdownProps, 'menu' | 'placement' | 'children'>) {
  const from = useRef<Element | null>(null)
  const goBack = (): void => void (from.current instanceof HTMLElement && from.current.focus())
  return (
    <Dropdown
      autoFocus trigger={['click']} placement={placement}
      menu={{
        ...menu,
        // what the item opens gives the focus back to the button
        onClick(info) {
          goBack()
          menu?.onClick?.(info)
        },
      }}
      onOpenChange={open => {
        if (open) from.current = document.activeElement
        else leaveMenu(goBack)
      }}
    >
      {children}
    </Dropdown>
  )
}

/** Back to the page that one came from. */
export function BackButton({ onBack }: { onBack(): void }) {
  const { t } = useTranslation()
  return <Button onClick={onBack} title="Alt+←" data-testid="go-back">{t('common:back')}</Button>
}

/** Keys as they are pressed, with the words of the keyboard of this machine. */
export function Keys({ keys }: { keys: string }) {
  const { t } = useTranslation()
  const words: Record<string, string> = { mod: navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl', delete: 'Delete', enter: 'Enter', escape: 'Esc', arrows: '↑ ↓', arrowleft: '←', pagedown: 'PageDown', space: t('common:keySpace'), alt: 'Alt', shift: 'Shift' }
  return (
    <span className="keys">
      {keys.split('+').map((key, place) => (
        <span key={key}>
          {place > 0 && ' + '}
          <kbd>{words[key] ?? key.toUpperCase()}</kbd>
        </span>
      ))}
    </span>
  )
}
