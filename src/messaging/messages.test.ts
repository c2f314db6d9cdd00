import { expect, test } from 'vitest';
import { parseTabRequest } from './messages.ts';

test('accounts that frames have badges for are texts, whatever the message has among them', () => {
  const message = { type: 'badges-in-frames', accounts: ['x @one', 1, null, { a: 1 }] };
  expect(parseTabRequest(message)).toEqual({ type: 'badges-in-frames', accounts: ['x @one'] });
});
