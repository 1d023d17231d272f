import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP archive of a few files, packed. */
export function aZip(files: Record<string, string | Buffer>): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    // Version, flags, method, time, date, checksum, sizes, length of the name, of extra fields.
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, Buffer.from(name), packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), common, tail, Buffer.from(name)]),
    )
    parts.push(local)
    offset += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, list, end])
}

type Sheet = { name: string; rows: string; state?: string; /** Areas such as `A1:B2`. */ merged?: string[] }

/** A row of a sheet: texts, numbers, and cells as XML, with `?` for their place. */
export function aRow(row: number, cells: (string | number)[]): string {
  const xml = cells.map((cell, at) => {
    const place = `r="${String.fromCharCode(65 + at)}${row}"`
    if (cell === '') return ''
    if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`
    return cell.startsWith('<') ? cell.replace('?', place) : `<c ${place} t="inlineStr"><is><t>${cell}</t></is></c>`
  })
  return `<row r="${row}">${xml.join('')}</row>`
}

/** An Excel workbook: its sheets as the XML of their rows, texts that cells share, and formats by style (1, 2: dates, 3: five digits). */
export function aWorkbook({ sheets, shared = [] }: { sheets: Sheet[]; shared?: string[] }): Buffer {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"${state ? ` state="${state}"` : ''}/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="r${at}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="00000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  }
  for (const [at, { rows, merged = [] }] of sheets.entries()) {
    const areas = merged.map((area) => `<mergeCell ref="${area}"/>`).join('')
    const behind = areas === '' ? '' : `<mergeCells count="${merged.length}">${areas}</mergeCells>`
    files[`xl/worksheets/sheet${at + 1}.xml`] = `<worksheet ${main}><sheetData>${rows}</sheetData>${behind}</worksheet>`
  }
  return aZip(files)
}
