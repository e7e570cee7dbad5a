import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import * as issuingApi from '../../api/issuing';
import type { Issuing } from '../../api/issuing';
import { documentQuery, issuingQuery, keys } from '../../api/queries';
import type { ListSearch } from '../../app/router';
import { useKeys } from '../../app/keyboard';
import { m } from '../../app/messages';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { date } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/layout';
import { ErrorBox, Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { SimilarBox } from '../compare/SimilarList';
import { DocumentState } from '../incoming/DocumentState';
import { History } from '../incoming/History';
import { TextPage } from '../incoming/TextPage';
import { Times } from './IssuePanel';
import { recipientsText } from './Outgoing';
import { ReasonDialog } from './ReasonDialog';
import { Receipts } from './Receipts';
import { ReleaseDialog } from './ReleaseDialog';
import { SentFile } from './SentFile';
import './draft.css';

type Open = 'more' | 'release' | 'recall' | 'replaces' | 'corrects' | null;

export default function OutgoingDetail() {
  const { unit, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const search = useSearch({ strict: false }) as ListSearch;
  const navigate = useNavigate();
  const client = useQueryClient();
  const [open, setOpen] = useState<Open>(null);
  const query = useQuery(documentQuery(unit.code, id));
  const close = (): void => void navigate({ to: '/van-ban-di', search: (before: object) => ({ ...before, muc: 'so' }) } as never);
  useKeys({ escape: close });
  const document = query.data;
  const flow = useQuery(issuingQuery(unit.code, id));
  const view = flow.data;
  const may = (act: string): boolean => view?.acts.some((choice) => choice.act === act && choice.allowed) ?? false;
  const release = view?.acts.find((choice) => choice.act === 'release');
  const replaceable = view?.step === 'recalled' && can('draft') && !view.links.some((one) => one.kind === 'replaced_by');
  const after = (next: Issuing, said: string): void => {
    setOpen(null);
    client.setQueryData(issuingQuery(unit.code, id).queryKey, next);
    void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
    toast(said);
  };
  const follow = useMutation({
    mutationFn: (input: { kind: 'replaces' | 'corrects'; reason: string }) => issuingApi.followUp(unit.code, id, input),
    onSuccess: (draft) => {
      void client.invalidateQueries({ queryKey: keys.documents(unit.code) });
      void navigate({ to: '/van-ban-di/soan/$id', params: { id: draft.id } } as never);
    },
  });
  return (
    <Panel
      title={document ? m.outgoing.detailTitle(document.symbol ?? '') : m.outgoing.title}
      focusKey={id}
      onClose={close}
      wide={search.rong === '1'}
      foot={
        document && view && (view.acts.some((choice) => choice.act === 'release') || may('recall') || replaceable) ? (
          <>
            <span className="grow" />
            {may('recall') ? (
              <>
                <Button onClick={() => setOpen('more')}>{m.issuing.more}</Button>
                {can('draft') ? (
                  <>
                    <Button onClick={() => setOpen('corrects')}>{m.issuing.corrects}</Button>
                    <Button onClick={() => setOpen('replaces')}>{m.issuing.replaces}</Button>
                  </>
                ) : null}
                <Button onClick={() => setOpen('recall')}>{m.outgoing.recall}</Button>
              </>
            ) : null}
            {replaceable ? <Button onClick={() => setOpen('replaces')}>{m.issuing.replaces}</Button> : null}
            {release ? (
              <Button kind="primary" disabled={!release.allowed} why={release.why} onClick={() => setOpen('release')}>
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
                {flow.isError ? <ErrorBox compact error={flow.error} onRetry={() => void flow.refetch()} /> : null}
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
                {view ? <SentFile document={data} view={view} onAfter={(next) => after(next, m.issuing.fileKept)} /> : null}
                {view ? <Receipts id={id} view={view} onAfter={(next) => after(next, m.issuing.receipts)} /> : null}
                {view ? <Times view={view} /> : null}
                {text ? <SimilarBox id={data.id} symbol={data.symbol} direction={data.direction} /> : null}
                <History rows={data.history} />
              </div>
            </div>
          );
        }}
      </Loaded>
      {open === 'release' && document ? <ReleaseDialog document={document} faults={view?.file_faults ?? []} onClose={() => setOpen(null)} onDone={(next) => after(next, m.outgoing.released(document.symbol ?? ''))} /> : null}
      {open === 'more' && document ? <ReleaseDialog more document={document} onClose={() => setOpen(null)} onDone={(next) => after(next, m.issuing.more)} /> : null}
      {open === 'recall' && document ? (
        <ReasonDialog
          title={m.issuing.recallTitle(document.symbol ?? '', view?.receipts.length ?? 0)}
          label={m.issuing.reasonTitle.reason}
          hint={m.outgoing.recallHint}
          go={m.outgoing.recall}
          onClose={() => setOpen(null)}
          onGo={async (reason) => after(await issuingApi.recall(unit.code, id, { version: document.version, reason }), m.outgoing.recalled(document.symbol ?? ''))}
        />
      ) : null}
      {open === 'replaces' || open === 'corrects' ? (
        <ReasonDialog
          title={m.issuing.followTitle[open]}
          label={m.issuing.reasonTitle.reason}
          hint={m.issuing.followHint}
          go={m.issuing.followTitle[open]}
          onClose={() => setOpen(null)}
          onGo={(reason) => follow.mutateAsync({ kind: open, reason })}
        />
      ) : null}
    </Panel>
  );
}
