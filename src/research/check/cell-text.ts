import { addressIn } from './cells.ts';

/*
 * What a cell says, without what others put around it: a spreadsheet's guards against reading it as a number or a
 * formula, a text's marks of lists and links, a web page's entities.
 */

const GUARDED = /^="((?:[^"]|"")*)"\s*$/;
const LINK = /^=HYPERLINK\(\s*"([^"\n]*)"\s*(?:[,;]\s*"([^"\n]*)"\s*)?\)\s*$/i;
/** Before what would be a formula or a number, and around a single word. A word's own apostrophe stays. */
const APOSTROPHE = /^'(?=[=+@＠\d-])|^'([^\s']+)'?\s*$/;

/**
 * The content of a spreadsheet's cell that is guarded: `="name"`, `'@name`, `=HYPERLINK("https://x.com/name","name")`.
 * Any other cell is given back as it is. Line ends inside stay.
 */
export function contentOf(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first === 0x3d) {
    const guarded = GUARDED.exec(cell)?.[1];
    if (guarded !== undefined) return guarded.replaceAll('""', '"');
    const [, address, shown] = LINK.exec(cell) ?? [];
    return address === undefined ? cell : linked(address, shown ?? '');
  }
  if (first !== 0x27) return cell;
  return cell.replace(APOSTROPHE, (_, word: string | undefined) => word ?? '');
}

/** What names somebody in a link: its address where that is an account's, else what it shows, if anything. */
export function linked(address: string, shown: string): string {
  const isAccount = addressIn(address)?.kind === 'account';
  return isAccount || !/^(?:[@＠]\S+|\/?u(?:ser)?\/\S+)$/.test(shown) ? address : shown;
}

const BULLET = /^\s*(?:[-*+–—]\s+|[•▪◦‣●○■□➢➤]\s*)(?=\S)/;
const NUMBER = /^\s*(?:\(?\d{1,7}[.)]\s+|\d{1,7}[.)](?=[@＠]|https?:))(?=\S)/;
const MARKED = /^\s*[-*+–—•▪◦‣●○■□➢➤([\d]/;
const TICK_BOX = /^\s*\[[ xX]\]\s+(?=\S)/;

/** A line without the mark of the list it stands in: `- name`, `• name`, `1. name`, `2) name`. A name may begin with `-`. */
export function withoutListMark(line: string): string {
  if (!MARKED.test(line)) return line;
  return line.replace(BULLET, '').replace(NUMBER, '').replace(TICK_BOX, '');
}

/** What there may be to take away; nearly every cell is a plain name, and ends here. */
const ADORNED =
  /[&<`"\\\u00AD\u200B-\u200D\u2060-\u2064\uFEFF]|\]\(|\*\*|[.,:;*†‡”»’“]\s*$|^\s*(?:[-*+–—•▪◦‣●○■□➢➤]|\(?\d{1,7}[.)])/;

/**
 * A cell or line that is one name, without what does not belong to it: marks of lists, of Markdown and of HTML, entities,
 * characters that nobody sees and that no name has.
 */
export function nameIn(cell: string): string {
  if (!ADORNED.test(cell)) return cell;
  const seen = decoded(cell.replace(/[\u00AD\u200B-\u200D\u2060-\u2064\uFEFF]/g, ''));
  const bare = withoutListMark(seen).trim();
  const text = /\s/.test(bare) && !/^[[<]/.test(bare) ? seen : bare;
  return text
    .replace(
      /^<a\s[^>]*\bhref\s*=\s*["']([^"']*)["'][^>]*>([^<]*)<\/a>$/i,
      (_, address: string, shown: string) => linked(address, shown.trim()),
    )
    .replace(/^(\*\*|`|")(.*)\1$/, '$2')
    .replace(/^“(.*)”$|^«\s*(.*?)\s*»$|^‘(.*)’$|^„(.*)[“”]$/, '$1$2$3$4')
    .replace(/^([@＠]\S+?)[.,:;]+$/, '$1')
    .replace(/^(\w\S*?|[@＠]\S+?)[*†‡]+$/, '$1')
    .replace(/^\[([^\]]*)\]\((\S+?)(?:\s+"[^"]*")?\)$/, (_, shown: string, address: string) =>
      linked(address, shown.replace(/\\([_*-])/g, '$1')),
    )
    .replace(/^<(\S+)>$/, '$1')
    .replace(/\\([_*.~-])/g, '$1');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['lowbar', '_'],
  ['commat', '@'],
]);

/** HTML's entities, as far as names and addresses have them. */
function decoded(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return ENTITIES.get(name.toLowerCase()) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
