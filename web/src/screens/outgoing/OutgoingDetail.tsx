import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import * as api from '../../api/endpoints';
import { documentQuery, keys } from '../../api/queries';
import type { DocumentStatus } from '../../api/types';
import type { ListSearch } from '../../app/router';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Panel } from '../../ui/layout';
import { ErrorBox, Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { SimilarBox } from '../compare/SimilarList';
import { DocumentState } from '../incoming/DocumentState';
import { History } from '../incoming/History';
import { TextPage } from '../incoming/TextPage';
import { recipientsText } from './Outgoing';

export default function OutgoingDetail() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [recalling, setRecalling] = useState(false);
  const query = useQuery(documentQuery(unit.code, id));
  const close = (): void => void navigate({ to: '/van-ban-di', search: (before: object) => ({ ...before, muc: 'so' }) } as never);
  useKeys({ escape: close });
  const document = query.data;
  const status = useMutation({
    mutationFn: (next: DocumentStatus) => api.setStatus(unit.code, id, { status: next, version: document?.version ?? 0 }),
    onSuccess: (after, next) => {
      setRecalling(false);
      void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
      toast(next === 'released' ? m.outgoing.released(after.symbol ?? '') : m.outgoing.recalled(after.symbol ?? ''));
    },
  });
  return (
    <Panel
      title={document ? m.outgoing.detailTitle(document.symbol ?? '') : m.outgoing.title}
      focusKey={id}
      onClose={close}
      wide={search.rong === '1'}
      foot={
        document && can('register_document') && (document.status === 'numbered' || document.status === 'released') ? (
          <>
            <span className="grow" />
            {document.status === 'released' ? <Button onClick={() => setRecalling(true)}>{m.outgoing.recall}</Button> : null}
            {document.status === 'numbered' ? (
              <Button kind="primary" busy={status.isPending} onClick={() => status.mutate('released')}>
                {m.outgoing.release}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <Loaded query={query} lines={8}>
        {(data) => {
          const text = data.text ?? '';
          const fields: [string, React.ReactNode][] = [
            [m.outgoing.col.status, <DocumentState key="s" document={data} />],
            [m.outgoing.col.symbol, data.symbol],
            [m.outgoing.col.date, date(data.date)],
            [m.outgoing.col.type, shownType(data.document_type)],
            [m.outgoing.col.subject, data.subject],
            [m.draft.signer, [data.signing_form, data.signer_title, data.signer].filter(Boolean).join(', ')],
            [m.draft.recipients, recipientsText(data)],
            [m.draft.copies, data.copies],
            [m.draft.pages, data.pages],
          ];
          return (
            <div className={`panel-split${text ? '' : ' panel-single'}`}>
              {text ? (
                <div className="panel-text">
                  <div className="panel-bar">{m.incoming.textTitle}</div>
                  <TextPage text={text} marks={[]} current={null} />
                </div>
              ) : null}
              <div className="panel-fields">
                {status.isError ? <ErrorBox compact error={status.error} /> : null}
                <dl className="read-only">
                  {fields
                    .filter(([, value]) => value !== null && value !== undefined && value !== '')
                    .map(([label, value]) => (
                      <div key={label} className="contents">
                        <dt>{label}</dt>
                        <dd>{value}</dd>
                      </div>
                    ))}
                </dl>
                {text ? <SimilarBox id={data.id} symbol={data.symbol} direction={data.direction} /> : null}
                <History rows={data.history} />
              </div>
            </div>
          );
        }}
      </Loaded>
      {recalling && document ? (
        <Dialog
          title={m.outgoing.recallQuestion(document.symbol ?? '')}
          onClose={() => setRecalling(false)}
          footer={
            <>
              <Button onClick={() => setRecalling(false)}>{m.cancel}</Button>
              <Button kind="primary" busy={status.isPending} onClick={() => status.mutate('recalled')}>
                {m.outgoing.recall}
              </Button>
            </>
          }
        >
          <p>{m.outgoing.recallHint}</p>
        </Dialog>
      ) : null}
    </Panel>
  );
}
