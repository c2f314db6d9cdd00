import { normalId } from '../../accounts/ids.ts';
import type { PlatformId } from '../../accounts/platforms.ts';
import { linked, nameIn, withoutListMark } from '../check/cell-text.ts';
import { isHeading, isNameOrAddress, isPlainName } from '../check/columns.ts';
import { meaningOfAddress } from './addresses.ts';
import { headingAt, headingIn, platformOfHeading, unread } from './headings.ts';
import type { NamedAccount, RowMeaning, Unread } from './report.ts';
import type { TablePlan } from './table-rows.ts';

/** Of the lines behind a list's title so many have to be names, else the text is no list of them. */
const ENOUGH = 0.5;
/** Of so many names nearly all are written with `@` or as addresses, or it says nothing of a word that is not. */
const FEWEST_MARKED = 10;
const NEARLY_ALL = 0.95;
/** So many names in a hundred may stand alone between blank lines before that says nothing of a name. */
const FEW = 0.2;

/** What the first lines of a list show of all of them. */
export interface ListShape {
  /** Whether it is a list of names at all. */
  readonly isOfNames: boolean;
  /** Whether a bare word is none of the names, because those are written with `@` or as addresses. */
  readonly areMarked: boolean;
  /** Whether a name that stands alone between blank lines heads what follows. */
  readonly areInBlocks: boolean;
  /** Whether most lines hold several names with commas between them. */
  readonly areSeveral: boolean;
  /** How most lines say more than a name, or null: the pieces of such a line. */
  readonly pieces: ((text: string) => LinePieces | null) | null;
}

const textOf = (line: string): string => withoutListMark(line).trim();
const isOneWord = (text: string): boolean => text !== '' && !/\s/.test(text);
const isMarked = (text: string): boolean =>
  /^[@＠]\S|^\/?u\/\S/.test(text) || meaningOfAddress(text, true)?.is === 'accounts';

/** What the first lines of a list, without its header, show of all of them. */
export function shapeOf(lines: readonly string[]): ListShape {
  const texts = lines.map((line) => nameIn(line).trim());
  const forms = areCounted(texts) ? [...LINE_FORMS, countedPieces] : LINE_FORMS;
  const isOfNames = (text: string) =>
    (isOneWord(text) && isNameOrAddress(text)) ||
    partsOf(text) !== null ||
    forms.some((form) => form(text) !== null) ||
    (/\s/.test(text) && text.split(/\s+/).every(isMarked));
  const first = texts.findIndex(isOfNames);
  const behindTitle = first < 0 ? [] : texts.slice(first).filter((text) => text !== '');
  const share = (isSuch: (text: string) => boolean) =>
    behindTitle.length === 0 ? 0 : behindTitle.filter(isSuch).length / behindTitle.length;
  const names = behindTitle.filter(isOneWord);
  const alone = texts.filter((text, at) => isAlone(text, texts[at - 1], texts[at + 1]));
  return {
    isOfNames: share(isOfNames) >= ENOUGH,
    areMarked:
      names.length >= FEWEST_MARKED && names.filter(isMarked).length >= names.length * NEARLY_ALL,
    areInBlocks: alone.length > 0 && alone.length <= names.length * FEW,
    areSeveral: share((text) => partsOf(text) !== null) >= ENOUGH,
    pieces: forms.find((form) => share((text) => form(text) !== null) >= ENOUGH) ?? null,
  };
}

/** Whether a word stands between blank lines, or the text's beginning and one, and something follows. */
const isAlone = (text: string, before: string | undefined, after: string | undefined): boolean =>
  isOneWord(text) && (before ?? '').trim() === '' && after?.trim() === '';

/** The names of `one, two; three`, or null. */
function partsOf(text: string): readonly string[] | null {
  const parts = text.split(/[,;]/).map((part) => part.trim());
  if (parts.at(-1) === '') parts.pop();
  return parts.length > 1 && parts.every((part) => isOneWord(part) && isPlainName(part))
    ? parts
    : null;
}

/** A line that is a name and something beside it. */
interface LinePieces {
  readonly name: string;
  readonly id: string;
}

const MARKED = String.raw`[@＠][^\s()]+|https?:\/\/[^\s()]+|\/?u\/[^\s()]+`;
const REMARKED = new RegExp(String.raw`^(${MARKED}?)[,:]?\s+(?:[(–—-]|\[(?!.*\]\())`);
const IN_BRACKETS = new RegExp(String.raw`^[^()]+\((${MARKED})\)$`);

/** What lines of lists look like that say more than a name. */
const LINE_FORMS: readonly ((text: string) => LinePieces | null)[] = [
  // `@name (suspended)`, `@name - of the second set`
  (text) => piecesOf(REMARKED.exec(text)?.[1], ''),
  // `Display Name (@name)`
  (text) => piecesOf(IN_BRACKETS.exec(text)?.[1], ''),
  // `4224729994 name`, as lists of ids and names come out of a PDF, and `name 4224729994`
  (text) => {
    const [, before, name, behind] =
      /^(?:(\d{5,19})\s+)?([@＠]?\w\S*)(?:\s+(\d{5,19}))?$/.exec(text) ?? [];
    const id = before ?? behind;
    return id !== undefined && (before === undefined) !== (behind === undefined)
      ? piecesOf(name, id)
      : null;
  },
];

