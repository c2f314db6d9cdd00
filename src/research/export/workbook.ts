import { strToU8, zipSync } from 'fflate';
import type { CitedList } from '../check/lookup.ts';
import { cellsOf, FIELDS, type ResultRow } from './fields.ts';
import { type Provenance, provenanceLines } from './provenance.ts';

/*
 * The few parts of a workbook (ECMA-376) that tables of text and numbers need, packed by fflate. Libraries that write
 * workbooks were looked at: those that are kept up date every file by the clock, so that the same result gives other
 * bytes each time, and pack in a worker made from text, which an extension's page may not start.
 */

/** Rows that one sheet of a workbook can hold below its head. */
export const MAX_SHEET_ROWS = 2 ** 20 - 1;
/** More text than a cell holds, it cuts. */
const MAX_CELL = 32_767;
/** The earliest time that a ZIP can say: none of ours is of the clock. */
const NO_TIME = new Date(1980, 0, 1);

type Cell = string | number | null;

/**
 * A result as a workbook with a sheet of matches and one of what they rest on. Throws RangeError when the rows are
 * more than a sheet holds.
 */
export function workbook(
  rows: Iterable<ResultRow>,
  lists: readonly CitedList[],
  provenance: Provenance,
): Uint8Array<ArrayBuffer> {
  const matches: string[] = [sheetRow(FIELDS, 1)];
  for (const row of rows) {
    if (matches.length > MAX_SHEET_ROWS) throw new RangeError('More rows than a sheet holds.');
    const cells = cellsOf(row, lists);
    matches.push(
      sheetRow(
        FIELDS.map((field) => cells[field]),
        matches.length + 1,
      ),
    );
  }
  const facts = [['field', 'value'] as const, ...provenanceLines(provenance)];
  return packed({
    '[Content_Types].xml': CONTENT_TYPES,
    '_rels/.rels': PACKAGE_RELATIONS,
    'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': WORKBOOK_RELATIONS,
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheet(matches.join(''), FIELDS.length, matches.length),
    'xl/worksheets/sheet2.xml': sheet(
      facts.map((cells, at) => sheetRow(cells, at + 1)).join(''),
      2,
      facts.length,
    ),
  });
}

function packed(parts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(files), { level: 6, mtime: NO_TIME });
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
  `<Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`;
/** Style 0 is plain, 1 bold for heads, 2 text: what looks like a number stays as it is. */
const STYLES =
  `${XML}<styleSheet ${MAIN}>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/></cellXfs>' +
  '</styleSheet>';

/** The first row stays in sight and filters the others. */
function sheet(rows: string, columns: number, count: number): string {
  const last = `${columnName(columns - 1)}${count}`;
  return (
    `${XML}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols><col min="1" max="${columns}" width="22" customWidth="1"/></cols>` +
    `<sheetData>${rows}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`
  );
}

function sheetRow(cells: readonly Cell[], number: number): string {
  const style = number === 1 ? 1 : 2;
  const written = cells.map((cell, at) => {
    if (cell === null || cell === '') return '';
    const place = `${columnName(at)}${number}`;
    return typeof cell === 'number'
      ? `<c r="${place}"><v>${cell}</v></c>`
      : `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

/** A to Z: no table of ours is wider. */
function columnName(at: number): string {
  return String.fromCharCode(65 + at);
}

/** Text as XML; what XML has no way to write is left out. */
function xmlText(text: string): string {
  return text
    .slice(0, MAX_CELL)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
