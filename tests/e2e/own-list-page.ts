import type { Tab } from '../../src/dev/browser/session.ts';
import { reads } from './keyboard.ts';

// Making a list of one's own, on whichever of our pages has the form for it.

/** Presses the button, or what is named in its place, that begins with these words. */
export const press = (tab: Tab, name: string, within = 'body', what = 'button') =>
  tab.run(
    (wanted, place, kind) => {
      const buttons = [...document.querySelectorAll(`${place} ${kind}`)];
      const found = buttons.find((button) => button.textContent?.trim().startsWith(wanted));
      if (!found) throw new Error(`there is no ${kind} "${wanted}"`);
      (found as HTMLElement).click();
    },
    name,
    within,
    what,
  );

/** Fills a field by its label's beginning. */
export const fill = (tab: Tab, label: string, value: string) =>
  tab.run(
    (wanted, text) => {
      const labels = [...document.querySelectorAll('.file-import label')] as HTMLLabelElement[];
      const found = labels.find((one) => one.textContent?.trim().startsWith(wanted))?.control as
        | HTMLInputElement
        | undefined;
      if (!found) throw new Error(`there is no field "${wanted}"`);
      found.value = text;
      const kind = found.tagName === 'SELECT' ? 'change' : 'input';
      found.dispatchEvent(new Event(kind, { bubbles: true }));
    },
    label,
    value,
  );

/** Drops a file as a person does. */
export const drop = (tab: Tab, name: string, content: string | Buffer) =>
  tab.run(
    (fileName, base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], fileName));
      const zone = document.querySelector('.drop-zone');
      if (!zone) throw new Error('there is nowhere to drop a file');
      zone.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    name,
    Buffer.from(content).toString('base64'),
  );

/** Drops a file and says which disclosure named its accounts, up to the person's yes. */
export async function makeList(page: Tab, file: string, text: string): Promise<void> {
  await drop(page, file, text);
  await reads(page, 'Which disclosure named these accounts?');
  await fill(page, 'Disclosure', 'new');
  await reads(page, 'Who disclosed it');
  await fill(page, 'Who disclosed it', 'A sample desk');
  await fill(page, 'When', '2024-Q3');
  await fill(page, 'Title', 'A sample of accounts');
  await fill(page, 'Address of the source', 'https://desk.example/report');
}
