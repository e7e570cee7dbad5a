// Head of the draft: what it is, whether it is saved, how it is looked at, where it stands on its way.
import { Link } from '@tanstack/react-router';
import type { Issuing } from '../../api/issuing';
import type { DocumentDetail } from '../../api/types';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { time, timeSeconds } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/controls';
import { Icon } from '../../ui/icons';
import { NoBreak } from '../../ui/NoBreak';
import { DemoBadge } from '../../ui/status';
import { Steps } from './Steps';
import type { DraftState } from './useDraft';

// `sheet`: the pages of the file as they look; `page`: its words; `check`: the panel, where there is no room beside.
export type View = 'page' | 'sheet' | 'edit' | 'check';

interface DraftHeadProps {
  document: DocumentDetail;
  draft: DraftState;
  flow: Issuing | undefined;
  view: View;
  views: View[];
  found: number | undefined;
  onView: (view: View) => void;
  onCompare: () => void;
  onPanel: (() => void) | undefined; // when the panel is closed
}

function stateLine(draft: DraftState, changed: number): string {
  if (draft.saving) return m.draft.saving;
  if (draft.kept) return m.outbox.keptDraft;
  if (draft.error && draft.dirty) return m.draft.unsaved;
  if (draft.dirty) return m.draft.changed;
  return m.draft.saved(draft.saved ? timeSeconds(draft.saved.at) : time(changed));
}

export function DraftHead({ document, draft, flow, view, views, found, onView, onCompare, onPanel }: DraftHeadProps) {
  const { sample } = useSession();
  const label: Record<View, string> = {
    sheet: m.draft.sheet,
    page: views.includes('sheet') ? m.draft.words : m.draft.page,
    edit: m.draft.edit,
    check: `${m.draft.check} ${found ?? ''}`,
  };
  return (
    <header className="draft-head">
      <Link to="/van-ban-di" className="back-link" aria-label={m.draft.back} title={m.draft.back}>
        <Icon name="left" />
      </Link>
      <div className="draft-title">
        <div className="page-head-title">
          <h1 tabIndex={-1}>
            <NoBreak text={document.subject} />
          </h1>
          {sample ? <DemoBadge /> : null}
        </div>
        <p className="page-head-line" role="status">
          {m.draft.byline(shownType(document.document_type), document.system ? m.system[document.system] : '')}. {stateLine(draft, document.updated_at)}
        </p>
      </div>
      <div className="draft-tools">
        <Segmented<View> label={m.draft.view} value={view} onChange={onView} options={views.map((value) => ({ value, label: label[value] }))} />
        <Button icon="compare" label={m.compare.withSuperiors} disabled={draft.text.trim() === ''} onClick={onCompare}>
          {m.compare.withSuperiorsShort}
        </Button>
        {onPanel ? (
          <Button small onClick={onPanel}>
            {m.draft.showPanel}
          </Button>
        ) : null}
      </div>
      <Steps issuing={flow} />
    </header>
  );
}
