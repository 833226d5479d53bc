import type { ReactNode } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

export interface SidebarSheetProps {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The sidebar as a sheet over the page, where there is no room beside it. */
export function SidebarSheet({ onClose, children }: SidebarSheetProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="sheet-shade" isOpen onOpenChange={onClose} isDismissable>
      <Modal className="sheet">
        <Dialog className="sidebar" aria-label={t('sidebar.label')}>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
