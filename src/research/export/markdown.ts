import { EVIDENCE_LEVELS } from '../../records/evidence.ts';
import { numberText, t, withoutIsolates } from '../../ui/language/message.ts';
import { dateText, levelText, statusText } from '../../ui/wording.ts';
import { researchWords } from '../../ui/wording-research.ts';
import { type Provenance, provenanceLines } from './provenance.ts';
import type { TallyFacts } from './tally.ts';

/** A summary of a result in Markdown: what was found by disclosure and by evidence, and what that rests on. */
export function markdownSummary(provenance: Provenance, tally: TallyFacts): string {
  const matches = provenance.inputs.reduce((sum, { counts }) => sum + counts.matches, 0);
  const names = provenance.inputs.reduce((sum, { counts }) => sum + counts.names, 0);
  const evidence = EVIDENCE_LEVELS.filter((level) => tally.evidence.has(level));
  const lines = [
    `# ${t('research.summaryTitle')}`,
    researchWords.summaryFound(matches, names, tally.accounts),
    t('caution'),
    ...(matches === 0
      ? []
      : [
          `## ${t('research.summaryByDisclosure')}`,
          markdownTable(
            [
              t('research.disclosure'),
              t('research.disclosed'),
              t('research.rows'),
              t('research.listedAccounts'),
              t('research.disputes'),
            ],
            tally.disclosures.map(({ disclosure, rows, accounts }) => [
              `${disclosure.shortName} (${disclosure.id})`,
              dateText(disclosure.date),
              numberText(rows),
              numberText(accounts),
              numberText(disclosure.disputes),
            ]),
          ),
          `## ${t('research.summaryByEvidence')}`,
          markdownTable(
            [t('research.evidence'), t('research.rows')],
            evidence.map((level) => [levelText(level), numberText(tally.evidence.get(level) ?? 0)]),
          ),
          `## ${t('research.summaryByStatus')}`,
          markdownTable(
            [t('research.status'), t('research.rows')],
            [...tally.status].map(([status, rows]) => [statusText(status), numberText(rows)]),
          ),
        ]),
    `## ${t('research.summaryProvenance')}`,
    markdownTable(
      [t('research.fact'), t('research.value')],
      provenanceLines(provenance).map(([field, value]) => [`\`${field}\``, value]),
    ),
    '',
  ];
  return withoutIsolates(lines.join('\n\n'));
}

/** A table in Markdown. */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text from outside is text here too: no table, link, emphasis or markup comes of it. */
function escaped(text: string): string {
  if (/^(?:`[\w-]+`|---)$/.test(text)) return text;
  return text.replace(/[\p{Cc}]+/gu, ' ').replace(/[\\`*_{}[\]<>|~#&]/g, '\\$&');
}
