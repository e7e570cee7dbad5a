import { SignInForm } from '../../screens/account/SignInForm';
import { Dialog } from '../../ui/Dialog';
import { m } from '../messages';
import { useSession } from '../session';

/** Over the page, so that what was being typed stays where it is. */
export default function SessionOver({ onDone }: { onDone: () => void }) {
  const { me } = useSession();
  return (
    <Dialog title={m.signIn.over} width={400}>
      <p className="soft dialog-lead">{m.signIn.overHint}</p>
      <SignInForm username={me.username} onDone={onDone} />
    </Dialog>
  );
}
