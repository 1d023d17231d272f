import { generateKeyPairSync, sign } from 'node:crypto'

/** A key and a certificate that it signed itself, good for a hundred years: made anew, so that no key lies in the repository. */
export function aCertificate(name = 'mx.example'): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = der(0x30, oid('06082a8648ce3d040302'))
  const subject = der(0x30, der(0x31, der(0x30, oid('0603550403'), der(0x0c, Buffer.from(name)))))
  const validity = der(0x30, der(0x17, Buffer.from('200101000000Z')), der(0x18, Buffer.from('21200101000000Z')))
  const key = publicKey.export({ type: 'spki', format: 'der' })
  const version = der(0xa0, der(2, Buffer.from([2])))
  const body = der(0x30, version, der(2, Buffer.from([1])), algorithm, subject, validity, subject, key)
  const signature = der(3, Buffer.from([0]), sign('sha256', body, privateKey))
  const text = der(0x30, body, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  }
}

function oid(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length =
    body.length < 128
      ? [body.length]
      : body.length < 256
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
