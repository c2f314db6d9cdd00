/**
 * Puts text on the clipboard; false when the browser did not allow it. Pages over http, and pages that
 * forbid the clipboard by policy, leave only the old command, which needs a selected field: it is put into
 * `room` for that moment.
 */
export async function copyText(
  text: string,
  navigator: Navigator,
  room: HTMLElement,
): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const document = room.ownerDocument;
    const before = (room.getRootNode() as Document | ShadowRoot).activeElement;
    const field = document.createElement('textarea');
    field.className = 'hidden-text';
    field.value = text;
    room.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    return done;
  }
}
