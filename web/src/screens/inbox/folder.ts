// Files out of a drop: single ones, many, whole folders with folders inside.

export interface Named {
  file: File;
  name: string; // path inside what was dropped
}
const mostFiles = 5000; // a wrong folder (a whole disk) must not freeze the page

export const fromList = (files: Iterable<File>): Named[] => [...files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));

const fileOf = (entry: FileSystemFileEntry): Promise<File | null> => new Promise((resolve) => entry.file(resolve, () => resolve(null)));
const readSome = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));

async function walk(entry: FileSystemEntry, out: Named[]): Promise<void> {
  if (out.length >= mostFiles) return;
  if (entry.isFile) {
    const file = await fileOf(entry as FileSystemFileEntry);
    if (file) out.push({ file, name: entry.fullPath.replace(/^\//, '') });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await readSome(reader); // at most 100 at a time
    if (some.length === 0) return;
    for (const one of some.sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))) await walk(one, out);
  }
}

/** The entries must be taken before the first await: the browser empties the drop right after its event. */
export async function fromDrop(data: DataTransfer): Promise<Named[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return fromList(data.files);
  const out: Named[] = [];
  for (const entry of entries) if (entry) await walk(entry, out);
  return out;
}
