// BlockNote with its collaboration and nothing around it: no menus, no storage on the device, no other tools. For
// benchmarks only (MPL-2.0); nothing that is shipped contains it. `?sync=<url>&room=<name>` is the document to open.
import { withCollaboration } from '@blocknote/core/yjs';
import { BlockNoteViewRaw, useCreateBlockNote } from '@blocknote/react';
import '@blocknote/core/fonts/inter.css';
import '@blocknote/core/style.css';
import '@blocknote/react/style.css';
import { createRoot } from 'react-dom/client';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const hasNoMenus = {
  formattingToolbar: false,
  linkToolbar: false,
  slashMenu: false,
  sideMenu: false,
  filePanel: false,
  tableHandles: false,
  emojiPicker: false,
  comments: false,
} as const;

function Page({ provider }: { readonly provider: WebsocketProvider }) {
  const editor = useCreateBlockNote(
    withCollaboration({
      domAttributes: { editor: { 'data-testid': 'editor' } },
      collaboration: {
        fragment: provider.doc.getXmlFragment('blocknote'),
        provider,
        user: { name: 'Ana', color: '#3558a2' },
      },
    }),
  );
  return <BlockNoteViewRaw editor={editor} {...hasNoMenus} />;
}

const asked = new URLSearchParams(location.search);
const provider = new WebsocketProvider(asked.get('sync') ?? '', asked.get('room') ?? '', new Y.Doc());
// An editor on a document that has not come yet would write an empty block into it.
provider.once('sync', () => {
  const place = document.getElementById('page');
  if (place !== null) createRoot(place).render(<Page provider={provider} />);
});
