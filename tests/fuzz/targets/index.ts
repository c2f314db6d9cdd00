import type { Target } from '../target.ts';
import { addressesTarget, handlesTarget } from './accounts.ts';
import { checkTarget, importTarget } from './files.ts';
import { filterTarget, packedTarget, pageTarget, shardTarget } from './list-bytes.ts';
import {
  catalogueChangeTarget,
  catalogueTarget,
  correctionsTarget,
  deltaTarget,
  historyTarget,
  latestTarget,
  readerRulesTarget,
} from './list-json.ts';
import { messagesTarget, settingsFileTarget, settingsTarget } from './settings.ts';

/** Every parser at a border. */
export const TARGETS: readonly Target[] = [
  ...[latestTarget, packedTarget, filterTarget, pageTarget, shardTarget],
  ...[deltaTarget, catalogueChangeTarget, catalogueTarget, correctionsTarget],
  ...[historyTarget, readerRulesTarget, importTarget, checkTarget],
  ...[messagesTarget, settingsTarget, settingsFileTarget, handlesTarget, addressesTarget],
];
