import type { ComponentChildren } from 'preact';
import { CAUTION, popupWords } from '../../src/ui/wording.ts';
import { listWords } from '../../src/ui/wording-lists.ts';
import { researchWords } from '../../src/ui/wording-research.ts';

/** One part of the options: a section, and a line in the navigation. */
export interface OptionsPart {
  readonly id: string;
  readonly name: string;
  readonly content: ComponentChildren;
}

/** Masthead, navigation, and the parts one below the other. */
export function OptionsFrame({ parts }: { parts: readonly OptionsPart[] }) {
  return (
    <div class="view options">
      <header class="masthead">
        <h1>{popupWords.product}</h1>
      </header>
      <nav aria-label={listWords.sections}>
        <ul class="parts">
          {parts.map(({ id, name }) => (
            <li key={id}>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
          <li>
            <a href="/research.html">{researchWords.open}</a>
          </li>
        </ul>
      </nav>
      <main>
        {parts.map(({ id, name, content }) => (
          <section key={id} id={id} aria-labelledby={`${id}-title`}>
            <h2 class="headline" id={`${id}-title`}>
              {name}
            </h2>
            {content}
          </section>
        ))}
      </main>
      <footer>
        <p class="caution">{CAUTION}</p>
      </footer>
    </div>
  );
}
