/** What has no box of its own, and is where what it stands in is. */
const BOXLESS = 'script, meta, head';

/** Whether an element is on the screen that a person is at, in sight or not: sites keep others in the document, hidden. */
export function isShown(element: Element): boolean {
  for (let box: Element | null = element; box; box = box.parentElement) {
    if (box.checkVisibility?.({ visibilityProperty: true }) ?? true) return true;
    if (!box.matches(BOXLESS) && getComputedStyle(box).display !== 'contents') return false;
  }
  return true;
}
