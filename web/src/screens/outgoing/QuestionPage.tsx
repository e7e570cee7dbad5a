// A draft of another unit that asks for our opinion: its text and the answer.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import * as issuing from '../../api/issuing';
import { keys } from '../../api/queries';
import { m } from '../../app/messages';
import { useTitle } from '../../app/page';
import { useSession } from '../../app/session';
import { shownType } from '../../lib/documentTypes';
import { date } from '../../lib/format';
import { Card, PageHead } from '../../ui/layout';
import { Loaded } from '../../ui/states';
import { toast } from '../../ui/toast';
import { TextPage } from '../incoming/TextPage';
import { AnswerForm } from './AnswerForm';
import './draft.css';

export default function QuestionPage() {
  const { unit, sample, can } = useSession();
  const { id } = useParams({ strict: false }) as { id: string };
  const client = useQueryClient();
  const navigate = useNavigate();
  const query = useQuery({ queryKey: [...keys.documents(unit.code), 'question', id], queryFn: ({ signal }) => issuing.question(unit.code, id, signal) });
  useTitle(m.issuing.questionTitle, query.data?.subject);
  const q = query.data;
  return (
    <div className="page page-fill">
      <PageHead title={q ? q.subject : m.issuing.questionTitle} sample={sample} line={q ? `${shownType(q.document_type)}. ${m.issuing.askedBy(q.from_unit, date(q.due))}: ${q.question}` : null} />
      <div className="question">
        <Card label={m.draft.pageLabel} className="question-text">
          <Loaded query={query} lines={12}>
            {(one) => <TextPage text={one.text ?? ''} marks={[]} current={null} />}
          </Loaded>
        </Card>
        <Card title={m.issuing.opinions} className="question-answer">
          {q?.answered_at ? (
            <p className="issue-line">
              {m.issuing.stances[q.stance ?? '']}. {q.answer} {q.answered_by}
            </p>
          ) : q && can('draft') ? (
            <AnswerForm
              id={id}
              go={m.issuing.answer}
              onDone={() => {
                toast(m.issuing.answered);
                void client.invalidateQueries({ queryKey: keys.unit(unit.code) });
                void navigate({ to: '/hom-nay' } as never);
              }}
            />
          ) : null}
        </Card>
      </div>
    </div>
  );
}
