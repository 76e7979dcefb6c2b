import jpeg from 'jpeg-js'
import { PNG } from 'pngjs'
import decodeQr from 'qr/decode.js'
import { limits } from './limits.ts'
import { refuse } from './wallet-errors.ts'

/**
 * Reads the text of a QR code in a picture, PNG or JPEG: a screenshot, or a photograph of a screen.
 *
 * @throws ProtocolError `not_a_qr_code` if it is another file, too large, or shows no code that can be read
 */
export function readQrPicture(file: Uint8Array): string {
  if (file.length > limits.picture) throw refuse('not_a_qr_code', 'The picture is too large.', { status: 413 })
  const picture = pixelsOf(Buffer.from(file.buffer, file.byteOffset, file.byteLength))
  try {
    return decodeQr(picture)
  } catch (error) {
    throw refuse('not_a_qr_code', 'No QR code can be read in this picture.', { cause: error })
  }
}

interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** The size is looked at before anything is unfolded: a small file can hold a very large picture. */
function pixelsOf(file: Buffer): Picture {
  try {
    if (file.subarray(0, 8).equals(pngSignature)) {
      confirmSize(file.readUInt32BE(16), file.readUInt32BE(20))
      return PNG.sync.read(file)
    }
    if (file.subarray(0, 3).equals(jpegStart)) {
      const megapixels = limits.picturePixels / 1_000_000
      return jpeg.decode(file, { useTArray: true, maxResolutionInMP: megapixels, maxMemoryUsageInMB: 256 })
    }
  } catch (error) {
    if (error instanceof PictureTooLarge) throw refuse('not_a_qr_code', 'The picture is too large.', { status: 413 })
    throw refuse('not_a_qr_code', 'The picture cannot be read.', { cause: error })
  }
  throw refuse('not_a_qr_code', 'Send the picture as PNG or JPEG.')
}

class PictureTooLarge extends Error {}

function confirmSize(width: number, height: number): void {
  if (width * height > limits.picturePixels) throw new PictureTooLarge()
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const jpegStart = Buffer.from([0xff, 0xd8, 0xff])
