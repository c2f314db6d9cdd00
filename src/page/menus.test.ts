import { expect, test } from 'vitest';
import { addMenus, type MenuApi } from './menus.ts';

test('entries are made anew when the browser starts, in its language of now, and never twice', async () => {
  const listeners: Record<'onInstalled' | 'onStartup', (() => void)[]> = {
    ...{ onInstalled: [], onStartup: [] },
  };
  const made = new Map<string, number>();
  let times = 0;
  addMenus(
    {
      contextMenus: {
        removeAll: async () => made.clear(),
        create: ({ id = '' }: { id?: string }) => {
          if (made.has(id)) throw new Error(`Cannot create item with duplicate id ${id}`);
          made.set(id, ++times);
        },
        onClicked: { addListener: () => {} },
      },
      runtime: {
        onInstalled: { addListener: (one: () => void) => listeners.onInstalled.push(one) },
        onStartup: { addListener: (one: () => void) => listeners.onStartup.push(one) },
      },
    } as unknown as MenuApi,
    { check: () => {}, openPanel: null, lookUp: () => {} },
  );
  for (const one of listeners.onStartup) one();
  await expect.poll(() => made.size).toBe(3);
  const first = Math.max(...made.values());
  // An update that comes with the browser's start: both at once.
  for (const one of [...listeners.onInstalled, ...listeners.onStartup]) one();
  await expect.poll(() => Math.min(...made.values())).toBeGreaterThan(2 * first - 1);
  expect(made.size).toBe(3);
});
