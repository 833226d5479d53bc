import { describe, expect, it } from 'vitest';
import { nameDevice, tidyDeviceName } from './device-name.ts';

describe('the names of devices', () => {
  it.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 0, 'Firefox · Windows'],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
      0,
      'Chrome · Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0',
      0,
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      0,
      'Safari · Mac',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      5,
      'Safari · iPad',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36',
      5,
      'Chrome · Android',
    ],
    ['something else', 0, ''],
  ])('[B21] says what a person calls it: %s', (userAgent, maxTouchPoints, name) => {
    expect(nameDevice('', { userAgent, maxTouchPoints })).toBe(name);
    expect(nameDevice('Ana', { userAgent, maxTouchPoints })).toBe(['Ana', name].filter(Boolean).join(' · '));
  });

  it('[B22] one that another device sent is one bounded line that cannot turn the text around it', () => {
    expect(tidyDeviceName(' a\n\u202eb\u0000\u2066c ')).toBe('a b c');
    expect([...tidyDeviceName('😀'.repeat(500))]).toHaveLength(80);
  });
});
