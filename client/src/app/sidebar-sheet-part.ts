import { createPart } from './part.ts';

/** The frame of every page shows it. */
export const sidebarSheet = createPart(() => import('./SidebarSheet.tsx').then((part) => part.SidebarSheet));
