import { bareName, normalHandle } from '../../accounts/handles.ts';
import { isHashedIdentifier, normalId } from '../../accounts/ids.ts';
import { PLATFORM_IDS, type PlatformId } from '../../accounts/platforms.ts';
import { nameIn } from './cell-text.ts';
import { addressIn, idIn, isRoundedColumn, platformOf } from './cells.ts';
import { CheckError } from './errors.ts';

/*
 * Which columns to read, guessed from the header and the first rows (docs/RESEARCH.md says it for people):
 *
 * 1. A column that was named is taken.
 * 2. Else the first whose header is a word for a name (NAME_WORDS, best first) or for an address (ADDRESS_WORDS) and
 *    whose cells are such: at least half of those that are not empty. Without a word for the platform in sight a
 *    column of addresses comes first, because addresses say it.
 * 3. Else the column with the most addresses of accounts, else with the most names written with @, else, in a text
 *    without header, the first whose cells are all names.
 * 4. Ids come from the column that says id of the same thing (`user_screen_name` and `userid`, `user.screen_name` and
 *    `user.id_str`) and holds some; where there is no column of names, from any column of ids of users.
 */

/** Headers of names, best first, as `wordOf` writes them. */
const NAME_WORDS = [
  'user_screen_name',
  'screen_name',
  'screenname',
  'user_username',
  'author_username',
  'username',
  'user_name',
  'twitter_handle',
  'user_handle',
  'user_key',
  'account_handle',
  'author_handle',
  'handle',
  'unique_id',
  'uniqueid',
  'author_unique_id',
  'from_user',
  'author',
  'author_name',
  'account_name',
  'account',
  'profile',
  'user',
  'channel',
  'blog',
  'blog_name',
  'tumblelog',
  // As publishers write in Spanish, Portuguese, French, German, Italian, Russian and Arabic.
  'nombre_de_usuario',
  'usuario',
  'nome_de_usuário',
  'usuário',
  'nom_d_utilisateur',
  'utilisateur',
  'benutzername',
  'nome_utente',
  'имя_пользователя',
  'اسم_المستخدم',
  'cuenta',
  'conta',
  'compte',
  'konto',
  'аккаунт',
  'الحساب',
  'name',
];
/** Headers of addresses. */
const ADDRESS_WORDS = [
  'profile_url',
  'user_url',
  'author_url',
  'account_url',
  'channel_url',
  'profile_link',
  'user_link',
  'userlink',
  'link',
  'url',
  'address',
  'permalink',
  'indicator',
];
/** Other words that only a header has. */
const OTHER_WORDS =
  /^(?:(?:\w+_)?(?:id|id_str|date|time|url|count|text|name|type|category|language|lang)|platform|site|network|service|karma|text|body|title|content|tweet|post|comment|notes?|tactic|technique|procedure|followers|following|created_at|created_utc|description|fullname|subreddit|score|likes|retweets|userid|accountid|tweetid|number|status)$/;
/** Words that head a column beside others; alone they may be a name. */
const BESIDE_WORDS =
  /^(?:country|region|location|set|dataset|source|removed|created|rank|no|nr|country_of_origin|país|pais|fecha|pays|land|страна|الدولة|followers_count|seguidores|abonnés)$/;
/** What a list of one column is headed by. */
const LIST_WORDS =
  /^(?:(?:list_of_)?(?:(?:twitter|tumblr|reddit|user|blog|account|screen|page|channel)_?)?(?:names|handles|accounts|users|usernames|profiles|blogs|pages|channels))$/;
/** In a table of posts: of others than who wrote them. */
const OTHERS_WORDS =
  /mention|reply|retweet|quote|hashtag|(?:^|_)(?:urls?|links?)$|text|content|body|message|description/;
const PLATFORM_WORDS = /^(?:platform|site|network|service|social_network|social_media)$/;
/** A table with one of these is of posts, and a plain `id` in it is a post's. */
const CONTENT_WORDS =
  /^(?:text|full_text|body|tweet|tweet_text|content|selftext|comment|title|message|caption)$/;

