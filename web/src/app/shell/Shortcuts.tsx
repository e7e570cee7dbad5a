import { useState } from 'react';
import { Dialog } from '../../ui/Dialog';
import { lettersOn, setLetters } from '../keyboard';
import { m } from '../messages';

export default function Shortcuts({ onClose }: { onClose: () => void }) {
  const [on, setOn] = useState(lettersOn);
  return (
    <Dialog title={m.shortcuts.title} width={620} onClose={onClose}>
      <div className="shortcuts">
        {m.shortcuts.groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.rows.map(([keys, what]) => (
                <div key={what}>
                  <dt>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="checkbox">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            setLetters(event.target.checked);
            setOn(event.target.checked);
          }}
        />
        {m.shortcuts.letters}
      </label>
    </Dialog>
  );
}