/** `12 name`, where the lines are counted so. */
const countedPieces = (text: string): LinePieces | null =>
  piecesOf(/^\d{1,7}\s+([@＠]?\w\S*)$/.exec(text)?.[1], '');

/** Whether most lines begin with a number, each with the next one. */
function areCounted(texts: readonly string[]): boolean {
  const numbers = texts
    .filter((text) => text !== '')
    .map((text) => (countedPieces(text) === null ? Number.NaN : Number.parseInt(text, 10)));
  const next = numbers.filter((number, at) => number === (numbers[at - 1] ?? Number.NaN) + 1);
  return numbers.length > 2 && next.length >= (numbers.length - 1) / 2;
}

function piecesOf(name: string | undefined, id: string): LinePieces | null {
  return name !== undefined && isNameOrAddress(name) ? { name, id } : null;
}

/** Reads the lines of a list in their order: headings may say of which platform the names below them are. */
export class ListLines {
  readonly #plan: TablePlan;
  readonly #shape: ListShape;
  readonly #isPlatformGiven: boolean;
  #beneath: PlatformId | null = null;

  /** @param title The line that heads the list as columns are headed. */
  constructor(plan: TablePlan, shape: ListShape, isPlatformGiven: boolean, title: string) {
    this.#plan = plan;
    this.#shape = shape;
    this.#isPlatformGiven = isPlatformGiven;
    this.#takePlatform(title);
  }

  /** @param before The line above, @param after that below; undefined where there is none. */
  meaningOf(line: string, before: string | undefined, after: string | undefined): RowMeaning {
    const heading = /^\s*(?:#+|\/\/)\s+(.*)/.exec(line)?.[1];
    if (heading !== undefined) {
      this.#takePlatform(heading);
      return { is: 'prose' };
    }
    const text = textOf(line);
    if (text === '') return { is: 'blank' };
    if (/^\(?\d{1,7}[.)]$/.test(text)) return unread('no-name', `Behind "${text}" stands no name.`);
    const name = nameIn(line).trim();
    if (!/\s/.test(name)) return this.#meaningOfWord(name, line, before, after);
    this.#takePlatform(text);
    return this.#meaningOfWords(text);
  }

  #meaningOfWord(
    name: string,
    line: string,
    before: string | undefined,
    after: string | undefined,
  ): RowMeaning {
    const { areMarked, areInBlocks, areSeveral } = this.#shape;
    if (areSeveral || /[,;]/.test(name)) {
      const parts = partsOf(name);
      if (parts) return this.#named(parts) ?? this.#plan.meaningOf([name], this.#beneath);
    }
    if (!isMarked(name)) {
      const isStrange = areMarked && isPlainName(name) && !/[=/]/.test(name);
      const heading = isStrange ? headingAt(name) : headingIn(name);
      if (heading) {
        this.#takePlatform(name);
        return heading;
      }
      if (areInBlocks && isAlone(line.trim(), before, after)) return headingAt(name);
    }
    return this.#plan.meaningOf([name], this.#beneath);
  }

  #meaningOfWords(text: string): RowMeaning {
    const { areSeveral, pieces } = this.#shape;
    const parts = areSeveral ? partsOf(text) : null;
    if (parts) return this.#named(parts) ?? { is: 'prose' };
    const piece = pieces?.(text) ?? null;
    if (piece !== null) {
      const meaning = this.#plan.meaningOf([nameIn(piece.name)], this.#beneath);
      return piece.id === '' || meaning.is !== 'accounts' ? meaning : withId(meaning, piece.id);
    }
    const words = text
      .replace(/\[([^\]]*)\]\((\S+?)\)/g, (_, shown: string, address: string) =>
        linked(address, shown),
      )
      .split(/[\s,;]+/)
      .filter((word) => !/^(?:and|&|y|e|et|und|or|)$/i.test(word));
    const isName = (word: string) =>
      /^[@＠]\S+$|^\/?u\/\S+$/.test(word) || meaningOfAddress(word, true);
    if (!words.every(isName)) return { is: 'prose' };
    return this.#named(words) ?? this.#plan.meaningOf([text], this.#beneath);
  }

  /** The accounts of several names, or null where none of them is one. */
  #named(words: readonly string[]): RowMeaning | null {
    if (words.every(isHeading)) return headingAt(words.join(', '));
    const accounts: NamedAccount[] = [];
    const leftOut: Unread[] = [];
    for (const word of words) {
      const meaning = this.#plan.meaningOf([nameIn(word)], this.#beneath);
      if (meaning.is === 'accounts') accounts.push(...meaning.accounts);
      else if (meaning.is === 'unreadable') leftOut.push(meaning);
      else leftOut.push({ why: 'not-a-name', reason: `"${word.slice(0, 60)}" names no account.` });
    }
    return accounts.length > 0 ? { is: 'accounts', accounts, leftOut } : null;
  }

  #takePlatform(heading: string): void {
    const platform = platformOfHeading(heading);
    if (platform !== null && !this.#isPlatformGiven) this.#beneath = platform;
  }
}

/** @param id What stands beside the only name of a line. */
function withId(meaning: Extract<RowMeaning, { is: 'accounts' }>, id: string): RowMeaning {
  const accounts = meaning.accounts.map((account) =>
    account.id === null ? { ...account, id: normalId(account.platform, id) } : account,
  );
  return { ...meaning, accounts };
}
