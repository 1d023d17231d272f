import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const titles = ['VP Sales', 'chief financial officer', 'Director of Procurement', 'Buyer', 'Marketing Manager']
const families = ['Abbott', 'Castillo', 'Eriksen', 'Featherstone', 'Okafor', 'Lindqvist', 'Moreau', 'Novak']
const ROWS = 240

/** A small CSV of made-up people with the flaws of a real one; Zebulon Quillfeather occurs once. Gives its path. */
export async function makeFeed(folder: string): Promise<string> {
  const lines = ['Full Name;Job Title;Employer;E-mail;Tel;Date of birth;Last updated']
  for (let row = 0; row < ROWS; row += 1) {
    const family = families[row % families.length] ?? ''
    const given = `Person${String.fromCharCode(65 + (row % 26))}${String.fromCharCode(97 + ((row * 7) % 26))}`
    const mail = row % 9 === 0 ? `${given}@@fjordfoods.example` : `${given}.${family}@fjordfoods.example`.toLowerCase()
    const phone = `(512) 555-01${String(row % 100).padStart(2, '0')}`
    lines.push(
      [
        `${family.toUpperCase()}, ${given}`,
        titles[row % titles.length],
        'Fjord Foods Inc',
        mail,
        phone,
        '1980-01-01',
        '2026-05-14',
      ].join(';'),
    )
  }
  lines.push(
    'Zebulon Quillfeather;Head of Orchards;Fjord Foods Inc;zebulon.quillfeather@fjordfoods.example;(512) 555-0177;;2026-05-20',
  )
  const path = join(folder, 'fjord-foods.csv')
  await writeFile(path, `${lines.join('\n')}\n`)
  return path
}
