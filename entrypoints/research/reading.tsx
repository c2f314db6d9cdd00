import type { InputReading } from '../../src/research/check/check.ts';
import type { CheckedInput } from '../../src/research/export/provenance.ts';
import { plural, t } from '../../src/ui/language/message.ts';
import { researchWords } from '../../src/ui/wording-research.ts';

/** How each input was read, and what became of every row that named nobody. */
export function Readings({ inputs }: { inputs: readonly CheckedInput[] }) {
  return (
    <details class="readings">
      <summary>{t('research.inputs')}</summary>
      {inputs.map(({ name, reading, counts }) => (
        <section key={name}>
          <h3>
            <bdi>{researchWords.readAs(name, reading?.format ?? '')}</bdi>
          </h3>
          <ul>
            {reading && sentencesOf(reading).map((sentence) => <li key={sentence}>{sentence}</li>)}
            {Object.entries(counts.skipped)
              .filter(([, rows]) => rows > 0)
              .map(([reason, rows]) => (
                <li key={reason}>{researchWords.skipped(reason, rows)}</li>
              ))}
            {counts.roundedIds > 0 && <li>{plural('research.roundedIds', counts.roundedIds)}</li>}
            {counts.others > 0 && <li>{plural('research.others', counts.others)}</li>}
            {counts.withdrawn > 0 && <li>{plural('research.withdrawn', counts.withdrawn)}</li>}
          </ul>
        </section>
      ))}
    </details>
  );
}

function sentencesOf(reading: InputReading): string[] {
  const { format, column, idColumn, platformColumn, platform, idsRounded } = reading;
  return [
    ...(column === null || format === 'lines' ? [] : [t('research.fromColumn', column)]),
    ...(idColumn === null || format === 'lines' ? [] : [t('research.fromIdColumn', idColumn)]),
    ...(platformColumn === null ? [] : [t('research.fromPlatformColumn', platformColumn)]),
    ...(platform === null ? [] : [t('research.onPlatform', platform)]),
    ...(platform === null && platformColumn === null ? [t('research.onAnyPlatform')] : []),
    ...(idsRounded ? [t('research.idsRounded')] : []),
  ];
}
