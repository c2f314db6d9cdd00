import type { SidebarAction } from 'webextension-polyfill';

/** What a browser has to open a panel with: Chromium's, Firefox's, or on phones neither. */
export interface PanelApi {
  readonly sidePanel?: { open(where: { windowId: number }): Promise<void> };
  readonly sidebarAction?: Pick<SidebarAction.Static, 'open'>;
}

export function hasPanel(api: PanelApi): boolean {
  return api.sidePanel !== undefined || api.sidebarAction !== undefined;
}

/**
 * Opens the panel beside the pages of a window. Browsers allow it only in the very click or key press: nothing may be
 * awaited before. Rejects where they refuse, or have none.
 */
export async function openPanel(api: PanelApi, windowId: number | undefined): Promise<void> {
  if (api.sidebarAction !== undefined) return api.sidebarAction.open();
  if (api.sidePanel === undefined || windowId === undefined) throw new Error('There is no panel.');
  return api.sidePanel.open({ windowId });
}
