import type { ThemeConfig } from 'antd'

/** Faces that the machine has come first; the shipped ones last, so that a machine without Chinese fonts shows text too. */
export const SANS = "'Microsoft YaHei UI', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Jixiao Hei', sans-serif"

/** English words and their quotation marks in Latin letters: in a Chinese face ’ is as wide as a character. */
const LATIN = "'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', 'DejaVu Sans'"

/** The theme in the faces of the language. */
export function themeFor(language: 'zh' | 'en'): ThemeConfig {
  return language === 'en' ? { ...theme, token: { ...theme.token, fontFamily: `${LATIN}, ${SANS}` } } : theme
}

/** Paper and ink: quiet greys, one deep blue for what can be done, seal red for what is wrong. */
const theme: ThemeConfig = {
  token: {
    fontFamily: SANS,
    fontSize: 14,
    colorPrimary: '#1f5a84',
    colorInfo: '#1f5a84',
    colorLink: '#1f5a84',
    colorError: '#b3362b',
    colorWarning: '#96620f',
    colorSuccess: '#3c7a4b',
    colorInfoBg: '#eaf2f8',
    colorInfoBorder: '#bcd4e4',
    colorSuccessBg: '#eef6f0',
    colorSuccessBorder: '#b7d6c0',
    colorErrorBg: '#fbf0ee',
    colorErrorBorder: '#e3b7b2',
    colorWarningBg: '#fdf6e6',
    colorWarningBorder: '#e6cf9b',
    colorTextBase: '#1d242b',
    // the palette's own greys are below 4.5 to 1 on paper
    colorTextPlaceholder: '#6b757d',
    colorTextDescription: '#5f6971',
    colorTextTertiary: '#5f6971',
    colorIcon: '#5f6971',
    colorBgLayout: '#f3f2ee',
    controlItemBgActive: '#e4eef5',
    controlItemBgActiveHover: '#dae8f1',
    colorBorder: '#cfd3d6',
    colorBorderSecondary: '#e3e4e2',
    borderRadius: 3,
    controlHeight: 30,
    motionDurationMid: '0.1s',
    motionDurationSlow: '0.15s',
  },
  components: {
    Table: { headerBg: '#eef0ef', headerColor: '#46515b', cellPaddingBlockSM: 6, cellPaddingInlineSM: 8, rowHoverBg: '#f4f7f9', rowSelectedBg: '#e4eef5', rowSelectedHoverBg: '#dae8f1' },
    // as high as its words, and with the little that is left above and below in a small box
    Select: { multipleItemHeightSM: 20 },
    Button: { primaryShadow: 'none', defaultShadow: 'none' },
    Modal: { titleFontSize: 16 },
    Tabs: { horizontalMargin: '0', horizontalItemPaddingSM: '12px 2px 13px', horizontalItemGutter: 22 },
    Form: { itemMarginBottom: 14 },
  },
}
