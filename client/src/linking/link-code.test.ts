import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLinkCode, parseLinkCode, spellLinkCode } from './link-code.ts';

const anyCode = fc
  .uint8Array({ minLength: 17, maxLength: 32 })
  .map(spellLinkCode)
  .filter((code) => code !== undefined);

/** Of UTF-16, halves of characters too. */
const anyUnit = fc.nat(0xffff).map((unit) => String.fromCharCode(unit));

const readCode = (text: string) => {
  const parsed = parseLinkCode(text);
  return parsed.ok ? parsed.value : undefined;
};

describe('the code of a device', () => {
  it('[B20] comes back from what is shown, however it is typed', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const shown = formatLinkCode(code);
        expect(shown).toMatch(/^([0-9A-HJKMNP-TV-Z]{3} ){5}[0-9A-HJKMNP-TV-Z]{3}$/);
        const typed = [
          shown,
          code,
          shown.toLowerCase(),
          shown.replaceAll(' ', '-'),
          ` ${shown.replaceAll(' ', '\u00a0')}\n`,
        ];
        const looksAlike = shown.replaceAll('0', 'o').replaceAll('1', 'l');
        for (const text of [...typed, looksAlike, shown.replaceAll('1', 'I'), `https://notes.example/link#${code}`])
          expect(readCode(text), text).toBe(code);
      }),
    );
  });

  it('[B20] every single wrong sign, and every exchange of neighbours, is told as a slip', () => {
    fc.assert(
      fc.property(anyCode, fc.nat(17), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (code, place, sign) => {
        const wrong = code.slice(0, place) + sign + code.slice(place + 1);
        if (wrong !== code) expect(parseLinkCode(wrong)).toEqual({ ok: false, error: { type: 'slip' } });
        const [first = '', second = ''] = code.slice(place, place + 2);
        const turned = code.slice(0, place) + second + first + code.slice(place + 2);
        if (turned !== code) expect(parseLinkCode(turned).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['', { type: 'empty' }],
    [' - ', { type: 'empty' }],
    ['ABC', { type: 'too-short', missing: 15 }],
    ['A'.repeat(19), { type: 'too-long' }],
    ['ABU', { type: 'foreign-sign', sign: 'U' }],
    ['é', { type: 'foreign-sign', sign: 'É' }],
    ['AB😀', { type: 'foreign-sign', sign: '😀' }],
  ])('[B20] %j is no code, and the reason is named', (text, error) => {
    expect(parseLinkCode(text)).toEqual({ ok: false, error });
  });

  it('[B20] no text makes reading it throw', () => {
    fc.assert(fc.property(fc.string({ unit: anyUnit }), (text) => void parseLinkCode(text)));
  });

  it('[B20] is spelt evenly from 85 random bits', () => {
    const seen = new Set<string>();
    const counts = new Map<string, number>();
    for (let drawn = 0; seen.size < 2_000; drawn += 1) {
      const code = spellLinkCode(crypto.getRandomValues(new Uint8Array(17)));
      expect(drawn).toBeLessThan(4_000);
      if (code === undefined || seen.has(code)) continue;
      seen.add(code);
      for (const symbol of code.slice(0, 17)) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
    }
    expect(counts.size).toBe(32);
    // 1,062 each on average; nine standard deviations are 290.
    for (const count of counts.values()) expect(Math.abs(count - 1_062)).toBeLessThan(290);
  });
});
