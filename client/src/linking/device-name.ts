/** What a device is called where others see it: `Ana · Firefox · Windows`, `Safari · iPad`. */
export function nameDevice(person: string, agent: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): string {
  return tidyDeviceName([person, browserOf(agent), systemOf(agent)].filter((part) => part !== '').join(' · '));
}

const longestDeviceName = 80;

/** A name that another device sent, fit to be shown: one line, bounded, and nothing that turns the text around it. */
export const tidyDeviceName = (name: string): string =>
  [...name.replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim()].slice(0, longestDeviceName).join('');

/** In this order: most browsers claim to be others as well. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
  [/Mac OS X/, 'Mac'],
];

const browserOf = ({ userAgent }: Pick<Navigator, 'userAgent'>): string =>
  browsers.find(([sign]) => sign.test(userAgent))?.[1] ?? '';

function systemOf({ userAgent, maxTouchPoints }: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): string {
  const system = systems.find(([sign]) => sign.test(userAgent))?.[1] ?? '';
  // An iPad says that it is a Mac; no Mac is touched with several fingers.
  return system === 'Mac' && maxTouchPoints > 1 ? 'iPad' : system;
}
