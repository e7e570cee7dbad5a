// A document another unit sent through the system: read it, put it into the book or refuse it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/client';
import * as issuing from '../../api/issuing';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { date, dateTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Card, PageHead } from '../../ui/layout';
import { ErrorBox, Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { TextPage } from '../incoming/TextPage';
import { ReasonDialog } from './ReasonDialog';
import './draft.css';

export default function ArrivalPage() {
  const { unit, sample, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const client = useQueryClient();
  const navigate = useNavigate();
  const [refusing, setRefusing] = useState(false);
  const [again, setAgain] = useState(false);
  const query = useQuery({ queryKey: [...keys.documents(unit.code), 'arrival', id], queryFn: ({ signal }) => issuing.arrival(unit.code, id, signal) });
  const one = query.data;
  useTitle(m.issuing.arrivals, one?.symbol);
  const leave = (to: string): void => {
    void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
    void navigate({ to } as never);
  };
  const register = useMutation({
    mutationFn: (reason: string) => issuing.registerArrival(unit.code, id, reason ? { duplicate_reason: reason } : {}),
    onSuccess: (document) => {
      toast(m.issuing.registered(document.number_text ?? ''));
      leave(`/van-ban-den/${document.id}`);
    },
    onError: (error) => setAgain(error instanceof ApiError && error.code === 'document.duplicate'),
  });
  return (
    <div className="page page-fill">
      <PageHead
        title={one ? [one.symbol, one.subject].filter(Boolean).join(' ') : m.issuing.arrivals}
        sample={sample}
        line={one ? [m.issuing.arrivalFrom(one.from_unit, dateTime(one.sent_at)), shownType(one.document_type), date(one.date), one.signer].filter(Boolean).join(', ') : null}
        actions={
          one && can('register_document') ? (
            <>
              <Button onClick={() => setRefusing(true)}>{m.issuing.refuse}</Button>
              <Button kind="primary" busy={register.isPending} onClick={() => register.mutate('')}>
                {m.issuing.register}
              </Button>
            </>
          ) : null
        }
      />
      {register.isError && !again ? <ErrorBox error={register.error} /> : null}
      <Card label={m.draft.pageLabel} className="question-text">
        <Loaded query={query} lines={14}>
          {(data) => <TextPage text={data.text ?? ''} marks={[]} current={null} />}
        </Loaded>
      </Card>
      {again ? (
        <ReasonDialog
          title={register.error instanceof ApiError ? register.error.message : m.issuing.duplicateReason}
          label={m.issuing.duplicateReason}
          go={m.issuing.register}
          onClose={() => setAgain(false)}
          onGo={(reason) => register.mutateAsync(reason)}
        />
      ) : null}
      {refusing ? (
        <ReasonDialog
          title={m.issuing.refuseTitle}
          label={m.issuing.reasonTitle.reason}
          go={m.issuing.refuse}
          onClose={() => setRefusing(false)}
          onGo={async (reason) => {
            await issuing.refuseArrival(unit.code, id, reason);
            toast(m.issuing.refused);
            leave('/van-ban-den');
          }}
        />
      ) : null}
    </div>
  );
}