/** What a header tells about the platform of all rows. */
const PLATFORM_HINTS: readonly (readonly [RegExp, PlatformId])[] = [
  [/tweet|screen_?name|twitter|external_author_id/, 'x'],
  [/^x_(?:handle|account|user|username|profile|url|link|id)s?$/, 'x'],
  [/subreddit|(?:comment|link)_karma/, 'reddit'],
  [/tumblelog/, 'tumblr'],
  ...PLATFORM_IDS.filter((id) => id.length > 2).map(
    (id) => [new RegExp(`(?:^|_)${id}(?:_|$)`), id] as const,
  ),
];

/** Of what kind most cells of a column have to be. */
const ENOUGH = 0.5;

/** Columns by number, null where there is none. */
export interface ColumnChoice {
  /** Names or addresses. */
  readonly account: number | null;
  /** Permanent ids. */
  readonly id: number | null;
  /** Whether `id` was rounded on its way, so that its large numbers are not to be trusted. */
  readonly isRounded: boolean;
  /** Words for platforms. */
  readonly platform: number | null;
  /** The platform that the headers tell. */
  readonly hinted: PlatformId | null;
}

export interface ColumnWishes {
  /** A header, or a number from 1. */
  readonly column?: string | undefined;
  readonly idColumn?: string | undefined;
  readonly platform?: PlatformId | undefined;
}

/**
 * Chooses columns. Throws CheckError when a column that was named is not there, or none holds names, addresses
 * or ids.
 *
 * @param headers One a column, or null where the text has none. @param rows Some rows, as cells.
 */
export function chooseColumns(
  headers: readonly string[] | null,
  rows: readonly (readonly string[])[],
  wishes: ColumnWishes = {},
): ColumnChoice {
  const table = new Sample(headers, rows);
  const named = wishes.column === undefined ? null : table.numberOf(wishes.column);
  const namedId = wishes.idColumn === undefined ? null : table.numberOf(wishes.idColumn);
  const platform = wishes.platform === undefined ? table.platformColumn(named) : null;
  const hinted = wishes.platform ?? table.hintedPlatform();
  const isKnown = platform !== null || hinted !== null;
  const account = named ?? table.accountColumn(isKnown);
  // A column of ids that was named as the one to read is read as what it is.
  if (named !== null && namedId === null && table.isIdColumn(named, hinted)) {
    return table.choice({ account: null, id: named, platform, hinted });
  }
  const id = namedId ?? table.idColumn(account, hinted);
  if (account === null && id === null) {
    throw new CheckError(
      'no-names',
      headers === null
        ? 'No column holds names, addresses or ids of accounts.'
        : `No column holds names, addresses or ids of accounts; name one of: ${firstOf(headers)}.`,
    );
  }
  return table.choice({ account, id, platform, hinted });
}

const MOST_TOLD = 20;

const firstOf = (headers: readonly string[]): string =>
  headers.length <= MOST_TOLD
    ? headers.join(', ')
    : `${headers.slice(0, MOST_TOLD).join(', ')} and ${headers.length - MOST_TOLD} more`;

/** Whether a row below the header heads columns once more: all that it says is words for them. */
export function headsAgain(row: readonly string[]): boolean {
  const cells = row.filter((cell) => cell.trim() !== '');
  return (
    cells.length > 1 &&
    cells.every(
      (cell) =>
        isHeading(cell) ||
        /^id$/i.test(cell.trim()) ||
        BESIDE_WORDS.test(wordOf(cell)) ||
        platformOfHeader(wordOf(cell)) !== null,
    )
  );
}

/** The platform that the headers of accounts in a row say, where they say one. */
export function platformOfHeaders(row: readonly string[]): PlatformId | null {
  const platforms = new Set(
    row.map((cell) => platformOfHeader(wordOf(cell))).filter((one) => one !== null),
  );
  const [only = null] = platforms;
  return platforms.size === 1 ? only : null;
}

/** A column that has accounts of one platform, their ids, or both. */
export interface PlatformColumn {
  readonly platform: PlatformId;
  readonly account: number | null;
  readonly id: number | null;
}

/** The columns of a table that has one for each of several platforms (`Twitter, Facebook, YouTube`); else none. */
export function platformColumns(
  headers: readonly string[] | null,
  rows: readonly (readonly string[])[],
): readonly PlatformColumn[] {
  return new Sample(headers, rows).platformColumns();
}

/** The number of a column that was named. Throws CheckError when it is not there. */
export function columnNamed(
  headers: readonly string[] | null,
  rows: readonly (readonly string[])[],
  name: string,
): number {
  return new Sample(headers, rows).numberOf(name);
}

