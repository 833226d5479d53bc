/** Clocks that are so close agree on the day, which is all that is asked of them. */
const agreeingMs = 12 * 60 * 60_000;

/**
 * Whether the server answers, and its clock and this device's agree. A battery that ran out, or a hand in the system's
 * settings, moves a clock by months.
 */
export async function isClockSound(now: () => number = Date.now): Promise<boolean> {
  try {
    const response = await fetch('/healthz', { method: 'HEAD', cache: 'no-store' });
    const serverMs = Date.parse(response.headers.get('date') ?? '');
    return response.ok && Math.abs(serverMs - now()) < agreeingMs;
  } catch {
    // Out of reach: nobody vouches for the clock.
    return false;
  }
}
