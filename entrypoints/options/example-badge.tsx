import { useEffect, useRef } from 'preact/hooks';
import { createBadge } from '../../src/badge/badge.ts';
import { badgeModel } from '../../src/badge/model.ts';
import type { FoundEntry } from '../../src/messaging/messages.ts';
import { AccountEntry } from '../../src/records/entry.ts';
import type { BadgeSize } from '../../src/store/settings.ts';
import { t } from '../../src/ui/language/message.ts';

const FOUND: FoundEntry = {
  key: '@an_example',
  entry: AccountEntry.parse({
    platform: 'x',
    handle: 'an_example',
    platformId: null,
    namedIn: [{ disclosure: 'example' }],
  }),
  disclosures: [
    {
      id: 'example',
      shortName: 'Twitter',
      date: '2019-01-31',
      kind: 'network-takedown',
      disputes: 1,
    },
  ],
  list: { id: 'example', name: '', version: 1, expires: '9999-01-01T00:00:00Z' },
};
const MODEL = badgeModel([
  { found: FOUND, evidence: { level: 'same-name', reason: 'name-equal', asOf: null } },
]);

/** A real badge, as pages have it, with the words that are chosen. */
function LiveBadge({ size, compact }: { size: BadgeSize; compact: boolean }) {
  const spot = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!MODEL) return;
    const badge = createBadge(document, MODEL, { size, compact, onOpen: () => {} });
    spot.current?.after(badge.host);
    return () => badge.remove();
  }, [size, compact]);
  return <bdi ref={spot}>{t('badgeOptions.name')}</bdi>;
}

/** How badges of this size look in a sentence and in a narrow row. */
export function ExampleBadges({ size }: { size: BadgeSize }) {
  return (
    <figure class="example">
      <figcaption class="kicker">{t('badgeOptions.example')}</figcaption>
      <p class="quiet small">{t('badgeOptions.inText')}</p>
      <p>
        {t('badgeOptions.textBefore')} <LiveBadge size={size} compact={false} />{' '}
        {t('badgeOptions.textAfter')}
      </p>
      <p class="quiet small">{t('badgeOptions.inRow')}</p>
      <p class="example-row">
        <LiveBadge size={size} compact={true} />
      </p>
      <p class="quiet small">{t('badgeOptions.exampleNote')}</p>
    </figure>
  );
}
