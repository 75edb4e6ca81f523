import { useState } from 'react'
import { SettingOutlined } from '@ant-design/icons'
import { Button, Popover, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Edition } from '../../shared/editions/schema'
import { PopoverBody } from '../ui/PopoverBody'
import { PaperFields } from '../ui/printing/PaperFields'
import { PrintSwitch, SWITCHES } from '../ui/printing/PrintSwitches'

/** How this edition is printed, beside its pages: what is changed here is seen at once. */
export function PrintButton({ edition }: { edition: Edition }) {
  const { t } = useTranslation('preview')
  const [open, setOpen] = useState(false)
  const [round, setRound] = useState(0)
  return (
    <Popover
      open={open} onOpenChange={next => { setOpen(next); if (next) setRound(round + 1) }} trigger="click" placement="bottomRight" destroyOnHidden title={t('printSettings')}
      content={(
        <PopoverBody key={round} className="print-popover" testId="print-popover" onClose={() => setOpen(false)}>
          <div className="switches">{SWITCHES.map(name => <PrintSwitch key={name} name={name} edition={edition} words />)}</div>
          <PaperFields edition={edition} />
        </PopoverBody>
      )}
    >
      <Tooltip title={open ? '' : t('printSettings')}><Button type="text" size="small" icon={<SettingOutlined />} aria-label={t('printSettings')} aria-expanded={open} data-testid="print-settings" /></Tooltip>
    </Popover>
  )
}
