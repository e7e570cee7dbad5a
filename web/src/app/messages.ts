// Every word a person reads (Vietnamese, NFC), one file a subject. Another language would be another object of this type.
import { dailyWords } from './messages/daily';
import { findingsWords } from './messages/findings';
import { hallWords } from './messages/hall';
import { incomingWords } from './messages/incoming';
import { labelsWords } from './messages/labels';
import { meetingsWords } from './messages/meetings';
import { outgoingWords } from './messages/outgoing';
import { overviewWords } from './messages/overview';
import { planningWords } from './messages/planning';
import { reviewsWords } from './messages/reviews';
import { rulesWords } from './messages/rules';
import { searchWords } from './messages/search';
import { shellWords } from './messages/shell';
import { votesWords } from './messages/votes';

export const m = {
  ...labelsWords,
  ...shellWords,
  ...incomingWords,
  ...outgoingWords,
  ...searchWords,
  ...reviewsWords,
  ...meetingsWords,
  ...dailyWords,
  ...planningWords,
  ...hallWords,
  ...votesWords,
  ...findingsWords,
  ...overviewWords,
  ...rulesWords,
};
