import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './bars.css';

const HEIGHT = 120;

export interface BarsProps {
  /** Where each bar stands: whole numbers, ascending. */
  readonly at: readonly number[];
  /** Heights of the bars, drawn one before the other; the last in ink, those behind it in grey. */
  readonly series: readonly (readonly number[])[];
}

/** A picture of bars in the view's own ink, for the eye alone: a table beside it has to say the same. */
export function Bars({ at, series }: BarsProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const holder = box.current;
    if (!holder) return;
    let plot: uPlot | null = null;
    const data = [[...at], ...series.map((one) => [...one])] as uPlot.AlignedData;
    const draw = () => {
      plot?.destroy();
      plot = new uPlot(optionsFor(holder, at, series.length), data, holder);
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
  }, [at, series]);
  return <div class="picture" ref={box} aria-hidden="true" />;
}

function optionsFor(holder: HTMLElement, at: readonly number[], series: number): uPlot.Options {
  const style = getComputedStyle(holder);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [ink, quiet, rule] = [colour('--ink'), colour('--quiet'), colour('--rule')];
  const font = `12px ${style.fontFamily}`;
  const bars = uPlot.paths.bars?.({ size: [0.6, 60] });
  const axis = { font, stroke: quiet, grid: { stroke: rule, width: 1 }, ticks: { show: false } };
  const labels = (isLabel: (value: number) => boolean) => (_plot: uPlot, splits: number[]) =>
    splits.map((value) => (isLabel(value) ? String(value) : ''));
  const atBars = labels((value) => at.includes(value));
  return {
    width: holder.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: (_plot, min, max) => [min - 0.5, max + 0.5] },
      // From nothing on: a bar's length is what is compared.
      y: { range: (_plot, _min, max) => [0, Math.max(1, max)] },
    },
    axes: [
      { ...axis, grid: { show: false }, incrs: [1, 2, 5, 10], values: atBars, space: 36, size: 28 },
      { ...axis, values: labels(Number.isInteger), size: 36 },
    ],
    series: [
      {},
      ...Array.from({ length: series }, (_, number) => {
        const fill = number === series - 1 ? ink : rule;
        return { stroke: fill, fill, ...(bars && { paths: bars }), points: { show: false } };
      }),
    ],
  };
}