/** Whether the first row of a table names its columns. */
export function hasHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], ...others] = rows;
  const cells = first.filter((cell) => cell.trim() !== '');
  if (cells.length === 0) return false;
  const isValue = (cell: string) =>
    /^\s*(?:[@＠]|[\d.,+-]+\s*$|t[1-5]_)/.test(cell) ||
    isAccountAddress(cell) ||
    isHashedIdentifier(cell);
  if (cells.some(isValue)) return false;
  // A word that comes again below heads nothing: `Twitter`, `account` in a column of such words.
  // A whole header may: of files that were put together each brought its own.
  const comesAgain = (cell: string, column: number) =>
    others.some((row) => {
      if (headsAgain(row)) return false;
      const other = row[column] ?? '';
      return wordOf(other) === wordOf(cell) || (isPlatform(cell) && isPlatform(other));
    });
  const isBeside = (cell: string) => first.length > 1 && BESIDE_WORDS.test(wordOf(cell));
  const heads = (cell: string, column: number) =>
    (isHeaderWord(wordOf(cell)) || isPlatform(cell) || isBeside(cell)) &&
    // In a list `x` is as likely a name.
    (first.length > 1 || cell.trim().length > 2) &&
    !comesAgain(cell, column);
  if (first.some(heads)) return true;
  // Words over numbers, addresses or names with @.
  return first.some(
    (_, column) => others.length > 1 && others.every((row) => isValue(row[column] ?? '')),
  );
}

const isPlatform = (cell: string): boolean => platformOf(cell) !== null;

/** So many rows of a title there may be. */
const LONGEST_TITLE = 20;

/**
 * Where the header may be: in the first row, or in the first that has more than one cell, below blank rows, a title and
 * Excel's `sep=;`, or else in the first with two cells or more that head columns. In a list, which has one cell in all
 * rows, only blank rows may stand above.
 */
export function rowsBelowTitle(rows: readonly (readonly string[])[]): readonly number[] {
  const first = rows.slice(0, LONGEST_TITLE + 1);
  const fewest = rows.some((row) => filledIn(row) > 1) ? 2 : 1;
  const at = first.findIndex((row) => filledIn(row) >= fewest);
  const heading = first.findIndex(
    (row) => row.filter((cell) => isHeaderWord(wordOf(cell))).length >= 2,
  );
  // A row of one cell above a table is a title, even where it reads `Accounts`.
  return [...new Set(at > 0 && fewest > 1 ? [at, heading, 0] : [0, at, heading])].filter(
    (row) => row >= 0,
  );
}

const filledIn = (row: readonly string[]): number =>
  row.filter((cell) => cell.trim() !== '').length;

function isHeaderWord(word: string): boolean {
  return (
    NAME_WORDS.includes(word) ||
    ADDRESS_WORDS.includes(word) ||
    OTHER_WORDS.test(word) ||
    LIST_WORDS.test(word)
  );
}

/** Whether a line is a word or two that head columns or lists: `Screen name`, `Usernames:`, `Twitter`. */
export function isHeading(line: string): boolean {
  const text = line.trim().replace(/\s*:$/, '');
  if (text.length < 3 || /^[@＠]/.test(text)) return false;
  return isHeaderWord(wordOf(text)) || isPlatform(text);
}

