/** First and last names that go together, ten of each. */
interface Names {
  readonly first: readonly string[]
  readonly last: readonly string[]
}

const names = (first: string, last: string): Names => ({ first: first.split(' '), last: last.split(' ') })

const cultures: readonly Names[] = [
  names(
    'Grace Theodore Naomi Caleb Audrey Marcus Hazel Julian Ruth Desmond',
    'Whitaker Callahan Brooks Ellison Hayes Sutton Langley Mercer Doyle Prescott',
  ),
  names(
    'Ananya Rohan Meera Vikram Priya Arjun Kavya Nikhil Lakshmi Siddharth',
    'Krishnan Sharma Banerjee Patel Reddy Menon Iyer Chatterjee Deshpande Rao',
  ),
  names(
    'Lukas Hannah Jonas Johanna Maximilian Greta Felix Clara Moritz Frieda',
    'Müller Hoffmann Becker Vogel Krämer Lindner Schröder Brandt Weiß Falk',
  ),
  names('Wei Xiuying Jun Meilin Hao Yutong Zhen Lihua Bowen Siyu', 'Zhang Chen Liu Huang Wu Zhao Lin Xu Sun Guo'),
  names(
    'Chiamaka Emeka Folasade Tunde Ngozi Kwame Abena Kofi Adaeze Obinna',
    'Okafor Adeyemi Mensah Eze Balogun Owusu Nwosu Boateng Abiola Asante',
  ),
  names(
    'Sofía Mateo Valentina Diego Camila Andrés Lucía Joaquín Paloma Emilio',
    'García Hernández Morales Vargas Castillo Rojas Ibáñez Fuentes Navarro Salazar',
  ),
  names(
    'Fatima Yusuf Layla Omar Nadia Karim Samira Hassan Amina Tariq',
    'Haddad Rahman Khoury Nasser Farouk Mansour Aziz Saleh Darwish Qureshi',
  ),
  names(
    'Camille Hugo Margaux Théo Élodie Bastien Inès Antoine Amélie Rémi',
    'Lefèvre Moreau Girard Bonnet Marchand Fontaine Rousseau Perrin Chevalier Gauthier',
  ),
  names(
    'Haruka Kenji Yui Takumi Aoi Daiki Mei Ren Sakura Hiroshi',
    'Tanaka Nakamura Kobayashi Yamamoto Fujita Mori Ishikawa Ogawa Hayashi Matsuda',
  ),
  names(
    'Zofia Łukasz Anastasia Tomáš Katarzyna Mihail Eliška Paweł Daria Marek',
    'Nowak Kowalska Novák Petrov Wójcik Dvořák Ionescu Kaczmarek Horváth Marković',
  ),
  names(
    'Astrid Lars Ingrid Søren Freja Mikkel Linnéa Eero Sigrid Aksel',
    'Lindqvist Sørensen Virtanen Bergström Haugen Nyström Dahl Korhonen Eklund Møller',
  ),
  names(
    'Thanh Minh Linh Jisoo Minjun Seoyeon Putri Bayu Siti Rizal',
    'Nguyễn Trần Kim Park Lee Wijaya Santoso Phạm Choi Ismail',
  ),
]

/** The name of the n-th person. The first 1,200 are all different. */
export const nameOf = (index: number): { readonly first: string; readonly last: string } => {
  const culture = cultures[index % cultures.length]
  const turn = Math.floor(index / cultures.length)
  const first = culture?.first[turn % 10] ?? ''
  // Stepping by three, and one further in each round of ten, meets every pair before any repeats.
  const last = culture?.last[(turn * 3 + Math.floor(turn / 10)) % 10] ?? ''
  return { first, last }
}

const withoutMarks: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', đ: 'd' }

/** A name as it stands in an address: lower case, ASCII. */
export const addressPart = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[łøßđ]/g, (letter) => withoutMarks[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
