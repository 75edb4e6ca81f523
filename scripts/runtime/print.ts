/** Electron's table of paper sizes, in inches. Its A4 is 8.27 by 11.7, not 210 by 297 mm. */
const PAPER: Record<string, [width: number, height: number]> = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
  Ledger: [17, 11],
}

function paperOf(pageSize: Electron.PrintToPDFOptions['pageSize'] = 'Letter'): { paperWidth: number; paperHeight: number } {
  if (typeof pageSize === 'string') {
    const size = PAPER[`${pageSize[0]?.toUpperCase()}${pageSize.slice(1).toLowerCase()}`]
    if (!size) throw new Error(`Invalid pageSize ${pageSize}`)
    return { paperWidth: size[0], paperHeight: size[1] }
  }
  if (!(pageSize.width > 0 && pageSize.height > 0)) throw new Error('height and width properties are required for pageSize')
  return { paperWidth: pageSize.width, paperHeight: pageSize.height }
}

/** The parameters of Page.printToPDF for Electron's options, with Electron's defaults. */
export function printParameters(options: Electron.PrintToPDFOptions = {}): Record<string, unknown> {
  const { margins = {}, pageSize, ...rest } = options
  return {
    landscape: false,
    displayHeaderFooter: false,
    headerTemplate: '',
    footerTemplate: '',
    printBackground: false,
    scale: 1,
    pageRanges: '',
    preferCSSPageSize: false,
    generateTaggedPDF: false,
    generateDocumentOutline: false,
    ...rest,
    marginTop: margins.top ?? 0.4,
    marginBottom: margins.bottom ?? 0.4,
    marginLeft: margins.left ?? 0.4,
    marginRight: margins.right ?? 0.4,
    ...paperOf(pageSize),
    transferMode: 'ReturnAsBase64',
  }
}
