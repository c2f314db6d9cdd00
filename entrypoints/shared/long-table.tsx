import { useLayoutEffect, useState } from 'preact/hooks';

// What tables have in common of whose rows only those in sight are in the document.

type Box = { readonly current: HTMLElement | null };

/** Rows that are drawn above and below those in sight, so that a quick movement finds them there. */
export const BEYOND = 10;

/** How high the box is in which a table scrolls. */
export function useBoxHeight(box: Box): number {
  const [height, setHeight] = useState(480);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measured = new ResizeObserver(() => setHeight(element.clientHeight));
    measured.observe(element);
    return () => measured.disconnect();
  }, [box]);
  return height;
}

/** Of one row, as the person's text size makes it. */
export function useRowHeight(box: Box): number {
  const [height, setHeight] = useState(36);
  useLayoutEffect(() => {
    const row = box.current?.querySelector('tbody tr:not(.gap)');
    const measured = row?.getBoundingClientRect().height ?? 0;
    if (measured > 0 && Math.abs(measured - height) > 0.5) setHeight(measured);
  });
  return height;
}

/** The room of rows that are not drawn, in pixels. */
export function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus
    <tr class="gap" aria-hidden="true">
      <td colSpan={columns} style={{ blockSize: `${height}px` }} />
    </tr>
  );
}
