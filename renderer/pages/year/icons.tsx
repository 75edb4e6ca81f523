import type { ReactNode } from 'react'
import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from '@ant-design/icons'
import type { FindingMark } from './yearList'

export const SEVERITY_ICONS: Record<FindingMark, ReactNode> = { error: <CloseCircleFilled />, warning: <ExclamationCircleFilled />, hint: <InfoCircleFilled />, kept: <CheckCircleFilled /> }
