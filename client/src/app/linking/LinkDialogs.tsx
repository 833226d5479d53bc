import { EnterCodeDialog } from './EnterCodeDialog.tsx';
import { ShowCodeDialog } from './ShowCodeDialog.tsx';
import './linking.css';

export interface LinkDialogsProps {
  /** `show`: a code for another device; `enter`: the code of another device, already known if it came with an address. */
  readonly view: { readonly name: 'show' } | { readonly name: 'enter'; readonly code: string };
  readonly onClose: () => void;
}

/** The two ends of linking a device. */
export function LinkDialogs({ view, onClose }: LinkDialogsProps) {
  return view.name === 'show' ? (
    <ShowCodeDialog onClose={onClose} />
  ) : (
    <EnterCodeDialog initialCode={view.code} onClose={onClose} />
  );
}
