import { MenuButton } from '../../ui/MenuButton.tsx';
import { PartDialog } from '../PartDialog.tsx';
import { libraryMenus } from './library-menus-part.ts';
import type { MenuSubject } from './menu-subject.ts';

/** The actions of something in the library, under a button. The list of them is fetched after the start of the page. */
export function LibraryMenu({ label, subject }: { readonly label: string; readonly subject: MenuSubject }) {
  return (
    <MenuButton label={label}>
      {(place) => <PartDialog part={libraryMenus} title={label} onClose={place.onClose} given={{ place, subject }} />}
    </MenuButton>
  );
}
