/** Words in attributions that name a country otherwise than its English name does. */
const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bRussian\b/i, 'Russia'],
  [/\bChinese\b|People’s Republic of China/i, 'China'],
  [/\bIranian\b/i, 'Iran'],
  [/\bSaudi\b/i, 'Saudi Arabia'],
  [/\bUAE\b/, 'United Arab Emirates'],
  [/\bUS\b|\bUS-based\b|\bAmerican\b/, 'United States'],
  [/\bTurkey\b|\bTürkiye\b/i, 'Türkiye'],
  [/\bPakistani\b/i, 'Pakistan'],
  [/\bIndian\b/i, 'India'],
  [/\bPhilippine\b/i, 'Philippines'],
  [/\bMyanmar\b/i, 'Myanmar'],
  [/\bMoldovan\b/i, 'Moldova'],
  [/\bThai\b/i, 'Thailand'],
  [/\bFrench\b/i, 'France'],
  [/\bMacedonia\b/i, 'North Macedonia'],
  [/\bKosovo\b/i, 'Kosovo'],
  [/\bGeorgian\b/i, 'Georgia'],
];

let known: readonly (readonly [RegExp, string])[] | null = null;

/** The world's countries by their English names, as the browser knows them. */
function countryNames(): readonly (readonly [RegExp, string])[] {
  known ??= namesOfRegions().map((name) => [new RegExp(`\\b${escaped(name)}\\b`), name] as const);
  return known;
}

function namesOfRegions(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => names.of(first + second)))
    .filter((name) => name !== undefined);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The countries that an attribution names, by their English names. What it says of them is for the reader. */
export function countriesIn(attribution: string): string[] {
  if (attribution === '') return [];
  const named = [...countryNames(), ...OTHER_WORDS]
    .filter(([word]) => word.test(attribution))
    .map(([, name]) => name);
  return [...new Set(named)];
}
