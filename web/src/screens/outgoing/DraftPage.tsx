// The draft as a page: as its .docx looks while the words are those of the file, else in the form the rules want.
import { useQuery } from '@tanstack/react-query';
import * as api from '../../api/endpoints';
import { keys } from '../../api/queries';
import type { DocumentDetail } from '../../api/types';
import { useSession } from '../../app/session';
import { Loading } from '../../ui/states';
import { FilePage } from './FilePage';
import type { PaperProps } from './PaperPage';
import { PaperPage } from './PaperPage';

export function DraftPage({ document, read, ...page }: PaperProps & { document: DocumentDetail; read: { text: string; version: number } }) {
  const { unit } = useSession();
  const drawn = document.file?.media_type.includes('wordprocessingml') === true && page.text === read.text;
  const look = useQuery({
    queryKey: [...keys.documents(unit.code), 'look', document.id, read.version],
    queryFn: ({ signal }) => api.draftLook(unit.code, document.id, signal),
    enabled: drawn,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  if (drawn && look.isPending) return <Loading lines={14} />;
  return drawn && look.data?.shown ? <FilePage {...page} look={look.data} /> : <PaperPage {...page} />;
}
