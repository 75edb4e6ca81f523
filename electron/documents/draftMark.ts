import { HorizontalPositionAlign, HorizontalPositionRelativeFrom, ImageRun, TextWrappingType, VerticalPositionAlign, VerticalPositionRelativeFrom } from 'docx'

/** 草稿 in light grey, slanted: a PNG of 420 × 340 dots without background, drawn once with the bundled Hei. */
const MARK = Buffer.from([
  'iVBORw0KGgoAAAANSUhEUgAAAaQAAAFUCAMAAABcALgeAAAACVBMVEX////h4eHi4uJQFL+8AAAAAXRSTlMAQObYZgAAC1FJREFUeNrtnduC46oORIP//6PP6T3Tk8RGQkIyGHutt064WUWpiS/49QIAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIALUbYyewjQYPs/s8cAKuVHI6x0Zf5IhJWuzPZm9lCgTvnQiIR3TbZvZg8HjpSdRlhpCpo5DhJhpSlo7tiqzB7x81ACX+oakfBGo0R+E5k96IchG6TIGmGl',
  'oYgO0STCSEMRLaJJhI2GIimAja5DEUTARtdB9QsSXYIOjWYP+XH4NcJGo/FrNHvET8SpEjaaQ5dEBbXGYjbTuwppbzg2lcqu/OxRPw6vjfj3NIOWmUql5OwxP4/ilQgrjceV6VBpBrYre0VWD87GeElC0w9Oxv/f',
  'CCsNpjPTodJAejMdCW8YMRthpQF0LxhQaRiBBQMJbwzxTIeVziYj02GlU0mzEVYKI8zylAUDKuUgRNCWu4rwPQkvlXoMQ5nus1mslECpBT+0YCj7dlEpSLEG2GWjH0h4WZRaIOM2qjeNlfrYfLQXDHrbWKkDQYpo',
  'ppNbn33ACyKFOprplGKzD3k5ZC0SbGRJiNBE8UNRJLDZqDSLYSoDahSjNmpKVEh9BvRsJGyH1vaHVmxfgNTXoBXHQKZrF5P8B1+0s1Z3pjPaCJVaGOJdzrYRCU/H5IlEGxWxwOxIXJfNFvD2WXH3guHVagH+YtSo',
  'WcWf6Yqv1wcjaKSGy3JG27NgQCUdSSM98xiSY6vRnm4fyiajVWslKu+CASspbBq+im0FjP3OjsnVUDXqTnjN1kp/t89ja6DVLVJwOxcMWKlK+07THis1W2r2ipXeWO4GdtYPLRiw0hHbHdu+FmILBlTaY7yrvpZ5',
  '/n3mbsK8ZxQJ7wdrtI5zurw/c6Yuzx55s+NzBfrD9fWZyxKOPlHppfx718P8r6I14dkyXal9ScKrhqy8midOD5/pGaxWs14KK1URpq5mh9rzFgk2EgpgpZd4SVSc06Va3HKetCnRCyuJVCMiJTwphIabHmVeaqnZ',
  '8bkG1dRSjbh4oq6ugSfTyeVIeP9RbNFSXaBfWbLZSCg5OzwXodiipQY5wUZSv7PDcxFKJRJGkYSE99W2QaKyycVJeH+oxCGS8LwLhk8rYyUP3VZyZ7qvD7CSC6dIv9E1tVATUq40OxIXxntlrtht9FHrKBwqeXDY',
  '6Lf8+w/rguEoBQnPhcNGP5SuBcPxm0dZKTr/GvmudNXUhHxgwoseWrdEzgXDgxNeCR5aw0Z9NT9KqQWeYaUSPLSzM11je5VHWCk6AXWJtr6aplJygdkxTaYED631A6mrpvGerqesHYKHFrjvOCzR9pC1QwkemuU8',
  'g3sL3Y9SzcblcrNDm0X0+VPHrYu7t8XGM92u9G1Vak3jrvomoZJs9FH+JglvP2jjHj8i/neZfwjVMobYfpFub9H1XoPDjlaWqazTJdKvEr0SHave58eSLQa+Q+uz0t9OGtNDmz83PdG6P6NgvtNXJyCS3nHjsTLh',
  '86VFOuxopUbKkyOSRSpqs3K/orTr5Lv9qJNs9Go25UdpVr3PTxR3duz74phoIyEsof9UUrNF71esNzv6PRIZY9TfvrhuMyKI0JwcK4vk06inh4rI9v7kMeg72oknSlYUyaVR5z9Zw3SWJ4U8Ci3Y0ugX3WTNoVFv',
  'F+UzTN+ftLtUwirOoO7HQi+LNV6BozmI7BCpI+FJTUk9LIAtYLEJd2jBIZJyLqcab8lGa78uwRisCIeHLBwi2a0k/8ITX9a0ikaGiMUPpfEj5kuAw7V6eUAH7ZQpdsbkG0j/HQhndPk166XCv+0059eHoouu7NoR',
  'S7GRs8uf77+jKE8c33u2b6vRhD7fBeTTqfqJVmmKnT/7JoTrvLnWDmzZTJnKIdF36YU08h3joH7/lTFsmtFKnFK/swNvZ5KNXsbJod6V0kx42m1id7HRuUei92wq//ebYm7jXX5u2D20V0bVOkM6P1ZwWkl7AGAd',
  'G/XsLBt9+MXefbFU+P3KYaO1sEgkLGBT+vf/gJYLHdpaxyqRENViVXJD4DTxy57w7iGR4xpSqdUZMobuhDc7uDm4LsZW62SMwmNiucpheGvaqOzG7bxTp/pi5YxI2HpuDX2f8GZHuz8WrthUgmCZ5V0D++gnxUqr',
  '2uh77K0zDBYbJam066lXpQ8rrSzR5jgZWfnXozgsxL49Uyfa2mF2tMNhkI7wcLAmG6VYaa9HNOEtyf7V77ZzqeXrk4yHX0zjk658H6udMJJpHNZjqkTH3XmEBUPiBD7ej2WaCmtfA/9ic3Goqme6nNgcRXpWwgvd',
  'gl/UBYM6yyODFLqsdJI+kjl4RKokFGsTqYOU8qvp6GYHvAu7RqYAnqJSTaToj6W16LaRp3YsNjWRnrV2iLz90JEsM4co9n2smjySaZxvo6iV6s+02qZC7kim0bRD6ayXNoHtOy3cN+F1RVeWSHosoX+AgkiPSng9',
  'NtLLF0dLBgSRHvRjqeemx+Yb2nKtJIn0mB9L+TaSi2SNUX2e1jLctax0io3EQr2jdM2Fu60denbfVhcMSmAjsZF76rTSQk7aGhRPnX3hzLWD0oxtKizrI9+Db606xpI5Q22+SVNt4EY2qsXUbKOEfSSVKH915054',
  'swPfe9C24IdtFJrGRWrE1sl6NrKf0LHUsdsoNpGlRkydLHeznVkiy1vgfRLF4lQXwZ7wZgfeTs9+aCmZLmwl6XUypqlQbmqjf+FIs1FYpVetW5uV1iHjFvyIjeqz3HsElo1tZkc6dIBa8GonMrMWDHnxs/W8UHKz',
  'B/F4C45+02O3RAkqHfq+TcIznUvdiRDPdMlXliTuYiXLG7h2D1eEbZR/kVbiLlZq2uhdKMlGYrf5s/w2Cc9ki9+jiy8Y5NenDLLSkgnPFPKStGA46SKtyJ2tZD/iennDbj2z1g5LGsm+HUiijcRC+Ud3BxuZjyPV',
  'RrVuTwriqlf2Doy3kVju1IQ3O84hmtuBiDYy/cp3lDsz4a1so8/jqH+bn+kcK/lX0mObq0vUOI5Rma46S2qnt70sn+maxzHbRgkRXurKnsYFbFTkzmdH59IMXDCot/PdxAlnkJ/pumyElRTyM12fjbCSQnQhYC1n',
  'UnN2MC5Lro16Mx0q6RiCde6CgYTXxv3maTHwQRthJYVGsKyBD9sIlTS0YA1ZMKimg/9QEp41lI6gbyqIJCFZZdiCQS4Pv9StNHLBgERtNjt2G5ke2FfLwxdmjfYVyXTj6HmQ9geHLZwtw5EuibDRYPyZjgXDcFoJ',
  'jwXDFciy0aEkmS4P00NM7cLOxwCxkY8MiQ7OwEbJhDPdsTwSZWN7UMWxAzILhhOwzPaWRO8qZLpzaAbTsSe/1W7gpHEp3bqpSvONZkgUQbWSUaKt9UYzMl0MxUrOvYmw0XmIEz9LImyUQD2u2ok6bDScasJTbeHI',
  'g0iUhN8WZLrxuG3Re1kX+vG/TxEbjcdvC2w0HP9bEtyXdSGM3xZkuvE4JeJE3Qy0qLsKY6MTSct02OhEsNECGPd83BpgpFOJLxiw0umUZrhNZyaw0qlEMx1WGkHcRqh0Otp+oGaJSHgnE1kwYKVRRDMdKg2gBDMd',
  'CW8E/nOpWGk+zbw26O0UIGK5JIGVpmI8l4pKE7EuDkh403BcfMVKk7Bluj8UVJqB8x4GWynIxH/xFSuNxrpg+KC59y6k0ne3Fj4aiTvT1etho/Pov+mxGMWEIKG7tbDREDoWDB8UJDqf8O3dZLrTiWS6jyaw0ZkE',
  'bfRDwUYnk/HKD2x0NkEbwRCQaAFKJNPBILDRCmCjBSjYaAGQaAEKmW4BsNEKYKMFKNgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAYGn+B6yeq4qgTzOZAAAAAElFTkSuQmCC',
].join(''), 'base64')
const WIDTH = 520
const HEIGHT = 421

/** The mark behind the text in the middle of every page, for a header. */
export function draftMark(): ImageRun {
  return new ImageRun({
    type: 'png', data: MARK, transformation: { width: WIDTH, height: HEIGHT }, altText: { name: '草稿', title: '草稿', description: '草稿' },
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, align: HorizontalPositionAlign.CENTER },
      verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, align: VerticalPositionAlign.CENTER },
      behindDocument: true, allowOverlap: true, wrap: { type: TextWrappingType.NONE },
    },
  })
}
