import browser from 'webextension-polyfill';
import { askUntilAnswered } from '../../src/messaging/client.ts';
import type { Question } from '../../src/research/protocol.ts';

/** Answers what a worker of ours can't ask itself. Rejects where storage does, or the background stays silent. */
export function answerWorker(question: Question): Promise<unknown> {
  return question.kind === 'stored'
    ? browser.storage.local.get([...question.keys])
    : askUntilAnswered({
        type: 'lookup',
        platform: question.platform,
        keys: [...question.keys],
      });
}
