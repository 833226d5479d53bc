import { type FormatUpgrade, formatUpgrades as today } from './database-upgrades.ts';

/** A format to come: a store beside the others says of each row how many bytes it has. */
const measureRows: FormatUpgrade = (opened, transaction) => {
  const sizes = opened.createObjectStore('sizes');
  const rows = transaction.objectStore('updates').openCursor();
  rows.onsuccess = () => {
    const cursor = rows.result;
    if (cursor === null) return;
    sizes.put(cursor.value.length, cursor.key);
    cursor.continue();
  };
};

export const formatUpgrades: readonly FormatUpgrade[] = [...today, measureRows];
