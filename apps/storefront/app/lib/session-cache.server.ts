// Keeps the access tokens of signed-in visitors in this process's memory, so that they are stored nowhere else and not renewed for each page.
// Parallel requests of one visitor share one renewal: a refresh token that is used twice would end the session.
import type { Tokens } from "@souk/contracts";

const SESSIONS_MAX = 10_000;
/** Renewed this long before the end, so that a token does not end between here and the API. */
const MARGIN_MS = 30_000;

type Entry = { readonly tokens: Promise<Tokens>; expiresAtMs: number };

export class SessionCache {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The tokens that belong to this refresh token; asks for new ones when none are known or their time is over. */
  get(refreshToken: string, renew: (refreshToken: string) => Promise<Tokens>): Promise<Tokens> {
    const known = this.#entries.get(refreshToken);
    if (known && known.expiresAtMs > this.#now()) return known.tokens;

    const entry: Entry = {
      tokens: this.#renewed(refreshToken, renew),
      expiresAtMs: Number.POSITIVE_INFINITY,
    };
    this.#store(refreshToken, entry);
    return entry.tokens;
  }

  /** Remembers what a sign-in gave. */
  keep(tokens: Tokens): void {
    this.#store(tokens.refreshToken, { tokens: Promise.resolve(tokens), expiresAtMs: this.#endOf(tokens) });
  }

  forget(refreshToken: string): void {
    this.#entries.delete(refreshToken);
  }

  async #renewed(refreshToken: string, renew: (refreshToken: string) => Promise<Tokens>): Promise<Tokens> {
    try {
      const tokens = await renew(refreshToken);
      const entry = this.#entries.get(refreshToken);
      if (entry) entry.expiresAtMs = this.#endOf(tokens); // Requests under way still carry the old refresh token.
      this.keep(tokens);
      return tokens;
    } catch (error) {
      this.forget(refreshToken);
      throw error;
    }
  }

  #endOf(tokens: Tokens): number {
    return this.#now() + tokens.expiresIn * 1000 - MARGIN_MS;
  }

  #store(refreshToken: string, entry: Entry): void {
    this.#entries.delete(refreshToken);
    this.#entries.set(refreshToken, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= SESSIONS_MAX) break;
      this.#entries.delete(oldest);
    }
  }
}
