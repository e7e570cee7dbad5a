import type { DocumentStatus } from '../../api/types';

/** The step that takes a change of status back: what is done can only be reopened, not made "just registered" again. */
export const undoOf = (before: DocumentStatus, after: DocumentStatus): DocumentStatus => (after === 'done' && before === 'registered' ? 'in_progress' : before);
