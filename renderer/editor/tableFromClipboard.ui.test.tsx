import { gridFromClipboard } from './tableFromClipboard'

const clipboard = (html: string, text = '') => ({ getData: (type: string) => (type === 'text/html' ? html : text) })

describe('a block on the clipboard', () => {
  it('is the table of the HTML, paragraphs and merged cells and all', () => {
    const html = `<html><body><!--StartFragment--><table>
      <tr><td rowspan="2"><p class=MsoNormal><span>产出
        指标</span></p></td><td>巡检<br>次数</td><td>&ge;12次&nbsp;</td></tr>
      <tr><td><p>第一段</p><p>第二段</p></td><td>=100%</td></tr>
    </table><!--EndFragment--></body></html>`
    expect(gridFromClipboard(clipboard(html, '别的文字'))).toEqual([['产出指标', '巡检\n次数', '≥12次'], ['产出指标', '第一段\n第二段', '=100%']])
  })

  it('is the biggest of several tables', () => {
    expect(gridFromClipboard(clipboard('<table><tr><td>标题</td></tr></table><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>'))).toEqual([['a', 'b'], ['c', 'd']])
  })

  it('is the text where the HTML has no table', () => {
    expect(gridFromClipboard(clipboard('<p>a</p>', 'a\tb'))).toEqual([['a', 'b']])
    expect(gridFromClipboard(clipboard('', '一句话'))).toEqual([['一句话']])
  })

  it('runs no script of the markup', () => {
    gridFromClipboard(clipboard('<table><tr><td><img src=x onerror="globalThis.came = true"><script>globalThis.came = true</script>a</td></tr></table>'))
    expect((globalThis as { came?: boolean }).came).toBeUndefined()
  })
})
