/** How much a peer may send: `perSecond` on average and `burst` at once. What it sends beyond is a debt to wait for. */
export class Allowance {
  readonly #perSecond: number;
  readonly #burst: number;
  // Not undefined first: see Delivery.
  #left = 0;
  #atMs = 0;

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#left = burst;
    this.#atMs = nowMs;
  }

  /** Takes what was sent; answers with how long to wait before reading more, 0 mostly. */
  spend(amount: number, nowMs: number): number {
    this.#left = Math.min(this.#burst, this.#left + ((nowMs - this.#atMs) / 1000) * this.#perSecond) - amount;
    this.#atMs = nowMs;
    return this.#left >= 0 ? 0 : (-this.#left / this.#perSecond) * 1000;
  }
}
