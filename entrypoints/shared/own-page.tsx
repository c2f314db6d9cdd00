import { type ComponentChildren, render } from 'preact';
import { DIRECTION, LANGUAGE } from '../../src/ui/language/message.ts';

/** Draws one of our pages into the element of that id, in the language and direction of its words. */
export function showPage(id: string, title: string, page: ComponentChildren): void {
  document.documentElement.lang = LANGUAGE;
  document.documentElement.dir = DIRECTION;
  document.title = title;
  const root = document.getElementById(id);
  if (root) render(page, root);
}

interface SayProps {
  readonly what: ComponentChildren;
  readonly why?: ComponentChildren;
  /** It changes by itself all the while, and is not read out each time. */
  readonly silent?: boolean;
}

/** What a page has to say in place of what it would show, and why. */
export function Say({ what, why, silent = false }: SayProps) {
  return (
    <div class="said" {...(silent ? {} : { role: 'status' })}>
      <p class="headline">{what}</p>
      {why !== undefined && <p class="quiet">{why}</p>}
    </div>
  );
}
