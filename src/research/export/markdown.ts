import { EVIDENCE_LEVELS } from '../../records/evidence.ts';
import { dateText, numberText } from '../../ui/wording.ts';
import { researchWords as words } from '../../ui/wording-research.ts';
import { type Provenance, provenanceLines } from './provenance.ts';
import type { ResultTally } from './tally.ts';

/** A summary of a result in Markdown: what was found by disclosure and by evidence, and what that rests on. */
export function markdownSummary(provenance: Provenance, tally: ResultTally): string {
  const matches = provenance.inputs.reduce((sum, { counts }) => sum + counts.matches, 0);
  const names = provenance.inputs.reduce((sum, { counts }) => sum + counts.names, 0);
  const evidence = EVIDENCE_LEVELS.filter((level) => tally.evidence.has(level));
  return [
    `# ${words.summaryTitle}`,
    words.summaryFound(matches, names, tally.accounts),
    words.caution,
    ...(matches === 0
      ? []
      : [
          `## ${words.summaryByDisclosure}`,
          table(
            [words.disclosure, words.disclosed, words.rows, words.listedAccounts, words.disputes],
            tally.disclosures.map(({ disclosure, rows, accounts }) => [
              `${disclosure.shortName} (${disclosure.id})`,
              dateText(disclosure.date),
              numberText(rows),
              numberText(accounts),
              numberText(disclosure.disputes),
            ]),
          ),
          `## ${words.summaryByEvidence}`,
          table(
            [words.evidence, words.rows],
            evidence.map((level) => [
              words.level(level),
              numberText(tally.evidence.get(level) ?? 0),
            ]),
          ),
          `## ${words.summaryByStatus}`,
          table(
            [words.status, words.rows],
            [...tally.status].map(([status, rows]) => [words.statusOf(status), numberText(rows)]),
          ),
        ]),
    `## ${words.summaryProvenance}`,
    table(
      [words.fact, words.value],
      provenanceLines(provenance).map(([field, value]) => [`\`${field}\``, value]),
    ),
    '',
  ].join('\n\n');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text from outside is text here too: no table, link, emphasis or markup comes of it. */
function escaped(text: string): string {
  if (/^(?:`[\w-]+`|---)$/.test(text)) return text;
  return text.replace(/[\p{Cc}]+/gu, ' ').replace(/[\\`*_{}[\]<>|~#&]/g, '\\$&');
}
