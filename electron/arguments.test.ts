import path from 'node:path'
import { startedWith } from './arguments'

const cwd = path.resolve('/home/clerk')

describe('what the program was started with', () => {
  it('opens a window without words of ours', () => {
    expect(startedWith(['/opt/electron', '.'], false, cwd)).toEqual({ dataFolder: null, command: null })
    expect(startedWith(['/opt/electron', '--no-sandbox', '/src/app'], false, cwd)).toEqual({ dataFolder: null, command: null })
    expect(startedWith(['/opt/jixiao', '--no-sandbox'], true, cwd)).toEqual({ dataFolder: null, command: null })
  })

  it('takes the data folder from where the person stands', () => {
    expect(startedWith(['e', '.', '--data', 'x/y'], false, cwd).dataFolder).toBe(path.join(cwd, 'x', 'y'))
    expect(startedWith(['e', '--data=/srv/data'], true, cwd).dataFolder).toBe(path.resolve('/srv/data'))
  })

  it('hands a command on word by word', () => {
    expect(startedWith(['e', '.', 'list', '--data', 'x', '--json'], false, cwd)).toEqual({ dataFolder: path.join(cwd, 'x'), command: ['list', '--data', 'x', '--json'] })
    expect(startedWith(['e', 'save', '-'], true, cwd).command).toEqual(['save', '-'])
    expect(startedWith(['e', '--help'], true, cwd).command).toEqual(['--help'])
  })

  it('leaves a --data without its folder for the command to complain of', () => {
    expect(startedWith(['e', '.', 'list', '--data'], false, cwd)).toEqual({ dataFolder: null, command: ['list', '--data'] })
  })
})
