import type { InputReading } from '../../src/research/check/check.ts';
import type { CheckedInput } from '../../src/research/export/provenance.ts';
import { researchWords as words } from '../../src/ui/wording-research.ts';

/** How each input was read, and what became of every row that named nobody. */
export function Readings({ inputs }: { inputs: readonly CheckedInput[] }) {
  return (
    <details class="readings">
      <summary>{words.inputs}</summary>
      {inputs.map(({ name, reading, counts }) => (
        <section key={name}>
          <h3>
            <bdi>{words.readAs(name, reading?.format ?? '')}</bdi>
          </h3>
          <ul>
            {reading && sentencesOf(reading).map((sentence) => <li key={sentence}>{sentence}</li>)}
            {Object.entries(counts.skipped)
              .filter(([, rows]) => rows > 0)
              .map(([reason, rows]) => (
                <li key={reason}>{words.skipped(reason, rows)}</li>
              ))}
            {counts.roundedIds > 0 && <li>{words.roundedIds(counts.roundedIds)}</li>}
            {counts.others > 0 && <li>{words.others(counts.others)}</li>}
            {counts.withdrawn > 0 && <li>{words.withdrawn(counts.withdrawn)}</li>}
          </ul>
        </section>
      ))}
    </details>
  );
}

function sentencesOf(reading: InputReading): string[] {
  const { format, column, idColumn, platformColumn, platform, idsRounded } = reading;
  return [
    ...(column === null || format === 'lines' ? [] : [words.fromColumn(column)]),
    ...(idColumn === null || format === 'lines' ? [] : [words.fromIdColumn(idColumn)]),
    ...(platformColumn === null ? [] : [words.fromPlatformColumn(platformColumn)]),
    ...(platform === null ? [] : [words.onPlatform(platform)]),
    ...(platform === null && platformColumn === null ? [words.onAnyPlatform] : []),
    ...(idsRounded ? [words.idsRounded] : []),
  ];
}
