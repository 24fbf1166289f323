/** Ten first names and ten last names from one culture. */
interface Names {
  readonly first: readonly string[]
  readonly last: readonly string[]
}

const splitNames = (first: string, last: string): Names => ({ first: first.split(' '), last: last.split(' ') })

const cultures: readonly Names[] = [
  splitNames(
    'Grace Theodore Naomi Caleb Audrey Marcus Hazel Julian Ruth Desmond',
    'Whitaker Callahan Brooks Ellison Hayes Sutton Langley Mercer Doyle Prescott',
  ),
  splitNames(
    'Ananya Rohan Meera Vikram Priya Arjun Kavya Nikhil Lakshmi Siddharth',
    'Krishnan Sharma Banerjee Patel Reddy Menon Iyer Chatterjee Deshpande Rao',
  ),
  splitNames(
    'Lukas Hannah Jonas Johanna Maximilian Greta Felix Clara Moritz Frieda',
    'Müller Hoffmann Becker Vogel Krämer Lindner Schröder Brandt Weiß Falk',
  ),
  splitNames('Wei Xiuying Jun Meilin Hao Yutong Zhen Lihua Bowen Siyu', 'Zhang Chen Liu Huang Wu Zhao Lin Xu Sun Guo'),
  splitNames(
    'Chiamaka Emeka Folasade Tunde Ngozi Kwame Abena Kofi Adaeze Obinna',
    'Okafor Adeyemi Mensah Eze Balogun Owusu Nwosu Boateng Abiola Asante',
  ),
  splitNames(
    'Sofía Mateo Valentina Diego Camila Andrés Lucía Joaquín Paloma Emilio',
    'García Hernández Morales Vargas Castillo Rojas Ibáñez Fuentes Navarro Salazar',
  ),
  splitNames(
    'Fatima Yusuf Layla Omar Nadia Karim Samira Hassan Amina Tariq',
    'Haddad Rahman Khoury Nasser Farouk Mansour Aziz Saleh Darwish Qureshi',
  ),
  splitNames(
    'Camille Hugo Margaux Théo Élodie Bastien Inès Antoine Amélie Rémi',
    'Lefèvre Moreau Girard Bonnet Marchand Fontaine Rousseau Perrin Chevalier Gauthier',
  ),
  splitNames(
    'Haruka Kenji Yui Takumi Aoi Daiki Mei Ren Sakura Hiroshi',
    'Tanaka Nakamura Kobayashi Yamamoto Fujita Mori Ishikawa Ogawa Hayashi Matsuda',
  ),
  splitNames(
    'Zofia Łukasz Anastasia Tomáš Katarzyna Mihail Eliška Paweł Daria Marek',
    'Nowak Kowalska Novák Petrov Wójcik Dvořák Ionescu Kaczmarek Horváth Marković',
  ),
  splitNames(
    'Astrid Lars Ingrid Søren Freja Mikkel Linnéa Eero Sigrid Aksel',
    'Lindqvist Sørensen Virtanen Bergström Haugen Nyström Dahl Korhonen Eklund Møller',
  ),
  splitNames(
    'Thanh Minh Linh Jisoo Minjun Seoyeon Putri Bayu Siti Rizal',
    'Nguyễn Trần Kim Park Lee Wijaya Santoso Phạm Choi Ismail',
  ),
]

/** Creates the name of the person at an index, from 0. The first 1,200 names are unique. */
export const createName = (index: number): { readonly first: string; readonly last: string } => {
  const culture = cultures[index % cultures.length]
  const round = Math.floor(index / cultures.length)
  const first = culture?.first[round % 10] ?? ''
  // Stepping by three, plus one after every ten rounds, reaches all 100 pairs before any repeats.
  const last = culture?.last[(round * 3 + Math.floor(round / 10)) % 10] ?? ''
  return { first, last }
}

/** Replacements for letters that Unicode normalization does not decompose. */
const asciiReplacements: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', đ: 'd' }

/** Converts a name to lower-case ASCII letters, for an email address. */
export const toAddressPart = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[łøßđ]/g, (letter) => asciiReplacements[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
