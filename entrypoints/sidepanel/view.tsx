import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../src/ui/language/message.ts';
import { Switch } from '../../src/ui/parts.tsx';
import { Keys } from '../shared/keys.tsx';
import { OwnPageLinks } from '../shared/own-pages.tsx';
import { PagePart, type PagePartProps } from '../shared/page-part.tsx';
import type { PanelMatch } from './groups.ts';
import { MatchList } from './match-list.tsx';

const matchKey = ({ account }: PanelMatch): string => account;

export interface PanelProps extends Omit<PagePartProps, 'children'> {
  /** The mark of a journal that is on. */
  readonly recording?: ComponentChildren;
  /** The keys set for our commands, by the command's name. */
  readonly keys: ReadonlyMap<string, string>;
  readonly grouped: boolean;
  readonly onGrouped: (on: boolean) => void;
  readonly onOptions: () => void;
  /** Brings a match into view in its page; false where it is no longer there. */
  readonly onJump: (index: number) => Promise<boolean>;
}

/** Every match on the page in front, in the page's order, beside it. */
export function PanelView(props: PanelProps) {
  const { grouped, onGrouped } = props;
  const { page } = props;
  const matches =
    (page.kind === 'read' ? page.summary.matches : 'matches' in page && page.matches) || [];
  /** The match that was not to be found; of a page that has it no more, that is not said. */
  const [gone, setGone] = useState<string | null>(null);
  const said = matches.some((match) => matchKey(match) === gone) ? t('panel.gone') : '';
  const jump = (index: number) => {
    const match = matches[index];
    void props.onJump(index).then((there) => setGone(there || !match ? null : matchKey(match)));
  };
  return (
    <div class="view panel">
      <header class="masthead">
        <h1>{t('product')}</h1>
      </header>
      {props.recording}
      <main>
        <PagePart {...props} stays={true}>
          {(found) => (
            <>
              <div class="choices">
                <Switch on={grouped} onChange={onGrouped}>
                  {t('panel.grouped')}
                </Switch>
              </div>
              <MatchList matches={found} grouped={grouped} onJump={jump} />
            </>
          )}
        </PagePart>
        <p role="status" class="quiet">
          {said}
        </p>
      </main>
      <footer>
        <p class="caution">{t('caution')}</p>
        <nav aria-label={t('ownPage.links')}>
          <OwnPageLinks onOptions={props.onOptions} />
        </nav>
        <Keys keys={props.keys} />
      </footer>
    </div>
  );
}
