import { JSDOM } from 'jsdom';
import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';

// A view of ours drawn without a browser: what its buttons do, and what it says. How it looks is for tests/e2e.

const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true });
for (const name of ['window', 'document', 'HTMLElement', 'Element', 'Event', 'Node'] as const) {
  Reflect.set(globalThis, name, name === 'window' ? window : window[name]);
}

/** A view as a person has it before them. */
export interface ShownView {
  readonly root: HTMLElement;
  /** Shows it anew, as its page does when something has changed. */
  update(view: ComponentChildren): Promise<void>;
  /** Presses the button that is called so. */
  press(name: string): Promise<void>;
  /** What has the focus is called so; empty where nothing has it. */
  focused(): string;
  remove(): void;
}

/** Draws a view, once all that it does at first is done. */
export async function show(view: ComponentChildren): Promise<ShownView> {
  const root = document.createElement('div');
  document.body.append(root);
  const update = async (next: ComponentChildren) => act(async () => render(next, root));
  await update(view);
  return {
    root,
    update,
    async press(name) {
      const buttons = [...root.querySelectorAll('button')];
      const found = buttons.find(
        (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
      );
      if (!found) throw new Error(`there is no button "${name}"`);
      await act(async () => {
        found.focus();
        found.click();
      });
    },
    focused() {
      const { activeElement, body } = document;
      return activeElement === body ? '' : (activeElement?.textContent ?? '');
    },
    remove() {
      render(null, root);
      root.remove();
    },
  };
}
