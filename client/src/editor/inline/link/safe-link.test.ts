import { describe, expect, it } from 'vitest';
import { isLinkable, isSafeLink, parseLink } from './safe-link.ts';

const dangerous = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:x@a.bc',
  '\u0001javascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  'ftp://example.org',
];

describe('links', () => {
  it.each(dangerous)('[EDIT-LINK] refuse %j, typed, pasted or received', (address) => {
    expect(isSafeLink(address)).toBe(false);
    expect(isLinkable(address)).toBe(false);
    const made = parseLink(address);
    if (made !== undefined) expect(new URL(made).protocol).toBe('https:');
  });

  it.each(['https://example.org/a?b#c', 'http://intranet', 'mailto:a@example.org', 'tel:+33123456789'])(
    '[EDIT-LINK] accept %s',
    (address) => {
      expect(isSafeLink(address)).toBe(true);
      expect(parseLink(address)).toBe(address);
    },
  );

  it.each([
    ['example.org', 'https://example.org'],
    [' www.example.org/page ', 'https://www.example.org/page'],
    ['localhost:3000', 'https://localhost:3000'],
    ['ana@example.org', 'mailto:ana@example.org'],
    ['+33 1 23 45 67 89', 'tel:+33123456789'],
    ['word', undefined],
    ['two words', undefined],
    ['', undefined],
  ])('[EDIT-LINK] understand %j as %s', (typed, address) => {
    expect(parseLink(typed)).toBe(address);
  });
});
