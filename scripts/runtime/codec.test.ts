import { decode, encode } from './codec'

const through = (value: unknown): unknown => decode(encode(value))

describe('values between the processes', () => {
  it.each<[string, unknown]>([
    ['text', '“绩效”\u2028\u0000😀'],
    ['numbers', [0, -1.5, 1e300, Infinity, -Infinity, NaN, -0]],
    ['nothing', [null, undefined, { a: undefined }]],
    ['big numbers', 12345678901234567890n],
    ['dates', [new Date(0), new Date(-1)]],
    ['maps and sets', new Map<unknown, unknown>([[{ a: 1 }, new Set([new Map()])], ['b', []]])],
    ['bytes', [new Uint8Array([0, 255]), new Uint8Array(0), new Float64Array([1.5, -0]), new Int16Array([-2])]],
    ['objects that look like tags', { $: 'date', v: 1, inner: { $: { $: 'x' } } }],
  ])('come back as they were: %s', (_, value) => {
    expect(through(value)).toEqual(value)
  })

  it('keep bytes that are a part of a larger buffer', () => {
    const whole = new Uint8Array([1, 2, 3, 4, 5])
    expect(through(whole.subarray(1, 3))).toEqual(new Uint8Array([2, 3]))
    expect(new Uint8Array(through(whole.buffer) as ArrayBuffer)).toEqual(whole)
  })

  it('keep an error’s message', () => {
    expect((through(new RangeError('太大')) as Error).message).toBe('太大')
  })

  it('may name one object twice, but go round in no circle', () => {
    const one = { a: 1 }
    expect(through([one, one])).toEqual([one, one])
    const circle: { self?: unknown } = {}
    circle.self = circle
    expect(() => encode(circle)).toThrow('could not be cloned')
  })

  it.each<[string, unknown]>([['functions', () => 0], ['symbols', Symbol('x')], ['promises', Promise.resolve()], ['weak maps', new WeakMap()]])('refuse %s', (_, value) => {
    expect(() => encode({ value })).toThrow('could not be cloned')
  })
})
