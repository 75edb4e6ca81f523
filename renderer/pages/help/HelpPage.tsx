import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { BackButton, Keys, PageHead } from '../../ui/bits'
import { useDesk, type Route } from '../../ui/desk'
import { useKeys } from '../../ui/hooks'

/** Keys by place, as the pages have them. */
const KEYS = [
  { place: 'everywhere', keys: ['mod+n', 'mod+i', 'mod+f', 'mod+,', 'f1'] },
  { place: 'library', keys: ['arrows', 'enter', 'space', 'mod+a', 'mod+e', 'delete', 'escape'] },
  { place: 'review', keys: ['enter', 'a', 'e', 'arrows', 'f8', 'mod+enter', 'f9', 'f6', 'm', 'mod+j', 'mod+k', 'mod+z', 'mod+s'] },
  { place: 'carryOver', keys: ['arrows', 'enter', 'delete', 'mod+enter', 'escape'] },
  { place: 'editor', keys: ['mod+enter', 'mod+pagedown', 'alt+1–9', 'f2', 'mod+l', 'f8', 'f9', 'f4', 'f6', 'f7', 'f3', 'mod+z', 'mod+y', 'mod+s', 'mod+e', 'mod+p', 'alt+arrows', 'mod+d', 'alt+enter', 'alt+delete', 'alt+arrowleft'] },
  { place: 'year', keys: ['f8', 'arrows', 'enter', 'mod+e'] },
] as const

/** How the keyboard is used, where the data lies, and how it is taken to another machine. */
export function HelpPage({ back }: { back?: Route }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => desk.ready(), [desk])
  // so that the arrows scroll
  useEffect(() => body.current?.focus(), [])
  useKeys({ 'alt+arrowleft': () => (back ? desk.go(back) : false), escape: () => (back ? desk.go(back) : false) })
  return (
    <>
      <PageHead title={t('help:title')}>{back && <BackButton onBack={() => desk.go(back)} />}</PageHead>
      <div className="page-body narrow help" data-testid="help" tabIndex={-1} ref={body}>
        <section className="sheet-card">
          <h2>{t('help:steps')}</h2>
          <ol>{(['one', 'two', 'three', 'four', 'five'] as const).map(step => <li key={step}>{t(`help:step.${step}`)}</li>)}</ol>
        </section>
        <section className="sheet-card">
          <h2>{t('help:keyboard')}</h2>
          <div className="key-lists">
            {KEYS.map(({ place, keys }) => (
              <div key={place}>
                <h3>{t(`help:place.${place}`)}</h3>
                <dl>
                  {keys.map(key => (
                    <div key={key}>
                      <dt><Keys keys={key} /></dt>
                      <dd>{t(`help:keys.${place}.${key.replaceAll(/[+,]/gu, '_')}`)}</dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
          </div>
        </section>
        <section className="sheet-card">
          <h2>{t('help:data')}</h2>
          <p>{t('help:dataText')}</p>
          <p><code className="pre">{desk.info.dataFolder}</code></p>
          <h2>{t('help:backup')}</h2>
          <p>{t('help:backupText')}</p>
          <h2>{t('help:move')}</h2>
          <ol>{(['one', 'two', 'three'] as const).map(step => <li key={step}>{t(`help:moveStep.${step}`)}</li>)}</ol>
          <p className="soft">{t('help:network')}</p>
        </section>
      </div>
    </>
  )
}
