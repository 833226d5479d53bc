/** The entries of the menus that the person used last on this device, the latest first. */
export interface RecentEntries {
  ids(): readonly string[];
  add(id: string): void;
}
