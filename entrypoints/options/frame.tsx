import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../../src/ui/language/message.ts';
import { useFragment } from './use-fragment.ts';

/** One part of the options: a line in the navigation, and what is shown when the address names it. */
export interface OptionsPart {
  readonly id: string;
  readonly name: string;
  readonly content: ComponentChildren;
}

/** Masthead, navigation, and the part that the address names (`#lists`). */
export function OptionsFrame({ parts }: { parts: readonly OptionsPart[] }) {
  const ids = useMemo(() => parts.map(({ id }) => id), [parts]);
  const { id: shown, moved } = useFragment(ids);
  const title = useRef<HTMLHeadingElement>(null);
  // Who reads by ear or by keyboard goes on in the part they chose.
  useEffect(() => {
    if (moved) title.current?.focus();
  }, [shown, moved]);
  const part = parts.find(({ id }) => id === shown);
  return (
    <div class="view options">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      <nav aria-label={t('lists.sections')}>
        <ul class="parts">
          {parts.map(({ id, name }) => (
            <li key={id}>
              <a href={`#${id}`} aria-current={id === shown ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
          <li>
            <a href="/catalogue.html">{t('catalogue.open')}</a>
          </li>
          <li>
            <a href="/research.html">{t('research.open')}</a>
          </li>
        </ul>
      </nav>
      <main>
        {part && (
          <section key={part.id} id={part.id} aria-labelledby={`${part.id}-title`}>
            <h2 class="headline" id={`${part.id}-title`} ref={title} tabIndex={-1}>
              {part.name}
            </h2>
            {part.content}
          </section>
        )}
      </main>
      <footer>
        <p class="caution">{t('caution')}</p>
      </footer>
    </div>
  );
}
