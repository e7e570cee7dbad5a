// What a vote and a slip have in common: the form that asks, the choices to answer with, the counts.
import { useState } from 'react';
import type { Question, Vote } from '../../api/hall';
import { m } from '../../app/messages';
import { nfc } from '../../lib/text';
import { Button } from '../../ui/Button';
import { Field, Select, TextArea } from '../../ui/controls';
import './votes.css';

export interface Asking {
  value: Question | null; // null: not complete yet
  fields: React.ReactNode;
  clear: () => void;
}

export function useQuestion(id: string, label: string): Asking {
  const [question, setQuestion] = useState('');
  const [kind, setKind] = useState<'agree' | 'own'>('agree');
  const [text, setText] = useState('');
  const own = nfc(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const asked = nfc(question).trim();
  const choices = kind === 'agree' ? m.votes.agree : own;
  return {
    value: asked === '' || choices.length < 2 ? null : { question: asked, choices, other: kind === 'agree' },
    clear: () => setQuestion(''),
    fields: (
      <>
        <Field id={`${id}-cau-hoi`} label={label}>
          <TextArea id={`${id}-cau-hoi`} rows={2} value={question} onChange={setQuestion} maxLength={1000} />
        </Field>
        <Field id={`${id}-kieu`} label={m.votes.kind}>
          <Select<'agree' | 'own'>
            id={`${id}-kieu`}
            value={kind}
            onChange={setKind}
            options={[
              { value: 'agree', label: m.votes.kinds.agree },
              { value: 'own', label: m.votes.kinds.own },
            ]}
          />
        </Field>
        {kind === 'own' ? (
          <Field id={`${id}-phuong-an`} label={m.votes.choices}>
            <TextArea id={`${id}-phuong-an`} rows={4} value={text} onChange={setText} maxLength={2000} />
          </Field>
        ) : null}
      </>
    ),
  };
}

/** Words, a bar and the number; without numbers while a secret vote runs. */
export function Counts({ choices }: { choices: Vote['choices'] }) {
  const most = Math.max(1, ...choices.map((one) => one.answers ?? 0));
  return (
    <ul className="vote-counts">
      {choices.map((one, at) => (
        <li key={at}>
          <span className="vote-words">{one.words}</span>
          {one.answers === undefined ? null : (
            <>
              <span className="vote-track" aria-hidden="true">
                <span style={{ width: `${(100 * one.answers) / most}%` }} />
              </span>
              <span className="vote-number">{m.votes.counted(one.answers)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Radio buttons and, where the choice asks for it or a slip allows it, words. */
export function Reply(p: {
  id: string;
  question: string;
  choices: { words: string }[];
  other: boolean;
  alwaysWords: boolean;
  start: { choice?: number; opinion?: string };
  label: string;
  go: string;
  busy: boolean;
  onGo: (choice: number, opinion: string | undefined) => void;
}) {
  const [choice, setChoice] = useState<number | undefined>(p.start.choice);
  const [opinion, setOpinion] = useState(p.start.opinion ?? '');
  const needs = p.other && choice === p.choices.length - 1;
  const clean = nfc(opinion).trim();
  return (
    <form
      className="vote-reply"
      onSubmit={(event) => {
        event.preventDefault();
        if (choice !== undefined) p.onGo(choice, (needs || p.alwaysWords) && clean !== '' ? clean : undefined);
      }}
    >
      <fieldset>
        <legend>{p.question}</legend>
        {p.choices.map((one, at) => (
          <label key={at} className="vote-choice">
            <input type="radio" name={p.id} checked={choice === at} onChange={() => setChoice(at)} /> <span>{one.words}</span>
          </label>
        ))}
      </fieldset>
      {needs || p.alwaysWords ? (
        <Field id={`${p.id}-y-kien`} label={p.label}>
          <TextArea id={`${p.id}-y-kien`} rows={3} value={opinion} onChange={setOpinion} maxLength={1000} />
        </Field>
      ) : null}
      <Button kind="primary" submit block busy={p.busy} disabled={choice === undefined || (needs && clean === '')}>
        {p.go}
      </Button>
    </form>
  );
}