/** A header as it is compared: `User Screen-Name` is `user_screen_name`, `userLink` `user_link`. */
function wordOf(header: string): string {
  return header
    .trim()
    .replace(/You(?=Tube)|Tik(?=Tok)|Linked(?=In)/g, (part) => part.toLowerCase())
    .replace(/(?<=[a-z\d])(?<!you|tik|linked)(?=[A-Z])/g, '_')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

/** The last part of a path, and what stands before it: `author.name` is a name of `author`. */
function split(word: string): { parent: string; own: string } {
  const dot = word.lastIndexOf('.');
  return { parent: word.slice(0, dot + 1), own: word.slice(dot + 1) };
}

/** What a header is of, without the words for name, address, id and account: `retweet_userid` is of `retweet`. */
function subjectOf(word: string): string {
  const { parent, own } = split(word);
  const words = own
    .replace(/userid/, 'user_id')
    .replace(/^user_key$/, 'user')
    .replace(/accountid/, 'account_id')
    .split('_');
  const rest = words.filter(
    (part) =>
      !/^(?:id|str|did|fullname|name|username|screen|screenname|handle|unique|uniqueid|url|link|user|author|account|profile|from|channel|external|alt)$/.test(
        part,
      ),
  );
  return parent + rest.join('_');
}

/** Words of a header that say whose account it is about, and nothing else. */
const ACCOUNT_WORDS =
  /^(?:id|str|user|userid|username|usernames|name|screen|screenname|handle|handles|account|accounts|profile|profiles|page|pages|channel|channels|official|url|urls|link|links|address)$/;

/** The platform that a header names, where it says no more than whose account stands below: `Twitter handle`, `YouTube`. */
function platformOfHeader(word: string): PlatformId | null {
  const rest = word.split('_').filter((part) => !ACCOUNT_WORDS.test(part));
  const platforms = new Set(rest.map(platformOf));
  const [only = null] = platforms;
  return platforms.size === 1 ? only : null;
}

const saysId = (word: string): boolean =>
  /(?:^|_|user|account)(?:id|id_str|did)$|(?:^|_)fullname$/.test(split(word).own);

class Sample {
  readonly #headers: readonly string[] | null;
  readonly #words: readonly string[];
  readonly #columns: readonly (readonly string[])[];
  readonly #first: readonly string[];

  constructor(headers: readonly string[] | null, rows: readonly (readonly string[])[]) {
    const width = Math.max(headers?.length ?? 0, ...rows.map((row) => row.length));
    this.#headers = headers;
    this.#first = rows[0] ?? [];
    this.#words = Array.from({ length: width }, (_, at) => wordOf(headers?.[at] ?? ''));
    this.#columns = Array.from({ length: width }, (_, at) =>
      rows.map((row) => row[at] ?? '').filter((cell) => cell.trim() !== ''),
    );
  }

  numberOf(name: string): number {
    const headers = this.#headers ?? [];
    const exact = headers.indexOf(name);
    if (exact >= 0) return exact;
    const alike = this.#words.indexOf(wordOf(name));
    if (alike >= 0 && wordOf(name) !== '') return alike;
    const number = /^[1-9]\d{0,4}$/.test(name) ? Number(name) - 1 : -1;
    if (number >= 0 && number < this.#columns.length) return number;
    throw new CheckError(
      'no-such-column',
      headers.length > 0
        ? `There is no column "${name}"; there are: ${headers.join(', ')}.`
        : `There is no column "${name}"; the columns are numbered 1 to ${this.#columns.length}, and the first row is: ${this.#first.join(', ')}.`,
    );
  }

  choice(chosen: Omit<ColumnChoice, 'isRounded'>): ColumnChoice {
    const { id } = chosen;
    return { ...chosen, isRounded: id !== null && isRoundedColumn(this.#columns[id] ?? []) };
  }

  platformColumn(except: number | null): number | null {
    const isOne = (at: number) =>
      at !== except &&
      PLATFORM_WORDS.test(split(this.#words[at] ?? '').own) &&
      this.#share(at, (cell) => platformOf(cell) !== null) >= ENOUGH;
    return this.#find(isOne);
  }

  /** The platform that all headers that tell one agree on. */
  hintedPlatform(): PlatformId | null {
    const hinted = new Set(
      this.#words.flatMap((word) =>
        PLATFORM_HINTS.filter(([pattern]) => pattern.test(word)).map(([, platform]) => platform),
      ),
    );
    const [only = null] = hinted;
    return hinted.size === 1 ? only : null;
  }

  accountColumn(isPlatformKnown: boolean): number | null {
    const addresses = this.#worded(ADDRESS_WORDS, isAccountAddress);
    const names = this.#nameColumn();
    const [first, second] = isPlatformKnown ? [names, addresses] : [addresses, names];
    return (
      first ??
      second ??
      this.#most(isAccountAddress) ??
      this.#most((cell) => /^\s*[@＠]\S+\s*$/.test(cell)) ??
      (this.#headers === null ? this.#namesWithoutHeader() : null)
    );
  }

  idColumn(account: number | null, platform: PlatformId | null): number | null {
    const isPosts = this.#isOfPosts();
    const subject = account === null ? null : subjectOf(this.#words[account] ?? '');
    const candidates = this.#columns.flatMap((_, at) => {
      const word = this.#words[at] ?? '';
      if (at === account || !saysId(word)) return [];
      if (isPosts && /^(?:id|id_str)$/.test(word)) return [];
      const about = subjectOf(word);
      // Without a column of names only a user's own id will do: `userid`, `author.id`.
      if (subject === null ? split(about).own !== '' : !this.#isSame(about, subject)) return [];
      if (/^(?:id|no|number)$/.test(word) && this.#countsRows(at)) return [];
      const exact = this.#share(at, (cell) => isId(cell, platform));
      return this.isIdColumn(at, platform) ? [{ at, exact }] : [];
    });
    // Of a rounded column and an exact one of the same thing, the exact one.
    const worth = ({ at, exact }: { at: number; exact: number }) =>
      isRoundedColumn(this.#columns[at] ?? []) ? exact / 2 : exact;
    candidates.sort((a, b) => worth(b) - worth(a));
    const found = candidates[0]?.at ?? null;
    if (found === null && account !== null && this.#headers === null) {
      // Beside names without a header nothing else has so many digits.
      const long = this.#find(
        (at) => at !== account && this.#share(at, (cell) => /^\s*\d{15,19}\s*$/.test(cell)) > 0.9,
      );
      return platform === null || platform === 'x' ? long : null;
    }
    if (found !== null || account !== null) return found;
    // A list of numbers and nothing else.
    return this.#headers === null && this.#columns.length === 1 && this.isIdColumn(0, platform)
      ? 0
      : null;
  }

  /** Whether two headers are of the same account: `ID` is of the `Twitter handle` beside it, `Facebook ID` is not. */
  #isSame(about: string, subject: string): boolean {
    if (about === subject) return true;
    const [own, other] = [about, subject].map((word) => (word === '' ? '' : platformOf(word)));
    if (own === null || other === null) return false;
    const platforms = new Set(this.#words.map(platformOfHeader).filter((one) => one !== null));
    return (own === '' || other === '' || own === other) && platforms.size === 1;
  }

  /** Whether a column numbers the rows. */
  #countsRows(at: number): boolean {
    const numbers = (this.#columns[at] ?? []).map(Number);
    const steps = numbers.slice(1).filter((number, index) => number === (numbers[index] ?? 0) + 1);
    return numbers.length < 2 ? (numbers[0] ?? 0) < 10 : steps.length >= (numbers.length - 1) * 0.9;
  }

  /** Columns of accounts that say of which platform each is; empty unless there are several platforms. */
  platformColumns(): readonly PlatformColumn[] {
    const columns = this.#words.flatMap((word, at): (PlatformColumn & { rank: number })[] => {
      const platform = platformOfHeader(word);
      if (platform === null) return [];
      if (saysId(word)) {
        return this.isIdColumn(at, platform) ? [{ platform, account: null, id: at, rank: 3 }] : [];
      }
      if (this.#share(at, isNameOrAddress) < ENOUGH) return [];
      const rank = this.#share(at, isAccountAddress) >= ENOUGH ? 0 : /_name$/.test(word) ? 2 : 1;
      return [{ platform, account: at, id: null, rank }];
    });
    const best = new Map<PlatformId, PlatformColumn>();
    for (const { rank: _, ...column } of columns.sort((a, b) => a.rank - b.rank)) {
      const known = best.get(column.platform);
      if (!known) best.set(column.platform, column);
      else if (known.id === null) best.set(column.platform, { ...known, id: column.id });
    }
    const place = ({ account, id }: PlatformColumn) => account ?? id ?? 0;
    return best.size > 1 ? [...best.values()].sort((a, b) => place(a) - place(b)) : [];
  }

  /** Whether a column holds ids of the platform: exact, rounded or hashed ones, and no names. */
  isIdColumn(at: number, platform: PlatformId | null): boolean {
    const isOne = (cell: string) =>
      isId(cell, platform) || idIn(cell, false).isRounded || isHashedIdentifier(cell);
    return (
      this.#share(at, isOne) >= ENOUGH && this.#share(at, (cell) => /^\s*[@＠]/.test(cell)) === 0
    );
  }

  /**
   * Of several columns whose cells could all be names the one whose cells differ most, as accounts do and countries do
   * not, and then the one that looks most like names: small letters, digits, low lines.
   */
  #namesWithoutHeader(): number | null {
    const distinct = (at: number) => {
      const cells = this.#columns[at] ?? [];
      return new Set(cells).size / cells.length;
    };
    const likeName = (at: number) => this.#share(at, (cell) => /[_\d]|^\s*[a-z]+\s*$/.test(cell));
    const columns = this.#columns
      .map((_, at) => at)
      .filter((at) => this.#share(at, isPlainName) > 0.9);
    const most = Math.max(0, ...columns.map(distinct));
    const best = columns
      .filter((at) => distinct(at) >= most * 0.9)
      .sort((a, b) => likeName(b) - likeName(a));
    return best[0] ?? null;
  }

  /** The best column of names. Beside one of handles that can't be read, `name` is of people, and no handle. */
  #nameColumn(): number | null {
    const found = this.#worded(NAME_WORDS, isNameOrAddress);
    if (found === null || split(this.#words[found] ?? '').own !== 'name') return found;
    const isHandle = (word: string) => /(?:^|_)(?:handle|screen_?name|username)$/.test(word);
    const filled = (at: number) => (this.#columns[at] ?? []).length > 0;
    return this.#find((at) => isHandle(this.#words[at] ?? '') && filled(at)) ?? found;
  }

  /** The first of these words that heads a column with such cells. */
  #worded(words: readonly string[], isSuch: (cell: string) => boolean): number | null {
    for (const word of words) {
      const at = this.#find(
        (column) =>
          (this.#words[column] === word || split(this.#words[column] ?? '').own === word) &&
          !/^(?:in_)?(?:reply|retweet|quote|mention)/.test(this.#words[column] ?? '') &&
          this.#share(column, isSuch) >= ENOUGH,
      );
      if (at !== null) return at;
    }
    return null;
  }

  #most(isSuch: (cell: string) => boolean): number | null {
    const isPosts = this.#isOfPosts();
    const counts = this.#columns.map((cells, at) =>
      isPosts && OTHERS_WORDS.test(this.#words[at] ?? '') ? 0 : cells.filter(isSuch).length,
    );
    const most = Math.max(0, ...counts);
    return most === 0 ? null : counts.indexOf(most);
  }

  #isOfPosts(): boolean {
    return this.#words.some((word) => CONTENT_WORDS.test(split(word).own));
  }

  #find(isOne: (at: number) => boolean): number | null {
    const at = this.#columns.findIndex((_, column) => isOne(column));
    return at < 0 ? null : at;
  }

  #share(at: number, isSuch: (cell: string) => boolean): number {
    const cells = this.#columns[at] ?? [];
    return cells.length === 0 ? 0 : cells.filter(isSuch).length / cells.length;
  }
}

const isAccountAddress = (cell: string): boolean => addressIn(nameIn(cell))?.kind === 'account';

/** Whether a cell is a name by some platform's grammar; a hash stands in the place of one. */
export function isPlainName(cell: string): boolean {
  const name = bareName(nameIn(cell));
  return (
    !/\s/.test(name) &&
    !/^[\d.,+-]*$/.test(name) &&
    (isHashedIdentifier(name) ||
      PLATFORM_IDS.some((platform) => normalHandle(platform, name) !== null))
  );
}

/** Words that say of an account whether there is one, or how it is. */
const ANSWER =
  /^\s*(?:yes|no|true|false|y|n|active|inactive|suspended|removed|deleted|banned|private|public|verified)\s*$/i;

/** Whether a cell of a column that should have names has one. */
export const isNameOrAddress = (cell: string): boolean =>
  (isPlainName(cell) && !ANSWER.test(cell)) || isAccountAddress(cell);

/** Whether a cell is an exact id: of the platform or, where that is unknown, one whose form names its own. */
function isId(cell: string, platform: PlatformId | null): boolean {
  const { id } = idIn(cell, false);
  if (id === null) return false;
  if (platform !== null) return normalId(platform, id) !== null;
  return platformOfId(id) !== null || /^[1-9]\d{4,18}$/.test(id);
}

/** The platform that an id's own form tells: `t2_…`, `UC…`, `did:…`. */
export function platformOfId(id: string): PlatformId | null {
  if (!/^(?:t2_|UC|did:|t:)/i.test(id)) return null;
  for (const platform of ['reddit', 'youtube', 'bluesky', 'tumblr'] as const) {
    if (normalId(platform, id) !== null) return platform;
  }
  return null;
}
