import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { numberText, t } from '../../src/ui/language/message.ts';
import type { byYear } from './query.ts';

type Years = ReturnType<typeof byYear>;

/** How many disclosures there are of each year: a picture, and the same as a table, whose years lead to them. */
export function Timeline(props: { years: Years; hrefOf: (year: string) => string }) {
  const { years, hrefOf } = props;
  if (years.length < 2) return null;
  return (
    <section class="timeline" aria-labelledby="timeline">
      <h3 class="kicker" id="timeline">
        {t('catalogue.timeline')}
      </h3>
      <Picture years={years} />
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

const HEIGHT = 120;

/** Drawn for the eye alone: the table beside it says the same. */
function Picture({ years }: { years: Years }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const holder = box.current;
    if (!holder) return;
    let plot: uPlot | null = null;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(optionsFor(holder), dataOf(years), holder);
    };
    draw();
    const resized = new ResizeObserver(() => {
      if (plot && plot.width !== holder.clientWidth) draw();
    });
    resized.observe(holder);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', draw);
    return () => {
      resized.disconnect();
      dark.removeEventListener('change', draw);
      plot?.destroy();
    };
  }, [years]);
  return <div class="picture" ref={box} aria-hidden="true" />;
}

function dataOf(years: Years): uPlot.AlignedData {
  return [
    years.map(({ year }) => Number(year)),
    years.map(({ disclosures }) => disclosures),
    years.map(({ disputed }) => disputed),
  ];
}

function optionsFor(holder: HTMLElement): uPlot.Options {
  const style = getComputedStyle(holder);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [ink, quiet, rule] = [colour('--ink'), colour('--quiet'), colour('--rule')];
  const font = `12px ${style.fontFamily}`;
  const bars = uPlot.paths.bars?.({ size: [0.6, 60] });
  const axis = { font, stroke: quiet, grid: { stroke: rule, width: 1 }, ticks: { show: false } };
  const whole = (_plot: uPlot, splits: number[]) =>
    splits.map((value) => (Number.isInteger(value) ? String(value) : ''));
  return {
    width: holder.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: (_plot, min, max) => [min - 0.5, max + 0.5] } },
    axes: [
      { ...axis, grid: { show: false }, incrs: [1, 2, 5], values: whole, space: 36, size: 28 },
      { ...axis, values: whole, size: 36 },
    ],
    series: [
      {},
      { stroke: rule, fill: rule, ...(bars && { paths: bars }), points: { show: false } },
      { stroke: ink, fill: ink, ...(bars && { paths: bars }), points: { show: false } },
    ],
  };
}
