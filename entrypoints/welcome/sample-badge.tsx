import { useEffect, useRef, useState } from 'preact/hooks';
import { handleKey } from '../../src/accounts/keys.ts';
import type { AccountReference } from '../../src/accounts/reference.ts';
import { createBadge } from '../../src/badge/badge.ts';
import { openCard } from '../../src/badge/card.tsx';
import { badgeModel } from '../../src/badge/model.ts';
import { askUntilAnswered } from '../../src/messaging/client.ts';
import type { FoundEntry } from '../../src/messaging/messages.ts';
import { disclosurePath } from '../../src/page/disclosure-page.ts';
import { judge } from '../../src/page/judge.ts';
import { hide, unhide } from '../../src/store/hidden.ts';
import { t } from '../../src/ui/language/message.ts';

/** An account that was named, disputed, and let back: all that a card can say. */
const HANDLE = 'RobbyDelaware';

const REFERENCE: AccountReference = {
  platform: 'x',
  handle: HANDLE,
  id: null,
  created: null,
  role: 'mention',
  seenAt: null,
};

/** The list may still be on its way into storage: right after the installation it takes a second. */
const TRIES = 20;
const BETWEEN_TRIES_MS = 500;

/** A name with its badge, as they stand in pages. */
export function SampleBadge() {
  const name = useRef<HTMLElement>(null);
  const [state, setState] = useState<'waiting' | 'there' | 'failed'>('waiting');
  useEffect(() => {
    let isOver = false;
    let remove = () => {};
    const showBadge = (found: readonly FoundEntry[]) => {
      if (isOver) return;
      const verdict = judge(REFERENCE, found);
      const model = verdict && badgeModel(verdict.weighed);
      if (!model || !name.current) return setState('failed');
      const badge = createBadge(document, model, {
        size: 'full',
        compact: false,
        onOpen: () => void showCard(badge.host),
      });
      name.current.after(badge.host);
      remove = () => badge.remove();
      setState('there');
    };
    findSample(() => isOver).then(showBadge, () => setState('failed'));
    return () => {
      isOver = true;
      remove();
    };
  }, []);
  return (
    <>
      <bdi class="name" ref={name}>
        @{HANDLE}
      </bdi>
      {state !== 'there' && (
        <span class="quiet small" role="status">
          {' '}
          {state === 'waiting' ? t('welcome.waiting') : t('welcome.failed')}
        </span>
      )}
    </>
  );
}

async function findSample(isOver: () => boolean): Promise<readonly FoundEntry[]> {
  const key = handleKey('x', HANDLE);
  if (key === null) return [];
  for (let attempt = 0; attempt < TRIES && !isOver(); attempt++) {
    const { found } = await askUntilAnswered({ type: 'lookup', platform: 'x', keys: [key] });
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
  }
  return [];
}

async function showCard(anchor: HTMLElement): Promise<void> {
  const key = handleKey('x', HANDLE);
  if (key === null) return;
  const data = await askUntilAnswered({ type: 'card', platform: 'x', key });
  openCard({
    anchor,
    data,
    reference: REFERENCE,
    now: Date.now(),
    hiding: { hide: (one) => hide([one]), unhide: (one) => unhide([one]) },
    onDisclosure: (id) => void window.open(disclosurePath(id)),
  });
}
