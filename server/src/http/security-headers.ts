// One source for everything: nothing is loaded from elsewhere, nothing is inline, nobody frames the page.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

const refusedFeatures = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics'];

const twoYearsSeconds = 63_072_000;

/** What every answer carries, errors included. Transport security is promised only where there is TLS. */
export function securityHeaders(publicOrigin: string | undefined): Readonly<Record<string, string>> {
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
  };
  return publicOrigin?.startsWith('https:')
    ? { ...headers, 'Strict-Transport-Security': `max-age=${twoYearsSeconds}` }
    : headers;
}
