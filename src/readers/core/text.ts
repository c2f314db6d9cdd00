/** Whether there is anything to read in an element. */
export function hasText(element: Element): boolean {
  return (element.textContent?.trim() ?? '') !== '';
}
