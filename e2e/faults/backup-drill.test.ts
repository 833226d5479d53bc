import { expect, it } from 'vitest';
import { drillBackup } from './backup-drill.ts';

it('[L13] [L9] a backup under load has what was confirmed before it; put back later, people bring the rest, once', async () => {
  const { tokensAtMark, tokensBroughtAgain } = await drillBackup();
  expect(tokensAtMark).toBeGreaterThan(0);
  expect(tokensBroughtAgain).toBeGreaterThan(0);
});
