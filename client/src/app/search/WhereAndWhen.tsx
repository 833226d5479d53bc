import type { FolderId } from '../../library/folders.ts';
import { useFolderPath } from '../folder-names.ts';
import { useFolders } from '../library-context.ts';
import { RelativeTime } from '../RelativeTime.tsx';

/** In which folder a document that was found is, and when it was changed. `changedAt` in milliseconds since 1970. */
export function WhereAndWhen(props: { readonly folderId: FolderId | undefined; readonly changedAt: number }) {
  const folders = useFolders();
  const path = useFolderPath()(folders, props.folderId);
  return (
    <span className="where-and-when">
      {path !== '' && <span className="where-and-when__folder">{path}</span>}
      <span className="where-and-when__changed">
        <RelativeTime atMs={props.changedAt} />
      </span>
    </span>
  );
}
