import { useMemo } from 'preact/hooks';
import { numberText, t } from '../../src/ui/language/message.ts';
import { Bars } from '../shared/bars.tsx';
import type { byYear } from './query.ts';

type Years = ReturnType<typeof byYear>;

/** How many disclosures there are of each year: a picture, and the same as a table, whose years lead to them. */
export function Timeline(props: { years: Years; hrefOf: (year: string) => string }) {
  const { years, hrefOf } = props;
  const bars = useMemo(
    () => ({
      at: years.map(({ year }) => Number(year)),
      series: [years.map(({ disclosures }) => disclosures), years.map(({ disputed }) => disputed)],
    }),
    [years],
  );
  if (years.length < 2) return null;
  return (
    <section class="timeline" aria-labelledby="timeline">
      <h3 class="kicker" id="timeline">
        {t('catalogue.timeline')}
      </h3>
      <Bars {...bars} />
      <p class="small quiet">{t('catalogue.timelineWhat')}</p>
      <div class="scrolls">
        {/* In the picture above, too, time goes from left to right. */}
        <table dir="ltr">
          <thead>
            <tr>
              <th scope="col">{t('catalogue.year')}</th>
              {years.map(({ year }) => (
                <th scope="col" key={year}>
                  <a href={hrefOf(year)} aria-label={t('catalogue.timelineYear', year)}>
                    {year}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('catalogue.timelineDisclosures')}</th>
              {years.map(({ year, disclosures }) => (
                <td key={year}>{numberText(disclosures)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('catalogue.timelineDisputed')}</th>
              {years.map(({ year, disputed }) => (
                <td key={year}>{numberText(disputed)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </section>
  );
}
