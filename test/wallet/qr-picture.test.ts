import fc from 'fast-check'
import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import QRCode from 'qrcode'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProtocolError } from '../../src/base/errors.ts'
import { readQrPicture } from '../../wallet/qr-picture.ts'
import { browserClient } from './browser-client.ts'
import { queryFor, walletWorld, type WalletWorld } from './wallet-world.ts'

const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof ProtocolError) return error.code
    throw error
  }
  return 'nothing'
}
const png = (text: string): Promise<Buffer> => QRCode.toBuffer(text, { scale: 5, margin: 4 })
const asJpeg = (file: Buffer): Buffer => {
  const { data, width, height } = PNG.sync.read(file)
  return jpeg.encode({ data, width, height }, 60).data
}

describe('a picture of a QR code', () => {
  const link = `openid-credential-offer://?credential_offer=${encodeURIComponent('{"credential_issuer":"https://issuer.example/日本"}')}`

  test('is read as PNG and as JPEG', async () => {
    const file = await png(link)
    expect(readQrPicture(file)).toBe(link)
    expect(readQrPicture(asJpeg(file))).toBe(link)
  })

  test('with nothing in it is refused', () => {
    const blank = PNG.sync.write(new PNG({ width: 200, height: 200 }))
    expect(codeOf(() => readQrPicture(blank))).toBe('not_a_qr_code')
  })

  test('that would unfold to more than is taken is refused before it does', async () => {
    const file = Buffer.from(await png(link))
    file.writeUInt32BE(60_000, 16)
    file.writeUInt32BE(60_000, 20)
    expect(codeOf(() => readQrPicture(file))).toBe('not_a_qr_code')
    expect(codeOf(() => readQrPicture(Buffer.alloc(5 * 1024 * 1024)))).toBe('not_a_qr_code')
  })

  test('of any other kind, or broken, is refused and never our bug', async () => {
    const [good, photo] = [await png('LAB'), asJpeg(await png('LAB'))]
    const broken = fc.tuple(fc.constantFrom(good, photo), fc.nat(2000), fc.uint8Array({ maxLength: 40 })).map(([file, at, noise]) => {
      const copy = Buffer.from(file)
      copy.set(noise.slice(0, Math.max(0, copy.length - at)), Math.min(at, copy.length))
      return copy
    })
    fc.assert(
      fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 400 })), (file) => {
        try {
          expect(typeof readQrPicture(file)).toBe('string')
        } catch (error) {
          if (!(error instanceof ProtocolError)) throw error
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('a holder with a picture', () => {
  let world: WalletWorld
  beforeAll(async () => {
    world = await walletWorld()
  })
  afterAll(() => world.close())

  const multipart = (file: Buffer, name = 'picture') => {
    const boundary = 'lab-boundary'
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="qr.png"\r\nContent-Type: image/png\r\n\r\n`
    const body = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]).toString('latin1')
    return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
  }

  test('uploads it, and sees the offer', async () => {
    const { offer } = await world.offer('university.jp', 'hanako')
    const browser = browserClient(world.wallet)
    const { body, headers } = multipart(await png(offer))
    const answer = await browser.post('/picture', body, headers)
    expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/offers\/off_/) })
    expect((await browser.get(answer.location)).text).toContain('LAB-Mihon University')
  })

  test('of a request sees who asks', async () => {
    const { link } = await world.verifiers.EU.ask(queryFor('JP'))
    const { body, headers } = multipart(await png(link))
    const answer = await browserClient(world.wallet).post('/picture', body, headers)
    expect(answer).toMatchObject({ status: 303, location: expect.stringMatching(/^\/presentations\/pres_/) })
  })

  test('that shows something else reads why', async () => {
    const browser = browserClient(world.wallet)
    const blank = multipart(PNG.sync.write(new PNG({ width: 100, height: 100 })))
    const refused = await browser.post('/picture', blank.body, blank.headers)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('No QR code can be read in this picture')
    const other = multipart(await png('https://example.org/'))
    expect((await browser.post('/picture', other.body, other.headers)).status).toBe(400)
    const wrongField = multipart(await png('LAB'), 'file')
    expect((await browser.post('/picture', wrongField.body, wrongField.headers)).status).toBe(400)
    expect((await browser.post('/picture', 'not a form', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(400)
    expect((await browser.post('/picture', 'text', { 'content-type': 'text/plain' })).status).toBe(400)
    expect((await browser.post('/picture', 'x'.repeat(5 * 1024 * 1024), { 'content-type': 'image/png' })).status).toBe(413)
  })
})
