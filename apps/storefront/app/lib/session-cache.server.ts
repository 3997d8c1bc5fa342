// Keeps the access tokens of signed-in visitors in this process's memory, so that they are stored nowhere else and not renewed for each page.
// Parallel requests of one visitor share one renewal: a refresh token that is used twice would end the session.
import type { Tokens } from "@souk/contracts";

const SESSIONS_MAX = 10_000;
/** Renewed this long before the end, so that a token does not end between here and the API. */
const MARGIN_MS = 30_000;

type Entry = { readonly tokens: Promise<Tokens>; expiresAtMs: number; subject: string | undefined };

/** Whose token it is. Read, not verified: it came from the API. */
function subjectOf(accessToken: string): string | undefined {
  const payload = Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString();
  return /"sub":"([^"]*)"/.exec(payload)?.[1];
}

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
      subject: undefined,
    };
    this.#store(refreshToken, entry);
    return entry.tokens;
  }

  /** Remembers what a sign-in gave. */
  keep(tokens: Tokens): void {
    this.#store(tokens.refreshToken, {
      tokens: Promise.resolve(tokens),
      expiresAtMs: this.#endOf(tokens),
      subject: subjectOf(tokens.accessToken),
    });
  }

  forget(refreshToken: string): void {
    this.#entries.delete(refreshToken);
  }

  /** A person's other sessions, which may have been ended: their access tokens would go on opening pages until their time is over. */
  forgetOthersOf({ accessToken, refreshToken }: Pick<Tokens, "accessToken" | "refreshToken">): void {
    const subject = subjectOf(accessToken);
    for (const [known, entry] of this.#entries) {
      if (known !== refreshToken && entry.subject === subject) this.#entries.delete(known);
    }
  }

  async #renewed(refreshToken: string, renew: (refreshToken: string) => Promise<Tokens>): Promise<Tokens> {
    try {
      const tokens = await renew(refreshToken);
      const entry = this.#entries.get(refreshToken);
      if (entry) {
        entry.expiresAtMs = this.#endOf(tokens); // Requests under way still carry the old refresh token.
        entry.subject = subjectOf(tokens.accessToken);
      }
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
