// Holds the end of a mail back until it was written down that it is about to be sent.
import { Readable } from "node:stream";

/**
 * SMTP takes a mail when it has seen the line with the lone dot, which is sent when the stream of `gate` ends. Nothing is read from that before
 * the server has accepted sender, recipient and DATA, so all that can go wrong there happens before `confirm` and is known not to have sent
 * anything. A process that dies after it leaves a mail of which nobody knows (README, "Never twice", with figures).
 */
export class HandOver {
  readonly #confirm: () => Promise<boolean>;
  #mayHaveLeft = false;
  #isEnded = false;

  constructor(confirm: () => Promise<boolean>) {
    this.#confirm = confirm;
  }

  /** For nodemailer's `processFunc`: nothing behind it reads ahead. */
  readonly gate = (mail: Readable): Readable => Readable.from(this.#hold(mail), { objectMode: false });

  /** From now on the last byte stays here; true where it may have left before. */
  end(): boolean {
    this.#isEnded = true;
    return this.#mayHaveLeft;
  }

  async *#hold(mail: Readable): AsyncGenerator {
    yield* mail;
    const isOurs = await this.#confirm();
    if (!isOurs || this.#isEnded) throw new Error("The mail is not ours to send any more.");
    this.#mayHaveLeft = true;
  }
}
