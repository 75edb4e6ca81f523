import { useState } from 'react'
import { SettingOutlined } from '@ant-design/icons'
import { Button, Popover, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Edition } from '../../shared/editions/schema'
import { PaperFields } from '../ui/printing/PaperFields'
import { PrintSwitch, SWITCHES } from '../ui/printing/PrintSwitches'

/** How this edition is printed, beside its pages: what is changed here is seen at once. */
export function PrintButton({ edition }: { edition: Edition }) {
  const { t } = useTranslation('preview')
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" destroyOnHidden title={t('printSettings')}
      content={(
        <div
          className="print-popover" data-testid="print-popover"
          onKeyDown={event => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setOpen(false)
          }}
        >
          <div className="switches">{SWITCHES.map(name => <PrintSwitch key={name} name={name} edition={edition} words />)}</div>
          <PaperFields edition={edition} />
        </div>
      )}
    >
      <Tooltip title={open ? '' : t('printSettings')}><Button type="text" size="small" icon={<SettingOutlined />} aria-label={t('printSettings')} aria-expanded={open} data-testid="print-settings" /></Tooltip>
    </Popover>
  )
}
