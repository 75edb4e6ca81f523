import { useCallback, useState } from 'react'
import { Button } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { call, errorOf } from '../../state/client'
import { useLoad } from '../../ui/hooks'
import { useRestore } from './useRestore'
import './settings.css'

/** Where the store cannot be opened: the newest copy of it that can. Nothing where there is none. */
export function RestoreOffer() {
  const { t } = useTranslation('backup')
  const [problem, setProblem] = useState('')
  const fail = useCallback((caught: unknown) => {
    const error = errorOf(caught)
    setProblem(t(`errors:${error.code}`, error.params))
  }, [t])
  const restore = useRestore(fail)
  const { value } = useLoad('backups', () => call('backup.list', {}))
  const good = value?.copies.filter(copy => copy.declarations !== null) ?? []
  // what a restore took the place of was given up by the person
  const newest = good.find(copy => copy.kind !== 'beforeRestore') ?? good[0]
  if (!newest) return null
  return (
    <div className="restore-offer">
      <Button onClick={() => void restore(newest.token)} data-testid="restore-newest">
        {t('restoreNewest', { at: dayjs(newest.at).format('YYYY-MM-DD HH:mm'), count: newest.declarations ?? 0 })}
      </Button>
      {problem && <p>{problem}</p>}
    </div>
  )
}
