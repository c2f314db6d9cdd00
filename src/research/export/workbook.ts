import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { CitedList } from '../check/lookup.ts';
import {
  type Cell,
  FIELDS,
  MATCH_FIELDS,
  oncePerMatch,
  PLACE_FIELDS,
  type ResultRow,
} from './fields.ts';
import { type Provenance, provenanceLines } from './provenance.ts';

/*
 * The few parts of a workbook (ECMA-376) that tables of text and numbers need, packed by fflate. Libraries that write
 * workbooks were looked at: those that are kept up date every file by the clock, so that the same result gives other
 * bytes each time, and pack in a worker made from text, which an extension's page may not start.
 */

/** Rows that one sheet of a workbook can hold below its head. */
const MAX_SHEET_ROWS = 2 ** 20 - 1;
/** More text than a cell holds, it cuts. */
const MAX_CELL = 32_767;
/** The earliest time that a ZIP can say: none of ours is of the clock. */
const NO_TIME = new Date(1980, 0, 1);

/** Text is packed in pieces of about this length: a whole sheet can be more than one string holds. */
const PIECE_LENGTH = 2 ** 20;

/**
 * A result as a workbook with a sheet of matches and one of what they rest on, in pieces. Throws RangeError when the
 * rows are more than a sheet holds.
 */
export function workbook(
  rows: Iterable<ResultRow>,
  count: number,
  lists: readonly CitedList[],
  provenance: Provenance,
): Uint8Array<ArrayBuffer>[] {
  if (count > MAX_SHEET_ROWS) throw new RangeError('More rows than a sheet holds.');
  const facts = provenanceLines(provenance);
  const texts = new SharedTexts();
  return packed([
    ['[Content_Types].xml', [CONTENT_TYPES]],
    ['_rels/.rels', [PACKAGE_RELATIONS]],
    ['xl/workbook.xml', [WORKBOOK]],
    ['xl/_rels/workbook.xml.rels', [WORKBOOK_RELATIONS]],
    ['xl/styles.xml', [STYLES]],
    ['xl/worksheets/sheet1.xml', sheet(texts, FIELDS, matchRows(texts, rows, lists), count)],
    [
      'xl/worksheets/sheet2.xml',
      sheet(texts, ['field', 'value'], factRows(texts, facts), facts.length),
    ],
    // Last: only now are all texts known.
    ['xl/sharedStrings.xml', texts.part()],
  ]);
}

function* matchRows(
  texts: SharedTexts,
  rows: Iterable<ResultRow>,
  lists: readonly CitedList[],
): Generator<string> {
  const ofMatch = oncePerMatch(lists, (cells) =>
    MATCH_FIELDS.map((field, at) => texts.cell(cells[field], at + PLACE_FIELDS.length)).join(''),
  );
  for (const { file, row, match } of rows) {
    yield `${texts.cell(file, 0)}${texts.cell(row, 1)}${ofMatch(match)}`;
  }
}

function* factRows(texts: SharedTexts, facts: readonly (readonly string[])[]): Generator<string> {
  for (const fact of facts) yield fact.map((text, at) => texts.cell(text, at)).join('');
}

function packed(
  parts: readonly (readonly [name: string, text: Iterable<string>])[],
): Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece as Uint8Array<ArrayBuffer>);
  });
  for (const [name, text] of parts) {
    const file = new ZipDeflate(name, { level: 1 });
    file.mtime = NO_TIME;
    zip.add(file);
    let pending = '';
    for (const some of text) {
      pending += some;
      if (pending.length < PIECE_LENGTH) continue;
      file.push(strToU8(pending));
      pending = '';
    }
    file.push(strToU8(pending), true);
  }
  zip.end();
  return pieces;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
  `<Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet2.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`;
const PACKAGE_RELATIONS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;
const WORKBOOK =
  `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>` +
  '<sheet name="Matches" sheetId="1" r:id="rId1"/><sheet name="Provenance" sheetId="2" r:id="rId2"/>' +
  '</sheets></workbook>';
const WORKBOOK_RELATIONS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>` +
  `<Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/>` +
  `<Relationship Id="rId4" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`;
const HEAD_STYLE = ' s="1"';
/** Style 0 is plain, 1 bold for heads. */
const STYLES =
  `${XML}<styleSheet ${MAIN}>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>';

/** Head and rows; the head stays in sight and filters the others. */
function* sheet(
  texts: SharedTexts,
  heads: readonly string[],
  rows: Iterable<string>,
  count: number,
): Generator<string> {
  const last = `${columnName(heads.length - 1)}${count + 1}`;
  yield `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols><col min="1" max="${heads.length}" width="22" customWidth="1"/></cols><sheetData>` +
    rowText(1, heads.map((head, at) => texts.cell(head, at, HEAD_STYLE)).join(''));
  let number = 1;
  for (const cells of rows) yield rowText(++number, cells);
  yield `</sheetData><autoFilter ref="A1:${last}"/></worksheet>`;
}

/** Where the number of its row stands in a cell's text: the cells of a match are made once for all of its rows. */
const ROW_NUMBER = '#';

function rowText(number: number, cells: string): string {
  return `<row r="${number}">${cells.replaceAll(ROW_NUMBER, String(number))}</row>`;
}

/** The texts of all cells, each once: cells refer to them by number. */
class SharedTexts {
  readonly #numbers = new Map<string, number>();
  #uses = 0;

  /** A cell. It need not say its place, but some that read workbooks look for it. */
  cell(value: Cell, column: number, style = ''): string {
    if (value === null || value === '') return '';
    const place = `r="${columnName(column)}${ROW_NUMBER}"`;
    if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`;
    let number = this.#numbers.get(value);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(value, number);
    }
    this.#uses++;
    return `<c ${place}${style} t="s"><v>${number}</v></c>`;
  }

  *part(): Generator<string> {
    yield `${XML}<sst ${MAIN} count="${this.#uses}" uniqueCount="${this.#numbers.size}">`;
    for (const text of this.#numbers.keys()) {
      yield `<si><t xml:space="preserve">${xmlText(text)}</t></si>`;
    }
    yield '</sst>';
  }
}

/** A to Z: no table of ours is wider. */
function columnName(at: number): string {
  return String.fromCharCode(65 + at);
}

/** Text as XML; what XML has no way to write is left out, and `_x000D_` is no way to write a character (ST_Xstring). */
function xmlText(text: string): string {
  return text
    .slice(0, MAX_CELL)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
