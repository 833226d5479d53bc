import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LibraryLine } from '../../linking/library-line.ts';
import type { LibraryLink } from '../../linking/library-link.ts';
import { type LinkedDevice, readLinkedDevices } from '../../linking/linked-devices.ts';
import { Button } from '../../ui/Button.tsx';
import { useLibrary } from '../library-context.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { deviceLink } from './device-link.ts';
import { openedLine } from './keep-in-step.ts';
import { LinkDialogPart } from './LinkDialogPart.tsx';
import { UnlinkDialog } from './UnlinkDialog.tsx';
import './devices-setting.css';

/** Which devices share the list of documents, and how another one comes to do so. */
export function DevicesSetting() {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'show' | 'enter' | 'unlink'>();
  const link = useStore(deviceLink.state);
  const close = () => setDialog(undefined);
  return (
    <section className="settings__devices">
      <h3 className="settings__label">{t('devices.title')}</h3>
      {link === undefined ? <p>{t('devices.alone')}</p> : <SharedList link={link} />}
      <div className="settings__actions">
        <Button onPress={() => setDialog('show')}>{t('devices.show')}</Button>
        <Button onPress={() => setDialog('enter')}>{t('devices.enter')}</Button>
        {link !== undefined && <Button onPress={() => setDialog('unlink')}>{t('devices.unlink')}</Button>}
      </div>
      {dialog === 'show' && <LinkDialogPart view={{ name: 'show' }} onClose={close} />}
      {dialog === 'enter' && <LinkDialogPart view={{ name: 'enter', code: '' }} onClose={close} />}
      {dialog === 'unlink' && <UnlinkDialog onClose={close} />}
    </section>
  );
}

function SharedList({ link }: { readonly link: LibraryLink }) {
  const { t } = useTranslation();
  const devices = useDevices();
  const others = devices.filter(({ id }) => id !== link.deviceId);
  return (
    <>
      <p>{others.length === 0 ? t('devices.onlyThis') : t('devices.shared')}</p>
      {others.length > 0 && (
        <ul className="settings__device-list">
          {devices.map(({ id, name, seenAt }) => (
            <li key={id}>
              <span className="settings__device">{name || t('devices.unnamed')}</span>
              <span>{id === link.deviceId ? t('devices.thisDevice') : <RelativeTime atMs={seenAt} />}</span>
            </li>
          ))}
        </ul>
      )}
      <LineWords link={link} />
    </>
  );
}

function useDevices(): readonly LinkedDevice[] {
  const { doc } = useLibrary();
  const [devices, setDevices] = useState<readonly LinkedDevice[]>([]);
  useEffect(() => {
    const known = readLinkedDevices(doc);
    const refresh = () => setDevices(known.read());
    refresh();
    return known.observe(refresh);
  }, [doc]);
  return devices;
}

/** Where the list stands with the relay: the tab that has the line knows, the others know when it was last in step. */
function LineWords({ link }: { readonly link: LibraryLink }) {
  const { t } = useTranslation();
  const { line } = useStore(openedLine);
  if (link.isTooLarge) return <p className="settings__warning">{t('devices.tooLarge')}</p>;
  return (
    <>
      {link.inStepAt === 0 ? (
        <p>{t('devices.neverInStep')}</p>
      ) : (
        <p>
          {t('devices.inStep')} <RelativeTime atMs={link.inStepAt} />
        </p>
      )}
      {line !== undefined && <LineTrouble line={line} />}
    </>
  );
}

function LineTrouble({ line }: { readonly line: LibraryLine }) {
  const { t } = useTranslation();
  const state = useStore(line.state);
  if (state !== 'unreachable' && state !== 'refused') return null;
  return <p>{t(`devices.${state}`)}</p>;
}
